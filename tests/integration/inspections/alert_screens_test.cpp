// Alerts where people look: on the dashboard of whom they are addressed to, on the file, until they were seen.
#include "inspections/alerts_view.hpp"
#include "integration/inspections/story.hpp"

namespace {

using namespace ssiis;

class AlertScreens : public test::WithStory {
 protected:
  void SetUp() override {
    WithStory::SetUp();
    order_ = given_order("head.01", "U2");
  }
  void job(Day today) {
    workflow::AlertOffice office{*engine_, pool(), *ids_, *trail_};
    office.run(actors_->service("alerts", "c-job"), today, [] { return false; });
  }
  std::string action(const web::Page& page) {
    const auto at = page.body.find("/alerts/");
    if (at == std::string::npos) return {};
    const auto from = page.body.rfind('"', at) + 1;
    return page.body.substr(from, page.body.find('"', at) - from);
  }
  std::string order_;
};
SSIIS_ON_ALL_ENGINES(AlertScreens);

// The background of a file from 23 November is due in five working days: on the 30th.
TEST_P(AlertScreens, TheClerkIsWarnedAndTheHeadIsToldWhenItIsOver) {
  job(Day{2026, 11, 26});
  const auto clerk = get("registration.01", "/inspection");
  EXPECT_TRUE(has(clerk, "ends soon"));
  EXPECT_TRUE(has(clerk, "period to be confirmed by LSSO"));
  EXPECT_TRUE(has(clerk, order_));
  EXPECT_FALSE(has(get("head.01", "/inspection"), "data-alert"));
  job(Day{2026, 12, 1});
  EXPECT_TRUE(has(get("head.01", "/inspection"), "over and not done"));
  EXPECT_TRUE(has(get("head", "/inspection"), "over and not done"));
  EXPECT_FALSE(has(get("head.13", "/inspection"), "data-alert"));
  const auto file = get("head.01", "/inspection/cases/" + order_);
  EXPECT_TRUE(has(file, "over and not done"));
  EXPECT_TRUE(has(file, "ends soon")) << "the file tells of all of them";
}

TEST_P(AlertScreens, WhoIsToldSaysThatItWasSeenAndOthersMayNot) {
  job(Day{2026, 12, 1});
  const auto desk = get("head.01", "/inspection");
  const auto seen = action(desk);
  ASSERT_FALSE(seen.empty());
  EXPECT_EQ(post("registration.01", seen, {{"version", "1"}}).status, 403);
  EXPECT_EQ(post("head.13", seen, {{"version", "1"}}).status, 403);
  EXPECT_EQ(audited("alert.seen"), 0);
  const auto done = post("head.01", seen, {{"version", "1"}, {"back", "desk"}});
  EXPECT_EQ(done.status, 303);
  EXPECT_EQ(header(done, "Location"), "/inspection");
  EXPECT_EQ(post("head.01", seen, {{"version", "1"}, {"back", "file"}}).status, 303) << "sent a second time";
  EXPECT_EQ(audited("alert.seen"), 1);
  EXPECT_FALSE(has(get("head.01", "/inspection"), "data-alert"));
  EXPECT_TRUE(has(get("head.01", "/inspection/cases/" + order_), "seen by User head.01"));
}

}  // namespace
