// What deployment refuses, and at which line.
#include <gtest/gtest.h>

#include "workflow/api.hpp"

namespace ssiis::workflow {
namespace {

const std::string head = R"(<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:own="urn:lsso:ssiis:bpmn:1">
<bpmn:message id="M" name="Letter"/><bpmn:error id="E" errorCode="OBSTRUCTION"/>
<bpmn:process id="p" isExecutable="true">
)";  // a body begins in line 5
const std::string tail = "</bpmn:process></bpmn:definitions>";
const std::string start = "<bpmn:startEvent id=\"s\"/>\n";
const std::string end = "<bpmn:endEvent id=\"e\"/>\n";

std::string task(const std::string& id, const std::string& attributes = "own:formKey=\"plan\"",
                 const std::string& role = "inspector@case") {
  return "<bpmn:userTask id=\"" + id + "\" " + attributes +
         "><bpmn:potentialOwner><bpmn:resourceAssignmentExpression><bpmn:formalExpression>" + role +
         "</bpmn:formalExpression></bpmn:resourceAssignmentExpression></bpmn:potentialOwner></bpmn:userTask>\n";
}
std::string flow(const std::string& id, const std::string& from, const std::string& to,
                 const std::string& condition = "", const std::string& effect = "") {
  std::string s = "<bpmn:sequenceFlow id=\"" + id + "\" sourceRef=\"" + from + "\" targetRef=\"" + to + "\"";
  if (!effect.empty()) s += " own:effect=\"" + effect + "\"";
  return condition.empty()
             ? s + "/>\n"
             : s + "><bpmn:conditionExpression>" + condition + "</bpmn:conditionExpression></bpmn:sequenceFlow>\n";
}
std::shared_ptr<const Definition> read_procedure(const std::string& text, Findings& f, const Catalogues& c = {}) {
  const auto xml = XmlSource::read(text, "p.bpmn", f);
  return xml ? read_definition(*xml, c, f) : nullptr;
}

// The findings of a body, as "code@line".
std::set<std::string> found(const std::string& body, const Catalogues& c = {}) {
  Findings f;
  const auto d = read_procedure(head + body + tail, f, c);
  EXPECT_EQ(d == nullptr, !f.empty());
  std::set<std::string> out;
  for (const auto& x : f) out.insert(x.code + "@" + std::to_string(x.line));
  return out;
}
using Found = std::set<std::string>;
const std::string straight = start + task("t") + end + flow("f1", "s", "t") + flow("f2", "t", "e");

TEST(Procedure, AStraightOneIsAccepted) {
  Findings f;
  const auto d = read_procedure(head + straight + tail, f);
  ASSERT_TRUE(d);
  const auto& t = d->node(d->index("t"));
  EXPECT_EQ(t.role.text(), "inspector@case");
  EXPECT_EQ(t.line, 6);
  EXPECT_EQ(d->process, "p");
}

TEST(Procedure, NamesThatNoTableAndNoFolderCanHoldAreRefused) {
  const std::string at_most(80, 'x'), longer(81, 'x');
  EXPECT_EQ(found(start + task(at_most) + end + flow("f1", "s", at_most) + flow("f2", at_most, "e")), Found{});
  EXPECT_EQ(found(start + task(longer) + end + flow("f1", "s", longer) + flow("f2", longer, "e")), Found{"id.long@6"});
  EXPECT_EQ(found(start + task("t") + end + flow(longer, "s", "t") + flow("f2", "t", "e")).count("id.long@8"), 1U);
  for (const auto* document : {"../../etc/passwd", "Plan", "plan.docx", "ແຜນ"}) {
    auto body = straight;
    body.replace(body.find("formKey"), 0, std::string{"documents=\""} + document + "\" own:");
    EXPECT_EQ(found(body), Found{"task.document@6"}) << document;
  }
}

TEST(Procedure, ElementsThatTheEngineDoesNotExecuteAreRefusedAtTheirLine) {
  for (const char* bad : {"scriptTask", "inclusiveGateway", "complexGateway", "adHocSubProcess", "transaction",
                          "manualTask", "task", "dataObject"})
    EXPECT_EQ(found(start + end + "\n<bpmn:" + bad + " id=\"x\"/>"), Found{"bpmn.element@8"}) << bad;
  EXPECT_EQ(found("<other:task xmlns:other=\"urn:x\"/>" + straight), Found{"bpmn.element@5"});
  EXPECT_EQ(found(start + "<bpmn:userTask id=\"t\">\n<bpmn:standardLoopCharacteristics/></bpmn:userTask>"),
            Found{"bpmn.element@7"});
  EXPECT_EQ(found("<bpmn:startEvent id=\"s\"><bpmn:conditionalEventDefinition/></bpmn:startEvent>"),
            Found{"bpmn.element@5"});
  EXPECT_EQ(found("<bpmn:userTask id=\"t\" own:deadlinekey=\"x\"/>"), Found{"bpmn.attribute@5"});
}

TEST(Procedure, AnotherPrefixForTheSameNamespaceIsUnderstood) {
  std::string text = head + straight + tail;
  for (const auto& [from, to] : {std::pair{std::string{"bpmn:"}, std::string{"b2:"}},
                                 {"xmlns:bpmn", "xmlns:b2"},
                                 {"own:", "z:"},
                                 {"xmlns:own", "xmlns:z"}})
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
      if (from == "bpmn:" && text.compare(at, 6, "bpmn:1") == 0) continue;
      text.replace(at, from.size(), to);
    }
  Findings f;
  EXPECT_TRUE(read_procedure(text, f)) << (f.empty() ? "" : text_of(f.front()));
}

TEST(Procedure, GatewaysNeedConditionsAndADefaultThatDoesNothing) {
  const auto gateway = [](const std::string& def, const std::string& flows) {
    return found(start + task("t") + end + "<bpmn:exclusiveGateway id=\"g\"" +
                 (def.empty() ? "" : " default=\"" + def + "\"") + "/>\n" + flow("f1", "s", "t") +
                 flow("f2", "t", "g") + flows);
  };
  EXPECT_EQ(gateway("d", flow("a", "g", "e", "x = 1", "approve") + flow("d", "g", "t", "", "none")), Found{});
  EXPECT_EQ(gateway("", flow("a", "g", "e", "x = 1") + flow("d", "g", "t", "x = 2")), Found{"gateway.no_default@8"});
  EXPECT_EQ(gateway("d", flow("a", "g", "e") + flow("d", "g", "t", "", "none")), Found{"flow.no_condition@11"});
  EXPECT_EQ(gateway("d", flow("a", "g", "e", "x = 1") + flow("d", "g", "t")), Found{"flow.default_effect@12"});
  for (const char* effect : {"approve", "accept", "sanction"})
    EXPECT_EQ(gateway("d", flow("a", "g", "e", "x = 1") + flow("d", "g", "t", "", effect)),
              Found{"flow.default_effect@12"})
        << effect;
  EXPECT_EQ(gateway("d", flow("a", "g", "e", "x = 1", "approve") + flow("d", "g", "e", "", "none")),
            Found{"flow.default_acts@12"});
  EXPECT_EQ(gateway("d", flow("a", "g", "e", "x = 1", "bless") + flow("d", "g", "t", "", "none")),
            Found{"flow.effect@11"});
  EXPECT_EQ(gateway("d", flow("a", "g", "e", "x == 1") + flow("d", "g", "t", "", "none")), Found{"flow.condition@11"});
  EXPECT_EQ(gateway("zz", flow("a", "g", "e", "x = 1") + flow("d", "g", "t", "", "none")),
            Found{"reference.unknown@8"});
}

TEST(Procedure, StepsThatNothingReachesOrThatLeadNowhereAreFound) {
  EXPECT_EQ(found(straight + task("lonely") + flow("f3", "lonely", "e")), Found{"node.unreachable@10"});
  EXPECT_EQ(found(start + task("t") + flow("f1", "s", "t")), Found{"flow.dead_end@6"});
  EXPECT_EQ(found(straight + task("a") + task("b") + flow("x", "a", "b") + flow("y", "b", "a")),
            (Found{"node.unreachable@10", "node.unreachable@11"}));
  EXPECT_EQ(found(end), (Found{"start.none@1", "node.unreachable@5"}));
}

TEST(Procedure, ACircleWithoutAnyWaitIsFound) {
  EXPECT_EQ(found(start + end + "<bpmn:exclusiveGateway id=\"a\"/>\n<bpmn:exclusiveGateway id=\"g\" default=\"d\"/>\n" +
                  flow("f1", "s", "a") + flow("f2", "a", "g") + flow("d", "g", "a", "", "none") +
                  flow("f3", "g", "e", "x = 1")),
            Found{"flow.endless@7"});
}

TEST(Procedure, DuplicateIdsAndUnknownReferencesAreFound) {
  EXPECT_EQ(found(straight + "<bpmn:endEvent id=\"e\"/>"), Found{"id.twice@10"});
  EXPECT_EQ(found(straight + flow("f3", "t", "nowhere")), Found{"reference.unknown@10"});
  EXPECT_EQ(found(start + end + task("t", "own:formKey=\"x\" own:notSamePersonAs=\"q\"") + flow("f1", "s", "t") +
                  flow("f2", "t", "e")),
            Found{"reference.unknown@7"});
}

TEST(Procedure, FormsTopicsTablesRolesAndPeriodsAreComparedWithTheCatalogues) {
  const Catalogues c{{"case.start"}, {"plan"}, {"inspector"}, {"risk"}, {"visit"}};
  EXPECT_EQ(found(straight, c), Found{});
  EXPECT_EQ(found(start + task("t", "own:formKey=\"plans\"") + end + flow("f1", "s", "t") + flow("f2", "t", "e"), c),
            Found{"task.form@6"});
  EXPECT_EQ(
      found(start + task("t", "own:formKey=\"plan\"", "king@hq") + end + flow("f1", "s", "t") + flow("f2", "t", "e"),
            c),
      Found{"task.role@6"});
  EXPECT_EQ(
      found(start + task("t", "own:formKey=\"plan\"", "inspector") + end + flow("f1", "s", "t") + flow("f2", "t", "e"),
            c),
      Found{"role.form@6"});
  const auto one = [&](const std::string& node) {
    return found(start + node + "\n" + end + flow("f1", "s", "n") + flow("f2", "n", "e"), c);
  };
  EXPECT_EQ(one("<bpmn:serviceTask id=\"n\" own:topic=\"case.begin\"/>"), Found{"task.topic@6"});
  EXPECT_EQ(one("<bpmn:serviceTask id=\"n\"/>"), Found{"task.topic@6"});
  EXPECT_EQ(one("<bpmn:businessRuleTask id=\"n\" own:decisionRef=\"luck\"/>"), Found{"task.decision@6"});
  EXPECT_EQ(one("<bpmn:receiveTask id=\"n\"/>"), Found{"event.message@6"});
  EXPECT_EQ(one("<bpmn:intermediateCatchEvent id=\"n\" "
                "own:deadlineKey=\"visits\"><bpmn:timerEventDefinition/></bpmn:intermediateCatchEvent>"),
            Found{"timer.deadline@6"});
}

TEST(Procedure, BoundaryEventsInACircleOrOnNothingAreFound) {
  EXPECT_EQ(
      found(straight +
            "<bpmn:boundaryEvent id=\"a\" attachedToRef=\"b\"><bpmn:errorEventDefinition "
            "errorRef=\"E\"/></bpmn:boundaryEvent>\n" +
            "<bpmn:boundaryEvent id=\"b\" attachedToRef=\"a\"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>\n" +
            flow("x", "a", "e") + flow("y", "b", "e")),
      (Found{"boundary.host@10", "boundary.host@11", "node.unreachable@10", "node.unreachable@11"}));
  EXPECT_EQ(found(straight +
                  "<bpmn:boundaryEvent id=\"a\" attachedToRef=\"t\" "
                  "cancelActivity=\"false\"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>" +
                  flow("x", "a", "e")),
            Found{"boundary.error@10"});
}

TEST(HostileXml, DoctypesDepthSizeAndEncodingAreRefused) {
  const auto code = [](const std::string& text) {
    Findings f;
    EXPECT_FALSE(read_procedure(text, f));
    return f.empty() ? std::string{} : f.front().code;
  };
  EXPECT_EQ(code("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><x>&b;</x>"), "xml.doctype");
  EXPECT_EQ(code("<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><x/>"), "xml.doctype");
  std::string deep;
  for (int i = 0; i < 200'000; ++i) deep += "<a>";
  EXPECT_NE(code(deep), "");
  std::string closed = std::string{head};
  for (int i = 0; i < 500; ++i) closed += "<bpmn:subProcess>";
  for (int i = 0; i < 500; ++i) closed += "</bpmn:subProcess>";
  EXPECT_EQ(code(closed + tail), "xml.too_deep");
  EXPECT_EQ(code(std::string(XmlSource::max_bytes + 1, ' ')), "xml.too_large");
  std::string many = head;
  for (int i = 0; i < 21'000; ++i) many += "<a/>";
  EXPECT_EQ(code(many + tail), "xml.too_many");
  EXPECT_EQ(code("<x>\xC3\x28</x>"), "xml.encoding");
  EXPECT_EQ(code("<x"), "xml.malformed");
  EXPECT_EQ(code(""), "xml.malformed");
  EXPECT_EQ(code("<definitions xmlns=\"urn:other\"/>"), "bpmn.not_bpmn");
}

}  // namespace
}  // namespace ssiis::workflow
