// What deployment refuses of the wider part of BPMN, one test a sentence.
#include <gtest/gtest.h>

#include "unit/workflow/subset.hpp"

namespace ssiis::workflow::test {
namespace {

const std::string straight = start() + work("t") + end() + way({"s", "t", "e"});  // lines 6 to 10
std::string with_task(const std::string& inside) { return start() + work("t", inside) + end() + way({"s", "t", "e"}); }

TEST(Refused, StepsThatOnlyOtherEnginesKnow) {
  for (const char* bad : {"scriptTask", "manualTask", "task", "inclusiveGateway", "complexGateway", "adHocSubProcess",
                          "transaction", "dataObject"})
    EXPECT_EQ(refused(straight + "<bpmn:" + bad + " id=\"x\"/>"), Codes{"bpmn.element@11"}) << bad;
  for (const char* bad : {"compensate", "cancel", "conditional", "link"})
    EXPECT_EQ(refused(start() + caught("c", event(bad)) + end() + way({"s", "c", "e"})), Codes{"bpmn.element@7"})
        << bad;
  EXPECT_EQ(refused(with_task("<bpmn:standardLoopCharacteristics/>")), Codes{"bpmn.element@7"});
}

TEST(Refused, TriggersInTheWrongPlace) {
  EXPECT_EQ(refused(start() + thrown("t", event("error", "E")) + end() + way({"s", "t", "e"})),
            Codes{"event.trigger@7"});
  EXPECT_EQ(refused(start() + thrown("t", period) + end() + way({"s", "t", "e"})).count("event.trigger@7"), 1U);
  EXPECT_EQ(refused(start() + caught("t", event("escalation", "X")) + end() + way({"s", "t", "e"})),
            Codes{"event.trigger@7"});
  EXPECT_EQ(refused(start() + caught("t", "") + end() + way({"s", "t", "e"})), Codes{"event.trigger@7"});
  for (const auto& trigger : {event("signal", "S"), event("error", "E")})
    EXPECT_EQ(refused("<bpmn:startEvent id=\"s\">" + trigger + "</bpmn:startEvent>\n" + end() + go("s", "e")),
              Codes{"start.trigger@6"});
  EXPECT_EQ(
      refused("<bpmn:startEvent id=\"s\" " + by_key + ">" + period + "</bpmn:startEvent>\n" + end() + go("s", "e")),
      Codes{"start.trigger@6"});
}

TEST(Refused, EventSubProcessesThatCannotStart) {
  EXPECT_EQ(refused(straight + beside("h", event("error", "E"), false)), Codes{"start.error@12"});
  EXPECT_EQ(refused(straight + sub("h", start("hs") + end("he") + go("hs", "he"), "triggeredByEvent=\"true\"")),
            Codes{"start.trigger@12"});
}

TEST(Refused, PeriodsThatAreNoneOrComeAgainInTheWrongPlace) {
  const auto timer = [](const std::string& inside, const std::string& attributes) {
    return refused(
        straight +
        on("b", "t", "<bpmn:timerEventDefinition>" + inside + "</bpmn:timerEventDefinition>", attributes + by_key) +
        end("e2") + go("b", "e2"));
  };
  const std::string runs_beside = "cancelActivity=\"false\" ";
  EXPECT_EQ(timer("<bpmn:timeCycle>R/P1D</bpmn:timeCycle>", runs_beside), Codes{});
  EXPECT_EQ(timer("<bpmn:timeDate>2026-12-31T00:00:00</bpmn:timeDate>", runs_beside), Codes{"timer.form@11"});
  for (const char* bad : {"R0/P1D", "R-1/P1D", "R3", "R3/", "0 0 8 * * ?", "R99999999999/P1D", "R1001/P1D", ""})
    EXPECT_EQ(timer(std::string{"<bpmn:timeCycle>"} + bad + "</bpmn:timeCycle>", runs_beside), Codes{"timer.cycle@11"})
        << bad;
  EXPECT_EQ(timer("<bpmn:timeCycle>R3/P1D</bpmn:timeCycle>", ""), Codes{"timer.repeat_place@11"});
  EXPECT_EQ(refused(start() + caught("c", weekly, by_key) + end() + way({"s", "c", "e"})),
            Codes{"timer.repeat_place@7"});
}

TEST(Refused, InstancesThatAreNotCounted) {
  const auto count = [](const std::string& attributes, const std::string& inside) {
    return refused(with_task(several(attributes, inside)));
  };
  const auto number_of = [](const std::string& n) { return "<bpmn:loopCardinality>" + n + "</bpmn:loopCardinality>"; };
  const std::string list = "ssiis:collection=\"c\" ssiis:element=\"x\"";
  EXPECT_EQ(count("", number_of("100")), Codes{});
  EXPECT_EQ(count(list, ""), Codes{});
  EXPECT_EQ(count("", "<bpmn:loopDataInputRef>c</bpmn:loopDataInputRef><bpmn:inputDataItem name=\"x\"/>"), Codes{});
  for (const auto& bad : {number_of("101"), number_of("-1"), number_of("${n}"), number_of(""), std::string{}})
    EXPECT_EQ(count("", bad), Codes{"multi.count@7"}) << bad;
  EXPECT_EQ(count("ssiis:collection=\"c\"", ""), Codes{"multi.count@7"});
  EXPECT_EQ(count(list, number_of("2")), Codes{"multi.count@7"});
  EXPECT_EQ(count("isSequential=\"true\"", number_of("2")), Codes{"multi.sequential@7"});
  EXPECT_EQ(count(list, "<bpmn:completionCondition>x ==</bpmn:completionCondition>"), Codes{"multi.condition@7"});
  EXPECT_EQ(count("ssiis:colection=\"c\"", number_of("2")), Codes{"bpmn.attribute@7"});
  EXPECT_EQ(refused(straight + sub("h",
                                   several("", number_of("2")) + "\n<bpmn:startEvent id=\"hs\">" +
                                       event("message", "M") + "</bpmn:startEvent>\n" + end("he") + go("hs", "he"),
                                   "triggeredByEvent=\"true\"")),
            Codes{"multi.place@12"});
}

TEST(Refused, AWayBackIntoAClosedFileThatIsNoWorkOfPeopleOrStandsInside) {
  const auto marked = [](std::string drawing, const std::string& id) {
    const auto at = drawing.find("id=\"" + id + "\"");
    return drawing.insert(at, "ssiis:reopenEntry=\"true\" ");
  };
  EXPECT_EQ(refused(marked(straight, "t")), Codes{});
  EXPECT_EQ(refused(marked(straight, "e")), Codes{"reopen.place@8"});
  const auto inside =
      start() + sub("u", start("us") + work("ut") + end("ue") + way({"us", "ut", "ue"})) + end() + way({"s", "u", "e"});
  EXPECT_EQ(refused(marked(inside, "u")), Codes{});
  EXPECT_EQ(refused(marked(inside, "ut")).size(), 1U);
  EXPECT_TRUE(refused(marked(inside, "ut")).begin()->starts_with("reopen.place@"));
}

TEST(Refused, WhatIsThrownAndTakenUpByNothing) {
  EXPECT_EQ(refused(start() + end("e", event("error", "E")) + go("s", "e")), Codes{"event.uncaught@7"});
  EXPECT_EQ(refused(start() + thrown("t", event("signal", "S")) + end() + way({"s", "t", "e"})),
            Codes{"event.uncaught@7"});
  EXPECT_EQ(refused(start() + thrown("t", event("escalation", "X")) + end() + way({"s", "t", "e"}) +
                    beside("h", event("escalation", "X2"), false)),
            Codes{"event.uncaught@7"});
  for (const auto& [kind, code] :
       {std::pair{"error", "event.error@7"}, {"escalation", "event.escalation@7"}, {"signal", "event.signal@7"}})
    EXPECT_EQ(refused(start() + end("e", event(kind)) + go("s", "e")), Codes{code});
}

TEST(Refused, ASignalThatIsWaitedForAndNeverThrown) {
  EXPECT_EQ(refused(straight + beside("h", event("signal", "S"), false)), Codes{"signal.unthrown@12"});
}

TEST(Refused, ReferencesToSignalsAndEscalationsThatAreNotThere) {
  EXPECT_EQ(refused(start() + end("e", event("signal", "Q")) + go("s", "e")), Codes{"signal.unknown@7"});
  EXPECT_EQ(refused(start() + end("e", event("escalation", "Q")) + go("s", "e")), Codes{"escalation.unknown@7"});
  auto text = drawn(straight);
  text.replace(text.find(" name=\"Stay\""), 12, "");
  EXPECT_EQ(refused(files_with({{"p", text}})), Codes{"signal.no_name@2"});
  text = drawn(straight);
  text.replace(text.find(" escalationCode=\"LATE\""), 22, "");
  EXPECT_EQ(refused(files_with({{"p", text}})), Codes{"escalation.no_code@4"});
}

TEST(Refused, EscalationsWaitedForWhereNoneIsRaised) {
  EXPECT_EQ(refused(straight + on("b", "t", event("escalation", "X")) + end("e2") + go("b", "e2")),
            Codes{"boundary.escalation@11"});
}

TEST(Refused, NamesThatHaveNoRoomOnTheScreen) {
  const auto named = [](const std::string& attribute, std::size_t letters) {
    auto body = straight;
    std::string name;
    for (std::size_t i = 0; i < letters; ++i) name += "ກ";
    return refused(body.insert(body.find("userTask") + 8, " " + attribute + "=\"" + name + "\""));
  };
  for (const char* attribute : {"name", "ssiis:nameLo"}) {
    EXPECT_EQ(named(attribute, 100), Codes{}) << "letters are counted, not bytes";
    EXPECT_EQ(named(attribute, 101), Codes{"label.long@7"});
  }
  auto body = straight;
  body.insert(body.find("sequenceFlow") + 12, " name=\"" + std::string(101, 'x') + "\"");
  EXPECT_EQ(refused(body), Codes{"label.long@9"});
}

TEST(Refused, ACircleThatOnlyThrowsOrWaitsForAnEmptyList) {
  const auto circle = [](const std::string& step) {
    return refused(start() + "<bpmn:exclusiveGateway id=\"g\"/>\n" + step +
                   "<bpmn:exclusiveGateway id=\"h\" default=\"d\"/>\n" + end() + way({"s", "g", "t", "h"}) +
                   "<bpmn:sequenceFlow id=\"d\" sourceRef=\"h\" targetRef=\"g\" ssiis:effect=\"none\"/>\n"
                   "<bpmn:sequenceFlow id=\"c\" sourceRef=\"h\" targetRef=\"e\"><bpmn:conditionExpression>x = 1"
                   "</bpmn:conditionExpression></bpmn:sequenceFlow>\n");
  };
  EXPECT_EQ(circle(work("t")), Codes{});
  EXPECT_EQ(circle(thrown("t", "")).count("flow.endless@7"), 1U);
  EXPECT_EQ(circle(work("t", several("ssiis:collection=\"c\" ssiis:element=\"x\""))).count("flow.endless@7"), 1U);
  EXPECT_EQ(circle(sub("t", start("i") + end("x") + go("i", "x"))).count("flow.endless@7"), 1U);
  EXPECT_EQ(circle(sub("t", start("i") + work("w") + end("x") + way({"i", "w", "x"}))), Codes{});
}

// ---- joins -----------------------------------------------------------------------------------------------------

std::string parallel(const std::string& id) { return "<bpmn:parallelGateway id=\"" + id + "\"/>\n"; }
std::string choice(const std::string& id, const std::string& otherwise, const std::string& way_on) {
  return "<bpmn:exclusiveGateway id=\"" + id + "\" default=\"" + id + "_d\"/>\n<bpmn:sequenceFlow id=\"" + id +
         "_d\" sourceRef=\"" + id + "\" targetRef=\"" + otherwise +
         "\" ssiis:effect=\"none\"/>\n<bpmn:sequenceFlow id=\"" + id + "_c\" sourceRef=\"" + id + "\" targetRef=\"" +
         way_on + "\"><bpmn:conditionExpression>x = 1</bpmn:conditionExpression></bpmn:sequenceFlow>\n";
}
std::set<std::string> doubted(const std::string& body) {
  Findings findings;
  const auto bundle = read_bundle(files_with({{"p", drawn(body)}}), {}, findings);
  if (!bundle) return {"refused: " + findings.front().code};
  std::set<std::string> out;
  for (const auto& f : doubts_of(*bundle)) out.insert(f.code + " " + f.args.at(0) + " " + f.args.at(1));
  return out;
}
bool never(const std::string& body) {
  for (const auto& c : refused(body))
    if (c.starts_with("gateway.never_joins")) return true;
  return false;
}

TEST(Joins, OfWaysThatOneChoiceBeginsNeverComeTogether) {
  const auto of = [](const std::string& begin) {
    return start() + begin + work("a") + work("b") + parallel("j") + end() + go("s", "g") + way({"a", "j", "e"}) +
           go("b", "j");
  };
  EXPECT_TRUE(never(of(choice("g", "a", "b"))));
  EXPECT_FALSE(never(of(parallel("g") + go("g", "a") + go("g", "b"))));
  // A step that two flows leave begins both as well; a choice between them and the join changes nothing.
  EXPECT_FALSE(never(of(work("g") + go("g", "a") + go("g", "b"))));
  EXPECT_EQ(doubted(of(parallel("g") + go("g", "a") + go("g", "b"))), std::set<std::string>{});
}

TEST(Joins, ThatWaitForTheirOwnOutcomeNeverComeTogether) {
  EXPECT_TRUE(
      never(start() + parallel("j") + work("a") + choice("g", "e", "j") + end() + go("s", "j") + way({"j", "a", "g"})));
}

TEST(Joins, OfAWayThatMayEndElsewhereAreDoubted) {
  const auto of = [](const std::string& other_end) {
    return start() + parallel("g") + work("a") + work("b") + parallel("j") + end() + other_end + go("s", "g") +
           go("g", "a") + go("g", "b") + go("a", "x") + choice("x", "f", "j") + go("b", "j") + go("j", "e");
  };
  EXPECT_EQ(doubted(of(end("f"))), (std::set<std::string>{"gateway.may_wait j g-a"}));
  EXPECT_EQ(doubted(of(end("f", event("terminate")))), std::set<std::string>{}) << "then nobody waits any more";
  // Back to where it began, not past the join.
  EXPECT_EQ(doubted(start() + parallel("g") + work("a") + work("b") + parallel("j") + end() + go("s", "g") +
                    go("g", "m") + "<bpmn:exclusiveGateway id=\"m\"/>\n" + go("m", "a") + go("g", "b") + go("a", "x") +
                    choice("x", "m", "j") + go("b", "j") + go("j", "e")),
            std::set<std::string>{});
}

TEST(Joins, OfLaterWaysAreNotDoubtedForWhatBeganAndCameTogetherBefore) {
  const auto drawn_with = [](const std::string& between) {
    return start() + parallel("g") + work("a") + work("b") + parallel("j") + end() + end("f") + parallel("h") +
           work("c") + work("d") + parallel("k") + go("s", "g") + go("g", "a") + go("g", "b") + way({"a", "j"}) +
           way({"b", "j"}) + between + go("h", "c") + go("h", "d") + way({"c", "k", "e"}) + go("d", "k");
  };
  EXPECT_EQ(doubted(drawn_with(go("j", "x") + choice("x", "f", "h"))), std::set<std::string>{})
      << "one token comes out of the first join, and may end before the second begins";
  // A way of the first pair that goes past its join straight to the second is one that it waits for.
  EXPECT_NE(doubted(start() + parallel("g") + work("a") + work("b") + parallel("k") + end() + end("f") + go("s", "g") +
                    go("g", "a") + go("g", "b") + go("a", "x") + choice("x", "f", "k") + way({"b", "k", "e"})),
            std::set<std::string>{});
}

TEST(Joins, OfTheDeliveredProceduresAreNeitherRefusedNorDoubted) {
  Findings findings;
  const auto bundle = read_bundle(files_of(SSIIS_WORKFLOW_DIR), {}, findings);
  ASSERT_TRUE(bundle) << text_of(findings.front());
  for (const auto& f : doubts_of(*bundle)) ADD_FAILURE() << text_of(f);
}

TEST(Finding, KeepsWhatItNamesForOtherLanguages) {
  Findings findings;
  (void)read_bundle(files_with({{"p", drawn(start() + end("e", event("signal", "Q")) + go("s", "e"))}}), {}, findings);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().args, std::vector<std::string>{"Q"});
  EXPECT_EQ(sentence_of(findings.front(), "ບໍ່ມີ \"{1}\"{2}: {x} {"), "ບໍ່ມີ \"Q\": {x} {");
}

}  // namespace
}  // namespace ssiis::workflow::test
