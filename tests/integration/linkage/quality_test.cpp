// The weekly sample: drawn once a week, judged by verdicts, shown with its bounds.
#include "linkage_fixture.hpp"

namespace ssiis::linkage {
namespace {

class LinkSamples : public WithLinks {
 protected:
  void SetUp() override {
    WithLinks::SetUp();
    quality_.emplace(Quality::Parts{pool(), *ids_, trail(), clock_});
    planted(tax(), {found("L1", "101348173700", 0.97), found("L2", "202200284992", 0.95), found("L4", "x", 0.6)});
  }
  std::vector<SampleFigures> figures() {
    return read([&](db::Transaction& tx) { return quality_->figures(tx, 12); });
  }
  std::optional<Quality> quality_;
};
SSIIS_ON_ALL_ENGINES(LinkSamples);

TEST_P(LinkSamples, IsDrawnOnceAWeekFromWhatTheSystemLinked) {
  EXPECT_EQ(quality_->draw(who()), 1) << "of one pair of registers: the others have no links";
  EXPECT_EQ(quality_->draw(who()), 0);
  const auto all = figures();
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].week, (Day{2026, 11, 23})) << "a Monday";
  EXPECT_EQ(all[0].population, 2);
  EXPECT_EQ(all[0].drawn, 2);
  EXPECT_EQ(all[0].judged(), 0);
  EXPECT_EQ(audited("link.sample_drawn"), 1);
}

TEST_P(LinkSamples, AVerdictJudgesADrawnPair) {
  ASSERT_EQ(quality_->draw(who()), 1);
  ASSERT_TRUE(decide(clerk(), link("L1", "101348173700"), Verdict::same));
  ASSERT_TRUE(decide(clerk(), link("L2", "202200284992"), Verdict::different));
  ASSERT_TRUE(decide(clerk(), link("L2", "202200284992"), Verdict::unsure, "looked again"));
  const auto all = figures();
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].right, 1);
  EXPECT_EQ(all[0].wrong, 1) << "the first judgement stands";
}

TEST_P(LinkSamples, ThoseWhoseWorkItIsSeeTheirOwnPlacesOnly) {
  ASSERT_EQ(quality_->draw(who()), 1);
  const auto scope = person("clerk.13", "registration_contribution", "13").scope("link.review");
  const auto pairs = read([&](db::Transaction& tx) { return quality_->waiting(tx, scope, 50); });
  ASSERT_EQ(pairs.size(), 1u);
  EXPECT_EQ(pairs[0].lsso_id, "L2");
}

}  // namespace
}  // namespace ssiis::linkage
