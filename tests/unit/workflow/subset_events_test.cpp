// Ends, throws, signals, escalations, errors and periods of the executable part of BPMN.
#include <gtest/gtest.h>

#include "unit/workflow/subset.hpp"

namespace ssiis::workflow::test {
namespace {

TEST(Events, AThrowWithoutATriggerIsPassed) {
  Trial r{start() + thrown("t", "") + end() + way({"s", "t", "e"})};
  r.begin();
  EXPECT_TRUE(r.ended());
}

TEST(Events, AMessageIsSentByAThrowAndByAnEnd) {
  const auto message = event("message", "M");
  Trial r{start() + thrown("t", message) + end("e", message) + way({"s", "t", "e"})};
  r.begin();
  EXPECT_EQ(r.world.served, (Open{"t", "e"}));
  EXPECT_TRUE(r.ended());
}

TEST(Events, AMessageThatCannotBeSentYetHoldsTheEndUp) {
  Trial r{start() + end("e", event("message", "M")) + way({"s", "e"})};
  r.world.answer = ServiceAnswer::waiting();
  r.begin();
  EXPECT_FALSE(r.ended());
  r.machine->service_done(r.state.tokens.front(), ServiceAnswer::done());
  EXPECT_TRUE(r.ended());
}

std::string with_sub(const std::string& inside, const std::string& more) {
  return start() + sub("u", inside) + end() + way({"s", "u", "e"}) + more;
}

TEST(ErrorEnd, IsTakenByTheSubProcessAroundIt) {
  Trial r{with_sub(start("i") + end("x", event("error", "E")) + go("i", "x"),
                   on("b", "u", event("error", "E")) + work("mend") + end("e2") + way({"b", "mend", "e2"}))};
  r.begin();
  EXPECT_EQ(r.open(), Open{"mend"});
  r.does("mend");
  EXPECT_TRUE(r.ended());
  EXPECT_EQ(r.leftovers(), 0);
}

TEST(ErrorEnd, PrefersTheEventThatNamesItsCode) {
  const auto inside = start("i") + end("x", event("error", "E")) + go("i", "x");
  Trial r{with_sub(inside, on("any", "u", event("error")) + work("a") + end("e2") + way({"any", "a", "e2"}) +
                               on("one", "u", event("error", "E")) + work("b") + end("e3") + way({"one", "b", "e3"}))};
  r.begin();
  EXPECT_EQ(r.open(), Open{"b"});
}

TEST(ErrorEnd, StopsWhatRunsBesideItAndStartsTheEventSubProcess) {
  Trial r{start() + "<bpmn:parallelGateway id=\"g\"/>\n" + work("other") + work("a") + end() +
          end("x", event("error", "E")) + way({"s", "g", "other", "e"}) + way({"g", "a", "x"}) +
          beside("h", event("error", "E"), true)};
  r.begin();
  ASSERT_EQ(r.open().size(), 2U);
  r.does("a");
  EXPECT_EQ(r.open(), Open{"h_t"});
  r.does("h_t");
  EXPECT_TRUE(r.ended());
  EXPECT_EQ(r.leftovers(), 0);
}

TEST(ErrorEnd, OfAnEventSubProcessIsNotTakenByItself) {
  const auto handler = sub("h",
                           "<bpmn:startEvent id=\"hs\">" + event("error", "E") + "</bpmn:startEvent>\n" +
                               end("he", event("error", "E")) + go("hs", "he"),
                           "triggeredByEvent=\"true\"");
  EXPECT_EQ(refused(start() + end("x", event("error", "E")) + go("s", "x") + handler), Codes{"event.uncaught@11"});
  Trial r{with_sub(start("i") + end("x", event("error", "E")) + go("i", "x") + handler,
                   on("b", "u", event("error", "E")) + work("mend") + end("e2") + way({"b", "mend", "e2"}))};
  r.begin();
  EXPECT_EQ(r.open(), Open{"mend"});
}

TEST(ErrorEnd, OfATaskStartsTheEventSubProcessToo) {
  Trial r{start() + work("t") + end() + way({"s", "t", "e"}) + beside("h", event("error", "E"), true)};
  r.begin();
  EXPECT_FALSE(r.machine->raise(r.task("t"), "OTHER"));
  EXPECT_TRUE(r.machine->raise(r.task("t"), "FAULT"));
  EXPECT_EQ(r.open(), Open{"h_t"});
}

TEST(Terminate, InASubProcessEndsOnlyThat) {
  Trial r{start() +
          sub("u", start("i") + "<bpmn:parallelGateway id=\"g\"/>\n" + work("a") + work("b") + end("x1") +
                       end("x2", "<bpmn:terminateEventDefinition/>") + way({"i", "g", "a", "x1"}) +
                       way({"g", "b", "x2"})) +
          work("after") + end() + way({"s", "u", "after", "e"})};
  r.begin();
  r.does("b");
  EXPECT_EQ(r.open(), Open{"after"});
}

// ---- signals -------------------------------------------------------------------------------------------------------

TEST(Signal, ReachesEveryPlaceInTheFileThatWaitsForIt) {
  Trial r{start() + "<bpmn:parallelGateway id=\"g\"/>\n" + caught("c", event("signal", "S")) + work("after_c") +
          work("host") + work("thrower") + thrown("t", event("signal", "S")) + caught("c2", event("signal", "S2")) +
          end("e1") + end("e2") + end("e3") + end("e4") + way({"s", "g", "c", "after_c", "e1"}) +
          way({"g", "host", "e2"}) + way({"g", "thrower", "t", "e3"}) + way({"g", "c2", "e4"}) +
          on("b", "host", event("signal", "S"), "cancelActivity=\"false\"") + work("extra") + end("e5") +
          way({"b", "extra", "e5"}) + beside("h", event("signal", "S"), false) +
          thrown("never", event("signal", "S2")) + work("u0") + way({"u0", "never"}) + end("e6") +
          way({"never", "e6"}) + on("b0", "host", event("message", "M")) + way({"b0", "u0"})};
  r.begin();
  EXPECT_FALSE(r.machine->deliver("Stay", {})) << "a message is not a signal";
  r.does("thrower");
  auto open = r.open();
  std::sort(open.begin(), open.end());
  EXPECT_EQ(open, (Open{"after_c", "extra", "h_t", "host"}));
}

TEST(Signal, ThatInterruptsStopsTheOneThatThrewIt) {
  Trial r{start() + work("a") + thrown("t", event("signal", "S")) + work("later") + end() +
          way({"s", "a", "t", "later", "e"}) + beside("h", event("signal", "S"), true)};
  r.begin();
  r.does("a");
  EXPECT_EQ(r.open(), Open{"h_t"});
}

TEST(Signal, EndsAWaitAfterAnEventGateway) {
  Trial r{start() + "<bpmn:parallelGateway id=\"g\"/>\n<bpmn:eventBasedGateway id=\"w\"/>\n" +
          caught("c", event("signal", "S")) + caught("m", event("message", "M")) + work("a") + end("e1") + end("e2") +
          end("e3", event("signal", "S")) + way({"s", "g", "w", "c", "e1"}) + way({"w", "m", "e2"}) +
          way({"g", "a", "e3"})};
  r.begin();
  r.does("a");
  EXPECT_TRUE(r.ended());
  EXPECT_EQ(r.leftovers(), 0);
}

// ---- escalations ---------------------------------------------------------------------------------------------------

TEST(Escalation, IsTakenBesideTheWorkWhichGoesOn) {
  Trial r{with_sub(start("i") + work("a") + thrown("t", event("escalation", "X")) + work("b") + end("x") +
                       way({"i", "a", "t", "b", "x"}),
                   on("k", "u", event("escalation", "X"), "cancelActivity=\"false\"") + work("chief") + end("e2") +
                       way({"k", "chief", "e2"}))};
  r.begin();
  r.does("a");
  auto open = r.open();
  std::sort(open.begin(), open.end());
  EXPECT_EQ(open, (Open{"b", "chief"}));
}

TEST(Escalation, ThatInterruptsEndsTheSubProcess) {
  Trial r{with_sub(start("i") + work("a") + end("x", event("escalation", "X")) + way({"i", "a", "x"}),
                   on("k", "u", event("escalation")) + work("chief") + end("e2") + way({"k", "chief", "e2"}))};
  r.begin();
  r.does("a");
  EXPECT_EQ(r.open(), Open{"chief"});
  r.does("chief");
  EXPECT_EQ(r.leftovers(), 0);
}

TEST(Escalation, GoesToTheNearestThatNamesItsCode) {
  Trial r{with_sub(start("i") + work("a") + thrown("t", event("escalation", "X")) + work("b") + end("x") +
                       way({"i", "a", "t", "b", "x"}) + beside("inner", event("escalation", "X"), false),
                   on("k", "u", event("escalation", "X"), "cancelActivity=\"false\"") + work("chief") + end("e2") +
                       way({"k", "chief", "e2"}))};
  r.begin();
  r.does("a");
  auto open = r.open();
  std::sort(open.begin(), open.end());
  EXPECT_EQ(open, (Open{"b", "inner_t"})) << "the nearest takes it, the next does not hear of it";
}

// ---- periods -------------------------------------------------------------------------------------------------------

TEST(Period, ThatComesAgainDoesSoAsOftenAsItSaysAndNoMore) {
  Trial r{start() + work("t") + end() + way({"s", "t", "e"}) +
          on("b", "t", weekly, "cancelActivity=\"false\" " + by_key) + thrown("n", event("message", "M")) + end("e2") +
          way({"b", "n", "e2"})};
  r.begin();
  const Day first = r.world.day;
  for (int round = 1; round <= 3; ++round) {
    ASSERT_EQ(r.timers("b").size(), 1U) << round;
    EXPECT_EQ(r.timers("b").front()->due, first.plus(7 * round)) << "counted from the end of the one before";
    EXPECT_EQ(r.timers("b").front()->round, round);
    r.time_passes_for("b");
    EXPECT_EQ(r.world.served.size(), static_cast<std::size_t>(round));
  }
  EXPECT_TRUE(r.timers("b").empty());
  EXPECT_EQ(r.open(), Open{"t"});
}

TEST(Period, ThatComesAgainStopsWithItsStep) {
  Trial r{start() + work("t") + work("after") + end() + way({"s", "t", "after", "e"}) +
          on("b", "t", weekly, "cancelActivity=\"false\" " + by_key) + end("e2") + way({"b", "e2"})};
  r.begin();
  r.time_passes_for("b");
  r.does("t");
  EXPECT_TRUE(r.timers("b").empty());
}

TEST(Period, RoundsThatNobodyWasThereForAreNotMadeUpFor) {
  Trial r{start() + work("t") + end() + way({"s", "t", "e"}) +
          on("b", "t", weekly, "cancelActivity=\"false\" " + by_key) + end("e2") + way({"b", "e2"})};
  r.begin();
  r.world.day = r.world.day.plus(40);
  r.time_passes_for("b");
  ASSERT_EQ(r.timers("b").size(), 1U);
  EXPECT_EQ(r.timers("b").front()->due, r.world.day.plus(7));
}

TEST(Period, WithoutLengthDoesNotComeAgainForEver) {
  Trial r{start() + work("t") + end() + way({"s", "t", "e"}) +
          on("b", "t", "<bpmn:timerEventDefinition><bpmn:timeCycle>R/P1D</bpmn:timeCycle></bpmn:timerEventDefinition>",
             "cancelActivity=\"false\" " + by_key) +
          end("e2") + way({"b", "e2"})};
  r.world.days = 0;
  r.begin();
  r.time_passes_for("b");
  EXPECT_TRUE(r.timers("b").empty());
}

TEST(Period, StartsAnEventSubProcessInsteadOfTheWork) {
  Trial r{start() + work("t") + end() + way({"s", "t", "e"}) + beside("h", period, true, by_key)};
  r.begin();
  ASSERT_EQ(r.timers("h_s").size(), 1U) << "it runs from the beginning of the file";
  r.time_passes_for("h_s");
  EXPECT_EQ(r.open(), Open{"h_t"});
  r.does("h_t");
  EXPECT_TRUE(r.ended());
}

TEST(Period, OfAnEventSubProcessComesAgainBesideTheWork) {
  Trial r{with_sub(start("i") + work("t") + end("x") + way({"i", "t", "x"}) + beside("h", weekly, false, by_key), "")};
  r.begin();
  r.time_passes_for("h_s");
  r.time_passes_for("h_s");
  EXPECT_EQ(r.open(), (Open{"t", "h_t", "h_t"}));
  r.does("t");
  r.does("h_t");
  EXPECT_EQ(r.timers("h_s").size(), 1U);
  r.does("h_t");
  EXPECT_TRUE(r.ended());
  EXPECT_EQ(r.leftovers(), 0) << "the period ends with its sub-process";
}

TEST(EventSubProcess, BesideTheWorkIsStartedByEachMessage) {
  Trial r{start() + work("t") + end() + way({"s", "t", "e"}) + beside("h", event("message", "M"), false)};
  r.begin();
  EXPECT_TRUE(r.machine->deliver("Letter", {}));
  EXPECT_TRUE(r.machine->deliver("Letter", {})) << "what does not interrupt goes on waiting";
  EXPECT_EQ(r.open(), (Open{"t", "h_t", "h_t"}));
}

TEST(Message, ThatWasKeptAndNeverTakenDoesNotOutliveTheFileAndIsTold) {
  Trial r{start() + work("t") + end() + way({"s", "t", "e"})};
  r.begin();
  r.machine->hold("Letter", {});
  r.does("t");
  EXPECT_TRUE(r.ended());
  EXPECT_TRUE(std::all_of(r.state.subscriptions.begin(), r.state.subscriptions.end(),
                          [](const Subscription& s) { return s.mark == Mark::removed; }));
  EXPECT_EQ(r.state.history.back().event, "ended");
  EXPECT_EQ(std::prev(r.state.history.end(), 2)->event, "message.untaken");
  EXPECT_EQ(std::prev(r.state.history.end(), 2)->data, "Letter");
}

}  // namespace
}  // namespace ssiis::workflow::test
