// What several instances, called processes and periods that come again leave in the database between two steps.
#include <gtest/gtest.h>

#include "integration/workflow/workflow_fixture.hpp"

namespace ssiis::test {
namespace {

std::string step(const std::string& id) {
  return "<bpmn:userTask id=\"" + id +
         "\" ssiis:formKey=\"plan\"><bpmn:potentialOwner><bpmn:resourceAssignmentExpression><bpmn:formalExpression>"
         "legal_officer_hq@hq</bpmn:formalExpression></bpmn:resourceAssignmentExpression></bpmn:potentialOwner>"
         "</bpmn:userTask>\n";
}
std::string flows(const std::vector<std::string>& ids) {
  std::string out;
  for (std::size_t i = 1; i < ids.size(); ++i)
    out += "<bpmn:sequenceFlow id=\"" + ids[i - 1] + "_" + ids[i] + "\" sourceRef=\"" + ids[i - 1] + "\" targetRef=\"" +
           ids[i] + "\"/>\n";
  return out;
}
std::string process(const std::string& id, const std::string& body) {
  return R"(<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:ssiis="urn:lsso:ssiis:bpmn:1">
<bpmn:message id="M" name="Reminder"/><bpmn:process id=")" +
         id + R"(" isExecutable="true"><bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>)" + body +
         "</bpmn:process></bpmn:definitions>";
}

class InstancesRun : public WithProcedures {
 protected:
  void SetUp() override {
    WithProcedures::SetUp();
    auto files = workflow::files_of(SSIIS_WORKFLOW_DIR);
    const auto key = files.at("inspection.bpmn").find("ssiis:deadlineKey=\"");
    const auto begin = files.at("inspection.bpmn").substr(key + 19);
    files["referral.bpmn"] =
        process("referral",
                R"(<bpmn:callActivity id="c" calledElement="one_institution"><bpmn:extensionElements>
<ssiis:in source="institution" target="who"/><ssiis:out source="reply"/></bpmn:extensionElements>
<bpmn:multiInstanceLoopCharacteristics ssiis:collection="institutions" ssiis:element="institution"/></bpmn:callActivity>)" +
                    step("after") + flows({"s", "c", "after", "e"}));
    files["one_institution.bpmn"] =
        process("one_institution",
                step("ask") + step("read") + flows({"s", "ask", "read", "e"}) +
                    R"(<bpmn:boundaryEvent id="b" attachedToRef="ask" cancelActivity="false" ssiis:deadlineKey=")" +
                    begin.substr(0, begin.find('"')) +
                    R"("><bpmn:timerEventDefinition><bpmn:timeCycle>R2/P7D</bpmn:timeCycle></bpmn:timerEventDefinition>
</bpmn:boundaryEvent><bpmn:sendTask id="remind" messageRef="M"/><bpmn:endEvent id="e2"/>)" +
                    flows({"b", "remind", "e2"}));
    deploy(files);
  }
  void referred_to(const char* institutions) {
    started({CaseId{1}, "referral", {}, "13", {{"institutions", std::string{institutions}}}});
  }
  std::optional<workflow::OpenTask> task_for(const std::string& node, const std::string& item) {
    for (const auto& t : standing().tasks)
      if (t.node == node && t.item == item && t.kind == workflow::TaskKind::work) return t;
    return std::nullopt;
  }
  void does_for(const std::string& item, const std::string& node, const workflow::Variables& answers = {}) {
    const auto t = task_for(node, item);
    ASSERT_TRUE(t) << node << " for " << item;
    const auto who = actor("officer");
    const auto done = writing([&](db::Transaction& tx) {
      return engine_->complete(tx, who, {t->case_id, t->id, t->rev}, answers);
    });
    ASSERT_TRUE(done) << done.rejection().code;
  }
  workflow::Variables variables() {
    return reading([&](db::Transaction& tx) { return engine_->variables(tx, CaseId{1}, 1); });
  }
  // The day after the earliest period, told to the legal officer, who moves the file.
  void the_period_is_over() {
    const auto s = standing();
    ASSERT_FALSE(s.timers.empty());
    EXPECT_EQ(engine_->fire_due(pool(), system(), s.timers.front().due.plus(1)).referred, 1);
    for (const auto& t : standing().tasks)
      if (t.kind == workflow::TaskKind::legal) {
        const auto who = actor("officer");
        const auto done = writing([&](db::Transaction& tx) {
          return engine_->complete(tx, who, {t.case_id, t.id, t.rev},
                                   {{"choice", std::string{"move"}}, {"article", std::string{"Article 1"}}});
        });
        ASSERT_TRUE(done) << done.rejection().code;
        return;
      }
    FAIL() << "no task for the legal officer";
  }
};

TEST_P(InstancesRun, EachInstanceKeepsItsVariablesFromStepToStep) {
  referred_to("tax, court");
  EXPECT_EQ(open_nodes(), "c c c.ask c c.ask ") << "the step, its two instances, and what each rests in";
  does_for("court", "c.ask", {{"reply", std::string{"from the court"}}});
  does_for("tax", "c.ask", {{"reply", std::string{"from the tax office"}}});
  EXPECT_FALSE(variables().contains("reply")) << "what an instance says stays with it until it is done";
  EXPECT_EQ(count("insp_wf_variable", "value = 'from the court'"), 1);
  engine_ = made();
  does_for("court", "c.read");
  EXPECT_EQ(variables().at("reply"), workflow::Value{std::string{"from the court"}});
  does_for("tax", "c.read");
  EXPECT_EQ(variables().at("reply"), workflow::Value{std::string{"from the tax office"}});
  EXPECT_EQ(open_nodes(), "after ");
  EXPECT_EQ(count("insp_wf_variable"), 2) << "nothing is left of what only the instances saw";
  does_for("", "after");
  EXPECT_TRUE(standing().ended);
  EXPECT_EQ(count("insp_wf_token"), 0);
}

TEST_P(InstancesRun, APeriodComesAgainAsOftenAsItSaysAcrossRestarts) {
  referred_to("tax");
  the_period_is_over();
  EXPECT_EQ(served_, std::vector<std::string>{"c.remind"});
  EXPECT_EQ(count("insp_wf_timer", "round_no = 2 AND state = 'armed'"), 1);
  engine_ = made();
  the_period_is_over();
  EXPECT_EQ(served_.size(), 2U);
  EXPECT_EQ(count("insp_wf_timer", "state = 'armed'"), 0) << "twice was said";
  EXPECT_EQ(count("insp_wf_timer", "state = 'fired'"), 2);
  does_for("tax", "c.ask");
  does_for("tax", "c.read");
  EXPECT_EQ(open_nodes(), "after ");
}

TEST_P(InstancesRun, AnEmptyListIsPassed) {
  referred_to(" ");
  EXPECT_EQ(open_nodes(), "after ");
  EXPECT_EQ(count("insp_wf_variable"), 1);
}

SSIIS_ON_ALL_ENGINES(InstancesRun);

}  // namespace
}  // namespace ssiis::test
