// Steps that a file may be sent back to: what deployment refuses, one test a sentence, and what the machine does.
#include <gtest/gtest.h>

#include "unit/workflow/subset.hpp"
#include "workflow/path_taken.hpp"

namespace ssiis::workflow::test {
namespace {

// A task that may send the file back.
std::string returning(const std::string& id, const std::string& to, const std::string& inside = "") {
  auto out = work(id, inside);
  return out.insert(out.find("ssiis:formKey"), "ssiis:returnTo=\"" + to + "\" ");
}
std::string gateway(const std::string& kind, const std::string& id) {
  return "<bpmn:" + kind + "Gateway id=\"" + id + "\"/>\n";
}
std::string sent(const std::string& id) { return "<bpmn:sendTask id=\"" + id + "\" messageRef=\"M\"/>\n"; }
// s, a, b, then `between`, c that returns to `to`, e.
Codes back_over(const std::string& between, const std::vector<std::string>& ways, const std::string& to = "a") {
  std::string flows;
  for (const auto& w : ways) flows += w;
  auto files =
      files_with({{"p", drawn(start() + work("a") + work("b") + returning("c", to) + end() + between + flows)}});
  files["catalogue.xml"] = "<catalogue><topic name=\"any\"/></catalogue>";
  return refused(files);
}

TEST(ReturnsRefused, ToAStepThatIsNotThere) {
  EXPECT_EQ(back_over("", {way({"s", "a", "b", "c", "e"})}), Codes{});
  EXPECT_EQ(back_over("", {way({"s", "a", "b", "c", "e"})}, "b a"), Codes{});
  EXPECT_EQ(back_over("", {way({"s", "a", "b", "c", "e"})}, "nobody"), Codes{"reference.unknown@9"});
}

TEST(ReturnsRefused, FromWhatIsNoTaskOfPeopleOrSeveralAtOnce) {
  auto rule = std::string{"<bpmn:sendTask id=\"c\" messageRef=\"M\" ssiis:returnTo=\"a\"/>\n"};
  EXPECT_EQ(refused(start() + work("a") + rule + end() + way({"s", "a", "c", "e"})), Codes{"return.step@8"});
  const auto three = several("", "<bpmn:loopCardinality>3</bpmn:loopCardinality>");
  EXPECT_EQ(refused(start() + work("a") + returning("c", "a", three) + end() + way({"s", "a", "c", "e"})),
            Codes{"return.step@8"});
  const auto inside =
      sub("u", three + start("us") + work("ua") + returning("uc", "ua") + end("ue") + way({"us", "ua", "uc", "ue"}));
  EXPECT_EQ(refused(start() + inside + end() + way({"s", "u", "e"})), Codes{"return.step@10"});
}

TEST(ReturnsRefused, ToWhatNobodyDoesOrWhatStandsElsewhere) {
  EXPECT_EQ(back_over("", {way({"s", "a", "b", "c", "e"})}, "c"), Codes{"return.target@9"});
  EXPECT_EQ(back_over("", {way({"s", "a", "b", "c", "e"})}, "s"), Codes{"return.target@9"});
  const auto inside = sub("u", start("us") + work("ut") + end("ue") + way({"us", "ut", "ue"}));
  EXPECT_EQ(back_over(inside, {way({"s", "a", "u", "b", "c", "e"})}, "ut"), Codes{"return.target@9"});
  EXPECT_EQ(back_over(inside, {way({"s", "a", "u", "b", "c", "e"})}, "u"), Codes{});
  const auto three = several("", "<bpmn:loopCardinality>3</bpmn:loopCardinality>");
  EXPECT_EQ(refused(start() + work("a", three) + returning("c", "a") + end() + way({"s", "a", "c", "e"})),
            Codes{"return.target@8"});
  EXPECT_EQ(refused(start() + work("a") + returning("c", "h") + end() + beside("h", event("message", "M"), false) +
                    way({"s", "a", "c", "e"})),
            Codes{"return.target@8"});
}

TEST(ReturnsRefused, ToWhatComesLater) {
  EXPECT_EQ(refused(start() + returning("a", "b") + work("b") + end() + way({"s", "a", "b", "e"})),
            Codes{"return.not_before@7"});
}

TEST(ReturnsRefused, OverWhereTheFileDividesOrComesTogether) {
  EXPECT_EQ(back_over(gateway("parallel", "f") + gateway("parallel", "j") + work("x"),
                      {way({"s", "a", "f", "b", "j", "c", "e"}), way({"f", "x", "j"})}),
            Codes{"return.branches@9"});
  // Into another branch no way leads.
  EXPECT_EQ(back_over(gateway("parallel", "f") + gateway("parallel", "j") + work("x"),
                      {way({"s", "a", "f", "b", "x", "j", "e"}), way({"f", "c", "j"})}, "b"),
            Codes{"return.not_before@9"});
  // Within one branch a return takes all of it along.
  EXPECT_EQ(back_over(gateway("parallel", "f") + gateway("parallel", "j") + work("x"),
                      {way({"s", "a", "f", "b", "c", "j", "e"}), way({"f", "x", "j"})}, "b"),
            Codes{});
}

TEST(ReturnsRefused, OverWhatWasWaitedFor) {
  EXPECT_EQ(back_over(caught("m", event("message", "M")), {way({"s", "a", "m", "b", "c", "e"})}),
            Codes{"return.waits@9"});
  EXPECT_EQ(back_over("<bpmn:receiveTask id=\"m\" messageRef=\"M\"/>\n", {way({"s", "a", "m", "b", "c", "e"})}),
            Codes{"return.waits@9"});
  EXPECT_EQ(
      back_over(gateway("eventBased", "g") + caught("m", event("message", "M")) + caught("n", event("signal", "S")) +
                    thrown("q", event("signal", "S")) + end("qe") + gateway("exclusive", "j"),
                {way({"s", "a", "g", "m", "j", "b", "c", "q", "e"}), way({"g", "n", "j"})})
          .count("return.waits@9"),
      1U);
}

TEST(ReturnsRefused, WhereSomethingMayStillRunBeside) {
  const auto late = on("l", "b", period, "cancelActivity=\"false\" " + by_key);
  EXPECT_EQ(back_over(late + work("x") + end("e2"), {way({"s", "a", "b", "c", "e"}), way({"l", "x", "e2"})}),
            Codes{"return.beside@9"});
  EXPECT_EQ(back_over(late + sent("x") + end("e2"), {way({"s", "a", "b", "c", "e"}), way({"l", "x", "e2"})}), Codes{});
}

TEST(ReturnsRefused, OverWhatCannotBeTakenBack) {
  EXPECT_EQ(back_over(sent("x"), {way({"s", "a", "x", "b", "c", "e"})}), Codes{"return.over@9"});
  EXPECT_EQ(back_over(sent("x"), {way({"s", "a", "x", "b", "c", "e"})}, "b"), Codes{});
  // Also inside a sub-process that is gone back over, and the one that it goes back to.
  const auto inside = sub("u", start("us") + sent("x") + work("ut") + end("ue") + way({"us", "x", "ut", "ue"}));
  EXPECT_EQ(back_over(inside, {way({"s", "a", "u", "b", "c", "e"})}), Codes{"return.over@9"});
  EXPECT_EQ(back_over(inside, {way({"s", "a", "u", "b", "c", "e"})}, "u"), Codes{"return.over@9"});
  EXPECT_EQ(back_over(thrown("q", event("signal", "S")) + caught("n", event("signal", "S")),
                      {way({"s", "a", "q", "b", "c", "n", "e"})}),
            Codes{"return.over@9"});
  // By a circle that does not come by the target.
  EXPECT_EQ(
      back_over(sent("x") + "<bpmn:exclusiveGateway id=\"g\" default=\"g-e\"/>\n" + gateway("exclusive", "j"),
                {way({"s", "a", "b", "j", "c", "g"}), go("x", "j"),
                 "<bpmn:sequenceFlow id=\"g-e\" sourceRef=\"g\" targetRef=\"e\" ssiis:effect=\"none\"/>\n",
                 "<bpmn:sequenceFlow id=\"g-x\" sourceRef=\"g\" targetRef=\"x\"><bpmn:conditionExpression>again = "
                 "true</bpmn:conditionExpression></bpmn:sequenceFlow>\n"}),
      Codes{"return.over@9"});
}

TEST(ReturnsRefused, NotWhenTheCatalogueLetsItBeDoneAnew) {
  auto files = files_with(
      {{"p", drawn(start() + work("a") + sent("x") + returning("c", "a") + end() + way({"s", "a", "x", "c", "e"}))}});
  files["catalogue.xml"] = "<catalogue><topic name=\"any\"/><message name=\"Letter\"/></catalogue>";
  EXPECT_EQ(refused(files), Codes{"return.over@9"});
  files["catalogue.xml"] = "<catalogue><topic name=\"any\"/><message name=\"Letter\" again=\"allowed\"/></catalogue>";
  EXPECT_EQ(refused(files), Codes{});
}

class SentBackTo : public ::testing::Test {
 protected:
  static std::string drawing() {
    return start() + work("a") + sub("u", start("us") + work("ut") + end("ue") + way({"us", "ut", "ue"})) +
           returning("c", "a u", "") + on("late", "c", period, "cancelActivity=\"false\" " + by_key) + end("le") +
           go("late", "le") + end() + way({"s", "a", "u", "c", "e"}) + beside("h", event("message", "M"), false);
  }
  Trial trial_{drawing()};
  void up_to_c() {
    trial_.begin();
    trial_.does("a");
    trial_.does("ut");
  }
  void back(const char* to) {
    auto& task = trial_.task("c");
    trial_.machine->send_back(task, trial_.d->index(to), "incomplete");
  }
  std::vector<PathRow> path() const {
    std::vector<PathRow> out;
    for (const auto& h : trial_.state.history) out.push_back({{}, h.event, h.node, "x", h.data});
    return out;
  }
};

TEST_F(SentBackTo, ATaskBeginsAnewAndNothingStaysBehind) {
  up_to_c();
  EXPECT_EQ(trial_.timers("late").size(), 1U);
  back("a");
  EXPECT_EQ(trial_.open(), Open{"a"});
  EXPECT_TRUE(trial_.timers("late").empty());
  EXPECT_EQ(std::count_if(trial_.state.tasks.begin(), trial_.state.tasks.end(),
                          [](const Task& t) { return t.state == TaskState::returned; }),
            1);
  trial_.does("a");
  trial_.does("ut");
  EXPECT_EQ(trial_.timers("late").size(), 1U) << "its period begins anew";
  trial_.does("c");
  EXPECT_TRUE(trial_.ended());
  EXPECT_EQ(trial_.leftovers(), 0);
}

TEST_F(SentBackTo, ASubProcessBeginsAtItsBeginning) {
  up_to_c();
  back("u");
  EXPECT_EQ(trial_.open(), Open{"ut"});
  trial_.does("ut");
  EXPECT_EQ(trial_.open(), Open{"c"});
}

TEST_F(SentBackTo, WhatStandsBesideGoesOnAndAKeptMessageIsKept) {
  trial_.begin();
  trial_.machine->hold("Elsewhere", {});
  trial_.does("a");
  trial_.does("ut");
  ASSERT_TRUE(trial_.machine->deliver("Letter", {}));
  back("a");
  EXPECT_EQ(trial_.open(), (Open{"h_t", "a"}));
  EXPECT_EQ(std::count_if(trial_.state.subscriptions.begin(), trial_.state.subscriptions.end(),
                          [](const Subscription& s) { return s.held() && s.mark != Mark::removed; }),
            1);
}

TEST_F(SentBackTo, TheStepsGoneBackOverAreAheadAgain) {
  up_to_c();
  EXPECT_EQ(passed_steps(*trial_.d, path()), (StepIds{"s", "a", "u", "us", "ut", "ue", "c"}));
  back("u");
  EXPECT_EQ(passed_steps(*trial_.d, path()), (StepIds{"s", "a", "u", "us", "ut"}));
  const auto rows = path();
  const auto back_row = std::find_if(rows.begin(), rows.end(), [](const PathRow& r) { return r.event == "returned"; });
  ASSERT_NE(back_row, rows.end());
  const auto back = returned_by(*back_row);
  EXPECT_EQ(back->from + " " + back->to + " " + back->why, "c u incomplete");
}

}  // namespace
}  // namespace ssiis::workflow::test
