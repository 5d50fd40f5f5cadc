#include <gtest/gtest.h>

#include "workflow/api.hpp"

namespace ssiis::workflow {
namespace {

Calendar lao(Findings& findings) {
  const auto xml = XmlSource::read(R"(<holidays version="t1"><source>test</source>
<yearly month="1" day="1"/><yearly month="4" day="14"/><yearly month="4" day="15"/><yearly month="4" day="16"/>
<yearly month="5" day="1"/><yearly month="12" day="2"/><holiday date="2024-04-13"/><working date="2026-01-03"/>
</holidays>)",
                                   "holidays.xml", findings);
  return Calendar::read(*xml, findings);
}

class LaoCalendar : public testing::Test {
 protected:
  Findings findings_;
  Calendar calendar_{lao(findings_)};
};

TEST_F(LaoCalendar, ReadsItsFile) {
  EXPECT_TRUE(findings_.empty());
  EXPECT_EQ(calendar_.version(), "t1");
}

TEST_F(LaoCalendar, WeekendsAndFeastsAreOff) {
  EXPECT_FALSE(calendar_.working(Day{2026, 1, 1}));
  EXPECT_TRUE(calendar_.working(Day{2026, 1, 2}));
  EXPECT_FALSE(calendar_.working(Day{2026, 1, 4}));
  EXPECT_TRUE(calendar_.working(Day{2026, 1, 3})) << "a Saturday that a notice made a working day";
}

// 13 April 2024 was a Saturday, the 14th a Sunday, the 15th and 16th feasts: the 17th and 18th were off instead.
TEST_F(LaoCalendar, FeastsOnAWeekendMoveToTheNextWorkingDays) {
  for (unsigned d = 13; d <= 18; ++d) EXPECT_FALSE(calendar_.working(Day{2024, 4, d})) << d;
  EXPECT_TRUE(calendar_.working(Day{2024, 4, 19}));
  EXPECT_TRUE(calendar_.working(Day{2024, 4, 12}));
}

TEST_F(LaoCalendar, PeriodsCountFromTheDayAfter) {
  EXPECT_EQ(calendar_.after_working_days(Day{2026, 11, 30}, 1), (Day{2026, 12, 1}));
  EXPECT_EQ(calendar_.after_working_days(Day{2026, 12, 1}, 1), (Day{2026, 12, 3}));
  EXPECT_EQ(calendar_.after_working_days(Day{2026, 12, 4}, 1), (Day{2026, 12, 7}));
  EXPECT_EQ(calendar_.after_working_days(Day{2026, 12, 5}, 0), (Day{2026, 12, 5}));
  EXPECT_EQ(calendar_.after_working_days(Day{2026, 4, 10}, 3), (Day{2026, 4, 20}));
  EXPECT_THROW(calendar_.after_working_days(Day{2026, 4, 10}, -1), std::invalid_argument);
}

TEST(CalendarFile, WrongEntriesAreFoundAtTheirLine) {
  Findings findings;
  const auto xml = XmlSource::read(
      "<holidays version=\"1\">\n<yearly month=\"2\" day=\"30\"/>\n<holiday date=\"x\"/>\n<feast/>\n</holidays>",
      "h.xml", findings);
  Calendar::read(*xml, findings);
  ASSERT_EQ(findings.size(), 3u);
  EXPECT_EQ(findings[0].line, 2);
  EXPECT_EQ(findings[1].line, 3);
  EXPECT_EQ(findings[2].line, 4);
}

}  // namespace
}  // namespace ssiis::workflow
