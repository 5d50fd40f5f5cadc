// Letters to other institutions, to the public, and records: each signed step writes what it says it writes.
#include "integration/inspections/written.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;

class ReferralLetters : public test::WithLetters {
 protected:
  std::string final_and_owing(const std::vector<std::string>& institutions, const std::string& unit = "U2") {
    const auto order = ordered(wish(unit));
    to_report(order);
    reports(order, "referral");
    decides(order, "measure");
    contests(order, "confirmed");
    checks_compliance(order, referral_to(institutions));
    return order;
  }
  void signs(const std::string& order, const std::string& request) {
    does("head.legal", order, "referral", {{"referral", "signed"}, {"referral_request", request}});
  }
  std::string task_of(const std::string& order) { return step(order, "referral").item; }
};

TEST_P(ReferralLetters, EachGoesToItsInstitutionInTheProvinceAndSaysWhatIsAskedOfIt) {
  const auto order = final_and_owing({"tax", "court"});
  const auto first = task_of(order);
  signs(order, "ZZFIRST");
  on("2026-11-24");
  const auto second = task_of(order);
  ASSERT_NE(first, second);
  signs(order, "ZZSECOND");
  const auto all = written(order, "referral");
  ASSERT_EQ(all.size(), 2U);
  const std::map<std::string, std::string> offices{{"tax", "ຂະແໜງສ່ວຍສາອາກອນ ນະຄອນຫຼວງວຽງຈັນ"},
                                                   {"court", "ສານປະຊາຊົນ ນະຄອນຫຼວງວຽງຈັນ"}};
  EXPECT_EQ(all[1].recipient, offices.at(first));
  EXPECT_EQ(all[0].recipient, offices.at(second));
  const auto text = words_of(all[0]);
  for (const auto& words : {offices.at(second), std::string{"ZZSECOND"}, std::string{"DEC-2026-00001"},
                            std::string{"1.200.000"}, std::string{"ລໍຖ້າ ອປສ ຢືນຢັນ"}, order})
    EXPECT_TRUE(says(text, words)) << words << " in " << text;
  EXPECT_FALSE(says(text, "ZZFIRST")) << "what another institution is asked";
  const auto copy = room().copies().make(actor("head.legal"), order, all[1].verify_code, "en");
  ASSERT_TRUE(copy);
  EXPECT_EQ(copy->recipient, first == "tax" ? "Tax Office, Vientiane Capital" : "People's Court, Vientiane Capital");
  EXPECT_TRUE(says(words_of(*copy), "ZZFIRST"));
}

TEST_P(ReferralLetters, AReminderCitesTheReferralAndCountsItself) {
  const auto order = final_and_owing({"tax", "court"});
  signs(order, "ZZFIRST");
  on("2026-11-24");
  signs(order, "ZZSECOND");
  for (int round = 1; round <= 2; ++round) {
    time_passes();
    while (!open_steps(order).empty()) legal_lets_it_expire(order);
  }
  const auto referrals = written(order, "referral");
  const auto reminders = written(order, "reminder");
  ASSERT_EQ(reminders.size(), 4U) << "two rounds to two institutions";
  for (const auto& referral : referrals) {
    std::vector<std::string> texts;
    for (const auto& r : reminders)
      if (r.recipient == referral.recipient) texts.push_back(words_of(r));
    ASSERT_EQ(texts.size(), 2U) << referral.recipient;
    EXPECT_TRUE(says(texts[1], "ຄັ້ງທີ 1")) << texts[1];
    EXPECT_TRUE(says(texts[0], "ຄັ້ງທີ 2")) << texts[0];
    for (const auto& text : texts) {
      EXPECT_TRUE(says(text, referral.register_number)) << text;
      EXPECT_TRUE(says(text, &referral == &referrals[0] ? "ZZSECOND" : "ZZFIRST")) << text;
    }
  }
  EXPECT_TRUE(says(words_of(reminders[0]), "23 ພະຈິກ 2026") || says(words_of(reminders[0]), "24 ພະຈິກ 2026"));
}

TEST_P(ReferralLetters, ADocumentOfAnInstitutionDoesNotTurnTheUnitsLettersToIt) {
  const auto order = ordered(wish());
  to_decision(order);
  ASSERT_TRUE(comes_from("enterprise_register", order, "institution_document"));
  decides(order, "measure");
  const auto first = letter(order, "decision_notice");
  contests(order, "confirmed");
  const auto confirmation = letter(order, "decision_notice");
  EXPECT_NE(first.id, confirmation.id);
  for (const auto& d : {first, confirmation}) EXPECT_EQ(d.recipient, "ໂຮງງານ ຕັດຫຍິບ ຈັນທາ");
  EXPECT_TRUE(says(words_of(confirmation), "ຮຽນ: ໂຮງງານ ຕັດຫຍິບ ຈັນທາ"));
}

TEST_P(ReferralLetters, OneThatIsNotSignedIsNotWritten) {
  const auto order = final_and_owing({"prosecutor"});
  does("head.legal", order, "referral", {{"referral", "returned"}, {"referral_reason", "x"}});
  EXPECT_TRUE(written(order, "referral").empty());
}

TEST_P(ReferralLetters, APublicAnnouncementSaysThatThereIsADecisionAndNotWhatItSays) {
  const auto order = ordered(wish());
  to_decision(order);
  does("director", order, "decision",
       {{"decision", "measure"}, {"decision_text", "ZZTEXT"}, {"decision_basis", "ມາດຕາ"}});
  time_passes();
  legal_lets_it_expire(order);
  does("inspector.01", order, "service",
       {{"service_channel", "person"},
        {"service_outcome", "failed"},
        {"service_day", "2026-11-23"},
        {"service_note", "ZZNOTE"}});
  const auto record = newest(order, "service_record");
  for (const char* words : {"ZZNOTE", "ດ້ວຍຕົນເອງ", "ສົ່ງມອບບໍ່ສຳເລັດ", "DEC-2026-00001"})
    EXPECT_TRUE(says(record, words)) << words << " in " << record;
  does("inspector.01", order, "service.public", {{"posted_day", "2026-11-23"}, {"posted_where", "ZZBOARD"}});
  const auto notice = newest(order, "public_notice");
  for (const char* words : {"ZZBOARD", "DEC-2026-00001", "23 ພະຈິກ 2026", "ລໍຖ້າ ອປສ ຢືນຢັນ", "ໂຮງງານ ຕັດຫຍິບ ຈັນທາ"})
    EXPECT_TRUE(says(notice, words)) << words << " in " << notice;
  EXPECT_FALSE(says(notice, "ZZTEXT"));
}

TEST_P(ReferralLetters, AJudgmentThatWasCarriedOutIsOnRecord) {
  const auto order = referred();
  ASSERT_TRUE(comes_in("legal", order, "suit"));
  does("legal", order, "suit", {{"suit_court", "ZZCOURT"}, {"suit_answer", "x"}});
  ASSERT_TRUE(comes_in("legal", order, "judgment"));
  does("legal", order, "judgment.record", judged("annulled"));
  does("head.01", order, "judgment", {{"judgment_text", "ZZDONE"}, {"judgment_day", "2026-11-23"}});
  const auto record = newest(order, "judgment_record");
  for (const char* words : {"ZZCOURT", "ZZDONE", "1/ສ", "23 ພະຈິກ 2026"}) EXPECT_TRUE(says(record, words)) << words;
}

TEST_P(ReferralLetters, AReportBringsItsSettlementAndProposedMeasuresOnlyWhereThereIsAnInfringement) {
  const auto order = ordered(wish());
  to_report(order);
  reports(order, "fine");
  const auto report = letter(order, "inspection_report").register_number;
  const auto settlement = newest(order, "settlement_report");
  EXPECT_TRUE(says(settlement, report));
  EXPECT_TRUE(says(settlement, "ລໍຖ້າ ອປສ ຢືນຢັນ")) << "no sum is guessed";
  const auto measures = newest(order, "legal_measures");
  for (const auto& words : {report, std::string{"ປັບໃໝ"}, std::string{"ບໍ່ຂຶ້ນທະບຽນ"}}) EXPECT_TRUE(says(measures, words));
  decides(order, "measure");
  ASSERT_TRUE(comes_in("head.01", order, "receipt"));
  ASSERT_TRUE(comes_in("head.01", order, "allegations"));
  does("legal", order, "allegations",
       {{"hearing", "ZZHEARD"}, {"legal_opinion", "ZZOPINION"}, {"proposed_outcome", "confirmed"}});
  const auto opinion = newest(order, "allegation_report");
  for (const char* words : {"ZZHEARD", "ZZOPINION", "ຢືນຢັນຂໍ້ຕົກລົງ", "DEC-2026-00001"})
    EXPECT_TRUE(says(opinion, words)) << words;
  const auto compliant = ordered(wish("U7"));
  to_report(compliant);
  does("chief.01", compliant, "report", {{"report_text", "ຖືກຕ້ອງ"}, {"infringement", "false"}});
  EXPECT_TRUE(written(compliant, "settlement_report").empty());
  EXPECT_TRUE(written(compliant, "legal_measures").empty());
}

TEST_P(ReferralLetters, AnObstructionIsOnRecord) {
  const auto order = ordered(wish());
  to_visit(order);
  visited(order);
  does("inspector.01", order, "findings", {{"enquiry", "false"}, {"obstruction", "true"}, {"visit_summary", "x"}});
  does("inspector.01", order, "obstruction", {{"obstruction_account", "ZZGATE"}, {"obstruction_witness", "ZZWITNESS"}});
  const auto record = newest(order, "obstruction_record");
  for (const char* words : {"ZZGATE", "ZZWITNESS"}) EXPECT_TRUE(says(record, words)) << words;
}

SSIIS_ON_ALL_ENGINES(ReferralLetters);

}  // namespace
