// Several instances of one step, and processes that call others.
#include <gtest/gtest.h>

#include "unit/workflow/subset.hpp"

namespace ssiis::workflow::test {
namespace {

const std::string for_each = several("ssiis:collection=\"institutions\" ssiis:element=\"institution\"");
const Variables three{{"institutions", text("tax, court ,governor")}};

std::string straight_with(const std::string& step) {
  return start() + step + work("after") + end() + way({"s", "t", "after", "e"});
}

TEST(SeveralInstances, OneTaskForEachPartOfAListAndTheStepWaitsForAll) {
  Trial r{straight_with(work("t", for_each)), three};
  r.begin();
  EXPECT_EQ(r.open(), (Open{"t tax", "t court", "t governor"}));
  r.does("t court");
  r.does("t tax");
  EXPECT_EQ(r.open(), Open{"t governor"});
  r.does("t governor");
  EXPECT_EQ(r.open(), Open{"after"});
  r.does("after");
  EXPECT_TRUE(r.ended());
  EXPECT_EQ(r.leftovers(), 0);
}

TEST(SeveralInstances, ByANumberOrAVariableThatHoldsOne) {
  const auto count = [](const std::string& n) {
    return several("", "<bpmn:loopCardinality>" + n + "</bpmn:loopCardinality>");
  };
  EXPECT_EQ(Trial{straight_with(work("t", count("2")))}.begin().open(), (Open{"t", "t"}));
  EXPECT_EQ(Trial(straight_with(work("t", count("n"))), {{"n", number(4)}}).begin().open().size(), 4U);
  EXPECT_EQ(Trial(straight_with(work("t", count("0")))).begin().open(), Open{"after"}) << "none at all is passed";
  EXPECT_EQ(Trial(straight_with(work("t", for_each)), {{"institutions", text(" , ")}}).begin().open(), Open{"after"});
}

TEST(SeveralInstances, ANumberThatIsNoneOrTooLargeIsAnIncidentAndCanBeTriedAgain) {
  const auto body = straight_with(work("t", several("", "<bpmn:loopCardinality>n</bpmn:loopCardinality>")));
  EXPECT_EQ(Trial(body).begin().incident(), "workflow.unknown_variable");
  EXPECT_EQ(Trial(body, {{"n", number(-1)}}).begin().incident(), "workflow.instances_malformed");
  EXPECT_EQ(Trial(body, {{"n", text("3")}}).begin().incident(), "workflow.instances_malformed");
  EXPECT_EQ(Trial(body, {{"n", number(100)}}).begin().open().size(), 100U);
  Trial r{body, {{"n", number(101)}}};
  r.begin();
  ASSERT_EQ(r.incident(), "workflow.instances_malformed");
  r.machine->set({{"n", number(2)}});
  r.machine->retry(r.state.incidents.front());
  EXPECT_EQ(r.open().size(), 2U);
  EXPECT_EQ(r.incident(), "");
}

TEST(SeveralInstances, TheRestIsCancelledWhenEnoughAreDone) {
  const auto enough = several("ssiis:collection=\"institutions\" ssiis:element=\"institution\"",
                              "<bpmn:completionCondition>numberOfCompletedInstances &gt;= 2 or refused = true"
                              "</bpmn:completionCondition>");
  Variables given = three;
  given["refused"] = false;
  Trial two{straight_with(work("t", enough)), given};
  two.begin();
  two.does("t tax");
  EXPECT_EQ(two.open().size(), 2U);
  two.does("t court");
  EXPECT_EQ(two.open(), Open{"after"});
  Trial answer{straight_with(work("t", enough)), given};
  answer.begin();
  answer.does("t governor", {{"refused", true}});
  EXPECT_EQ(answer.open(), Open{"after"}) << "by what the instance answered";
  answer.does("after");
  EXPECT_EQ(answer.leftovers(), 0);
}

TEST(SeveralInstances, OfASubProcessDecideEachByItsOwnAnswer) {
  const auto inside = start("i") + work("ask") + "<bpmn:exclusiveGateway id=\"g\" default=\"no\"/>\n" + work("wait") +
                      work("more") + end("x1") + end("x2") + way({"i", "ask", "wait", "g"}) +
                      "<bpmn:sequenceFlow id=\"yes\" sourceRef=\"g\" targetRef=\"more\"><bpmn:conditionExpression>"
                      "answer = \"yes\"</bpmn:conditionExpression></bpmn:sequenceFlow>\n"
                      "<bpmn:sequenceFlow id=\"no\" sourceRef=\"g\" targetRef=\"x1\" ssiis:effect=\"none\"/>\n" +
                      go("more", "x2");
  Trial r{straight_with(sub("t", for_each + inside)), {{"institutions", text("tax,court")}}};
  r.begin();
  ASSERT_EQ(r.open(), (Open{"ask tax", "ask court"}));
  r.does("ask tax", {{"answer", text("yes")}});
  r.does("ask court", {{"answer", text("no")}});
  EXPECT_EQ(r.value("answer"), Value{}) << "nothing goes outwards before an instance is done";
  ASSERT_EQ(r.open(), (Open{"wait tax", "wait court"}));
  r.does("wait tax");
  EXPECT_EQ(r.open(), (Open{"wait court", "more tax"})) << "the second answer did not overwrite the first";
  r.does("wait court");
  r.does("more tax");
  EXPECT_EQ(r.value("answer"), text("yes")) << "the last that is done is seen afterwards";
  r.does("after");
  EXPECT_TRUE(r.ended());
  EXPECT_EQ(r.leftovers(), 0);
}

TEST(SeveralInstances, SendingNamesThePartItIsFor) {
  Trial r{straight_with("<bpmn:sendTask id=\"t\" messageRef=\"M\">" + for_each + "</bpmn:sendTask>\n"), three};
  r.begin();
  EXPECT_EQ(r.world.served, (Open{"t tax", "t court", "t governor"}));
  EXPECT_EQ(r.open(), Open{"after"});
}

TEST(SeveralInstances, AnAnswerIsTakenByOneOfThoseThatWait) {
  Trial r{straight_with("<bpmn:receiveTask id=\"t\" messageRef=\"M\">" + for_each + "</bpmn:receiveTask>\n"), three};
  r.begin();
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(r.machine->deliver("Letter", {{"n", number(i)}}));
  EXPECT_FALSE(r.machine->deliver("Letter", {}));
  EXPECT_EQ(r.open(), Open{"after"});
  EXPECT_EQ(r.value("n"), number(2));
}

TEST(SeveralInstances, AnAnswerThatNamesItsPartReachesThatInstance) {
  Trial r{straight_with(sub("t", for_each + start("i") + "<bpmn:receiveTask id=\"w\" messageRef=\"M\"/>\n" +
                                     work("read") + end("x") + way({"i", "w", "read", "x"}))),
          three};
  r.begin();
  EXPECT_TRUE(r.machine->ambiguous("Letter", {})) << "three wait";
  EXPECT_FALSE(r.machine->ambiguous("Letter", {{"institution", text("court")}}));
  EXPECT_TRUE(r.machine->deliver("Letter", {{"institution", text("court")}, {"n", number(1)}}));
  EXPECT_EQ(r.open(), Open{"read court"});
  EXPECT_FALSE(r.machine->deliver("Letter", {{"institution", text("court")}})) << "the court has answered";
  EXPECT_FALSE(r.machine->deliver("Letter", {{"institution", text("police")}})) << "nobody wrote to them";
  EXPECT_TRUE(r.machine->deliver("Letter", {{"institution", text("tax")}}));
  EXPECT_EQ(r.open(), (Open{"read court", "read tax"}));
  EXPECT_FALSE(r.machine->ambiguous("Letter", {})) << "one is left: whose it is is plain";
  EXPECT_TRUE(r.machine->deliver("Letter", {}));
}

TEST(SeveralInstances, AnAnswerThatCameEarlyWaitsForItsOwnInstance) {
  Trial r{
      straight_with(sub("t", for_each + start("i") + work("sign") + "<bpmn:receiveTask id=\"w\" messageRef=\"M\"/>\n" +
                                 work("read") + end("x") + way({"i", "sign", "w", "read", "x"}))),
      three};
  r.begin();
  r.machine->hold("Letter", {{"institution", text("court")}});
  r.does("sign tax");
  EXPECT_EQ(r.open(), (Open{"sign court", "sign governor"})) << "the tax office waits on";
  r.does("sign court");
  EXPECT_EQ(r.open(), (Open{"sign governor", "read court"}));
}

TEST(SeveralInstances, HaveOnePeriodTogetherAndAreCancelledByIt) {
  Trial r{straight_with(work("t", for_each)) + on("b", "t", period, by_key) + work("late") + end("e2") +
              way({"b", "late", "e2"}),
          three};
  r.begin();
  ASSERT_EQ(r.timers("b").size(), 1U);
  r.does("t tax");
  r.time_passes_for("b");
  EXPECT_EQ(r.open(), Open{"late"});
  r.does("late");
  EXPECT_TRUE(r.ended());
  EXPECT_EQ(r.leftovers(), 0);
}

TEST(SeveralInstances, AnErrorOfOneEndsThemAll) {
  Trial r{straight_with(work("t", for_each)) + on("b", "t", event("error", "E")) + work("mend") + end("e2") +
              way({"b", "mend", "e2"}),
          three};
  r.begin();
  EXPECT_TRUE(r.machine->raise(r.task("t court"), "FAULT"));
  EXPECT_EQ(r.open(), Open{"mend"});
  r.does("mend");
  EXPECT_EQ(r.leftovers(), 0);
}

TEST(SeveralInstances, OneThatFailsIsTriedAgainByItself) {
  Trial r{straight_with("<bpmn:serviceTask id=\"t\" ssiis:topic=\"x\">" + for_each + "</bpmn:serviceTask>\n"), three};
  r.world.answer = ServiceAnswer::failed("down");
  r.begin();
  ASSERT_EQ(r.state.incidents.size(), 3U);
  r.world.answer = ServiceAnswer::done();
  r.world.served.clear();
  r.machine->retry(r.state.incidents[1]);
  EXPECT_EQ(r.world.served, Open{"t court"}) << "it still knows its part";
  r.machine->retry(r.state.incidents[0]);
  r.machine->retry(r.state.incidents[2]);
  EXPECT_EQ(r.open(), Open{"after"});
}

// ---- calls ---------------------------------------------------------------------------------------------------------

std::string call(const std::string& id, const std::string& process, const std::string& inside = "") {
  return "<bpmn:callActivity id=\"" + id + "\" calledElement=\"" + process + "\">" + inside + "</bpmn:callActivity>\n";
}
std::string handing(const std::string& inside) {
  return "<bpmn:extensionElements>" + inside + "</bpmn:extensionElements>";
}
const std::string called = drawn(start() + work("t") + end() + way({"s", "t", "e"}), "q");

TEST(Call, RunsTheOtherProcessAndGoesOn) {
  Trial r{{{"p", drawn(straight_with(call("t", "q")))}, {"q", called}}};
  r.begin();
  EXPECT_EQ(r.open(), Open{"t.t"});
  r.does("t.t");
  EXPECT_EQ(r.open(), Open{"after"});
}

TEST(Call, HandsOverOnlyWhatIsMapped) {
  const auto mapped = handing(R"(<ssiis:in source="unit" target="subject"/><ssiis:out source="found"/>)");
  Trial r{{{"p", drawn(straight_with(call("t", "q", mapped)))}, {"q", called}},
          "p",
          {{"unit", text("A1")}, {"secret", text("no")}}};
  r.begin();
  r.does("t.t", {{"found", number(3)}, {"note", text("inside only")}});
  EXPECT_EQ(r.value("found"), number(3));
  EXPECT_EQ(r.value("note"), Value{});
  EXPECT_EQ(r.value("subject"), Value{});
  EXPECT_EQ(r.leftovers(), 2) << "the open task and its token";
  Trial without{{{"p", drawn(straight_with(call("t", "q", mapped)))}, {"q", called}}};
  EXPECT_EQ(without.begin().incident(), "workflow.unknown_variable");
}

TEST(Call, TheCalledProcessSeesNothingElse) {
  const auto asks = drawn(start() + "<bpmn:exclusiveGateway id=\"g\" default=\"d\"/>\n" + work("a") + work("b") +
                              end() + go("s", "g") +
                              "<bpmn:sequenceFlow id=\"c\" sourceRef=\"g\" targetRef=\"a\"><bpmn:conditionExpression>"
                              "unit = \"A1\"</bpmn:conditionExpression></bpmn:sequenceFlow>\n"
                              "<bpmn:sequenceFlow id=\"d\" sourceRef=\"g\" targetRef=\"b\" ssiis:effect=\"none\"/>\n" +
                              go("a", "e") + go("b", "e"),
                          "q");
  const Variables unit{{"unit", text("A1")}};
  Trial blind{{{"p", drawn(straight_with(call("t", "q")))}, {"q", asks}}, "p", unit};
  EXPECT_EQ(blind.begin().incident(), "workflow.unknown_variable");
  Trial seeing{
      {{"p", drawn(straight_with(call("t", "q", handing(R"(<ssiis:in source="unit"/>)"))))}, {"q", asks}}, "p", unit};
  EXPECT_EQ(seeing.begin().open(), Open{"t.a"});
}

TEST(Call, ErrorsAndEscalationsComeOutAtTheCall) {
  const auto throws = [](const std::string& what) {
    return drawn(start() + work("t") + end("e", what) + way({"s", "t", "e"}), "q");
  };
  const auto catching = [](const std::string& what) {
    return drawn(straight_with(call("t", "q")) + on("b", "t", what) + work("mend") + end("e2") +
                 way({"b", "mend", "e2"}));
  };
  for (const auto& what : {event("error", "E"), event("escalation", "X")}) {
    Trial r{{{"p", catching(what)}, {"q", throws(what)}}};
    r.begin();
    r.does("t.t");
    EXPECT_EQ(r.open(), Open{"mend"});
    EXPECT_EQ(r.leftovers(), 2);
  }
}

TEST(Call, OfSeveralAtOnceKeepTheirVariablesApart) {
  const auto mapped = handing(R"(<ssiis:in source="institution" target="who"/><ssiis:out source="reply"/>)");
  const auto answers = drawn(start() + work("t") + work("u") + end() + way({"s", "t", "u", "e"}), "q");
  Trial r{{{"p", drawn(straight_with(call("t", "q", mapped + for_each)))}, {"q", answers}}, "p", three};
  r.begin();
  ASSERT_EQ(r.open(), (Open{"t.t tax", "t.t court", "t.t governor"}));
  std::set<std::string> parts;
  for (const auto& [name, value] : r.state.variables)
    if (name.ends_with(":who")) parts.insert(shown(value));
  EXPECT_EQ(parts, (std::set<std::string>{"tax", "court", "governor"}));
  int i = 0;
  for (const char* who : {"tax", "court", "governor"}) r.does(std::string{"t.t "} + who, {{"reply", number(i++)}});
  for (const char* who : {"tax", "court", "governor"}) r.does(std::string{"t.u "} + who);
  EXPECT_EQ(r.open(), Open{"after"});
  EXPECT_EQ(r.value("reply"), number(2));
  r.does("after");
  EXPECT_EQ(r.leftovers(), 0);
}

TEST(Call, MayBeCancelledWithAllThatItCalls) {
  Trial r{
      {{"p", drawn(straight_with(call("t", "q")) + on("b", "t", event("message", "M")) + end("e2") + go("b", "e2"))},
       {"q", drawn(start() + call("c", "z") + end() + way({"s", "c", "e"}), "q")},
       {"z", drawn(start() + work("t") + end() + way({"s", "t", "e"}), "z")}}};
  r.begin();
  EXPECT_EQ(r.open(), Open{"t.c.t"});
  EXPECT_TRUE(r.machine->deliver("Letter", {}));
  EXPECT_TRUE(r.ended());
  EXPECT_EQ(r.leftovers(), 0);
}

TEST(Call, EventSubProcessesOfTheCalledProcessStartInIt) {
  Trial r{{{"p", drawn(straight_with(call("t", "q")))},
           {"q", drawn(start() + work("t") + end() + way({"s", "t", "e"}) + beside("h", event("message", "M"), true),
                       "q")}}};
  r.begin();
  EXPECT_TRUE(r.machine->deliver("Letter", {}));
  EXPECT_EQ(r.open(), Open{"t.h_t"});
  r.does("t.h_t");
  EXPECT_EQ(r.open(), Open{"after"});
}

TEST(Call, OfNothingInACircleOrWithoutAPlainStartIsRefused) {
  const auto p = drawn(straight_with(call("t", "q")));
  EXPECT_EQ(refused(files_with({{"p", p}})), Codes{"call.unknown@7"});
  EXPECT_EQ(refused(straight_with("<bpmn:callActivity id=\"t\"/>\n")), Codes{"call.process@7"});
  EXPECT_EQ(refused(files_with({{"p", drawn(straight_with(call("t", "p")))}})), Codes{"call.circle@7"});
  const auto back = drawn(start() + call("t", "p") + end() + way({"s", "t", "e"}), "q");
  EXPECT_TRUE(refused(files_with({{"p", p}, {"q", back}})).contains("call.circle@7"));
  const auto by_letter =
      drawn("<bpmn:startEvent id=\"s\">" + event("message", "M") + "</bpmn:startEvent>\n" + end() + go("s", "e"), "q");
  EXPECT_EQ(refused(files_with({{"p", p}, {"q", by_letter}})), Codes{"call.no_start@7"});
  EXPECT_EQ(refused(files_with(
                {{"p", drawn(straight_with(call("t", "q", handing("<ssiis:in source=\"1 x\"/>"))))}, {"q", called}})),
            Codes{"call.mapping@7"});
  const std::string half(45, 'x');
  EXPECT_EQ(refused(files_with({{"p", drawn(start() + call(half, "q") + end() + way({"s", half, "e"}))},
                                {"q", drawn(start() + work(half) + end() + way({"s", half, "e"}), "q")}})),
            Codes{"call.id_long@7"});
}

TEST(Call, ThatMultipliesIsStopped) {
  std::map<std::string, std::string> all;
  for (int i = 0; i < 12; ++i) {
    const auto next = "q" + std::to_string(i + 1);
    all["q" + std::to_string(i)] =
        drawn(start() + call("a", next) + call("b", next) + end() + way({"s", "a", "b", "e"}), "q" + std::to_string(i));
  }
  all["q12"] = drawn(start() + work("t") + end() + way({"s", "t", "e"}), "q12");
  const auto found = refused(files_with(all));
  EXPECT_TRUE(found.contains("call.too_large@7") || found.contains("call.too_large@8"));
}

}  // namespace
}  // namespace ssiis::workflow::test
