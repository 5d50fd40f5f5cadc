#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "audit/api.hpp"
#include "profiles/api.hpp"
#include "support/database_fixture.hpp"

namespace ssiis {
namespace {

class AuditTrail : public test::MigratedDatabase {
 protected:
  void SetUp() override {
    test::MigratedDatabase::SetUp();
    folder_ = (std::filesystem::temp_directory_path() / ("ssiis-audit-" + test::fresh_name())).string();
    std::filesystem::create_directories(folder_);
    custody_ = {folder_ + "/checkpoint.key", folder_ + "/anchor.log"};
    trail_ = std::make_unique<audit::Trail>(pool(), clock_);
    who_ = std::make_unique<Actor>(profiles::ActorFactory{pool(), clock_}.service("test", "c-1"));
  }
  void TearDown() override {
    std::filesystem::remove_all(folder_);
    test::MigratedDatabase::TearDown();
  }
  audit::Event event(std::int64_t case_id, std::string name = "order.created", audit::Pairs personal = {}) {
    return {audit::ChainName::of_case(CaseId{case_id}),
            audit::Act::wrote,
            std::move(name),
            "order:1",
            "",
            {{"unit", "ບໍລິສັດ, 3:x"}},
            std::move(personal)};
  }
  std::int64_t write(const audit::Event& e) {
    return pool().transact(db::Mode::write, [&](db::Transaction& tx) { return trail_->record(tx, *who_, e); });
  }
  void fill(int cases, int records) {
    for (int c = 1; c <= cases; ++c)
      for (int r = 0; r < records; ++r) write(event(c, "step." + std::to_string(r)));
  }
  audit::Verification verified(std::optional<std::int64_t> from = std::nullopt) {
    return audit::verify(pool(), custody_, from, [](std::uint64_t) {});
  }
  // "case 2 at 3: hash_differs", or "holds".
  std::string verdict(std::optional<std::int64_t> from = std::nullopt) {
    const auto v = verified(from);
    if (v.breaches.empty()) return "holds";
    const auto& b = v.breaches.front();
    return b.chain + " at " + std::to_string(b.seq) + ": " + b.what;
  }
  std::uint64_t seal() {
    if (!std::filesystem::exists(custody_.key_file)) static_cast<void>(audit::create_key(custody_));
    return audit::write_checkpoint(pool(), clock_, custody_);
  }
  void run(std::string_view sql) {
    auto lease = pool().take();
    lease->run(sql);
  }
  FixedClock clock_{Instant{1'795'000'000'000'000}};
  std::string folder_;
  audit::Custody custody_;
  std::unique_ptr<audit::Trail> trail_;
  std::unique_ptr<Actor> who_;
};

TEST_P(AuditTrail, ChainsPerCaseAndVerifies) {
  fill(3, 5);
  const auto v = verified();
  EXPECT_TRUE(v.breaches.empty());
  EXPECT_EQ(v.chains, 3U);
  EXPECT_EQ(v.records, 15U);
}

TEST_P(AuditTrail, GivesBackWhatWasRecorded) {
  fill(1, 3);
  auto lease = pool().take();
  db::Transaction tx{*lease, db::Mode::read};
  const auto records = trail_->of_case(tx, CaseId{1}, 2, 10);
  ASSERT_EQ(records.size(), 2U);
  EXPECT_EQ(records[0].seq, 2);
  EXPECT_EQ(records[0].event, "step.1");
  EXPECT_EQ(records[0].user_id, "test");
  EXPECT_EQ(records[0].correlation_id, "c-1");
  EXPECT_EQ(records[0].at, clock_.now());
  EXPECT_EQ(records[0].details, (audit::Pairs{{"unit", "ບໍລິສັດ, 3:x"}}));
}

TEST_P(AuditTrail, DisappearsWithTheTransactionItStandsIn) {
  fill(1, 1);
  {
    auto lease = pool().take();
    db::Transaction tx{*lease, db::Mode::write};
    trail_->record(tx, *who_, event(1));
    trail_->record(tx, *who_, event(2));
  }
  const auto v = verified();
  EXPECT_TRUE(v.breaches.empty());
  EXPECT_EQ(v.records, 1U);
}

TEST_P(AuditTrail, KeepsRefusalsAndReadsInTransactionsOfTheirOwn) {
  EXPECT_EQ(trail_->refused(*who_, "case.read", "case:7", CaseId{7}).code, "access.forbidden");
  EXPECT_EQ(trail_->refused(*who_, "case.read", "case:7").code, "access.forbidden");
  auto reading = event(7, "file.opened");
  EXPECT_THROW(trail_->read(*who_, reading), std::logic_error);  // without a purpose
  reading.purpose = "inspection";
  trail_->read(*who_, reading);
  auto lease = pool().take();
  db::Transaction tx{*lease, db::Mode::read};
  const auto of_case = trail_->of_case(tx, CaseId{7}, 1, 10);
  ASSERT_EQ(of_case.size(), 2U);
  EXPECT_EQ(of_case[0].act, audit::Act::refused);
  EXPECT_EQ(of_case[1].act, audit::Act::read);
  EXPECT_EQ(trail_->of_person(tx, "test", 1, 10).size(), 1U);
}

TEST_P(AuditTrail, DoesNotForkUnderEightWritersOfOneChain) {
  std::atomic<int> failed{0};
  std::vector<std::thread> writers;
  for (int w = 0; w < 8; ++w)
    writers.emplace_back([&] {
      for (int i = 0; i < 25; ++i) {
        try {
          pool().transact(
              db::Mode::write, [&](db::Transaction& tx) { trail_->record(tx, *who_, event(1)); }, 50);
        } catch (const std::exception&) {
          ++failed;
        }
      }
    });
  for (auto& w : writers) w.join();
  EXPECT_EQ(failed, 0);
  const auto v = verified();
  EXPECT_TRUE(v.breaches.empty()) << verdict();
  EXPECT_EQ(v.records, 200U);
}

TEST_P(AuditTrail, VerifiesWhileItGrowsAndIsSealed) {
  fill(2, 2);
  seal();
  std::atomic<bool> stop{false};
  std::thread writer{[&] {
    for (int i = 0; !stop; ++i) {
      pool().transact(
          db::Mode::write, [&](db::Transaction& tx) { trail_->record(tx, *who_, event(1 + i % 4)); }, 50);
      if (i % 7 == 0) seal();
    }
  }};
  std::vector<std::string> verdicts;
  for (int i = 0; i < 6; ++i) verdicts.push_back(verdict());
  stop = true;
  writer.join();
  for (const auto& v : verdicts) EXPECT_EQ(v, "holds");
  EXPECT_EQ(verdict(), "holds");
}

TEST_P(AuditTrail, NamesTheFirstRecordThatDoesNotFit) {
  fill(2, 5);
  run("UPDATE insp_audit_record SET event = 'order.closed' WHERE chain_id = 2 AND seq >= 3");
  EXPECT_EQ(verdict(), "case 2 at 3: hash_differs");
}

TEST_P(AuditTrail, SeesGapsSwapsAndCutEnds) {
  fill(4, 5);
  run("DELETE FROM insp_audit_record WHERE chain_id = 1 AND seq = 2");
  run("UPDATE insp_audit_record SET seq = 99 WHERE chain_id = 2 AND seq = 2");
  run("UPDATE insp_audit_record SET seq = 2 WHERE chain_id = 2 AND seq = 3");
  run("UPDATE insp_audit_record SET seq = 3 WHERE chain_id = 2 AND seq = 99");
  run("DELETE FROM insp_audit_record WHERE chain_id = 3 AND seq = 5");
  run("DELETE FROM insp_audit_chain WHERE chain_id = 4");
  const auto v = verified();
  ASSERT_EQ(v.breaches.size(), 4U);
  EXPECT_EQ(v.breaches[0].what + std::to_string(v.breaches[0].seq), "seq_missing2");
  EXPECT_EQ(v.breaches[1].what + std::to_string(v.breaches[1].seq), "hash_differs2");
  EXPECT_EQ(v.breaches[2].what + std::to_string(v.breaches[2].seq), "truncated5");
  EXPECT_EQ(v.breaches[3].what, "head_missing");
}

// Whoever cuts the end off and sets the head back leaves a chain that fits in itself. The checkpoint knows better.
TEST_P(AuditTrail, SeesACleanlyCutEndByItsCheckpoint) {
  fill(2, 5);
  EXPECT_EQ(seal(), 2U);
  EXPECT_EQ(verdict(), "holds");
  run("DELETE FROM insp_audit_record WHERE chain_id = 2 AND seq >= 4");
  run("UPDATE insp_audit_chain SET last_seq = 3, head_hash = (SELECT hash FROM insp_audit_record WHERE chain_id = 2 "
      "AND "
      "seq = 3) WHERE chain_id = 2");
  EXPECT_EQ(verdict(), "case 2 at 4: truncated");
}

TEST_P(AuditTrail, SeesAChainThatIsGoneAltogether) {
  fill(2, 2);
  seal();
  run("DELETE FROM insp_audit_record WHERE chain_id = 2");
  run("DELETE FROM insp_audit_chain WHERE chain_id = 2");
  EXPECT_EQ(verdict(), "chain 2 at 0: chain_missing");
}

TEST_P(AuditTrail, SeesCheckpointsThatWereCutOffOrChanged) {
  fill(1, 1);
  seal();
  fill(1, 1);
  seal();
  EXPECT_EQ(verified().checkpoints, 2U);
  run("UPDATE insp_audit_checkpoint SET root = prev_hash WHERE number = 1");
  EXPECT_EQ(verdict(), "checkpoint at 1: checkpoint_differs");
  run("DELETE FROM insp_audit_sealed");
  run("DELETE FROM insp_audit_checkpoint");
  run("UPDATE insp_audit_chain SET unsealed = 1");
  EXPECT_EQ(verdict(), "checkpoint at 1: checkpoint_missing");  // the file outside remembers
}

TEST_P(AuditTrail, DoesNotBelieveAnotherKey) {
  fill(1, 1);
  seal();
  std::filesystem::remove_all(custody_.key_file);
  std::filesystem::remove_all(custody_.key_file + ".pub");
  static_cast<void>(audit::create_key(custody_));
  EXPECT_EQ(verdict(), "checkpoint at 1: signature_differs");
}

TEST_P(AuditTrail, CatchesUpTheAnchorFileAfterACrash) {
  fill(1, 1);
  seal();
  std::filesystem::remove(custody_.anchor_file);  // as if the host had died between commit and writing
  EXPECT_EQ(verdict(), "holds");
  fill(1, 1);
  seal();
  std::ifstream in{custody_.anchor_file};
  int lines = 0;
  for (std::string line; std::getline(in, line);) ++lines;
  EXPECT_EQ(lines, 2);
  EXPECT_EQ(verdict(), "holds");
}

TEST_P(AuditTrail, ReadsOnlyWhatFollowsATrustedCheckpoint) {
  fill(3, 4);
  seal();
  fill(1, 2);
  const auto v = verified(1);
  EXPECT_TRUE(v.breaches.empty());
  EXPECT_EQ(v.records, 2U);
  run("UPDATE insp_audit_record SET event = 'x' WHERE chain_id = 1 AND seq = 6");
  EXPECT_EQ(verdict(1), "case 1 at 6: hash_differs");
  EXPECT_THROW(verified(9), std::runtime_error);
}

TEST_P(AuditTrail, StillVerifiesWhenPersonalValuesAreErased) {
  const auto chain = audit::ChainName::of_case(CaseId{1});
  write(event(1, "statement.taken", {{"name", "ນາງ ພອນ"}, {"phone", "020 5555"}}));
  write(event(1));
  EXPECT_EQ(verdict(), "holds");
  pool().transact(db::Mode::write, [&](db::Transaction& tx) {
    EXPECT_EQ(trail_->personal_of(tx, chain, 1), (audit::Pairs{{"name", "ນາງ ພອນ"}, {"phone", "020 5555"}}));
    EXPECT_TRUE(trail_->erase_personal(tx, *who_, chain, 1, "retention"));
    EXPECT_FALSE(trail_->erase_personal(tx, *who_, chain, 1, "retention"));
    EXPECT_FALSE(trail_->erase_personal(tx, *who_, chain, 2, "retention"));
    EXPECT_TRUE(trail_->personal_of(tx, chain, 1).empty());
  });
  EXPECT_EQ(verdict(), "holds");
  seal();
  EXPECT_EQ(verdict(), "holds");
}

TEST_P(AuditTrail, SeesPersonalValuesThatWereChangedOrErasedBehindItsBack) {
  for (int c = 1; c <= 3; ++c) write(event(c, "statement.taken", {{"name", "ນາງ ພອນ"}}));
  run("UPDATE insp_audit_personal SET content = NULL, erased_seq = 1 WHERE chain_id = 1");
  run("UPDATE insp_audit_personal SET content = 'x' WHERE chain_id = 2");
  run("DELETE FROM insp_audit_personal WHERE chain_id = 3");
  const auto v = verified();
  ASSERT_EQ(v.breaches.size(), 3U);
  EXPECT_EQ(v.breaches[0].what, "personal_erased_untold");
  EXPECT_EQ(v.breaches[1].what, "personal_differs");
  EXPECT_EQ(v.breaches[2].what, "personal_missing");
}

SSIIS_ON_ALL_ENGINES(AuditTrail);

}  // namespace
}  // namespace ssiis
