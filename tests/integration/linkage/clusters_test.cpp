// Clusters of doubled entries: arranged on one page, decided pair by pair, confirmed by a second person.
#include "linkage_fixture.hpp"

namespace ssiis::linkage {
namespace {

class LinkClusters : public WithLinks {
 protected:
  // L1 ~ L2 ~ L4: L1 and L4 were not found to be alike.
  void chain() { planted(duplicates(), {found("L1", "L2", 0.95), found("L2", "L4", 0.7)}); }
  static Clusters::Seen seen(const ClusterView& view) {
    Clusters::Seen out;
    for (const auto& l : view.pairs) out[l.id] = l.version;
    return out;
  }
  ClusterView cluster(const Actor& who, const Link& l) {
    auto view = clusters_->open(who, l.id);
    EXPECT_TRUE(view);
    return *view;
  }
  Result<Done> arranged(const Actor& who, const Link& l, const Clusters::Groups& groups, const std::string& reason = "",
                        const std::string& key = "") {
    return clusters_->arrange(who, l.id, seen(cluster(who, l)), groups, reason, key);
  }
  static std::vector<std::string> keys(const ClusterView& view) {
    std::vector<std::string> out;
    for (const auto& m : view.members) out.push_back(m.key);
    return out;
  }
};
SSIIS_ON_ALL_ENGINES(LinkClusters);

using Keys = std::vector<std::string>;

TEST_P(LinkClusters, WhatIsLinkedPairwiseIsOneClusterFromWhicheverPairItIsOpened) {
  chain();
  planted(tax(), {found("L1", "101348173700", 0.97)});
  for (const auto& l : {link("L1", "L2"), link("L2", "L4")}) {
    const auto view = cluster(clerk(), l);
    EXPECT_EQ(keys(view), (Keys{"L1", "L2", "L4"}));
    EXPECT_EQ(view.pairs.size(), 2U);
    EXPECT_FALSE(view.members[0].record.empty());
  }
  EXPECT_EQ(audited("link.read"), 2);
  EXPECT_EQ(clusters_->open(clerk(), link("L1", "101348173700").id).rejection().code, "link.no_cluster");
}

TEST_P(LinkClusters, OneGroupIsProposedForEachPairAlsoForTheOneThatNoRunFoundAndASecondPersonConfirmsAll) {
  chain();
  const auto start = link("L1", "L2");
  const std::string key(32, 'c');
  const auto before = seen(cluster(clerk(), start));
  const Clusters::Groups all{{"L1", "1"}, {"L2", "1"}, {"L4", "1"}};
  ASSERT_TRUE(clusters_->arrange(clerk(), start.id, before, all, "", key));
  ASSERT_TRUE(clusters_->arrange(clerk(), start.id, before, all, "", key)) << "the same form again";
  EXPECT_EQ(link("L1", "L4").verdict, Verdict::merge_proposed);
  EXPECT_EQ(audited("link.merge_proposed"), 3);
  EXPECT_EQ(unit_of_number("063395584"), "") << "nothing counts before the second person";
  const auto waiting = seen(cluster(head(), start));
  EXPECT_EQ(clusters_->confirm(clerk(), start.id, waiting, true, "", "").rejection().code, "access.forbidden");
  ASSERT_TRUE(clusters_->confirm(head(), start.id, waiting, true, "", ""));
  for (const auto* other : {"L2", "L4"}) EXPECT_EQ(link("L1", other).verdict, Verdict::same);
  EXPECT_EQ(unit_of_number("063395584"), "L1 L2") << "each has the others' numbers";
  EXPECT_EQ(audited("link.merge_confirmed"), 3);
  const auto again = planted(duplicates(), {found("L1", "L2", 0.95), found("L2", "L4", 0.7)});
  EXPECT_EQ(again.contradicted, 0) << "no run speaks against what none has ever found";
  EXPECT_EQ(link("L1", "L4").verdict, Verdict::same);
}

TEST_P(LinkClusters, IsSplitByGroupsAndNoRunPutsItTogetherAgain) {
  chain();
  ASSERT_TRUE(arranged(clerk(), link("L1", "L2"), {{"L1", "1"}, {"L2", "1"}, {"L4", "2"}}));
  EXPECT_EQ(link("L1", "L2").verdict, Verdict::merge_proposed);
  EXPECT_EQ(link("L2", "L4").verdict, Verdict::different);
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_link"), 2) << "nothing is said of two that nobody compared";
  planted(duplicates(), {found("L1", "L2", 0.95), found("L2", "L4", 0.99)});
  EXPECT_EQ(link("L2", "L4").verdict, Verdict::different);
  EXPECT_TRUE(link("L2", "L4").contradicted);
  EXPECT_EQ(arranged(clerk(), link("L1", "L2"), {{"L1", "1"}, {"L2", "2"}}).rejection().code, "link.reason_missing");
  ASSERT_TRUE(arranged(clerk(), link("L1", "L2"), {{"L1", "1"}, {"L2", "2"}}, "two owners"));
  EXPECT_EQ(link("L1", "L2").verdict, Verdict::different);
}

TEST_P(LinkClusters, NotSureAndOpenAreNoVerdictOnWhoTheyAre) {
  chain();
  ASSERT_TRUE(arranged(clerk(), link("L1", "L2"), {{"L1", "1"}, {"L2", "unsure"}, {"L4", ""}}));
  EXPECT_EQ(link("L1", "L2").verdict, Verdict::unsure);
  EXPECT_EQ(link("L2", "L4").verdict, Verdict::none);
  EXPECT_EQ(arranged(clerk(), link("L1", "L2"), {{"L1", ""}, {"L2", ""}}).rejection().code, "link.group_missing");
  EXPECT_EQ(arranged(clerk(), link("L1", "L2"), {{"L1", "1"}, {"L2", "unsure"}}).rejection().code,
            "link.cluster_unchanged");
}

TEST_P(LinkClusters, WhatContradictsItselfIsToldAndNotClosedByTheSecondPerson) {
  planted(duplicates(), {found("L1", "L2", 0.95), found("L2", "L4", 0.7), found("L1", "L4", 0.6)});
  ASSERT_TRUE(decide(clerk(), link("L1", "L2"), Verdict::same));
  ASSERT_TRUE(decide(clerk(), link("L2", "L4"), Verdict::same));
  ASSERT_TRUE(decide(clerk(), link("L1", "L4"), Verdict::different));
  const auto view = cluster(head(), link("L1", "L2"));
  ASSERT_EQ(view.contradicted.shown.size(), 1U);
  EXPECT_EQ(view.contradicted.shown[0].path, (Keys{"L1", "L2", "L4"}));
  EXPECT_EQ(clusters_->confirm(head(), link("L1", "L2").id, seen(view), true, "", "").rejection().code,
            "link.cluster_contradicted");
  EXPECT_EQ(link("L1", "L2").verdict, Verdict::merge_proposed);
  ASSERT_TRUE(clusters_->confirm(head(), link("L1", "L2").id, seen(view), false, "who is right?", ""));
  EXPECT_FALSE(cluster(head(), link("L1", "L2")).contradicted.any());
}

TEST_P(LinkClusters, WhatContradictsItselfIsConfirmedNeitherOnThePageOfThePairNorWhereItLiesElsewhere) {
  planted(duplicates(), {found("L1", "L2", 0.95), found("L2", "L4", 0.7), found("L1", "L4", 0.6)});
  for (const auto* other : {"L2", "L4"})
    ASSERT_TRUE(decide(clerk(), link("L1", other), other == std::string{"L2"} ? Verdict::same : Verdict::different));
  EXPECT_FALSE(reviews_->open(clerk(), link("L1", "L2").id)->contradicted.any()) << "nobody has said that L2 is L4";
  ASSERT_TRUE(decide(clerk(), link("L2", "L4"), Verdict::same));
  const auto pair = link("L1", "L2");
  const auto view = reviews_->open(clerk(), pair.id);
  ASSERT_EQ(view->contradicted.shown.size(), 1U);
  EXPECT_EQ(view->contradicted.shown[0].path, (Keys{"L1", "L2", "L4"}));
  ASSERT_TRUE(reviews_->take_next(clerk(), {&tax()}, pair.id)) << "the claim on it ends";
  EXPECT_EQ(reviews_->confirm(head(), pair.id, pair.version, true, "", "").rejection().code,
            "link.cluster_contradicted");
  const auto here = person("head.01", "head_registration", "01");  // L2 ~ L4 lies in 13
  const auto theirs = reviews_->open(here, pair.id);
  EXPECT_TRUE(theirs->contradicted.shown.empty());
  EXPECT_EQ(theirs->contradicted.elsewhere, 1);
  for (const auto& l : theirs->around) EXPECT_EQ(l.lsso_id, "L1") << "the others are not his to see";
  EXPECT_EQ(theirs->around.size(), 1U);
  EXPECT_EQ(reviews_->confirm(here, pair.id, pair.version, true, "", "").rejection().code, "link.cluster_contradicted");
  EXPECT_EQ(clusters_->confirm(here, pair.id, seen(cluster(here, pair)), true, "", "").rejection().code,
            "link.cluster_contradicted");
  EXPECT_EQ(link("L1", "L2").verdict, Verdict::merge_proposed);
  ASSERT_TRUE(reviews_->confirm(here, pair.id, pair.version, false, "who is right?", ""));
}

TEST_P(LinkClusters, NobodyConfirmsWhatHeProposedNorOutsideThePlacesOfThatRight) {
  chain();
  ASSERT_TRUE(arranged(head(), link("L1", "L2"), {{"L1", "1"}, {"L2", "1"}}));
  const auto pair = link("L1", "L2");
  const auto of_cluster = seen(cluster(head(), pair));
  EXPECT_EQ(clusters_->confirm(head(), pair.id, of_cluster, true, "", "").rejection().code, "link.own_proposal");
  // Reviews at 01, where the pair lies; confirms at 13 only.
  const auto second = person("two.places", "registration_contribution", "01");
  also(second, "head_registration", "13");
  const auto both = person("two.places", "registration_contribution", "01");
  ASSERT_TRUE(both.may(Reviews::second_permission));
  ASSERT_TRUE(reviews_->take_next(head(), {&tax()}, pair.id));
  const auto view = cluster(both, pair);
  EXPECT_FALSE(view.may_confirm);
  EXPECT_EQ(clusters_->confirm(both, pair.id, seen(view), true, "", "").rejection().code, "access.forbidden");
  EXPECT_EQ(reviews_->confirm(both, pair.id, pair.version, true, "", "").rejection().code, "access.forbidden");
  EXPECT_FALSE(reviews_->open(both, pair.id)->may_confirm);
  ASSERT_TRUE(reviews_->take_next(both, {&tax()}, pair.id));
  const auto third = person("head2", "head_registration");
  ASSERT_TRUE(reviews_->confirm(third, pair.id, pair.version, true, "", ""));
  const auto merged = link("L1", "L2");
  EXPECT_EQ(decide(both, merged, Verdict::different, "two firms").rejection().code, "link.merge_confirmed");
  EXPECT_EQ(arranged(both, merged, {{"L1", "1"}, {"L2", "2"}}, "two firms").rejection().code, "link.merge_confirmed");
  EXPECT_EQ(link("L1", "L2").verdict, Verdict::same);
  ASSERT_TRUE(arranged(third, merged, {{"L1", "1"}, {"L2", "2"}}, "two firms"));
}

TEST_P(LinkClusters, APairOfWorkersLiesWhereTheLastEmployerDoesAlsoWhenAPersonMadeItOrNoRunFindsItAnyMore) {
  const auto& twice = *part_named("worker_dup-worker");
  planted(twice, {found("W1", "W2", 0.95), found("W1", "W3", 0.7)});
  const auto start = link("W1", "W2");
  ASSERT_TRUE(arranged(clerk(), start, {{"W1", "1"}, {"W2", "1"}, {"W3", "1"}}));
  const auto made = link("W2", "W3");
  EXPECT_EQ(made.province_code, "13") << "W2 works at L2 since February";
  EXPECT_EQ(made.verdict, Verdict::merge_proposed);
  planted(twice, {});
  EXPECT_EQ(link("W2", "W3").province_code, "13");
  move_places_ = {{"W2", {"16", "1601"}}};
  planted(twice, {});
  EXPECT_EQ(link("W2", "W3").province_code, "16") << "who moves takes along what is no longer found";
  EXPECT_EQ(audited("link.merge_proposed"), 3);
}

TEST_P(LinkClusters, AHandMadePairOwesWhatItsUnitOwes) {
  planted(duplicates(), {found("L1", "L3", 0.95), found("L3", "L4", 0.7)});
  ASSERT_TRUE(arranged(clerk(), link("L1", "L3"), {{"L1", "1"}, {"L3", "1"}, {"L4", "1"}}));
  EXPECT_EQ(link("L1", "L4").debt, Money::kip(345'000 - 100'000 + 2 * 460'000));
}

TEST_P(LinkClusters, AGroupOverTwoPlacesIsWhollyTheCallersOrNotDone) {
  planted(duplicates(), {found("L2", "L4", 0.95), found("L1", "L4", 0.7)});  // L2 lies in 13, L1 in 01
  const auto wide = person("clerk.01", "registration_contribution", "01");
  also(wide, "registration_contribution", "13");
  const auto both = person("clerk.01", "registration_contribution", "01");
  const auto view = cluster(both, link("L1", "L4"));
  ASSERT_EQ(keys(view), (Keys{"L1", "L2", "L4"}));
  ASSERT_TRUE(arranged(both, link("L1", "L4"), {{"L1", "1"}, {"L2", "1"}, {"L4", "1"}}));
  EXPECT_EQ(link("L1", "L2").province_code, "01");
}

TEST_P(LinkClusters, MoreThanAPageHoldsIsDecidedPairByPair) {
  std::vector<Found> many;
  for (std::size_t i = 0; i < Clusters::most_members; ++i) many.push_back(found("L1", "X" + std::to_string(i), 0.95));
  planted(duplicates(), many);
  const auto start = link("L1", "X0");
  const auto view = cluster(clerk(), start);
  EXPECT_TRUE(view.too_large);
  EXPECT_EQ(view.members.size(), Clusters::most_members);
  EXPECT_EQ(arranged(clerk(), start, {{"L1", "1"}, {"X0", "2"}}).rejection().code, "link.cluster_too_large");
}

TEST_P(LinkClusters, AnArrangementIsOfWhatWasOnThePage) {
  chain();
  const auto start = link("L1", "L2");
  const auto before = seen(cluster(clerk(), start));
  ASSERT_TRUE(decide(clerk(), link("L2", "L4"), Verdict::unsure));
  const Clusters::Groups groups{{"L1", "1"}, {"L2", "2"}};
  EXPECT_THROW((void)clusters_->arrange(clerk(), start.id, before, groups, "", ""), Conflict);
  const auto second = person("clerk2");
  ASSERT_TRUE(reviews_->open(second, link("L2", "L4").id));
  EXPECT_EQ(arranged(clerk(), start, groups).rejection().code, "link.claimed");
  EXPECT_EQ(link("L1", "L2").verdict, Verdict::none);
}

TEST_P(LinkClusters, PairsElsewhereAreCountedNotShownAndElsewhereAClusterIsRefused) {
  chain();  // L1 lies in 01, L2 in 13
  const auto here = person("clerk.01", "registration_contribution", "01");
  const auto view = cluster(here, link("L1", "L2"));
  EXPECT_EQ(keys(view), (Keys{"L1", "L2"}));
  EXPECT_EQ(view.elsewhere, 1);
  const auto there = person("clerk.16", "registration_contribution", "16");
  EXPECT_EQ(clusters_->open(there, link("L1", "L2").id).rejection().code, "access.forbidden");
  EXPECT_EQ(clusters_->open(there, 999).rejection().code, "access.forbidden");
  const Clusters::Groups groups{{"L1", "1"}, {"L2", "2"}};
  EXPECT_EQ(clusters_->arrange(there, link("L1", "L2").id, seen(view), groups, "", "").rejection().code,
            "access.forbidden");
  EXPECT_EQ(link("L1", "L2").verdict, Verdict::none);
  EXPECT_EQ(audited("access.refused"), 3);
}

}  // namespace
}  // namespace ssiis::linkage
