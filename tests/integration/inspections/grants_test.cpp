// What an open order opens elsewhere: the unit's earlier files, to read, without who complained, for the team alone.
#include "integration/inspections/story.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;

// U1 has its seat in 01 and a branch in 13: a file of either, and a team of 01.
class EarlierFiles : public test::WithStory {
 protected:
  std::string branch_file(Origin origin = Origin::regular_plan) {
    auto w = wish("U1", origin);
    w.workplace_key = "U1-2";
    return ordered(w, "head");
  }
  std::string seat_file_with_team() {
    auto w = wish("U1");
    w.workplace_key = "U1-1";
    const auto order = ordered(w);
    does("registration.01", order, "background", {{"register_data", "right"}});
    does("head.01", order, "service.order", team());
    return order;
  }
  documents::Document received(const std::string& order, const std::string& kind, documents::Direction direction) {
    return pool().transact(db::Mode::write, [&](db::Transaction& tx) {
      const auto blob = blobs_->put(tx, "ZZ" + kind + order, "text/plain");
      const auto c = *find_case(tx, order);
      return documents_
          ->receive(tx, actor("head"),
                    {.case_id = c.id,
                     .direction = direction,
                     .kind = kind,
                     .title = "ZZTITLE-" + kind,
                     .office = {c.office, "X"},
                     .sender = "ZZPERSON-" + kind,
                     .recipient = "LSSO",
                     .unit_name = c.unit_name,
                     .day = clock_.today(),
                     .file = documents::ReceivedFile{blob, "a.txt"}})
          .value();
    });
  }
};

TEST_P(EarlierFiles, OpenToTheTeamWithTheOrderAsTheirPurpose) {
  const auto earlier = branch_file();
  EXPECT_EQ(code(room().cases().open(actor("inspector.01"), earlier)), "access.forbidden");
  const auto mine = seat_file_with_team();
  const auto opened = room().cases().open(actor("inspector.01"), earlier);
  ASSERT_TRUE(opened);
  EXPECT_TRUE(opened->by_grant);
  const auto purpose = "open_order:" + std::to_string(file(mine).id.value);
  const auto id = file(earlier).id;
  const auto readings = reading([&](db::Transaction& tx) { return trail_->readings_of_case(tx, id, {}, 1); });
  ASSERT_EQ(readings.size(), 1U);
  EXPECT_EQ(readings[0].purpose, purpose);
  EXPECT_EQ(code(room().visits().start(actor("inspector.01"), earlier, "")), "access.forbidden") << "read-only";
  EXPECT_EQ(room().cases().previous(actor("inspector.01"), "U1").size(), 2U);
}

TEST_P(EarlierFiles, AreThoseThatWereThereBeforeTheTeam) {
  seat_file_with_team();
  clock_.advance_seconds(2 * 86'400);
  const auto later = branch_file();
  EXPECT_EQ(code(room().cases().open(actor("inspector.01"), later)), "access.forbidden");
  EXPECT_EQ(room().cases().previous(actor("inspector.01"), "U1").size(), 1U);
  EXPECT_FALSE(has(get("inspector.01", "/inspection/panel/unit?subject=U1", web::Mount::panel), later));
  EXPECT_TRUE(room().cases().open(actor("inspector.13"), later)) << "in their own places as ever";
}

TEST_P(EarlierFiles, KeepThePapersSealedThatMayNameWhoComplained) {
  const auto earlier = branch_file(Origin::worker_request);
  const auto letter = received(earlier, "letter", documents::Direction::incoming);
  const auto scan = received(earlier, "paper_scan", documents::Direction::internal);
  const auto answer = received(earlier, "enquiry_answer", documents::Direction::incoming);
  ASSERT_TRUE(room().incoming().record(
      actor("head.13"), earlier,
      {.kind = "letter", .day = clock_.today(), .party = "ZZSPOKEN", .content = "ZZSPOKEN", .request_key = key()}));
  seat_file_with_team();
  const auto page = get("inspector.01", "/inspection/cases/" + earlier + "/documents");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(has(page, "ZZTITLE-enquiry_answer"));
  EXPECT_FALSE(has(page, "ZZTITLE-letter"));
  EXPECT_FALSE(has(page, "ZZPERSON-letter"));
  EXPECT_FALSE(has(page, "ZZTITLE-paper_scan"));
  const auto file_page = get("inspector.01", "/inspection/cases/" + earlier);
  EXPECT_EQ(file_page.status, 200);
  EXPECT_TRUE(has(file_page, "ZZTITLE-enquiry_answer"));
  for (const char* sealed : {"ZZTITLE-letter", "ZZPERSON-letter", "ZZTITLE-paper_scan", "ZZSPOKEN"})
    EXPECT_FALSE(has(file_page, sealed)) << sealed;
  EXPECT_EQ(code(room().may_read_document(actor("inspector.01"), answer)), "done");
  EXPECT_EQ(code(room().may_read_document(actor("inspector.01"), letter)), "access.forbidden");
  EXPECT_EQ(code(room().may_read_document(actor("inspector.01"), scan)), "access.forbidden");
  EXPECT_EQ(code(room().may_read_document(actor("inspector.13"), letter)), "done");
  EXPECT_TRUE(has(get("inspector.13", "/inspection/cases/" + earlier + "/documents"), "ZZTITLE-letter"));
}

SSIIS_ON_ALL_ENGINES(EarlierFiles);

}  // namespace
