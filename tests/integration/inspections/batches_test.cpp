// Accepted changes leave as a file and the MIS confirms by one.
#include <fstream>

#include "integration/inspections/changes.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;
using amendments::State;

class BatchesForTheMis : public test::WithChanges {
 protected:
  std::string sent_key(const std::string& order, const std::string& kind) {
    const auto id = of_kind(order, kind).amendment.id;
    const auto lines = batches_->lines(actor("head.registration"), 1).value();
    for (const auto& l : lines)
      if (l.amendment.id == id) return l.sent.key;
    throw std::runtime_error{"not in the batch: " + kind};
  }
  std::string manifest() { return batches_->find(actor("head.registration"), 1)->manifest_sha256; }
  std::string answer(const std::string& of, const std::string& rest) {
    return "1," + manifest() + "," + of + "," + rest + "\n";
  }
  static std::string with_head(const std::string& rows) {
    return "batch,manifest,change_id,outcome,reference,day,reason\n" + rows;
  }
  Result<std::int64_t> brings(const std::string& bytes, const std::string& login = "head.registration") {
    return batches_->bring_in(actor(login), 0, "answer.csv", bytes);
  }
  web::Page uploads(const std::string& bytes, const std::string& login = "head.registration", int batch = 1) {
    const auto path = std::filesystem::temp_directory_path() / ("ssiis-answer-" + test::fresh_name());
    std::ofstream{path, std::ios::binary} << bytes;
    auto page = post(login, "/inspection/amendments/batches/" + std::to_string(batch) + "/confirmations", {},
                     {{"file", "answer.csv", "text/csv", path.string(), bytes.size()}});
    std::filesystem::remove(path);
    return page;
  }
};

TEST_P(BatchesForTheMis, HoldWhatWasAcceptedUnderTheNextNumber) {
  const auto order = accepted();
  EXPECT_TRUE(has(get("head.registration", "/inspection/amendments/batches"), "3 accepted changes wait to be sent."));
  const auto once = key();
  for (int twice = 0; twice < 2; ++twice)
    EXPECT_EQ(batches_->close(actor("head.registration"), once).value(), 1) << "sent twice, done once";
  for (const auto& o : changes(order)) {
    EXPECT_EQ(o.amendment.state, State::sent);
    EXPECT_EQ(o.amendment.batch, 1);
  }
  EXPECT_EQ(audited("amendment.sent"), 3);
  EXPECT_EQ(audited("amendment.batch_closed", "batch:1"), 1);
  EXPECT_EQ(code(batches_->close(actor("head.registration"), key())), "amendment.nothing_to_send");
  EXPECT_EQ(count("SELECT last_number FROM insp_number_series WHERE kind = 'amendment_batch'"), 1)
      << "no number is used up by a batch that was none";
  EXPECT_NE(page_of("inspector.01", order).find("Sent to the MIS in batch 1"), std::string::npos);
  EXPECT_NE(page_of("inspector.01", order).find("the register does not show it"), std::string::npos);
}

TEST_P(BatchesForTheMis, HaveTheSameBytesFromEveryHost) {
  const auto order = accepted();
  closed();
  const auto archive = batches_->archive(actor("head.registration"), 1).value();
  amendments::AmendmentOffice other{pool(), *ids_, *trail_, clock_, kinds_};
  documents::BlobStore blobs{pool(), *ids_, clock_};
  amendments::BatchOffice elsewhere{{pool(), *ids_, *trail_, clock_, other, blobs, amendments::Way::service}};
  EXPECT_EQ(elsewhere.archive(actor("head.registration"), 1).value(), archive);
  const auto page = get("head.registration", "/inspection/amendments/batches/1/archive");
  EXPECT_EQ(page.body, archive);
  EXPECT_EQ(page.content_type, "application/zip");
  EXPECT_EQ(audited("amendment.batch_read", "batch:1"), 3);
  documents::ZipReader zip{archive};
  const auto csv = zip.read(*zip.find("changes.csv")), xml = zip.read(*zip.find("changes.xml")),
             told = zip.read(*zip.find("manifest.xml"));
  EXPECT_EQ(hex(sha256(told)), manifest());
  EXPECT_NE(told.find(hex(sha256(csv))), std::string::npos);
  EXPECT_NE(told.find(hex(sha256(xml))), std::string::npos);
  EXPECT_NE(csv.find(",wage,2026-10,4000000,6500000,"), std::string::npos) << csv;
  EXPECT_NE(xml.find("<value field=\"tin\" after=\"101348173700\"/>"), std::string::npos) << xml;
  EXPECT_NE(told.find("<kind code=\"worker\" changes=\"1\""), std::string::npos) << told;
}

TEST_P(BatchesForTheMis, AreOfThoseAloneWhoMaySendThem) {
  accepted();
  for (const char* login : {"registration", "inspector.01", "auditor", "admin", "head"}) {
    EXPECT_EQ(get(login, "/inspection/amendments/batches").status, 403) << login;
    EXPECT_EQ(post(login, "/inspection/amendments/batches", {}).status, 403) << login;
    EXPECT_EQ(code(batches_->close(actor(login), key())), "access.forbidden") << login;
  }
  EXPECT_FALSE(has(get("registration", "/inspection/amendments"), "/inspection/amendments/batches"));
  EXPECT_TRUE(has(get("head.registration", "/inspection/amendments"), "/inspection/amendments/batches"));
  closed();
  EXPECT_EQ(code(batches_->archive(actor("registration"), 1)), "batch.unknown");
  EXPECT_EQ(code(brings(with_head(answer("x", "applied,,2026-11-23,")), "registration")), "access.forbidden");
  EXPECT_EQ(get("head.registration", "/inspection/amendments/batches/2").status, 404);
  EXPECT_EQ(get("head.registration", "/inspection/amendments/batches/2/archive").status, 404);
  EXPECT_EQ(get("head.registration", "/inspection/amendments/batches/1/confirmations/9").status, 404);
}

TEST_P(BatchesForTheMis, AreNotMadeWhereTheMisWritesByItself) {
  accepted();
  amendments::BatchOffice service{{pool(), *ids_, *trail_, clock_, *changes_, *blobs_, amendments::Way::service}};
  EXPECT_EQ(code(service.close(actor("head.registration"), key())), "amendment.way_is_service");
  service.close_when_due(actors_->service("job:register_export", "c"), 1);
  EXPECT_EQ(count("SELECT count(*) FROM insp_amendment_batch"), 0);
}

TEST_P(BatchesForTheMis, LeaveBehindWhatNoDecisionOrdersAnyMore) {
  const auto order = accepted();
  mis_writes("UPDATE insp_decision SET state = 'annulled' WHERE case_id = " + std::to_string(file(order).id.value));
  closed();
  EXPECT_EQ(of_kind(order, "tax_number").amendment.state, State::sent) << "needs no decision";
  EXPECT_EQ(of_kind(order, "worker").amendment.state, State::accepted);
}

TEST_P(BatchesForTheMis, AreClosedByTheClockWhenTheLastIsOldEnough) {
  accepted();
  const auto job = [&](int days) { batches_->close_when_due(actors_->service("job:register_export", "c"), days); };
  job(0);
  EXPECT_EQ(count("SELECT count(*) FROM insp_amendment_batch"), 0) << "only a person closes one";
  job(7);
  job(7);
  EXPECT_EQ(count("SELECT count(*) FROM insp_amendment_batch"), 1);
  clock_.set(clock_.now().plus_seconds(7LL * 86'400));
  job(7);
  EXPECT_EQ(count("SELECT count(*) FROM insp_amendment_batch"), 1) << "nothing waits";
}

TEST_P(BatchesForTheMis, AreNotFilledByWhatMayNotLeave) {
  const auto order = accepted();
  mis_writes("UPDATE insp_decision SET state = 'annulled' WHERE case_id = " + std::to_string(file(order).id.value));
  amendments::BatchOffice small{{pool(), *ids_, *trail_, clock_, *changes_, *blobs_, amendments::Way::file, false, 1}};
  ASSERT_TRUE(small.close(actor("head.registration"), key())) << "two that stay behind stand before it";
  EXPECT_EQ(of_kind(order, "tax_number").amendment.state, State::sent);
}

TEST_P(BatchesForTheMis, ArePointedOutAsLateAgainAfterTheyWereSent) {
  const auto order = accepted();
  const auto late = [&] {
    return changes_->point_out_late(actors_->service("job:register_watch", "c"), [] { return false; });
  };
  clock_.set(clock_.now().plus_seconds(16LL * 86'400));
  EXPECT_EQ(late(), 3) << "nobody sent them";
  closed();
  EXPECT_EQ(late(), 0);
  EXPECT_FALSE(has(get("registration", "/inspection/amendments?tab=late"), order)) << "now the MIS is waited for";
  clock_.set(clock_.now().plus_seconds(16LL * 86'400));
  EXPECT_EQ(late(), 3);
}

TEST_P(BatchesForTheMis, AreNotLateOnceTheMisHasAnsweredWhatNoViewCanShow) {
  const auto order = accepted();
  closed();
  clock_.set(clock_.now().plus_seconds(16LL * 86'400));
  const auto late = [&] {
    return changes_->point_out_late(actors_->service("job:register_watch", "c"), [] { return false; });
  };
  EXPECT_EQ(late(), 3);
  const auto file = brings(with_head(answer(sent_key(order, "tax_number"), "applied,T-1,2026-12-01,")));
  ASSERT_EQ(batches_->count(actor("head.registration"), file.value()).value(), 1);
  EXPECT_FALSE(of_kind(order, "tax_number").amendment.late_at) << "nothing more can confirm it";
  EXPECT_TRUE(of_kind(order, "wage").amendment.late_at);
  const auto kept_in = [&](const std::string& tab) {
    return has(get("registration", "/inspection/amendments?kind=tax_number&tab=" + tab), order);
  };
  EXPECT_FALSE(kept_in("register")) << "nobody waits for it";
  EXPECT_FALSE(kept_in("late"));
  EXPECT_TRUE(kept_in("over"));
  clock_.set(clock_.now().plus_seconds(16LL * 86'400));
  EXPECT_EQ(late(), 0);
}

TEST_P(BatchesForTheMis, LookAtADecisionThatFellWhileAChangeWasAccepted) {
  const auto order = accepted();
  // The annulment saw no accepted change to mark, the acceptance saw a decision that still stood.
  mis_writes("UPDATE insp_decision SET state = 'annulled' WHERE case_id = " + std::to_string(file(order).id.value));
  EXPECT_EQ(follows(), 2);
  EXPECT_EQ(of_kind(order, "worker").amendment.state, State::withdrawn);
}

TEST_P(BatchesForTheMis, AreConfirmedByAFileThatIsLookedAtFirst) {
  const auto order = accepted();
  closed();
  const auto bytes = with_head(answer(sent_key(order, "worker"), "applied,W900,2026-11-23,") +
                               answer(sent_key(order, "wage"), "refused,,2026-11-23,ZZNOTTHERE"));
  const auto uploaded = uploads(bytes);
  ASSERT_EQ(uploaded.status, 303) << uploaded.body;
  const auto preview = header(uploaded, "Location");
  const auto seen = get("head.registration", preview);
  EXPECT_TRUE(has(seen, "W900")) << seen.body;
  EXPECT_TRUE(has(seen, "ZZNOTTHERE"));
  EXPECT_TRUE(has(seen, "does not count yet"));
  EXPECT_EQ(of_kind(order, "worker").amendment.state, State::sent) << "nothing counts yet";
  EXPECT_EQ(header(uploads(bytes), "Location"), preview) << "the same file is the same confirmation";
  for (int twice = 0; twice < 2; ++twice) EXPECT_EQ(post("head.registration", preview, {}).status, 303);
  EXPECT_EQ(of_kind(order, "worker").amendment.state, State::applied);
  EXPECT_EQ(of_kind(order, "worker").amendment.mis_reference, "W900");
  EXPECT_EQ(of_kind(order, "wage").amendment.state, State::refused);
  EXPECT_EQ(of_kind(order, "tax_number").amendment.state, State::sent) << "not answered";
  EXPECT_EQ(audited("amendment.applied"), 1);
  EXPECT_EQ(audited("amendment.confirmation_counted"), 1);
  const auto of_file = page_of("inspector.01", order);
  for (const char* words : {"The MIS says that it has written it.", "The MIS has refused it.", "ZZNOTTHERE", "W900"})
    EXPECT_NE(of_file.find(words), std::string::npos) << words;
  const auto batch = get("head.registration", "/inspection/amendments/batches/1");
  for (const char* words : {"W900", "ZZNOTTHERE", "not confirmed yet", "counts"})
    EXPECT_TRUE(has(batch, words)) << words;
  EXPECT_EQ(brings(bytes + "\n").value() > 0, true) << "other bytes, the same answers: nothing new, nothing wrong";
  mis_writes("INSERT INTO TB_MEMBER (MBR_ID, MBR_GNAME, MBR_IDNO) VALUES ('W900', 'ໃໝ່', '0999000111')");
  mis_writes("INSERT INTO TB_EMPLOY (EMP_ID, UNT_ID, MBR_ID, EMP_BEGDT) VALUES ('E900', 'U1', 'W900', '20260401')");
  EXPECT_EQ(looks(), 1);
  EXPECT_EQ(of_kind(order, "worker").amendment.state, State::confirmed) << "only the register's views say so";
  const auto again = of_kind(order, "wage");
  ASSERT_TRUE(decides("head.registration", again, true)) << "refused, and asked for again";
  EXPECT_EQ(closed(), 2);
  EXPECT_EQ(of_kind(order, "wage").amendment.batch, 2);
}

TEST_P(BatchesForTheMis, TellAContradictionAndOverwriteNothing) {
  const auto order = accepted();
  closed();
  const auto worker = sent_key(order, "worker");
  const auto first = brings(with_head(answer(worker, "applied,W900,2026-11-23,")));
  ASSERT_TRUE(first);
  ASSERT_EQ(batches_->count(actor("head.registration"), *first).value(), 1);
  const auto other = with_head(answer(worker, "refused,,2026-11-23,ZZCONTRARY") +
                               answer(sent_key(order, "wage"), "applied,,2026-11-23,"));
  for (int twice = 0; twice < 2; ++twice) {
    const auto refused = uploads(other);
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(has(refused, "Row 2")) << refused.body;
    EXPECT_TRUE(has(refused, "23/11/2026")) << "when it was confirmed";
  }
  EXPECT_EQ(of_kind(order, "worker").amendment.state, State::applied);
  EXPECT_EQ(of_kind(order, "wage").amendment.state, State::sent) << "whole or not at all";
  EXPECT_EQ(audited("amendment.contradicted"), 1) << "told once in the same words";
  EXPECT_NE(page_of("inspector.01", order).find("ZZCONTRARY"), std::string::npos);
  EXPECT_EQ(code(brings(with_head(answer(worker, "applied,W901,2026-11-23,")))), "confirmation.contradicts_applied")
      << "another reference";
  EXPECT_EQ(count("SELECT count(*) FROM insp_amendment_confirmation"), 1) << "what is refused is not kept";
}

TEST_P(BatchesForTheMis, LetAConfirmationThatNeverCountsBePutAside) {
  const auto order = accepted();
  closed();
  const auto worker = sent_key(order, "worker");
  const auto bytes = with_head(answer(worker, "refused,,2026-11-23,ZZWRONG"));
  const auto wrong = brings(bytes), right = brings(with_head(answer(worker, "applied,W900,2026-11-23,")));
  ASSERT_TRUE(wrong && right);
  ASSERT_EQ(batches_->count(actor("head.registration"), *right).value(), 1);
  const auto page = "/inspection/amendments/batches/1/confirmations/" + std::to_string(*wrong);
  const auto aside = "/inspection/amendments/batches/1/put_aside/" + std::to_string(*wrong);
  EXPECT_EQ(get("head.registration", page).status, 200);
  EXPECT_TRUE(has(get("head.registration", page), "It cannot count:")) << "it contradicts what counts";
  const auto forced = post("head.registration", page, {});
  EXPECT_EQ(forced.status, 422);
  EXPECT_TRUE(has(forced, "23/11/2026")) << "when the other was confirmed";
  EXPECT_TRUE(has(get("head.registration", page), aside)) << "and can be put aside there";
  EXPECT_TRUE(has(get("head.registration", "/inspection/amendments/batches"), "a confirmation waits"));
  EXPECT_EQ(post("registration", aside, {{"version", "1"}, {"reason", "x"}}).status, 403);
  EXPECT_EQ(post("head.registration", aside, {{"version", "1"}, {"reason", " "}}).status, 422);
  EXPECT_EQ(code(batches_->put_aside(actor("registration"), *wrong, 1, "x", key())), "access.forbidden");
  EXPECT_EQ(code(batches_->put_aside(actor("head.registration"), *right, 2, "x", key())), "confirmation.counted");
  EXPECT_EQ(code(batches_->put_aside(actor("head.registration"), 9, 1, "x", key())), "confirmation.unknown");
  EXPECT_THROW(batches_->put_aside(actor("head.registration"), *wrong, 7, "x", key()), Conflict);
  const auto once = key();
  for (int twice = 0; twice < 2; ++twice)
    ASSERT_TRUE(batches_->put_aside(actor("head.registration"), *wrong, 1, "ZZASIDE", once));
  EXPECT_EQ(audited("amendment.confirmation_put_aside"), 1);
  EXPECT_EQ(batches_->find(actor("head.registration"), 1)->unsettled, 0);
  EXPECT_FALSE(has(get("head.registration", "/inspection/amendments/batches"), "a confirmation waits"));
  EXPECT_TRUE(has(get("head.registration", page), "ZZASIDE"));
  EXPECT_FALSE(has(get("head.registration", page), aside));
  EXPECT_EQ(code(batches_->count(actor("head.registration"), *wrong)), "confirmation.put_aside");
  EXPECT_EQ(code(brings(bytes)), "confirmation.contradicts_applied") << "it is still wrong";
  EXPECT_EQ(of_kind(order, "worker").amendment.state, State::applied);
}

TEST_P(BatchesForTheMis, TakeUpAConfirmationAgainThatIsBroughtInAgain) {
  const auto order = accepted();
  closed();
  const auto bytes = with_head(answer(sent_key(order, "worker"), "applied,W900,2026-11-23,"));
  const auto id = brings(bytes).value();
  ASSERT_TRUE(batches_->put_aside(actor("head.registration"), id, 1, "x", key()));
  EXPECT_EQ(brings(bytes).value(), id) << "the same file is the same confirmation";
  EXPECT_EQ(audited("amendment.confirmation_taken_up"), 1);
  EXPECT_EQ(batches_->find(actor("head.registration"), 1)->unsettled, 1);
  EXPECT_EQ(batches_->count(actor("head.registration"), id).value(), 1);
  EXPECT_EQ(of_kind(order, "worker").amendment.state, State::applied);
}

TEST_P(BatchesForTheMis, RefuseWhatWasNeverSentSo) {
  const auto order = accepted();
  closed();
  const auto worker = sent_key(order, "worker");
  const auto of_row = [&](const std::string& rows) { return code(brings(with_head(rows))); };
  EXPECT_EQ(of_row(answer("amendment-1-1-1", "applied,,2026-11-23,")), "confirmation.change_unknown");
  EXPECT_EQ(of_row(answer(worker, "applied,,2026-11-22,")), "confirmation.day_before_batch");
  EXPECT_EQ(of_row("2," + manifest() + "," + worker + ",applied,,2026-11-23,\n"), "batch.unknown");
  EXPECT_EQ(of_row("1," + std::string(64, 'a') + "," + worker + ",applied,,2026-11-23,\n"),
            "confirmation.manifest_differs");
  EXPECT_EQ(
      code(batches_->bring_in(actor("head.registration"), 2, "x", with_head(answer(worker, "applied,,2026-11-23,")))),
      "confirmation.of_another_batch");
  const auto evil = uploads("<!DOCTYPE c [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><confirmation>&x;</confirmation>");
  EXPECT_EQ(evil.status, 422);
  EXPECT_FALSE(has(evil, "root:"));
  EXPECT_EQ(uploads("").status, 422);
  EXPECT_EQ(uploads(std::string(amendments::largest_confirmation + 1, 'x')).status, 422);
  EXPECT_EQ(uploads(with_head("1,\"<script>alert(1)</script>\",x,y,z,d,e\n")).status, 422);
  EXPECT_EQ(count("SELECT count(*) FROM insp_amendment_confirmation"), 0);
  for (const char* language : {"lo", "en"})
    for (const char* page : {"/inspection/amendments/batches", "/inspection/amendments/batches/1"})
      EXPECT_EQ(get("head.registration", page, web::Mount::staff, language).status, 200) << page;
}

TEST_P(BatchesForTheMis, TakeBackWhatWasSentWhenItsDecisionFalls) {
  const auto order = accepted();
  const auto wage = of_kind(order, "wage");
  closed();
  const auto first = sent_key(order, "wage");
  EXPECT_EQ(follows(), 0);
  falls(order);
  EXPECT_EQ(follows(), 2) << "the worker and the wage; the tax number needs no decision";
  EXPECT_EQ(follows(), 0) << "once";
  const auto original = with_id(order, wage.amendment.id), back = with_id(order, original.amendment.reversed_by);
  EXPECT_EQ(original.amendment.state, State::sent) << "what was sent stays sent";
  EXPECT_EQ(back.amendment.state, State::proposed);
  EXPECT_EQ(back.amendment.reverses, original.amendment.id);
  ASSERT_EQ(back.lines.size(), 1U);
  EXPECT_EQ(back.lines[0].before, "6500000");
  EXPECT_EQ(back.lines[0].after, "4000000");
  EXPECT_EQ(audited("amendment.reversed"), 2);
  EXPECT_TRUE(has(get("registration", address(back.amendment)), address(original.amendment)));
  EXPECT_TRUE(has(get("registration", address(original.amendment)), address(back.amendment)));
  EXPECT_NE(page_of("inspector.01", order).find("the decision that ordered it no longer stands"), std::string::npos);
  EXPECT_EQ(code(room().changes().settle(actor("inspector.01"), order, back.amendment.id, back.amendment.version, false,
                                         "x", key())),
            "amendment.state_forbids")
      << "the file does not take back what takes back";
  EXPECT_EQ(page_of("inspector.01", order).find(std::to_string(back.amendment.id) + "/withdrawal"), std::string::npos);
  ASSERT_TRUE(decides("registration", back, true)) << "no decision is needed";
  ASSERT_TRUE(decides("head.registration", with_id(order, back.amendment.id), true)) << "two persons, as for the first";
  const auto never = [](const amendments::WriteRequest&) -> std::optional<amendments::WriteAnswer> {
    throw std::logic_error{"the service of the MIS knows no taking back"};
  };
  EXPECT_EQ(changes_->write_accepted(actors_->service("job:register_write", "c"), {.ask = never}, [] { return false; }),
            0);
  EXPECT_EQ(looks(), 0) << "the MIS has not written the first yet: that the register shows the old wage says nothing";
  ASSERT_EQ(closed(), 2);
  EXPECT_EQ(looks(), 0) << "nor now";
  const auto archive = batches_->archive(actor("head.registration"), 2).value();
  documents::ZipReader zip{archive};
  EXPECT_NE(zip.read(*zip.find("changes.xml")).find("takes-back=\"" + first + "\""), std::string::npos);
  const std::string of_w101 = " WHERE UNT_ID = 'U1' AND MBR_ID = 'W101' AND CTR_YM = '202610'";
  mis_writes("UPDATE TB_CONTRIB SET CTR_WAGE = 6500000" + of_w101);
  EXPECT_EQ(looks(), 1) << "the first is seen";
  EXPECT_EQ(with_id(order, back.amendment.id).amendment.state, State::sent);
  mis_writes("UPDATE TB_CONTRIB SET CTR_WAGE = 4000000" + of_w101);
  EXPECT_EQ(looks(), 1) << "the register shows the wage of before again";
  EXPECT_EQ(with_id(order, back.amendment.id).amendment.state, State::confirmed);
  EXPECT_EQ(with_id(order, original.amendment.id).amendment.state, State::withdrawn) << "and the first is over";
}

TEST_P(BatchesForTheMis, TakeOutWhatWasNotSentWhenItsDecisionFalls) {
  const auto order = accepted();
  falls(order);
  const auto service = actors_->service("job:register_watch", "c");
  EXPECT_EQ(changes_->follow_decisions(service, [] { return false; }), 2);
  EXPECT_EQ(of_kind(order, "worker").amendment.state, State::withdrawn);
  EXPECT_EQ(of_kind(order, "tax_number").amendment.state, State::accepted);
  EXPECT_EQ(audited("amendment.taken_out"), 2);
  EXPECT_NE(page_of("inspector.01", order).find("Taken out: the decision no longer stands"), std::string::npos);
}

TEST_P(BatchesForTheMis, ArePointedOutOnceWhenNobodyConfirmsThem) {
  const auto order = accepted();
  closed();
  const auto late = [&] {
    return changes_->point_out_late(actors_->service("job:register_watch", "c"), [] { return false; });
  };
  clock_.set(clock_.now().plus_seconds(15LL * 86'400));
  EXPECT_EQ(late(), 0) << "fifteen days are expected";
  clock_.set(clock_.now().plus_seconds(86'400));
  EXPECT_EQ(late(), 3);
  EXPECT_EQ(late(), 0) << "once";
  EXPECT_EQ(audited("amendment.late"), 3);
  EXPECT_TRUE(has(get("registration", "/inspection/amendments?tab=late"), order));
  EXPECT_NE(page_of("inspector.01", order).find("Not confirmed in time"), std::string::npos);
  EXPECT_NE(page_of("inspector.01", order).find("to be confirmed by LSSO"), std::string::npos);
}

SSIIS_ON_ALL_ENGINES(BatchesForTheMis);

}  // namespace
