// Verdicts on pairs: what they change, who may, and that no run overwrites them.
#include "linkage_fixture.hpp"

namespace ssiis::linkage {
namespace {

class LinkReview : public WithLinks {};
SSIIS_ON_ALL_ENGINES(LinkReview);

constexpr const char* tin = "101348173700";
constexpr const char* other_tin = "202200284992";

TEST_P(LinkReview, WhatARunLinksCountsAndWhatItDoubtsWaits) {
  const auto done = planted(tax(), {found("L1", tin, 0.97), found("L2", other_tin, 0.6), found("L3", "none", 0.1)});
  EXPECT_EQ(done.fresh, 3);
  EXPECT_EQ(done.linked, 1);
  EXPECT_EQ(done.to_review, 1);
  EXPECT_EQ(unit_of_number(tin), "L1");
  EXPECT_EQ(unit_of_number(other_tin), "");
  const auto queue = reviews_->queue(clerk(), {&tax()});
  ASSERT_EQ(queue.total, 1);
  EXPECT_EQ(queue.pairs.at(0).lsso_id, "L2");
}

TEST_P(LinkReview, AVerdictCountsAtOnceIsAuditedAndIsDoneOnceHoweverOftenItComes) {
  planted(tax(), {found("L2", other_tin, 0.6)});
  const auto pair = link("L2", other_tin);
  const std::string key(32, 'a');
  ASSERT_TRUE(decide(clerk(), pair, Verdict::same, "", key));
  ASSERT_TRUE(decide(clerk(), pair, Verdict::same, "", key)) << "the same form again";
  EXPECT_EQ(unit_of_number(other_tin), "L2");
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_link_decision"), 1);
  EXPECT_EQ(audited("link.decided"), 1);
  EXPECT_THROW((void)decide(clerk(), pair, Verdict::different), Conflict) << "decided meanwhile";
  EXPECT_EQ(decide(clerk(), link("L2", other_tin), Verdict::different).rejection().code, "link.reason_missing");
  ASSERT_TRUE(decide(clerk(), link("L2", other_tin), Verdict::different, "another firm"));
  EXPECT_EQ(unit_of_number(other_tin), "");
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_entity_number"), 1) << "the number stays, ended";
}

TEST_P(LinkReview, NoRunOverwritesAVerdictAndWhatSpeaksAgainstItIsShown) {
  planted(tax(), {found("L1", tin, 0.6), found("L2", other_tin, 0.97)});
  ASSERT_TRUE(decide(clerk(), link("L1", tin), Verdict::same));
  ASSERT_TRUE(decide(clerk(), link("L2", other_tin), Verdict::different));
  const auto again = planted(tax(), {found("L2", other_tin, 0.99)});
  EXPECT_EQ(again.contradicted, 2);
  const auto kept = link("L1", tin);
  EXPECT_EQ(kept.verdict, Verdict::same);
  EXPECT_EQ(kept.band, Band::rejected) << "the run did not find it any more";
  EXPECT_TRUE(kept.contradicted);
  EXPECT_EQ(unit_of_number(tin), "L1");
  const auto refused = link("L2", other_tin);
  EXPECT_EQ(refused.verdict, Verdict::different);
  EXPECT_TRUE(refused.contradicted);
  EXPECT_EQ(unit_of_number(other_tin), "");
  EXPECT_EQ(reviews_->queue(clerk(), {&tax(), State::contradicted}).total, 2);
  const auto same = planted(tax(), {found("L2", other_tin, 0.99)});
  EXPECT_EQ(same.changed + same.fresh + same.gone, 0) << "the same again writes nothing";
}

TEST_P(LinkReview, WhatTheSystemLinkedGivesWayToWhatAPersonSays) {
  planted(tax(), {found("L1", tin, 0.97), found("L2", tin, 0.6)});
  EXPECT_EQ(unit_of_number(tin), "L1");
  ASSERT_TRUE(decide(clerk(), link("L2", tin), Verdict::same));
  EXPECT_EQ(unit_of_number(tin), "L2");
  EXPECT_EQ(link("L1", tin).band, Band::review);
  EXPECT_TRUE(link("L1", tin).contradicted);
  planted(tax(), {found("L1", tin, 0.98), found("L2", tin, 0.6)});
  EXPECT_EQ(unit_of_number(tin), "L2") << "nor does the next run link it again";
  EXPECT_EQ(decide(clerk(), link("L1", tin), Verdict::same).rejection().code, "link.entry_taken");
  EXPECT_EQ(link("L1", tin).verdict, Verdict::none);
  ASSERT_TRUE(decide(clerk(), link("L1", tin), Verdict::different));
}

TEST_P(LinkReview, AUnitThatMayBeRegisteredTwiceIsLinkedTwice) {
  planted(duplicates(), {found("L1", "L4", 0.95)});
  planted(tax(), {found("L1", tin, 0.97), found("L4", tin, 0.96)});
  ASSERT_TRUE(decide(clerk(), link("L1", tin), Verdict::same));
  EXPECT_EQ(unit_of_number(tin), "L1 L4");
  ASSERT_TRUE(decide(clerk(), link("L4", tin), Verdict::same));
  planted(tax(), {found("L1", tin, 0.97), found("L4", tin, 0.96)});
  EXPECT_EQ(unit_of_number(tin), "L1 L4");
}

TEST_P(LinkReview, ABranchNeedsAReasonAndItsNumberFindsTheUnitToo) {
  planted(tax(), {found("L1", tin, 0.97), found("L1", other_tin, 0.7)});
  EXPECT_EQ(decide(clerk(), link("L1", other_tin), Verdict::branch).rejection().code, "link.reason_missing");
  ASSERT_TRUE(decide(clerk(), link("L1", other_tin), Verdict::branch, "asked the director"));
  EXPECT_EQ(unit_of_number(other_tin), "L1");
  EXPECT_EQ(unit_of_number(tin), "L1") << "its own number stays";
}

TEST_P(LinkReview, AMergeNeedsASecondPersonWhoIsNotTheFirst) {
  planted(duplicates(), {found("L1", "L4", 0.96)});
  EXPECT_EQ(unit_of_number("063395584"), "") << "nothing is merged by itself";
  EXPECT_EQ(reviews_->queue(clerk(), {&duplicates()}).total, 1) << "also what is nearly certain waits";
  ASSERT_TRUE(decide(head(), link("L1", "L4"), Verdict::same));
  EXPECT_EQ(link("L1", "L4").verdict, Verdict::merge_proposed);
  EXPECT_EQ(unit_of_number("063395584"), "");
  const auto proposed = link("L1", "L4");
  EXPECT_EQ(reviews_->confirm(head(), proposed.id, proposed.version, true, "", "").rejection().code,
            "link.own_proposal");
  EXPECT_EQ(reviews_->confirm(clerk(), proposed.id, proposed.version, true, "", "").rejection().code,
            "access.forbidden");
  const auto second = person("head2", "head_registration");
  EXPECT_EQ(reviews_->confirm(second, proposed.id, proposed.version, false, "", "").rejection().code,
            "link.reason_missing");
  ASSERT_TRUE(reviews_->confirm(second, proposed.id, proposed.version, true, "", ""));
  EXPECT_EQ(link("L1", "L4").verdict, Verdict::same);
  EXPECT_EQ(unit_of_number("063395584"), "L1") << "each has the other's number";
  EXPECT_EQ(unit_of_number("063395582"), "L4");
  EXPECT_EQ(decide(clerk(), link("L1", "L4"), Verdict::different, "two firms").rejection().code,
            "link.merge_confirmed");
  ASSERT_TRUE(decide(second, link("L1", "L4"), Verdict::different, "two firms")) << "the cluster is split again";
  EXPECT_EQ(unit_of_number("063395584"), "");
  EXPECT_EQ(audited("link.merge_proposed"), 1);
  EXPECT_EQ(audited("link.merge_confirmed"), 1);
}

TEST_P(LinkReview, ADeclinedMergeGoesBackIntoTheQueue) {
  planted(duplicates(), {found("L1", "L4", 0.7)});
  ASSERT_TRUE(decide(clerk(), link("L1", "L4"), Verdict::same));
  const auto proposed = link("L1", "L4");
  ASSERT_TRUE(reviews_->confirm(head(), proposed.id, proposed.version, false, "not the same owner", ""));
  EXPECT_EQ(reviews_->queue(clerk(), {&duplicates()}).total, 1);
  const auto view = reviews_->open(clerk(), proposed.id);
  ASSERT_TRUE(view);
  ASSERT_EQ(view->history.size(), 2u);
  EXPECT_EQ(view->history[0].act, "declined");
  EXPECT_EQ(view->history[0].reason, "not the same owner");
}

TEST_P(LinkReview, TwoClerksAreNotGivenTheSamePair) {
  planted(tax(), {found("L1", tin, 0.55), found("L2", other_tin, 0.8)});
  const auto second = person("clerk2");
  const auto first_pair = *reviews_->take_next(clerk(), {&tax()}, 0);
  const auto second_pair = *reviews_->take_next(second, {&tax()}, 0);
  ASSERT_TRUE(first_pair && second_pair);
  EXPECT_EQ(*first_pair, link("L1", tin).id) << "nearest to the threshold first";
  EXPECT_NE(*first_pair, *second_pair);
  EXPECT_FALSE(*reviews_->take_next(person("clerk3"), {&tax()}, 0)) << "both are somebody's";
  EXPECT_TRUE(reviews_->open(second, *first_pair)->claimed_by_other);
  EXPECT_EQ(decide(second, link("L1", tin), Verdict::same).rejection().code, "link.claimed");
  ASSERT_TRUE(decide(clerk(), link("L1", tin), Verdict::same));
  EXPECT_FALSE(*reviews_->take_next(clerk(), {&tax()}, *first_pair));
}

TEST_P(LinkReview, APairLiesWhereItsUnitLiesAndElsewhereItIsRefusedLikeWhatDoesNotExist) {
  planted(tax(), {found("L1", tin, 0.6), found("L2", other_tin, 0.6)});
  const auto there = person("clerk.13", "registration_contribution", "13");
  const auto queue = reviews_->queue(there, {&tax()});
  ASSERT_EQ(queue.total, 1);
  EXPECT_EQ(queue.pairs.at(0).lsso_id, "L2");
  const auto far = link("L1", tin);
  EXPECT_EQ(reviews_->open(there, far.id).rejection().code, "access.forbidden");
  EXPECT_EQ(reviews_->open(there, 999).rejection().code, "access.forbidden");
  EXPECT_EQ(decide(there, far, Verdict::same).rejection().code, "access.forbidden");
  EXPECT_EQ(audited("access.refused"), 3);
  EXPECT_EQ(reviews_->open(person("inspector", "inspector"), far.id).rejection().code, "access.forbidden");
  ASSERT_TRUE(reviews_->open(there, queue.pairs.at(0).id));
  EXPECT_EQ(audited("link.read"), 1);
  EXPECT_EQ(link("L1", tin).verdict, Verdict::none);
}

TEST_P(LinkReview, BothRecordsAreShownAsTheRegistersHaveThem) {
  planted(tax(), {found("L1", tin, 0.6)});
  const auto view = reviews_->open(clerk(), link("L1", tin).id);
  ASSERT_TRUE(view);
  const auto in = [](const Record& r, const std::string& column) {
    for (const auto& [name, text] : r)
      if (name == column) return text;
    return std::string{"(missing)"};
  };
  EXPECT_EQ(in(view->own, "ss_reg_no"), "063395582");
  EXPECT_EQ(in(view->entry, "name"), "Dok Bua Construction Sole Co Ltd");
  EXPECT_EQ(in(view->entry, "reg_date"), "2014-05-18");
}

}  // namespace
}  // namespace ssiis::linkage
