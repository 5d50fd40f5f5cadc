// What a final decision is followed by, and what may come beside the work: compliance, referrals, registration of
// workers, further visits, documents of institutions, late allegations.
#include "integration/inspections/branches.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;

class AfterFinality : public test::WithBranches {};

TEST_P(AfterFinality, EachInstitutionOfAReferralIsRemindedAndAnswersForItself) {
  const auto order = referred();
  EXPECT_EQ(open_steps(order), "");
  EXPECT_EQ(file(order).state, CaseState::completed) << "final, though not carried out";
  EXPECT_EQ(code(comes_in("legal", order, "institution_answer")), "form.required") << "whose answer is it?";
  EXPECT_EQ(code(comes_from("police", order)), "form.not_an_option");
  EXPECT_EQ(code(comes_from("governor", order)), "workflow.message_not_expected") << "nothing was referred there";
  for (int reminder = 0; reminder < 2; ++reminder) {
    time_passes();
    while (!open_steps(order).empty()) legal_lets_it_expire(order);
  }
  ASSERT_TRUE(comes_from("court", order));
  EXPECT_EQ(step(order, "institution.outcome").item, "court");
  EXPECT_EQ(code(comes_from("court", order)), "workflow.message_not_expected") << "it has answered";
  does("legal", order, "institution.outcome", outcome());
  EXPECT_EQ(open_steps(order), "") << "the tax office has not answered";
  ASSERT_TRUE(comes_from("tax", order));
  does("legal", order, "institution.outcome", outcome());
  EXPECT_EQ(count("SELECT count(*) FROM insp_incoming WHERE institution IN ('tax', 'court')"), 2);
  EXPECT_EQ(open_steps(order), "compliance ") << "what is owed now is reported";
  does("chief.01", order, "compliance", in_full());
  closes(order);
}

TEST_P(AfterFinality, AReferralThatIsNotSignedGoesBackToTheCheckOfCompliance) {
  const auto order = ordered(wish());
  to_notification(order);
  contests(order, "confirmed");
  checks_compliance(order, referral_to({"prosecutor"}));
  const auto task = std::to_string(step(order, "referral").id);
  for (const auto& address : {"/inspection/cases/" + order, "/inspection/cases/" + order + "/tasks/" + task,
                              std::string{"/inspection/signing"}})
    EXPECT_TRUE(has(get("head.legal", address, web::Mount::staff, "en"), "Public prosecutor"))
        << address << " does not say to whom";
  EXPECT_EQ(code(tries("head.legal", order, "referral", {{"referral", "returned"}})), "form.required") << "a reason";
  does("head.legal", order, "referral", {{"referral", "returned"}, {"referral_reason", "ຍັງເຈລະຈາຢູ່"}});
  EXPECT_EQ(open_steps(order), "compliance ");
}

TEST_P(AfterFinality, FollowUpRunsUntilNothingIsOwed) {
  const auto order = ordered(wish());
  to_notification(order);
  contests(order, "confirmed");
  EXPECT_EQ(file(order).state, CaseState::completed);
  const Typed partly{{"compliance", "part"},
                     {"balance", "500.000"},
                     {"compliance_report", "ຈ່າຍບາງສ່ວນ"},
                     {"compliance_next", "follow_up"}};
  checks_compliance(order, partly);
  checks_compliance(order, partly);
  ASSERT_TRUE(comes_in("head.01", order, "compliance_report"));
  auto owing = in_full();
  owing.erase("balance");
  owing.emplace("balance", "1");
  EXPECT_EQ(code(tries("chief.01", order, "compliance", owing)), "compliance.balance_open");
  does("chief.01", order, "compliance", in_full());
  EXPECT_EQ(count("SELECT count(*) FROM insp_form_answer WHERE form_key = 'compliance'"), 3) << "each report is kept";
  closes(order);
}

TEST_P(AfterFinality, TheFileWaitsUntilTheWorkersAreRegistered) {
  const auto order = ordered(wish());
  to_report(order);
  does("chief.01", order, "report",
       {{"report_text", "ລາຍງານ"},
        {"infringement", "true"},
        {"infringement_text", "ບໍ່ຂຶ້ນທະບຽນ"},
        {"proposed_measure", "registration"},
        {"register_workers", "true"},
        {"measure_text", "ຂຶ້ນທະບຽນ"}});
  does("head.01", order, "review", {{"review", "accepted"}});
  decides(order, "measure");
  contests(order, "confirmed");
  carried_out(order);
  EXPECT_EQ(open_steps(order), "registration.done ");
  EXPECT_EQ(code(tries("chief.01", order, "registration.done", {{"registration", "done"}, {"workers_entered", "3"}})),
            "workflow.not_your_task");
  does("registration.01", order, "registration.done", {{"registration", "done"}, {"workers_entered", "3"}});
  closes(order);
}

TEST_P(AfterFinality, AWarningHasNothingToBeCarriedOut) {
  const auto order = ordered(wish());
  to_report(order);
  reports(order, "warning");
  decides(order, "warning");
  contests(order, "confirmed");
  EXPECT_EQ(open_steps(order), "close ");
  closes(order);
  EXPECT_EQ(count("SELECT count(*) FROM insp_form_answer WHERE form_key IN ('compliance', 'referral')"), 0);
}

TEST_P(AfterFinality, AnotherVisitFollowsWhereTheAnalysisAsksForIt) {
  const auto order = ordered(wish());
  to_visit(order);
  visited(order);
  const Typed found{{"enquiry", "false"}, {"visit_summary", "x"}};
  does("inspector.01", order, "findings", found);
  EXPECT_EQ(code(tries("inspector.01", order, "analysis", {{"analysis", "x"}, {"another_visit", "true"}})),
            "form.required");
  does("inspector.01", order, "analysis",
       {{"analysis", "x"}, {"another_visit", "true"}, {"another_visit_reason", "ບັນຊີຂາດ"}});
  EXPECT_EQ(code(tries("inspector.01", order, "findings", found)), "visit.none_since");
  visited(order);
  does("inspector.01", order, "findings", found);
  does("inspector.01", order, "analysis", {{"analysis", "x"}});
  EXPECT_EQ(open_steps(order), "report ");
  EXPECT_EQ(count("SELECT count(*) FROM insp_visit"), 2);
}

TEST_P(AfterFinality, AnInstitutionSendsDocumentsIntoAnyStageAndTheChiefInspectorTakesNote) {
  const auto order = ordered(wish());
  ASSERT_TRUE(comes_from("tax", order, "institution_document"));
  EXPECT_EQ(open_steps(order), "background document.noted ") << "beside the work";
  to_visit(order);
  const auto lists = [&](const char* login) {
    std::int64_t n = 0;
    for (const auto& [task, file] : room().tasks().work_list(actor(login), 0, 100))
      n += task.form_key == "document.noted";
    return n;
  };
  EXPECT_EQ(lists("chief.01"), 1);
  EXPECT_EQ(lists("head.01"), 0);
  does("chief.01", order, "document.noted", {{"document_note", "ບໍ່ມີຜົນ"}});
  ASSERT_TRUE(comes_from("enterprise_register", order, "institution_document"));
  EXPECT_EQ(letters("institution_document"), 2) << "both stand in the register of documents";
  const auto page = get("chief.01", "/inspection/cases/" + order);
  EXPECT_TRUE(has(page, "Enterprise Register")) << "and on the file";
  EXPECT_EQ(code(comes_in("legal", order, "institution_document")), "form.required");
}

TEST_P(AfterFinality, AllegationsAfterTheirPeriodAreExaminedAsLateAndMayLeadToAnnulment) {
  const auto order = ordered(wish());
  to_notification(order);
  ASSERT_TRUE(comes_in("head.01", order, "receipt"));
  time_passes();
  legal_lets_it_expire(order);
  ASSERT_TRUE(comes_in("head.01", order, "receipt")) << "a second receipt is recorded";
  for (const char* outcome : {"noted", "annul"}) {
    ASSERT_TRUE(comes_in("head.01", order, "allegations"));
    EXPECT_EQ(open_steps(order), "allegations.late ");
    does("legal", order, "allegations.late", {{"late_opinion", "x"}, {"late_outcome", outcome}});
  }
  EXPECT_EQ(count("SELECT count(*) FROM insp_allegation"), 2);
  ASSERT_TRUE(room().rework().ask_annulment(actor("head.01"), order, "x", key()));
  EXPECT_EQ(open_steps(order), "annulment.decision ") << "a second person decides";
  does("head.legal", order, "annulment.decision", {{"annulment", "approved"}, {"annulment_reasons", "x"}});
  EXPECT_EQ(file(order).outcome, "annulled");
  ASSERT_TRUE(comes_from("court", order, "institution_document")) << "kept, though the file is being ended";
}

TEST_P(AfterFinality, FurtherAllegationsDuringTheirExaminationAreNotLost) {
  const auto order = ordered(wish());
  to_notification(order);
  ASSERT_TRUE(comes_in("head.01", order, "receipt"));
  ASSERT_TRUE(comes_in("head.01", order, "allegations"));
  ASSERT_TRUE(comes_in("head.01", order, "allegations"));
  EXPECT_EQ(open_steps(order), "allegations allegations.late ");
}

SSIIS_ON_ALL_ENGINES(AfterFinality);

}  // namespace
