// A letter in the other language: the same number, day and facts, said to be for information, and made once.
#include "integration/inspections/story.hpp"
#include "support/docx_words.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;

class Copies : public test::WithStory {
 protected:
  std::vector<documents::Document> documents_in(const std::string& order) {
    const auto id = file(order).id;
    return reading([&](db::Transaction& tx) { return documents_->of_case(tx, id); });
  }
  documents::Document letter(const std::string& order, const std::string& kind, const std::string& language = "lo") {
    for (const auto& d : documents_in(order))
      if (d.kind == kind && d.language == language) return d;
    throw std::runtime_error{"no " + kind + " in " + language};
  }
  std::string content(const documents::Document& d) {
    std::string bytes;
    blobs_->read(*blobs_->find(*d.source_blob), [&](std::string_view piece) { bytes.append(piece); });
    return test::words_of_docx(bytes);
  }
  std::string address(const std::string& order, const documents::Document& d) {
    return "/inspection/cases/" + order + "/copies/" + d.verify_code;
  }
};

TEST_P(Copies, BearTheNumberAndDayOfTheirOriginalAndSayWhichTextCounts) {
  const auto order = ordered(wish());
  to_visit(order);
  const auto original = letter(order, "inspection_notice");
  const auto count_before = documents_in(order).size();
  clock_.set(clock_.now().plus_seconds(40 * 86'400));
  const auto copy = room().copies().make(actor("head.01"), order, original.verify_code, "en");
  ASSERT_TRUE(copy) << copy.rejection().code;
  EXPECT_EQ(copy->register_number, original.register_number);
  EXPECT_EQ(copy->day, original.day);
  EXPECT_EQ(copy->copy_of, original.id);
  EXPECT_NE(copy->verify_code, original.verify_code);
  EXPECT_EQ(documents_in(order).size(), count_before + 1);
  const auto text = content(*copy);
  EXPECT_NE(text.find("Only the Lao original, under the same number, has legal effect."), std::string::npos);
  EXPECT_NE(text.find(original.register_number), std::string::npos);
  EXPECT_NE(text.find("23 November 2026"), std::string::npos) << "the day of the original, not of the copy";
  EXPECT_EQ(text.find("January 2027"), std::string::npos);
  EXPECT_EQ(content(original).find("ມີແຕ່ຕົ້ນສະບັບ"), std::string::npos);
  EXPECT_EQ(count("SELECT count(*) FROM insp_job WHERE kind = 'document.pdf' AND payload LIKE '%" +
                  std::to_string(copy->id.value) + "'"),
            1);
  EXPECT_EQ(audited("document.copied"), 1);
}

TEST_P(Copies, SayWhatWasKnownWhenTheOriginalWasWritten) {
  const auto order = ordered(wish());
  to_visit(order);
  const auto original = letter(order, "service_order");
  clock_.set(clock_.now().plus_seconds(86'400));
  pool().transact(db::Mode::write, [&](db::Transaction& tx) {
    set_team(tx, *ids_, file(order).id, "id-inspector.01", {}, clock_.now(), "id-head.01");
  });
  const auto copy = room().copies().make(actor("head.01"), order, original.verify_code, "en");
  ASSERT_TRUE(copy) << copy.rejection().code;
  const auto text = content(*copy);
  EXPECT_NE(text.find("User chief.01"), std::string::npos) << "the team of that day";
  EXPECT_NE(text.find("User head.01"), std::string::npos) << "who signed";
}

TEST_P(Copies, AreMadeOnceHoweverOftenTheyAreAskedFor) {
  const auto order = ordered(wish());
  to_visit(order);
  const auto original = letter(order, "inspection_notice");
  const auto first = post("head.01", address(order, original), {{"language", "en"}});
  EXPECT_EQ(first.status, 303);
  const auto second = post("chief.01", address(order, original), {{"language", "en"}});
  EXPECT_EQ(header(first, "Location"), header(second, "Location"));
  EXPECT_EQ(count("SELECT count(*) FROM insp_document WHERE copy_of_id IS NOT NULL"), 1);
  EXPECT_EQ(audited("document.copied"), 1);
  const auto next = ordered(wish("U7"));
  to_visit(next);
  EXPECT_EQ(letter(next, "inspection_notice").register_seq, original.register_seq + 1) << "a copy takes no number";
}

TEST_P(Copies, AreOfferedWhereThereIsNoneYetAndMarkedAfterwards) {
  const auto order = ordered(wish());
  to_visit(order);
  const auto original = letter(order, "inspection_notice");
  const auto page = "/inspection/cases/" + order + "/documents";
  EXPECT_TRUE(has(get("head.01", page), address(order, original)));
  EXPECT_FALSE(has(get("auditor", page), "/copies/")) << "reads, but writes nothing";
  ASSERT_EQ(post("head.01", address(order, original), {{"language", "en"}}).status, 303);
  const auto after = get("head.01", page);
  EXPECT_FALSE(has(after, address(order, original)));
  EXPECT_TRUE(has(after, "Only the Lao original has legal effect."));
}

TEST_P(Copies, AreForWhoWritesLettersOfTheFile) {
  const auto order = ordered(wish());
  to_visit(order);
  const auto original = letter(order, "inspection_notice");
  for (const char* login : {"head.13", "inspector.13", "auditor", "helpdesk"}) {
    EXPECT_EQ(post(login, address(order, original), {{"language", "en"}}).status, 403) << login;
    EXPECT_GE(audited("access.refused"), 1) << login;
  }
  EXPECT_EQ(count("SELECT count(*) FROM insp_document WHERE copy_of_id IS NOT NULL"), 0);
}

TEST_P(Copies, OfWhatIsNoLetterOrOfAnotherFileAreRefused) {
  const auto order = ordered(wish());
  to_visit(order);
  const auto other = ordered(wish("U7"));
  const auto original = letter(order, "inspection_notice");
  const auto tries_copy = [&](const std::string& of, const std::string& code_of, const std::string& language) {
    return code(room().copies().make(actor("head.01"), of, code_of, language));
  };
  EXPECT_EQ(tries_copy(order, original.verify_code, "lo"), "document.same_language");
  EXPECT_EQ(tries_copy(order, original.verify_code, "fr"), "form.not_an_option");
  EXPECT_EQ(tries_copy(order, "0000000000000000", "en"), "document.unknown");
  EXPECT_EQ(tries_copy(other, original.verify_code, "en"), "document.unknown");
  ASSERT_EQ(tries_copy(order, original.verify_code, "en"), "done");
  EXPECT_EQ(tries_copy(order, letter(order, "inspection_notice", "en").verify_code, "lo"), "document.unknown");
}

TEST_P(Copies, EveryLetterCanBeCopied) {
  const auto order = accepted_complaint();
  to_notification(order);
  int made = 0;
  for (const auto& d : documents_in(order)) {
    const auto copy = room().copies().make(actor("head.01"), order, d.verify_code, "en");
    EXPECT_TRUE(copy) << d.kind << " " << (copy ? "" : copy.rejection().code);
    ++made;
  }
  EXPECT_GE(made, 7);
}

SSIIS_ON_ALL_ENGINES(Copies);

// ---- letters and their answers ---------------------------------------------------------------------------------

class Enquiries : public Copies {};

TEST_P(Enquiries, ShowOnTheFileHowLongTheyAreOpenAndWhatAnsweredThem) {
  const auto order = ordered(wish());
  to_visit(order);
  visited(order);
  does("inspector.01", order, "findings",
       {{"enquiry", "true"}, {"enquiry_question", "ບັນຊີຢູ່ໃສ?"}, {"visit_summary", "ພົບ"}});
  const auto address = "/inspection/cases/" + order;
  const auto enquiry = letter(order, "enquiry_letter");
  clock_.set(clock_.now().plus_seconds(3 * 86'400));
  const auto open = get("head.01", address);
  EXPECT_TRUE(has(open, enquiry.register_number));
  EXPECT_TRUE(has(open, "not answered"));
  EXPECT_TRUE(has(open, "open for 3 days"));
  clock_.set(clock_.now().plus_seconds(86'400));
  pool().transact(db::Mode::write, [&](db::Transaction& tx) {
    documents::Received answer;
    answer.case_id = file(order).id;
    answer.kind = "enquiry_answer";
    answer.title = "ZZANSWER";
    answer.office = {"01", "X"};
    answer.sender = "ZZPARTY";
    answer.day = clock_.today();
    answer.reply_to = enquiry.id;
    answer.file = documents::ReceivedFile{blobs_->put(tx, "x", "text/plain"), "a.txt"};
    ASSERT_TRUE(documents_->receive(tx, actor("head.01"), answer));
  });
  const auto answered = get("head.01", address);
  EXPECT_TRUE(has(answered, "answered by no. 0001/X of 27/11/2026"));
  EXPECT_TRUE(has(answered, "ZZPARTY · after 4 days"));
  EXPECT_FALSE(has(answered, "not answered"));
  EXPECT_TRUE(has(get("head.01", address, web::Mount::staff, "lo"), "ຕອບແລ້ວ ດ້ວຍເລກທີ 0001/X"));
}

SSIIS_ON_ALL_ENGINES(Enquiries);

}  // namespace
