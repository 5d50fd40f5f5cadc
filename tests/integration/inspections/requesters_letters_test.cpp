// Letters to who asked for the inspection: that it was received, why it is not taken up, that it is over; without a
// name, without anything of the labour unit, and only for who may read the request.
#include "integration/inspections/written.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;

class RequestersLetters : public test::WithLetters {
 protected:
  static constexpr const char* sealed_words[] = {"ZZSENDER", "ZZPHONE", "ZZHOME", "ZZCARD", "ZZACCOUNT"};
  // Nothing of who asked stands in it, and nothing of the unit or of what was found there.
  void expect_tells_nothing(const documents::Document& d) {
    const auto text = words_of(d) + d.title + d.recipient + d.unit_name + d.file_name;
    for (const auto* word : sealed_words) EXPECT_FALSE(says(text, word)) << word << " in " << d.title;
    for (const char* word : {"ໂຮງງານ ຕັດຫຍິບ ຈັນທາ", "010000002", "SSO-2026", "ບໍ່ຂຶ້ນທະບຽນ", "ZZSUBJECT", "DEC-2026"})
      EXPECT_FALSE(says(text, word)) << word << " in " << d.title;
  }
  std::string not_taken_up(NewRequest request) {
    auto w = wish("U2", Origin::worker_request);
    w.request_number = recorded(request);
    const auto order = ordered(w, "director");  // who may not screen it
    does("head.01", order, "screening", {{"screening", "rejected"}, {"screening_reason", "ບໍ່ແມ່ນໜ້າທີ່ ຂອງ ອປສ"}});
    return order;
  }
  std::int64_t letters_to_requesters() {
    return count("SELECT count(*) FROM insp_document WHERE kind LIKE 'request%'");
  }
};

TEST_P(RequestersLetters, AcknowledgeTheRequestByItsNumberAndDay) {
  const auto order = accepted_complaint();
  const auto receipt = letter(order, "request_receipt");
  const auto text = words_of(receipt);
  EXPECT_TRUE(says(text, "REQ-2026-00001")) << text;
  EXPECT_TRUE(says(text, "20 ພະຈິກ 2026")) << text;
  EXPECT_EQ(receipt.recipient, "ຜູ້ຍື່ນຄຳຮ້ອງ ເລກທີ REQ-2026-00001");
  EXPECT_TRUE(receipt.title.ends_with(" REQ-2026-00001"));
  EXPECT_EQ(receipt.direction, documents::Direction::outgoing);
  expect_tells_nothing(receipt);
}

TEST_P(RequestersLetters, SayWhyARequestIsNotTakenUp) {
  const auto order = not_taken_up(complaint());
  EXPECT_EQ(file(order).outcome, "not_taken_up");
  const auto answer = letter(order, "request_answer");
  const auto text = words_of(answer);
  EXPECT_TRUE(says(text, "ບໍ່ແມ່ນໜ້າທີ່ ຂອງ ອປສ")) << text;
  EXPECT_TRUE(says(text, "ລໍຖ້າ ອປສ ຢືນຢັນ")) << "until when a review may be asked for is not known";
  expect_tells_nothing(answer);
}

TEST_P(RequestersLetters, TellTheEndAndNothingOfWhatWasFound) {
  const auto order = accepted_complaint();
  to_report(order);
  reports(order);
  decides(order, "measure");
  contests(order, "confirmed");
  carried_out(order);
  EXPECT_TRUE(written(order, "request_outcome").empty());
  closes(order);
  const auto outcome = letter(order, "request_outcome");
  EXPECT_TRUE(says(words_of(outcome), "ການກວດກາ ໄດ້ສິ້ນສຸດລົງແລ້ວ"));
  expect_tells_nothing(outcome);
  EXPECT_EQ(written(order, "request_outcome").size(), 1U);
  EXPECT_FALSE(says(newest(order, "closing_record"), "REQ-2026")) << "the unit may be shown the record of the closing";
}

TEST_P(RequestersLetters, TellThatAnInspectionIsNotCarriedOut) {
  const auto refused = accepted_complaint();
  to_approval(refused);
  approves(refused, {{"approval", "refused"}, {"approval_reason", "ZZWHY"}});
  const auto withdrawn = accepted_complaint("U7");
  ASSERT_TRUE(room().withdrawals().ask(actor("head.01"), withdrawn,
                                       {{"withdrawal_ground", "duplicate"}, {"withdrawal_reason", "ZZWHY"}}, key()));
  does("director", withdrawn, "withdraw.decision", {{"withdrawal", "approved"}});
  for (const auto& order : {refused, withdrawn}) {
    const auto text = newest(order, "request_outcome");
    EXPECT_TRUE(says(text, "ບໍ່ໄດ້ດຳເນີນ ຫຼື ບໍ່ດຳເນີນຕໍ່")) << text;
    EXPECT_FALSE(says(text, "ZZWHY"));
  }
  EXPECT_TRUE(written(withdrawn, "withdrawal_notice").empty())
      << "the acknowledgement to the requester is no letter to the unit";
}

TEST_P(RequestersLetters, AreNotWrittenToWhoStaysUnnamed) {
  auto request = complaint();
  request.informant = {.anonymous = true};
  not_taken_up(request);
  EXPECT_EQ(letters_to_requesters(), 0);
}

TEST_P(RequestersLetters, GoToAnAuthorityUnderItsNameAndReference) {
  auto request = complaint();
  request.kind = RequestKind::authority;
  request.channel = "authority";
  request.authority = "ພະແນກແຮງງານ ZZAUTHORITY";
  request.authority_reference = "077/ພຮສ";
  request.informant = {};
  auto w = wish("U2", Origin::authority);
  w.request_number = recorded(request);
  const auto order = ordered(w);
  to_report(order);
  reports(order);
  decides(order, "warning");
  contests(order, "confirmed");
  closes(order);
  EXPECT_EQ(letters_to_requesters(), 0);
  const auto outcome = letter(order, "authority_outcome");
  EXPECT_EQ(outcome.recipient, "ພະແນກແຮງງານ ZZAUTHORITY");
  const auto text = words_of(outcome);
  for (const auto& words : {"ZZAUTHORITY", "077/ພຮສ", "ໂຮງງານ ຕັດຫຍິບ ຈັນທາ", "DEC-2026-00001"})
    EXPECT_TRUE(says(text, words)) << words << " in " << text;
  EXPECT_FALSE(says(text, "ບໍ່ຂຶ້ນທະບຽນ")) << "what was found";
}

TEST_P(RequestersLetters, AreReadByWhoMayReadTheRequestAndByNobodyElseOfTheFile) {
  const auto order = accepted_complaint();
  to_visit(order);
  const auto receipt = letter(order, "request_receipt");
  for (const char* login : {"head.01", "registration.01", "director"}) EXPECT_TRUE(may_read(login, receipt)) << login;
  const auto refusals = audited("access.refused", "document:" + receipt.verify_code);
  for (const char* login : {"inspector.01", "chief.01", "auditor"})
    EXPECT_EQ(code(may_read(login, receipt)), "access.forbidden") << login;
  EXPECT_EQ(code(room().copies().make(actor("inspector.01"), order, receipt.verify_code, "en")), "access.forbidden");
  EXPECT_EQ(audited("access.refused", "document:" + receipt.verify_code), refusals + 4) << "each attempt is kept";
  EXPECT_TRUE(room().copies().make(actor("head.01"), order, receipt.verify_code, "en"));
  const auto copy = letter(order, "request_receipt");
  EXPECT_EQ(copy.recipient, "The person who filed request no. REQ-2026-00001");
  expect_tells_nothing(copy);
  EXPECT_EQ(code(room().copies().make(actor("inspector.01"), order, copy.verify_code, "lo")), "access.forbidden");
  for (const auto& address : {"/inspection/cases/" + order + "/documents", "/inspection/cases/" + order}) {
    EXPECT_FALSE(has(get("inspector.01", address), receipt.verify_code)) << address;
    EXPECT_TRUE(has(get("head.01", address), receipt.verify_code)) << address;
  }
}

TEST_P(RequestersLetters, KeepTheirLineInTheRegisterAndTellItsWordsOnlyToWhoMayReadThem) {
  const auto order = accepted_complaint();
  to_visit(order);
  const std::string book = "/inspection/register?office=01&year=2026&direction=out";
  const auto receipt = letter(order, "request_receipt");
  const auto whole = get("head.01", book);
  for (const auto& words : {receipt.register_number, std::string{"Acknowledgement of a request"}, receipt.recipient})
    EXPECT_TRUE(has(whole, words)) << words;
  const auto masked = get("inspector.01", book);
  EXPECT_TRUE(has(masked, receipt.register_number)) << "the book has no gap";
  EXPECT_TRUE(has(masked, "sealed"));
  for (const auto& words : {receipt.recipient, std::string{"REQ-2026"}, receipt.verify_code})
    EXPECT_FALSE(has(masked, words)) << words;
  std::string exported;
  get("inspector.01", "/inspection/register/export?office=01&year=2026&direction=out")
      .stream([&](std::string_view piece) { exported.append(piece); });
  EXPECT_TRUE(says(exported, receipt.register_number));
  EXPECT_FALSE(says(exported, "REQ-2026"));
}

TEST_P(RequestersLetters, StandBesideTheAddressWhereTheSealedSenderIsOpened) {
  const auto order = accepted_complaint();
  const auto number = letter(order, "request_receipt").register_number;
  const auto page = post("head.01", "/inspection/requests/REQ-2026-00001/sender", {{"purpose", "ສົ່ງໜັງສື"}});
  for (const auto& words : {std::string{"ZZSENDER"}, std::string{"ZZHOME"}, number})
    EXPECT_TRUE(has(page, words)) << words;
  EXPECT_EQ(audited("informant.read", "request:REQ-2026-00001"), 1);
  EXPECT_FALSE(has(get("head.01", "/inspection/requests/REQ-2026-00001"), number));
}

TEST_P(RequestersLetters, TellWhoScansThemNothingOfTheUnit) {
  const auto order = accepted_complaint();
  const auto receipt = letter(order, "request_receipt");
  const auto seen = pool().transact(db::Mode::write,
                                    [&](db::Transaction& tx) { return documents_->verify(tx, receipt.verify_code); });
  EXPECT_EQ(seen.outcome, documents::Verification::Outcome::genuine);
  EXPECT_EQ(seen.unit_name_masked, "");
}

SSIIS_ON_ALL_ENGINES(RequestersLetters);

}  // namespace
