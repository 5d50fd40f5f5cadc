// The figures of files by place and state are kept, not counted: they say what a recount says, whatever happens at
// once.
#include <atomic>
#include <thread>

#include "integration/inspections/story.hpp"

namespace {

using namespace ssiis;
using inspections::CaseState;

class CaseCounts : public test::WithStory {
 protected:
  std::map<CaseState, std::int64_t> counts(const std::string& login) { return room().cases().counts(actor(login)); }
  std::int64_t files(const std::string& login, CaseState state) {
    const auto all = counts(login);
    const auto at = all.find(state);
    return at == all.end() ? 0 : at->second;
  }
  void moved(const std::string& order, CaseState to) {
    pool().transact(db::Mode::write, [&](db::Transaction& tx) {
      auto c = inspections::find_case(tx, order).value();
      c.state = to;
      inspections::save(tx, c);
    });
  }
  void written(const char* sql) {
    pool().transact(db::Mode::write, [&](db::Transaction& tx) { tx.execute({"test/written", sql}, db::Params{}); });
  }
};

TEST_P(CaseCounts, FollowAFileFromStateToStateInTheReadersPlaces) {
  const auto order = ordered(wish());
  EXPECT_EQ(files("head.01", CaseState::in_course), 1);
  EXPECT_EQ(files("director", CaseState::in_course), 1);
  EXPECT_EQ(files("head.13", CaseState::in_course), 0);
  moved(order, CaseState::closed);
  EXPECT_EQ(files("head.01", CaseState::in_course), 0);
  EXPECT_EQ(files("head.01", CaseState::closed), 1);
  moved(order, CaseState::closed);
  EXPECT_EQ(files("head.01", CaseState::closed), 1) << "stored again as it was";
}

TEST_P(CaseCounts, AStepThatIsBrokenOffCountsNothing) {
  const auto order = ordered(wish());
  EXPECT_THROW(pool().transact(db::Mode::write,
                               [&](db::Transaction& tx) {
                                 auto c = inspections::find_case(tx, order).value();
                                 c.state = CaseState::closed;
                                 inspections::save(tx, c);
                                 throw std::runtime_error{"broken off"};
                               }),
               std::runtime_error);
  EXPECT_EQ(files("head.01", CaseState::in_course), 1);
  auto old = file(order);
  moved(order, CaseState::under_review);
  EXPECT_THROW(pool().transact(db::Mode::write,
                               [&](db::Transaction& tx) {
                                 old.state = CaseState::closed;
                                 inspections::save(tx, old);
                               }),
               Conflict);
  EXPECT_EQ(files("head.01", CaseState::under_review), 1);
  EXPECT_EQ(files("head.01", CaseState::closed), 0);
}

TEST_P(CaseCounts, WhatIsWrongIsToldAndPutRight) {
  ordered(wish());
  written("UPDATE insp_case_count SET files = files + 3 WHERE state = 'in_course'");
  written("INSERT INTO insp_case_count (territory, state, part, files) VALUES ('13', 'closed', 5, 2)");
  const auto wrong = inspections::mend_case_counts(pool());
  ASSERT_EQ(wrong.size(), 2u);
  EXPECT_EQ(wrong[0].territory.substr(0, 2), "01");
  EXPECT_EQ(wrong[0].kept, 4);
  EXPECT_EQ(wrong[0].found, 1);
  EXPECT_EQ(wrong[1].territory, "13");
  EXPECT_EQ(wrong[1].found, 0);
  EXPECT_EQ(files("director", CaseState::in_course), 1);
  written("DELETE FROM insp_case_count");
  EXPECT_EQ(inspections::mend_case_counts(pool()).size(), 1u);
  EXPECT_EQ(files("director", CaseState::in_course), 1);
  EXPECT_TRUE(inspections::mend_case_counts(pool()).empty());
}

// Three people move files of one place to and fro while a fourth counts all of them again and again: he finds nothing
// wrong, also not of what is just being written.
TEST_P(CaseCounts, AreRightAtEveryMomentWhileManyMoveFiles) {
  constexpr int movers = 3, files_each = 4, moves = 40;
  const auto first = file(ordered(wish()));
  std::atomic<int> moving{movers};
  std::atomic<std::int64_t> wrong{0};
  const auto move = [&](int mover) {
    for (int n = 0; n < moves; ++n)
      pool().transact(db::Mode::write, [&](db::Transaction& tx) {
        const CaseId id{first.id.value + 1000 + mover * 100 + n % files_each};
        auto c = inspections::find_case(tx, id);
        if (!c) {
          auto made = first;
          made.id = id;
          made.order_number += "-" + std::to_string(id.value);
          made.state = CaseState::in_course;
          return inspections::insert(tx, made, clock_.now(), "test");
        }
        c->state = static_cast<CaseState>((static_cast<int>(c->state) + 1 + mover) % 4);
        inspections::save(tx, *c);
      });
    --moving;
  };
  std::vector<std::thread> threads;
  for (int m = 0; m < movers; ++m) threads.emplace_back([&move, m] { move(m); });
  while (moving > 0) wrong += static_cast<std::int64_t>(inspections::mend_case_counts(pool()).size());
  for (auto& t : threads) t.join();
  EXPECT_EQ(wrong, 0);
  std::int64_t all = 0;
  for (const auto& [state, n] : counts("head.01")) all += n;
  EXPECT_EQ(all, 1 + movers * files_each);
}

SSIIS_ON_ALL_ENGINES(CaseCounts);

}  // namespace
