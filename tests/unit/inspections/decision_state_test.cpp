// The table of a decision's states: every event in every state is decided, and no way through it contradicts itself.
#include <gtest/gtest.h>

#include <random>
#include <set>
#include <tuple>

#include "inspections/decision_state.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;
using S = DecisionState;
using E = DecisionEvent;

constexpr E every_event[] = {E::propose, E::take,        E::notify, E::finalise,   E::confirm,  E::stay,   E::lift_stay,
                             E::modify,  E::modify_part, E::annul,  E::annul_part, E::withdraw, E::replace};
constexpr S every_state[] = {S::proposed, S::taken,    S::notified,  S::final,
                             S::modified, S::annulled, S::withdrawn, S::replaced};

using Key = std::tuple<S, bool, bool>;
Key key(const DecisionStanding& s) { return {s.state, s.stayed, s.in_part}; }

// All that any chain of events leads to.
std::set<Key> reachable() {
  std::set<Key> seen;
  std::vector<std::optional<DecisionStanding>> open{std::nullopt};
  while (!open.empty()) {
    const auto at = open.back();
    open.pop_back();
    for (const auto event : every_event)
      if (const auto next = next_state(at, event); next && seen.insert(key(*next)).second) open.emplace_back(*next);
  }
  return seen;
}

TEST(DecisionStates, EveryEventInEveryStateIsDecidedOneWayOrRefusedWithItsCode) {
  for (const auto state : every_state)
    for (const bool stayed : {false, true})
      for (const bool in_part : {false, true})
        for (const auto event : every_event) {
          const DecisionStanding at{state, stayed, in_part};
          const auto once = next_state(at, event), again = next_state(at, event);
          ASSERT_EQ(static_cast<bool>(once), static_cast<bool>(again));
          if (once) {
            EXPECT_EQ(*once, *again);
            continue;
          }
          EXPECT_EQ(once.rejection().code, "decision.state_forbids");
          EXPECT_EQ(once.rejection().args.front(), name_of(event));
        }
}

TEST(DecisionStates, WhatNoLongerStandsIsNeverTakenUpAgain) {
  for (const auto state : {S::modified, S::annulled, S::withdrawn, S::replaced})
    for (const auto event : every_event) EXPECT_FALSE(next_state(DecisionStanding{state}, event)) << name_of(event);
}

TEST(DecisionStates, EachStateCanBeReachedAndNoneContradictsItself) {
  const auto all = reachable();
  for (const auto state : every_state)
    EXPECT_TRUE(all.contains(Key{state, false, false})) << name_of(state) << " is never reached";
  for (const auto& [state, stayed, in_part] : all) {
    const DecisionStanding at{state, stayed, in_part};
    EXPECT_TRUE(stands(at) || !(stayed || in_part)) << name_of(state);
    EXPECT_TRUE(!in_force(at) || (stands(at) && !stayed)) << name_of(state);
  }
  EXPECT_TRUE(all.contains(Key{S::final, true, true})) << "a final decision, annulled in part, may be stayed";
}

TEST(DecisionStates, OnlyWhatWasServedBecomesFinalAndNothingDoesSoWhileACourtStaysIt) {
  EXPECT_FALSE(next_state(DecisionStanding{S::taken}, E::finalise));
  EXPECT_FALSE(next_state(DecisionStanding{S::notified, true}, E::finalise));
  EXPECT_EQ(next_state(DecisionStanding{S::notified}, E::finalise)->state, S::final);
  EXPECT_FALSE(next_state(DecisionStanding{S::final}, E::withdraw)) << "what is final is annulled, not withdrawn";
}

TEST(DecisionStates, AStayIsLiftedToWhatTheDecisionWasBefore) {
  for (const auto state : {S::taken, S::notified, S::final}) {
    const DecisionStanding before{state, false, true};
    const auto stayed = next_state(before, E::stay);
    ASSERT_TRUE(stayed);
    EXPECT_FALSE(in_force(*stayed));
    EXPECT_FALSE(next_state(*stayed, E::stay));
    EXPECT_EQ(*next_state(*stayed, E::lift_stay), before);
    EXPECT_FALSE(next_state(before, E::lift_stay));
  }
}

// Any chain of events, those refused left out, told again from its beginning comes to the same state; so a history
// always says where its decision stands.
TEST(DecisionStates, TheHistoryOfAnyWalkTellsTheStateItEndsIn) {
  std::mt19937 random{170};
  std::uniform_int_distribution<std::size_t> any{0, std::size(every_event) - 1};
  for (int walk = 0; walk < 20'000; ++walk) {
    std::optional<DecisionStanding> at;
    std::vector<std::pair<E, DecisionStanding>> history;
    for (int step = 0; step < 12; ++step) {
      const auto event = every_event[any(random)];
      const auto before = at;
      if (const auto next = next_state(at, event)) {
        at = *next;
        history.emplace_back(event, *next);
      } else {
        ASSERT_EQ(at, before);
      }
    }
    std::optional<DecisionStanding> told;
    for (const auto& [event, then] : history) {
      const auto next = next_state(told, event);
      ASSERT_TRUE(next);
      ASSERT_EQ(*next, then);
      told = *next;
    }
    ASSERT_EQ(told, at);
  }
}

TEST(DecisionStates, TheirNamesAreReadBackAndUnknownOnesAreNone) {
  for (const auto state : every_state) EXPECT_EQ(named<DecisionState>(name_of(state)), state);
  for (const auto event : every_event) EXPECT_EQ(named<DecisionEvent>(name_of(event)), event);
  EXPECT_FALSE(named<DecisionState>("in force"));
  EXPECT_FALSE(named<DecisionEvent>(""));
}

}  // namespace
