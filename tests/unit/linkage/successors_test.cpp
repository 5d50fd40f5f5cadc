// Who goes on where a unit closed with debt.
#include "linkage/successors.hpp"

#include <gtest/gtest.h>

namespace ssiis::linkage {
namespace {

const Day closed{2026, 6, 30};

std::vector<Employment> staff(int people, int moved, Day begins, const std::string& to = "NEW") {
  std::vector<Employment> out;
  for (int i = 0; i < people; ++i) {
    const auto worker = "W" + std::to_string(i);
    out.push_back({worker, "OLD", Day{2024, 1, 1}, closed});
    if (i < moved) out.push_back({worker, to, begins, std::nullopt});
  }
  return out;
}
std::vector<Found> of(const std::vector<Employment>& jobs, Money debt = Money::kip(1'000'000),
                      const std::unordered_map<std::string, std::string>& one = {}) {
  return successors({{"OLD", closed}}, jobs, {{"OLD", debt}}, one, {});
}

TEST(Successors, HalfOfTheStaffWithinThreeMonthsIsOne) {
  const auto found = of(staff(4, 2, Day{2026, 8, 1}));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].lsso_id, "OLD");
  EXPECT_EQ(found[0].register_id, "NEW");
  EXPECT_DOUBLE_EQ(found[0].probability, 0.5);
  EXPECT_EQ(found[0].band, Band::review) << "a person decides";
}

TEST(Successors, FewerLaterOrWithoutDebtIsNone) {
  EXPECT_TRUE(of(staff(5, 2, Day{2026, 8, 1})).empty()) << "40 percent";
  EXPECT_TRUE(of(staff(4, 4, Day{2026, 10, 1})).empty()) << "93 days";
  EXPECT_EQ(of(staff(4, 4, Day{2026, 9, 30})).size(), 1u) << "92 days";
  EXPECT_TRUE(of(staff(4, 4, Day{2026, 8, 1}), Money{}).empty());
  EXPECT_TRUE(of(staff(2, 2, Day{2026, 8, 1})).empty()) << "two people are no staff";
}

TEST(Successors, WhoLeftLongBeforeIsNotCounted) {
  auto jobs = staff(4, 2, Day{2026, 8, 1});
  for (int i = 10; i < 20; ++i) jobs.push_back({"X" + std::to_string(i), "OLD", Day{2020, 1, 1}, Day{2022, 1, 1}});
  EXPECT_EQ(of(jobs).size(), 1u);
}

TEST(Successors, AWorkerWithTwoNumbersIsOnePerson) {
  auto jobs = staff(4, 1, Day{2026, 8, 1});
  jobs.push_back({"W1-again", "NEW", Day{2026, 8, 1}, std::nullopt});
  EXPECT_TRUE(of(jobs).empty());
  EXPECT_EQ(of(jobs, Money::kip(1), {{"W1-again", "W1"}}).size(), 1u);
}

TEST(Successors, TheirPeopleAreThoseWhomTheShareWasCountedFrom) {
  auto jobs = staff(4, 2, Day{2026, 8, 1});
  jobs.push_back({"W3-again", "NEW", Day{2026, 7, 15}, std::nullopt});
  jobs.push_back({"stranger", "NEW", Day{2026, 8, 1}, std::nullopt});
  jobs.push_back({"W2", "NEW", Day{2026, 12, 1}, std::nullopt});  // too late
  const auto shared = staff_shared({"OLD", closed}, "NEW", jobs, {{"W3-again", "W3"}}, {});
  EXPECT_EQ(shared.left, 4U);
  ASSERT_EQ(shared.people.size(), 3U);
  EXPECT_EQ(shared.people[0].worker, "W0");
  EXPECT_EQ(shared.people[0].from, (Day{2024, 1, 1}));
  EXPECT_EQ(shared.people[0].until, closed);
  EXPECT_EQ(shared.people[0].begun, (Day{2026, 8, 1}));
  EXPECT_EQ(shared.people[2].worker, "W3-again") << "the number that the other unit knows";
}

}  // namespace
}  // namespace ssiis::linkage
