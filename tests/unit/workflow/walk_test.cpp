// Random walks: nobody ever finds the procedure stuck.
#include "unit/workflow/walk.hpp"

#include <gtest/gtest.h>

#include "unit/workflow/reworked.hpp"

namespace ssiis::workflow::test {
namespace {

Files deployed() { return files_of(SSIIS_WORKFLOW_DIR); }

// How many walks come to the end within so many steps; the rest are still on their way, never stuck.
void expect_sound_walks(const Bundle& bundle, const std::string& process, int walks, std::set<std::string>& visited) {
  int ended = 0;
  for (int seed = 1; seed <= walks; ++seed) {
    Walked w;
    ASSERT_NO_THROW(w = Walker(bundle, process, static_cast<std::uint64_t>(seed)).walk(3000))
        << process << " seed " << seed;
    ASSERT_EQ(w.trouble, "") << process << " seed " << seed << " after " << w.steps << " steps";
    ended += w.ended ? 1 : 0;
    visited.insert(w.visited.begin(), w.visited.end());
  }
  EXPECT_EQ(ended, walks);
}

TEST(InspectionProcedure, TwoThousandRandomWalksComeToTheEndAndSeeEveryStep) {
  const auto bundle = bundle_of(deployed());
  std::set<std::string> visited;
  expect_sound_walks(*bundle, "inspection", 2000, visited);
  for (const auto& n : bundle->process("inspection")->nodes)
    EXPECT_TRUE(visited.contains(n.id)) << n.id << " was never reached";
}

TEST(PlanningProcedure, RandomWalksComeToTheEnd) {
  const auto bundle = bundle_of(deployed());
  std::set<std::string> visited;
  expect_sound_walks(*bundle, "planning", 50, visited);
  EXPECT_TRUE(visited.contains("S03_Start"));
}

TEST(InspectionProcedure, RunsWithAllIdsRenamedAndATaskInserted) {
  auto files = deployed();
  auto& text = files["inspection.bpmn"];
  text = renamed_with_a_task_inserted(text, "T03_Order");
  ASSERT_EQ(text.find("\"T03_Order\""), std::string::npos);
  const auto bundle = bundle_of(files);
  EXPECT_EQ(bundle->process("inspection")->nodes.size(),
            bundle_of(deployed())->process("inspection")->nodes.size() + 1);
  std::set<std::string> visited;
  expect_sound_walks(*bundle, "inspection", 60, visited);
}

TEST(GeneratedProcedures, TwentyRunToTheirEnd) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    auto files = deployed();
    files["generated.bpmn"] = RandomProcedure{seed}.text();
    std::shared_ptr<Bundle> bundle;
    ASSERT_NO_THROW(bundle = bundle_of(files)) << files["generated.bpmn"];
    std::set<std::string> visited;
    expect_sound_walks(*bundle, "generated", 15, visited);
  }
}

// A letter that comes beside the work opens its own task; the work goes on, and the end waits for both.
TEST(EventSubProcess, ThatDoesNotInterruptRunsBesideTheWork) {
  auto files = deployed();
  const std::string owner =
      "<bpmn:potentialOwner><bpmn:resourceAssignmentExpression><bpmn:formalExpression>director@hq</"
      "bpmn:formalExpression>"
      "</bpmn:resourceAssignmentExpression></bpmn:potentialOwner>";
  files["beside.bpmn"] =
      R"(<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:ssiis="urn:lsso:ssiis:bpmn:1">
<bpmn:message id="M" name="Letter"/><bpmn:process id="beside" isExecutable="true">
<bpmn:startEvent id="s"/><bpmn:userTask id="work" ssiis:formKey="plan">)" +
      owner + R"(</bpmn:userTask><bpmn:endEvent id="e"/>
<bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="work"/><bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="e"/>
<bpmn:subProcess id="sub" triggeredByEvent="true">
<bpmn:startEvent id="ss" isInterrupting="false"><bpmn:messageEventDefinition messageRef="M"/></bpmn:startEvent>
<bpmn:userTask id="letter" ssiis:formKey="plan">)" +
      owner + R"(</bpmn:userTask><bpmn:endEvent id="se"/>
<bpmn:sequenceFlow id="f3" sourceRef="ss" targetRef="letter"/><bpmn:sequenceFlow id="f4" sourceRef="letter" targetRef="se"/>
</bpmn:subProcess></bpmn:process></bpmn:definitions>)";
  const auto bundle = bundle_of(files);
  const auto& d = *bundle->process("beside");
  Random random{1};
  MemoryWorld world{*bundle, random};
  State s;
  Machine m{d, s, world};
  m.start(d.starts.front());
  ASSERT_TRUE(m.deliver("Letter", {}));
  ASSERT_TRUE(m.deliver("Letter", {}));
  ASSERT_EQ(s.tasks.size(), 3u) << "the work and two letters";
  EXPECT_EQ(unsound(d, s), "");
  m.complete(s.tasks[0]);
  m.complete(s.tasks[1]);
  EXPECT_EQ(s.instance.state, InstanceState::running);
  m.complete(s.tasks[2]);
  EXPECT_EQ(s.instance.state, InstanceState::ended);
  EXPECT_EQ(unsound(d, s), "");
}

TEST(Deployment, RefusesTheProcedureWithADefaultThatApproves) {
  auto files = deployed();
  auto& text = files["inspection.bpmn"];
  const std::string was = "name=\"unclear\" ssiis:effect=\"none\" sourceRef=\"Gw_Approved\"";
  const auto at = text.find(was);
  ASSERT_NE(at, std::string::npos);
  text.replace(at, was.size(), "name=\"unclear\" ssiis:effect=\"approve\" sourceRef=\"Gw_Approved\"");
  Findings findings;
  EXPECT_FALSE(read_bundle(files, {}, findings));
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings.front().code, "flow.default_effect");
  EXPECT_EQ(findings.front().line, 1 + std::count(text.begin(), text.begin() + static_cast<long>(at), '\n'));
}

TEST(Deadlines, AreAllUnconfirmedUntilLssoConfirmsThem) {
  const auto bundle = bundle_of(deployed());
  EXPECT_EQ(bundle->catalogues.deadline_keys.size(), 38u);
  for (const auto& key : bundle->catalogues.deadline_keys) {
    const auto d = bundle->deadline(key, {{"inspection_type", std::string{"desk"}}}, Day{2026, 11, 23});
    ASSERT_TRUE(d) << key;
    EXPECT_FALSE(d->confirmed) << key;
    EXPECT_EQ(d->legal_basis, "to be confirmed by LSSO") << key;
    EXPECT_GT(d->due, (Day{2026, 11, 23})) << key;
  }
  EXPECT_EQ(bundle->deadline("no.such", {}, Day{2026, 11, 23}).rejection().code, "workflow.deadline_unknown");
}

TEST(Approver, IsFoundForEveryOriginTypeAndUrgency) {
  const auto bundle = bundle_of(deployed());
  for (const char* origin :
       {"national_plan", "regular_plan", "ad_hoc", "authority", "worker_request", "employer_request"})
    for (const char* type : {"direct", "desk"})
      for (const bool emergency : {false, true}) {
        const auto r = bundle->decide("approver", {{"origin", std::string{origin}},
                                                   {"inspection_type", std::string{type}},
                                                   {"emergency", emergency},
                                                   {"territory", std::string{"16"}}});
        ASSERT_TRUE(r && *r) << origin << ' ' << type << ' ' << emergency;
        EXPECT_TRUE(bundle->catalogues.roles.contains(std::get<std::string>(r->outputs.at("approver_role"))));
      }
}

}  // namespace
}  // namespace ssiis::workflow::test
