#include <thread>

#include "database/series.hpp"
#include "support/database_fixture.hpp"

namespace ssiis {
namespace {

using db::Mode;
using db::Transaction;

class NumberSeries : public test::MigratedDatabase {
 protected:
  int next(std::string_view office = "0100", int year = 2026) {
    return pool().transact(
        Mode::write, [&](Transaction& tx) { return db::next_number(tx, "order", office, year); }, 50);
  }
  const Instant now{1'767'225'600'000'000};
};

TEST_P(NumberSeries, CountFromOneForEachOfficeAndYear) {
  EXPECT_EQ(next(), 1);
  EXPECT_EQ(next(), 2);
  EXPECT_EQ(next("0200"), 1);
  EXPECT_EQ(next("0100", 2027), 1);
  EXPECT_EQ(next(), 3);
}

TEST_P(NumberSeries, ARolledBackNumberIsGivenAgain) {
  EXPECT_EQ(next(), 1);
  {
    auto lease = pool().take();
    Transaction tx{*lease, Mode::write};
    EXPECT_EQ(db::next_number(tx, "order", "0100", 2026), 2);
    EXPECT_EQ(db::next_number(tx, "order", "0100", 2026), 3);
  }
  EXPECT_EQ(next(), 2);
}

TEST_P(NumberSeries, ManyAtOnceLeaveNeitherGapNorDouble) {
  std::vector<std::thread> threads;
  std::mutex mutex;
  std::vector<int> given;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 10; ++i) {
        const int n = next();
        const std::scoped_lock lock{mutex};
        given.push_back(n);
      }
    });
  for (auto& t : threads) t.join();
  std::sort(given.begin(), given.end());
  ASSERT_EQ(given.size(), 80U);
  for (int i = 0; i < 80; ++i) EXPECT_EQ(given[static_cast<std::size_t>(i)], i + 1);
}

TEST_P(NumberSeries, AnAbandonedNumberIsExplainedOnce) {
  next();
  next();
  next();
  const auto void_it = [&](int number, std::string_view reason) {
    return pool().transact(Mode::write, [&](Transaction& tx) {
      const auto done = db::void_number(tx, "order", "0100", 2026, number, reason, "u-1", now);
      return done ? std::string{"done"} : done.rejection().code;
    });
  };
  EXPECT_EQ(void_it(2, "ຍົກເລີກກ່ອນລົງນາມ"), "done");
  EXPECT_EQ(void_it(2, "again"), "number.already_void");
  EXPECT_EQ(void_it(4, "never given"), "number.unknown");
  EXPECT_EQ(void_it(0, "never given"), "number.unknown");
  EXPECT_EQ(void_it(3, "  "), "number.reason_missing");
  auto lease = pool().take();
  Transaction tx{*lease, Mode::read};
  ASSERT_EQ(db::void_numbers(tx, "order", "0100", 2026).size(), 1U);
  EXPECT_EQ(db::void_numbers(tx, "order", "0100", 2026)[0].reason, "ຍົກເລີກກ່ອນລົງນາມ");
  EXPECT_EQ(db::unexplained_numbers(tx, "order", "0100", 2026, {1}), std::vector<int>{3});
  EXPECT_TRUE(db::unexplained_numbers(tx, "order", "0100", 2026, {1, 3}).empty());
}

TEST(NumberSeriesYear, IsThatOfVientiane) {
  EXPECT_EQ(db::series_year(*Instant::parse("2026-12-31T16:59:59.999999Z")), 2026);
  EXPECT_EQ(db::series_year(*Instant::parse("2026-12-31T17:00:00.000000Z")), 2027);
}

SSIIS_ON_ALL_ENGINES(NumberSeries);

}  // namespace
}  // namespace ssiis
