// Files walked through the procedure by chance, by two hosts at once that are killed again and again, over one
// database. SSIIS_TEST_FULL=1 walks 10,000 of them on PostgreSQL. SSIIS_WALKS_SEED and SSIIS_WALKS_FILES walk other
// ones.
#include <gtest/gtest.h>

#include <iostream>

#include "faults/walks/checker.hpp"
#include "faults/walks/hosts.hpp"
#include "faults/walks/walker.hpp"
#include "integration/profiles/profiles_fixture.hpp"

namespace ssiis::walks {
namespace {

std::int64_t wanted(const char* variable, std::int64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::stoll(text);
}

class Walks : public test::WithProfiles {
 protected:
  // Days on which everything may happen, then days on which nothing comes beside the work, until all have ended.
  struct Campaign {
    std::int64_t files;
    int wild_days, kills, checks_every;
  };
  static constexpr int most_days = 160;

  void SetUp() override {
    WithProfiles::SetUp();
    seed_ = static_cast<std::uint64_t>(wanted("SSIIS_WALKS_SEED", 20261130));
    clock_.set(Instant::parse(first_day.iso() + "T03:00:00.000000Z").value());
    prepare(pool(), clock_, workflow::files_of(SSIIS_WORKFLOW_DIR), seed_);
    folder_ = std::filesystem::temp_directory_path() / ("ssiis-walks-" + test::fresh_name());
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override {
    std::filesystem::remove_all(folder_);
    WithProfiles::TearDown();
  }

  void walk(const Campaign& c);
  ::testing::AssertionResult sound(Day today);
  ::testing::AssertionResult chains_verify();
  std::int64_t rows(const std::string& of) {
    return reading([&](db::Transaction& tx) {
             return tx.find(db::Query{"walks/count", "SELECT COUNT(*) FROM " + of}, db::Params{},
                            [](const db::Row& r) { return r.integer(0); });
           })
        .value();
  }
  std::string stuck() {
    const auto first = reading([&](db::Transaction& tx) {
      return tx.find(db::Query{"walks/stuck", "SELECT MIN(case_id) FROM insp_wf_instance WHERE state = 'running'"},
                     db::Params{}, [](const db::Row& r) { return r.integer(0); });
    });
    return "case " + std::to_string(first.value()) + ":\n" + walk_text(first.value());
  }
  std::string walk_text(std::int64_t case_id) {
    return reading([&](db::Transaction& tx) { return walk_of(tx, case_id); });
  }

  std::uint64_t seed_{0};
  std::filesystem::path folder_;
};

::testing::AssertionResult Walks::sound(Day today) {
  const auto found = reading([&](db::Transaction& tx) { return breaches_in(tx, today); });
  if (found.empty()) return ::testing::AssertionSuccess();
  auto told = ::testing::AssertionFailure()
              << found.size() << " breaches on " << today.iso() << ", seed " << seed_ << "\n";
  for (std::size_t i = 0; i < std::min<std::size_t>(found.size(), 20); ++i)
    told << "case " << found[i].case_id << ": " << found[i].what << "\n";
  return told << "the walk of case " << found.front().case_id << ":\n" << walk_text(found.front().case_id);
}

::testing::AssertionResult Walks::chains_verify() {
  const audit::Custody custody{(folder_ / "key").string(), (folder_ / "anchor").string()};
  if (!audit::create_key(custody)) return ::testing::AssertionFailure() << "no key";
  audit::write_checkpoint(pool(), clock_, custody);
  const auto proved = audit::verify(pool(), custody, std::nullopt, [](std::uint64_t) {});
  if (!proved.breaches.empty())
    return ::testing::AssertionFailure() << proved.breaches.size() << " breaches, " << proved.breaches.front().chain
                                         << " " << proved.breaches.front().seq << " " << proved.breaches.front().what;
  std::cout << "audit: " << proved.chains << " chains, " << proved.records << " records verify\n";
  return ::testing::AssertionSuccess();
}

void Walks::walk(const Campaign& c) {
  Hosts hosts{spec(), seed_, c.files, 2, folder_ / "moments"};
  Dice dice{seed_, 7};
  const std::string unended = "insp_wf_instance WHERE state = 'running'";
  Day today = first_day;
  int rounds = 0;
  for (std::int64_t running = 1; running != 0 || rounds <= c.wild_days; ++rounds) {
    const bool calm = rounds > c.wild_days;
    today = today.plus(dice.between(1, 4));
    if (rounds == most_days) FAIL() << running << " files did not come to an end, seed " << seed_ << "\n" << stuck();
    // Who outlived his death, because the day was over before it, leaves it to a later day.
    const auto died = hosts.totals().random_kills + hosts.totals().failpoint_kills;
    const auto kills = calm ? 0 : static_cast<int>((rounds + 1) * c.kills / (c.wild_days + 1) - died);
    const bool first = dice.chance(50);
    hosts.all_do("fire " + today.iso(), first ? kills / 2 : 0, dice);
    if (rounds % c.checks_every == 0) {
      ASSERT_TRUE(sound(today));
    }
    hosts.all_do("work " + today.iso() + (calm ? " calm" : " wild"), first ? kills - kills / 2 : kills, dice);
    ASSERT_TRUE(hosts.troubles.empty()) << hosts.troubles.size() << " troubles, seed " << seed_ << ", on "
                                        << today.iso() << ": " << hosts.troubles.front() << "\n"
                                        << walk_text(std::atoll(hosts.troubles.front().substr(6).c_str()));
    running = rows(unended);
    if (rounds % 25 == 0)
      std::cout << today.iso() << ": " << running << " files under way, " << hosts.totals().steps << " steps\n"
                << std::flush;
  }
  EXPECT_TRUE(sound(today));
  EXPECT_EQ(rows("insp_wf_instance WHERE state = 'ended'"), c.files);
  EXPECT_TRUE(chains_verify());
  const auto& n = hosts.totals();
  EXPECT_GE(n.random_kills + n.failpoint_kills, c.kills * 7 / 10) << "hosts outlived most of their deaths";
  EXPECT_GT(n.fired, 0);
  EXPECT_GT(n.referred, 0);
  EXPECT_GT(n.conflicts, 0);
  EXPECT_GT(n.refused, 0);
  EXPECT_GT(rows("insp_wf_task WHERE state = 'returned'"), 0);
  std::cout << c.files << " walks to their end in " << rounds << " days: " << rows("insp_wf_history") << " events, "
            << rows("insp_wf_task") << " tasks, " << rows("insp_wf_task WHERE state = 'returned'")
            << " steps sent back, " << rows("insp_wf_timer WHERE state = 'fired'") << " periods fired, "
            << rows("insp_wf_task WHERE kind = 'legal'") << " referred, " << rows("insp_wf_incident") << " incidents, "
            << n.refused << " attempts refused, " << n.conflicts << " conflicts between hosts, " << n.random_kills
            << " hosts killed at random moments and " << n.failpoint_kills << " inside transactions; seed " << seed_
            << "\n";
}

TEST_P(Walks, ByTwoHostsThatAreKilledComeToTheirEnds) {
  const bool all = engine() == db::Engine::postgresql && std::getenv("SSIIS_TEST_FULL") != nullptr;
  const auto files = wanted("SSIIS_WALKS_FILES", all ? 10'000 : 100);
  walk({files, 45, all ? 120 : 15, all ? 15 : 9});
}

SSIIS_ON_ALL_ENGINES(Walks);

// The checker is worth nothing if it cannot fail: each defect is planted by itself into sound files and must be found.
class Planted : public Walks {
 protected:
  void SetUp() override {
    Walks::SetUp();
    Office office{spec(), seed_};
    Walker walker{office, seed_};
    for (int day = 0; day < 24; ++day) {
      today_ = first_day.plus(2 * day);
      office.come_to(today_);
      walker.periods();
      for (std::int64_t c = 1; c <= 60; ++c) walker.live(CaseId{c});
    }
    ASSERT_TRUE(walker.take_troubles().empty());
    today_ = today_.plus(1);
    office.come_to(today_);
    walker.periods();
    ASSERT_TRUE(sound(today_));
  }

  // What is found once the statements are done; then they are undone.
  std::vector<std::string> found_after(const std::vector<std::string>& statements) {
    db::Connection connection{spec()};
    db::Transaction tx{connection, db::Mode::write};
    for (const auto& sql : statements)
      if (tx.execute(db::Query{"walks/plant", sql}) < 1) throw std::runtime_error{"nothing to spoil: " + sql};
    std::vector<std::string> out;
    for (const auto& breach : breaches_in(tx, today_)) out.push_back(breach.what);
    tx.rollback();
    return out;
  }
  // One row of a table, as a condition for the whole key.
  std::string one(const std::string& table, const std::string& where) {
    const auto key = reading([&](db::Transaction& tx) {
      return tx.find(db::Query{"walks/one", "SELECT x.case_id, x.id FROM " + table + " x WHERE " + where +
                                                " ORDER BY x.case_id, x.id LIMIT 1"},
                     db::Params{}, [](const db::Row& r) {
                       return "case_id = " + std::to_string(r.integer(0)) + " AND id = " + std::to_string(r.integer(1));
                     });
    });
    if (!key) throw std::runtime_error{"no row of " + table + " where " + where};
    return *key;
  }
  Day today_{};
};

::testing::AssertionResult tells(const std::vector<std::string>& found, const std::string& words) {
  for (const auto& what : found)
    if (what.find(words) != std::string::npos) return ::testing::AssertionSuccess();
  auto told = ::testing::AssertionFailure() << "not found: " << words << "; but " << found.size() << ":";
  for (const auto& what : found) told << "\n" << what;
  return told;
}

TEST_P(Planted, DefectsAreFound) {
  const std::string at_work =
      "EXISTS (SELECT 1 FROM insp_wf_task k WHERE k.case_id = x.case_id AND k.token = x.id AND "
      "k.kind = 'work' AND k.state = 'open')";
  const auto token = one("insp_wf_token", at_work);
  const auto its_task = "case_id = " + token.substr(10, token.find(" AND") - 10) +
                        " AND token = " + token.substr(token.find("id = ", 10) + 5);
  EXPECT_TRUE(tells(found_after({"DELETE FROM insp_wf_token WHERE " + token}), "without a token"));
  EXPECT_TRUE(
      tells(found_after({"DELETE FROM insp_wf_token WHERE " + token, "DELETE FROM insp_wf_task WHERE " + its_task}),
            "which made"));
  EXPECT_TRUE(
      tells(found_after({"UPDATE insp_wf_task SET state = 'done' WHERE " + its_task}), "0 tasks for the token"));
  const std::string alone =
      "NOT EXISTS (SELECT 1 FROM insp_wf_token o WHERE o.case_id = x.case_id AND o.scope = x.scope AND o.id <> x.id)";
  EXPECT_TRUE(
      tells(found_after({"DELETE FROM insp_wf_token WHERE " + one("insp_wf_token", "x.scope <> 0 AND " + alone)}),
            "holds nothing"));
  const auto waits = one("insp_wf_subscription",
                         "x.node <> '' AND x.token <> 0 AND EXISTS (SELECT 1 FROM insp_wf_token t "
                         "WHERE t.case_id = x.case_id AND t.id = x.token AND t.state = 'waiting')");
  EXPECT_FALSE(found_after({"DELETE FROM insp_wf_subscription WHERE " + waits}).empty());

  const auto fired = one("insp_wf_history", "x.event = 'timer.fired'");
  EXPECT_TRUE(
      tells(found_after({"INSERT INTO insp_wf_history (case_id, id, instance, at, event, node, actor, data) SELECT "
                         "case_id, id + 900, instance, at, event, node, actor, data FROM insp_wf_history WHERE " +
                         fired}),
            "fired 1 times more"));
  EXPECT_TRUE(
      tells(found_after({"UPDATE insp_wf_history SET at = '2026-10-01T03:00:00.000000Z' WHERE " + fired}), "early"));
  EXPECT_TRUE(tells(
      found_after({"UPDATE insp_wf_timer SET due_day = anchor_day WHERE " + one("insp_wf_timer", "x.state = 'armed'")}),
      "shorter than"));
  EXPECT_TRUE(
      tells(found_after({"UPDATE insp_wf_timer SET state = 'armed' WHERE " +
                         one("insp_wf_timer", "x.state = 'cancelled' AND x.due_day < '" + today_.iso() +
                                                  "' AND EXISTS (SELECT 1 FROM insp_wf_instance i WHERE i.case_id = "
                                                  "x.case_id AND i.state = 'running')")}),
            "forgotten"));
  EXPECT_TRUE(tells(
      found_after({"UPDATE insp_wf_timer SET state = 'fired' WHERE " + one("insp_wf_timer", "x.state = 'armed'")}),
      "fired -1 times more"));

  const auto returned = one("insp_wf_history", "x.event = 'returned'");
  EXPECT_TRUE(tells(found_after({"DELETE FROM insp_wf_history WHERE " + returned}), "were returned more than is told"));
  EXPECT_TRUE(tells(found_after({"UPDATE insp_wf_history SET data = 'T14_Close' WHERE " + returned}), "is not drawn"));
  EXPECT_TRUE(
      tells(found_after({"DELETE FROM insp_audit_record WHERE event = 'workflow.step_returned'"}), "returns, 0"));

  const auto ended = one("insp_wf_instance", "x.state = 'ended'");
  EXPECT_TRUE(tells(
      found_after({"INSERT INTO insp_wf_subscription (case_id, id, instance, token, node, message, payload) SELECT "
                   "case_id, 4095, id, 0, '', 'Late', '' FROM insp_wf_instance WHERE " +
                   ended}),
      "ended with a wait"));
  EXPECT_TRUE(
      tells(found_after({"UPDATE insp_wf_instance SET rev = rev + 1 WHERE " + ended}), "nothing is told of step"));
  EXPECT_TRUE(
      tells(found_after({"DELETE FROM insp_audit_record WHERE event = 'workflow.timer_fired'"}), "audit records"));
}

INSTANTIATE_TEST_SUITE_P(On, Planted, ::testing::Values(db::Engine::sqlite), test::engine_name);

}  // namespace
}  // namespace ssiis::walks
