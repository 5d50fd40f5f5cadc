// No letter tells the labour unit that somebody complained, in Lao or in English, whatever the file says.
#include "integration/inspections/story.hpp"
#include "support/docx_words.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;

class Letters : public test::WithStory {
 protected:
  std::string newest(const std::string& kind, const std::string& language) {
    static constexpr db::Query query{
        "test/newest_letter",
        "SELECT source_blob_id FROM insp_document WHERE kind = ? AND language = ? ORDER BY id DESC LIMIT 1"};
    const auto id = reading([&](db::Transaction& tx) {
      return tx.find(query, db::Params{kind, language}, [](const db::Row& r) { return BlobId{r.integer(0)}; });
    });
    if (!id) return {};
    std::string bytes;
    blobs_->read(*blobs_->find(*id), [&](std::string_view piece) { bytes.append(piece); });
    return test::words_of_docx(bytes);
  }
  // A complaint whose file says so wherever it can, up to the notification, with an enquiry on the way.
  std::string complained_of(const std::string& unit) {
    auto w = wish(unit, Origin::worker_request);
    w.subject = "ZZSUBJECT ຄຳຮ້ອງທຸກ complaint";
    w.request_number = recorded(complaint(unit));
    const auto order = ordered(w);
    to_visit(order);
    visited(order);
    does("inspector.01", order, "findings",
         {{"enquiry", "true"}, {"enquiry_question", "ບັນຊີຢູ່ໃສ?"}, {"visit_summary", "ພົບ"}});
    return order;
  }
  void expect_nothing_told(const std::string& language, const std::vector<const char*>& kinds) {
    for (const char* kind : kinds) {
      const auto text = newest(kind, language);
      ASSERT_FALSE(text.empty()) << "no " << kind << " in " << language;
      for (const char* word : {"ZZSUBJECT", "ZZACCOUNT", "ZZSENDER", "ZZPHONE", "ZZCARD", "ZZHOME", "REQ-2026", "ຄຳຮ້ອງ",
                               "ຮ້ອງທຸກ", "complain", "Complain", "Requested by", "request of"})
        EXPECT_EQ(text.find(word), std::string::npos) << word << " in the " << kind << " in " << language;
    }
  }
};

TEST_P(Letters, ToTheLabourUnitTellNothingOfAComplaintInEitherLanguage) {
  std::vector<std::string> units{"U2", "U7", "U8", "U9"};
  for (const std::string language : {"lo", "en"}) {
    settings_.set("documents.language", language);
    const auto order = complained_of(units.back());
    units.pop_back();
    ASSERT_TRUE(comes_in("inspector.01", order, "enquiry_answer"));
    does("inspector.01", order, "analysis", {{"analysis", "x"}});
    does("chief.01", order, "report",
         {{"report_text", "ພົບ"},
          {"infringement", "true"},
          {"infringement_text", "ບໍ່ຂຶ້ນ"},
          {"proposed_measure", "registration"},
          {"measure_text", "ຂຶ້ນທະບຽນ"}});
    does("head.01", order, "review", {{"review", "accepted"}});
    does("director", order, "decision",
         {{"decision", "measure"}, {"decision_text", "ໃຫ້"}, {"decision_basis", "ມາດຕາ"}});
    const auto compliant = complained_of(units.back());
    units.pop_back();
    ASSERT_TRUE(comes_in("inspector.01", compliant, "enquiry_answer"));
    does("inspector.01", compliant, "analysis", {{"analysis", "x"}});
    does("chief.01", compliant, "report", {{"report_text", "ຖືກຕ້ອງ"}, {"infringement", "false"}});
    does("head.01", compliant, "review", {{"review", "accepted"}});
    expect_nothing_told(language, {"service_order", "inspection_notice", "visit_record", "enquiry_letter", "decision",
                                   "decision_notice", "closing_letter"});
  }
}

TEST_P(Letters, InsideTheOfficeNameTheSubjectAndNeverTheSender) {
  const auto order = accepted_complaint();
  to_report(order);
  does("chief.01", order, "report", {{"report_text", "x"}, {"infringement", "false"}});
  const auto report = newest("inspection_report", "lo");
  EXPECT_NE(report.find("ZZSUBJECT"), std::string::npos);
  for (const char* word : {"ZZSENDER", "ZZPHONE", "ZZCARD", "ZZHOME"})
    EXPECT_EQ(report.find(word), std::string::npos) << word;
}

TEST_P(Letters, TheDecisionCitesTheReportByTheReportsOwnNumberAndDay) {
  const auto order = ordered(wish());
  to_report(order);
  const auto reports = [&](const char* text) {
    does("chief.01", order, "report",
         {{"report_text", text},
          {"infringement", "true"},
          {"infringement_text", "x"},
          {"proposed_measure", "registration"},
          {"measure_text", "x"}});
  };
  reports("ZZFIRST");
  does("head.01", order, "review", {{"review", "return"}, {"review_reason", "x"}});
  reports("ZZSECOND");
  does("head.01", order, "review", {{"review", "accepted"}});
  clock_.set(*Instant::parse("2026-11-25T03:00:00.000000Z"));
  does("director", order, "decision", {{"decision", "measure"}, {"decision_text", "ໃຫ້"}, {"decision_basis", "ມາດຕາ"}});
  std::vector<documents::Document> written;
  for (auto& d : reading([&](db::Transaction& tx) { return documents_->of_case(tx, file(order).id); }))
    if (d.kind == "inspection_report") written.push_back(std::move(d));
  ASSERT_EQ(written.size(), 2U);
  const auto [first, second] = std::minmax(written[0].register_number, written[1].register_number);
  const auto text = newest("decision", "lo");
  EXPECT_NE(text.find("ບົດລາຍງານ ເລກທີ " + second + " ລົງວັນທີ 23 "), std::string::npos) << text;
  EXPECT_EQ(text.find(first), std::string::npos) << "a report that was returned";
  EXPECT_EQ(text.find("ບົດລາຍງານ ເລກທີ " + order), std::string::npos);
}

TEST_P(Letters, TheRecordOfAVisitListsTheEvidenceOfThatVisitAlone) {
  const auto order = ordered(wish());
  to_visit(order);
  auto& visits = room().visits();
  for (const char* title : {"ZZFIRST", "ZZSECOND"}) {
    const auto number = visits.start(actor("inspector.01"), order, "").value();
    const auto blob =
        pool().transact(db::Mode::write, [&](db::Transaction& tx) { return blobs_->put(tx, title, "text/plain"); });
    ASSERT_TRUE(visits.add_evidence(actor("inspector.01"), order, number,
                                    {.id = EvidenceId{0},
                                     .visit = std::nullopt,
                                     .kind = "file",
                                     .title = title,
                                     .file_name = "a.txt",
                                     .content_type = "text/plain",
                                     .blob = blob.id,
                                     .size = blob.size,
                                     .sha256 = blob.sha256,
                                     .received_at = {},
                                     .received_by = {}}));
    ASSERT_TRUE(visits.end(actor("inspector.01"), order, number, {"ທ້າວ ພົບ", "", "", inspections::Signature::signed_}));
  }
  does("inspector.01", order, "findings", {{"enquiry", "false"}, {"visit_summary", "x"}});
  const auto record = newest("visit_record", "lo");
  EXPECT_NE(record.find("ZZSECOND"), std::string::npos);
  EXPECT_EQ(record.find("ZZFIRST"), std::string::npos);
}

SSIIS_ON_ALL_ENGINES(Letters);

}  // namespace
