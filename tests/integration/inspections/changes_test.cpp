// From a finding back into the register: prepared by the roll call or by hand, handed over by the step that settles it,
// decided by the registration division.
#include "integration/inspections/changes.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;
using amendments::State;

class RegisterChangesOfFiles : public test::WithChanges {};

TEST_P(RegisterChangesOfFiles, AreMadeOfTheRollCallAndHandedOverByTheDecision) {
  const auto order = visited_with_findings();
  does("inspector.01", order, "findings", {{"enquiry", "false"}, {"visit_summary", "ພົບ"}});
  auto all = changes(order);
  ASSERT_EQ(all.size(), 2U);
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.amendment.kind < b.amendment.kind; });
  EXPECT_EQ(all[0].amendment.kind, "wage");
  EXPECT_EQ(all[0].amendment.subject_key, "W101");
  ASSERT_EQ(all[0].lines.size(), 1U);
  EXPECT_EQ(all[0].lines[0].period, "2026-10");
  EXPECT_EQ(all[0].lines[0].before, "4000000") << "as the register has it";
  EXPECT_EQ(all[0].lines[0].after, "6500000");
  EXPECT_EQ(all[1].amendment.kind, "worker");
  EXPECT_EQ(all[1].amendment.grounds, "ZZMET");
  for (const auto& o : all) EXPECT_EQ(o.amendment.state, State::prepared) << "nothing is decided yet";
  EXPECT_FALSE(has(get("registration", "/inspection/amendments"), order));

  does("inspector.01", order, "analysis", {{"analysis", "ຕ່າງ"}});
  does("chief.01", order, "report",
       {{"report_text", "ລາຍງານ"},
        {"infringement", "true"},
        {"infringement_text", "x"},
        {"proposed_measure", "registration"},
        {"measure_text", "x"}});
  does("head.01", order, "review", {{"review", "accepted"}});
  decided(order);
  for (const auto& o : changes(order)) {
    EXPECT_EQ(o.amendment.state, State::proposed);
    EXPECT_EQ(o.amendment.cause, "decision");
  }
  EXPECT_EQ(audited("amendment.prepared"), 2);
  EXPECT_EQ(audited("amendment.proposed"), 2);
  EXPECT_TRUE(has(get("registration", "/inspection/amendments"), order));
  EXPECT_FALSE(has(get("registration", "/inspection/amendments?kind=workplace"), order));
  EXPECT_FALSE(has(get("registration", "/inspection/amendments?q=nowhere"), order));
}

TEST_P(RegisterChangesOfFiles, AreToldWhomTheRegisterKnowsWhileTheyAreTyped) {
  const auto order = visited_with_findings();
  const auto there = "/inspection/cases/" + order + "/changes";
  const auto ask = [&](const std::string& who, const std::string& typed) {
    return get(who, there + "/candidates?kind=" + typed);
  };
  EXPECT_TRUE(has(ask("inspector.01", "worker&name=Bounmy101+Vongsa"), "value=\"W101\""));
  EXPECT_TRUE(has(ask("inspector.01", "worker&id_no=0239377101"), "same number"));
  EXPECT_TRUE(has(ask("inspector.01", "worker&id_no=12"), "data-code=\"identifier.pattern\""));
  EXPECT_TRUE(has(ask("inspector.01", "duplicate_worker&drop_no=5259290101"), "value=\"W101\""));
  EXPECT_FALSE(has(ask("inspector.01", "worker&dob=1984-09-19"), "name=\"new_worker\""))
      << "a birthday alone lists nobody";
  EXPECT_FALSE(has(ask("inspector.01", "wage&name=Bounmy101+Vongsa"), "value=\"W101\"")) << "a form that names nobody";
  EXPECT_TRUE(has(ask("inspector.01", "tax_number&tin=1"), "data-code=\"identifier.pattern\""));
  EXPECT_TRUE(has(ask("inspector.01", "duplicate_unit&drop_no=" + std::string{"010000001"}), "/inspection/units/U1"));
  EXPECT_GT(audited("search.people_read", "case:" + order), 0);
  EXPECT_EQ(ask("head.01", "worker&id_no=0239377101").status, 403) << "he proposes nothing";
  EXPECT_EQ(ask("inspector.13", "worker&id_no=0239377101").status, 403);
  // Without scripts the same by a button: nothing is proposed.
  const auto looked = post("inspector.01", there, {{"look", "true"}, {"kind", "worker"}, {"name", "Bounmy101 Vongsa"}});
  EXPECT_EQ(looked.status, 200);
  EXPECT_TRUE(has(looked, "value=\"W101\"") && has(looked, "value=\"Bounmy101 Vongsa\""));
  const auto before = changes(order).size();
  // Chosen, he is proposed as the register has him, by the number that finds him.
  const std::multimap<std::string, std::string> form{
      {"kind", "worker"}, {"name", "Bunmi"}, {"grounds", "ZZGROUNDS"}, {"evidence", evidence(order)}};
  auto stranger = form;
  stranger.emplace("new_worker", "W999");
  EXPECT_EQ(post("inspector.01", there, stranger).status, 422);
  EXPECT_EQ(changes(order).size(), before);
  auto known = form;
  known.emplace("new_worker", "W101");
  const auto done = post("inspector.01", there, known);
  EXPECT_EQ(done.status, 303) << done.body;
  const auto proposed = of_kind(order, "worker");
  const auto after = [&](const std::string& field) {
    for (const auto& line : proposed.lines)
      if (line.field == field) return line.after;
    return std::string{"-"};
  };
  EXPECT_EQ(after("id_no"), "0239377101");
  EXPECT_EQ(after("name"), "ບຸນມີ101 ວົງສາ");
}

TEST_P(RegisterChangesOfFiles, StayInTheFileWhenNoMeasureIsOrdered) {
  const auto order = visited_with_findings();
  reported(order);
  decided(order, "no_measure");
  for (const auto& o : changes(order)) EXPECT_EQ(o.amendment.state, State::prepared);
}

TEST_P(RegisterChangesOfFiles, ThatTheFirstPersonTookUpAreNotConfirmedByTheSame) {
  const auto order = visited_with_findings();
  reported(order);
  decided(order);
  contests(order, "confirmed");
  for (auto& o : changes(order)) {
    if (o.amendment.kind != "wage") continue;
    ASSERT_TRUE(decides("head.registration", o, true));
    o.amendment.version += 1;
    EXPECT_EQ(code(decides("head.registration", o, true)), "amendment.same_person");
  }
}

TEST_P(RegisterChangesOfFiles, AreReturnedWithAReasonAnsweredAndProposedAgain) {
  const auto order = ordered(of_u1());
  to_report(order);
  ASSERT_TRUE(prepares("inspector.01", order, "tax_number", {{"tin", "101348173700"}}));
  auto o = only(order);
  EXPECT_EQ(o.amendment.state, State::proposed) << "the findings were there already";
  EXPECT_EQ(code(decides("registration", o, false, "  ")), "amendment.reason_missing");
  ASSERT_TRUE(decides("registration", o, false, "ZZWHY"));
  o = only(order);
  EXPECT_EQ(o.amendment.state, State::returned);
  EXPECT_NE(page_of("inspector.01", order).find("ZZWHY"), std::string::npos);
  EXPECT_EQ(code(decides("registration", o, true)), "amendment.state_forbids");
  const auto answers = [&](const std::string& login, const std::string& text) {
    const auto& a = only(order).amendment;
    return room().changes().settle(actor(login), order, a.id, a.version, true, text, key());
  };
  EXPECT_EQ(code(answers("inspector.13", "x")), "access.forbidden");
  EXPECT_EQ(code(answers("head.01", "x")), "access.forbidden") << "not of the team";
  EXPECT_EQ(code(answers("inspector.01", "")), "amendment.reason_missing");
  ASSERT_TRUE(answers("inspector.01", "ZZTHEREFORE"));
  EXPECT_EQ(only(order).amendment.state, State::proposed);
  const auto page = get("registration", address(o.amendment));
  for (const char* words : {"ZZWHY", "ZZTHEREFORE", "ZZGROUNDS", "101348173700", "to be confirmed by LSSO"})
    EXPECT_TRUE(has(page, words)) << words;
  EXPECT_EQ(audited("amendment.read"), 1);
  ASSERT_TRUE(decides("registration", only(order), true));
  EXPECT_EQ(looks(), 0) << "no view holds tax numbers";
  EXPECT_NE(page_of("inspector.01", order).find("only the answer of the MIS can confirm it"), std::string::npos);
}

TEST_P(RegisterChangesOfFiles, AreTakenBackByTheFileUntilTheyAreAccepted) {
  const auto order = ordered(of_u1());
  to_report(order);
  ASSERT_TRUE(prepares("inspector.01", order, "tax_number", {{"tin", "101348173700"}}));
  const auto withdraws = [&] {
    const auto& a = only(order).amendment;
    return room().changes().settle(actor("inspector.01"), order, a.id, a.version, false, "ZZBACK", key());
  };
  ASSERT_TRUE(withdraws());
  EXPECT_EQ(only(order).amendment.state, State::withdrawn);
  EXPECT_EQ(code(withdraws()), "amendment.state_forbids");
  EXPECT_FALSE(has(get("registration", "/inspection/amendments"), order));
  EXPECT_TRUE(has(get("registration", "/inspection/amendments?tab=over"), order));
}

TEST_P(RegisterChangesOfFiles, AreMadeAndDecidedOnceHoweverOftenAFormIsSent) {
  const auto order = ordered(of_u1());
  to_report(order);
  const auto once = key(), decision = key();
  for (int twice = 0; twice < 2; ++twice)
    ASSERT_TRUE(prepares("inspector.01", order, "tax_number", {{"tin", "101348173700"}}, once));
  const auto before = only(order);
  for (int twice = 0; twice < 2; ++twice) ASSERT_TRUE(decides("registration", before, true, {}, decision));
  EXPECT_EQ(audited("amendment.accepted"), 1);
  EXPECT_THROW(decides("registration", before, false, "x"), Conflict) << "what was decided on is no longer there";
}

TEST_P(RegisterChangesOfFiles, AreSeenByTheOfficersOfThePlaceAlone) {
  auto w = wish("U3");
  const auto order = ordered(w, "head.13");
  const auto id = file(order).id;
  pool().transact(db::Mode::write, [&](db::Transaction& tx) {
    const auto made = changes_->prepare(tx, actor("inspector.13"), {id, order, "U3", "ZZUNIT", "13"},
                                        {"tax_number", {{"tin", "1"}, {"grounds", "x"}}, "evidence:1", "x", {}});
    ASSERT_TRUE(made);
    changes_->hand_over(tx, actor("inspector.13"), id, "findings");
  });
  const auto& a = only(order).amendment;
  EXPECT_TRUE(has(get("registration", "/inspection/amendments"), order));
  EXPECT_FALSE(has(get("registration.01", "/inspection/amendments"), order));
  EXPECT_EQ(get("registration.01", address(a)).status, 404);
  EXPECT_EQ(code(decides("registration.01", only(order), true)), "amendment.unknown");
  EXPECT_EQ(get("inspector.13", "/inspection/amendments").status, 403);
  EXPECT_EQ(get("auditor", "/inspection/amendments").status, 403);
}

TEST_P(RegisterChangesOfFiles, KeepTheRegistrationOfTheWorkersOpenUntilTheyAreDecidedOn) {
  const auto order = visited_with_findings();
  reported(order);
  decided(order);
  contests(order, "confirmed");
  carried_out(order);
  const Typed done{{"registration", "done"}, {"workers_entered", "1"}};
  EXPECT_EQ(code(tries("registration.01", order, "registration.done", done)), "amendment.undecided");
  for (const auto& o : changes(order)) {
    if (o.amendment.kind == "worker") {
      ASSERT_TRUE(decides("registration", o, true));
    }
  }
  does("registration.01", order, "registration.done", done);
}

TEST_P(RegisterChangesOfFiles, ArePreparedAnsweredAndDecidedThroughTheirPages) {
  const auto order = ordered(of_u1());
  to_report(order);
  const auto address_of_file = "/inspection/cases/" + order + "/changes";
  const auto form = get("inspector.01", address_of_file + "?kind=workplace");
  EXPECT_TRUE(has(form, "name=\"name_lo\""));
  EXPECT_FALSE(has(get("registration", address_of_file + "?kind=workplace"), "name=\"name_lo\""));
  const auto refused = post("inspector.01", address_of_file, {{"kind", "workplace"}, {"name_lo", "ZZBRANCH"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(has(refused, "ZZBRANCH")) << "what was typed stays";
  EXPECT_EQ(post("inspector.01", address_of_file,
                 {{"kind", "workplace"},
                  {"name_lo", "ZZBRANCH"},
                  {"district", "ໄຊທານີ"},
                  {"grounds", "x"},
                  {"evidence", evidence(order)}})
                .status,
            303);
  auto a = only(order).amendment;
  const auto decide_at = address(a);
  const auto version = [&] { return std::to_string(only(order).amendment.version); };
  EXPECT_EQ(post("registration", decide_at, {{"verdict", "return"}, {"version", version()}}).status, 422);
  EXPECT_EQ(post("registration", decide_at, {{"verdict", "return"}, {"version", version()}, {"reason", "ZZNO"}}).status,
            303);
  const auto field = "answer_" + std::to_string(a.id);
  const auto returned = get("inspector.01", address_of_file);
  EXPECT_TRUE(has(returned, "name=\"" + field + "\"")) << "the form to answer with";
  EXPECT_TRUE(has(returned, "/" + std::to_string(a.id) + "/withdrawal\"")) << "and to take it back";
  EXPECT_FALSE(has(get("head.01", address_of_file), field)) << "not of the team";
  EXPECT_EQ(post("inspector.01", address_of_file + "/" + std::to_string(a.id) + "/answer",
                 {{field, "ZZYES"}, {"version", version()}})
                .status,
            303);
  EXPECT_EQ(post("registration", decide_at, {{"verdict", "accept"}, {"version", version()}}).status, 303);
  EXPECT_EQ(only(order).amendment.state, State::accepted);
  for (const char* language : {"lo", "en"})
    EXPECT_EQ(get("registration", decide_at, web::Mount::staff, language).status, 200);
}

SSIIS_ON_ALL_ENGINES(RegisterChangesOfFiles);

}  // namespace
