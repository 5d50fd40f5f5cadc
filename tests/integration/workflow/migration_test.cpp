// Single files moved to another bundle: what stays, what moves, what begins and ends.
#include <gtest/gtest.h>

#include "integration/workflow/workflow_fixture.hpp"

namespace ssiis::test {
namespace {

using workflow::Pass;

class Moving : public WithProcedures {
 protected:
  void SetUp() override {
    WithProcedures::SetUp();
    files_ = workflow::files_of(SSIIS_WORKFLOW_DIR);
    bundles_ = std::make_unique<workflow::BundleOffice>(workflow::BundleOffice::Parts{pool(), *ids_, *trail_, clock_});
    office_ = std::make_unique<workflow::MigrationOffice>(*engine_, *bundles_, pool(), *ids_);
  }
  void TearDown() override {
    office_.reset();
    bundles_.reset();
    WithProcedures::TearDown();
  }
  // In the drawing, everywhere.
  void drawn(const std::string& what, const std::string& by) {
    auto& text = files_.at("inspection.bpmn");
    std::size_t at = 0;
    int times = 0;
    while ((at = text.find(what, at)) != std::string::npos) {
      text.replace(at, what.size(), by);
      at += by.size();
      ++times;
    }
    ASSERT_GT(times, 0) << what;
  }
  void with_new_period() {
    drawn("<bpmn:userTask id=\"T00_Screen\"",
          "<bpmn:boundaryEvent id=\"B_New\" name=\"New period\" ssiis:deadlineKey=\"visit\" ssiis:calendar=\"working\" "
          "attachedToRef=\"T00_Screen\" cancelActivity=\"false\"><bpmn:outgoing>F_New</bpmn:outgoing>"
          "<bpmn:timerEventDefinition id=\"TD_New\"><bpmn:timeDuration xsi:type=\"bpmn:tFormalExpression\">P5D"
          "</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent><bpmn:endEvent id=\"E_New\" "
          "name=\"Seen\"><bpmn:incoming>F_New</bpmn:incoming></bpmn:endEvent><bpmn:sequenceFlow id=\"F_New\" "
          "sourceRef=\"B_New\" targetRef=\"E_New\"/><bpmn:userTask id=\"T00_Screen\"");
  }
  void approval_takes(const char* days) {
    auto& periods = files_.at("deadlines.dmn");
    const auto at = periods.find("<text>3</text>", periods.find("\"approval\""));
    periods.replace(at, 14, std::string{"<text>"} + days + "</text>");
  }
  workflow::NewPlan plan(std::int64_t bundle, std::string map = {}) const {
    workflow::NewPlan p;
    p.bundle = bundle;
    p.process = "inspection";
    p.node_map = std::move(map);
    p.reason = "the law";
    p.legal_reference = "Law 9/NA";
    return p;
  }
  std::string refusal(const workflow::NewPlan& p) {
    const auto id = office_->propose(actor("legal"), p);
    return id ? "" : id.rejection().code;
  }
  // Proposed, tried, approved, done; its number.
  std::int64_t moved(const workflow::NewPlan& p) {
    const auto id = office_->propose(actor("legal"), p).value();
    office_->run(system());
    EXPECT_TRUE(office_->approve(actor("director"), id, 2));
    office_->run(system());
    return id;
  }
  std::set<std::string> changes(std::int64_t id, Pass pass = Pass::doing) {
    std::set<std::string> out;
    for (const auto& c : reading([&](db::Transaction& tx) { return office_->summary(tx, id, pass); }))
      out.insert(c.what + " " + (c.node.empty() ? c.new_node : c.node));
    return out;
  }
  void written(const std::string& sql) {
    (void)writing([&](db::Transaction& tx) -> Result<Done> {
      tx.execute({"test/written", sql}, db::Params{});
      return Done{};
    });
  }
  workflow::Files files_;
  std::unique_ptr<workflow::BundleOffice> bundles_;
  std::unique_ptr<workflow::MigrationOffice> office_;
};
SSIIS_ON_ALL_ENGINES(Moving);

TEST_P(Moving, AFileWhoseStepIsGoneStaysWhereItIsAndItsLineSaysWhy) {
  started(request());
  drawn("\"T01_Background\"", "\"T01_Facts\"");
  drawn(">T01_Background<", ">T01_Facts<");
  const auto bundle = deploy(files_);
  const auto id = moved(plan(bundle));
  const auto lines =
      reading([&](db::Transaction& tx) { return office_->lines(tx, id, Pass::doing, "refused", CaseId{0}, 10); });
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].code, "node_gone");
  EXPECT_EQ(lines[0].node, "T01_Background");
  EXPECT_EQ(standing().bundle, 1);
  EXPECT_EQ(count("insp_audit_record", "event = 'workflow.transferred'"), 0);
  does("clerk", "T01_Background");
}

TEST_P(Moving, AMapThatCanNeverBeIsRefused) {
  started(request());
  const auto bundle = deploy([&] {
    files_.at("holidays.xml") += "<!-- later -->";
    return files_;
  }());
  EXPECT_EQ(refusal(plan(bundle, "T01_Background = S01_Registers")), "migration.kind_differs");
  EXPECT_EQ(refusal(plan(bundle, "T03_Order = T06_Visit")), "migration.scope_differs");
  EXPECT_EQ(refusal(plan(bundle, "T03_Order = Nothing")), "migration.new_step_absent");
  EXPECT_EQ(refusal(plan(bundle, "Nothing = T03_Order")), "migration.step_absent");
  EXPECT_EQ(refusal(plan(bundle, "T03_Order")), "migration.map_malformed");
  EXPECT_EQ(refusal(plan(bundle, "T03_Order = T04_Plan\nT03_Order = T05_Approve")), "migration.map_twice");
  EXPECT_EQ(refusal(plan(99)), "migration.bundle_absent");
  auto p = plan(bundle);
  p.process = "nothing";
  EXPECT_EQ(refusal(p), "migration.process_absent");
  p = plan(bundle);
  p.reason = " ";
  EXPECT_EQ(refusal(p), "bundle.reason_missing");
  p = plan(bundle);
  p.chosen_node = "Nowhere";
  EXPECT_EQ(refusal(p), "migration.step_absent");
}

// Stopped on the way: what was moved stays moved, the others stay, and it goes on with them alone.
TEST_P(Moving, APlanUnderWayIsStoppedAndGoneOnWith) {
  for (int n = 1; n <= 5; ++n) started({CaseId{n}, "inspection", {}, "13", request().variables});
  given("admin2", "administrator", "LA");
  files_.at("holidays.xml") += "<!-- later -->";
  const auto bundle = deploy(files_);
  const auto id = office_->propose(actor("legal"), plan(bundle)).value();
  const auto at = [&] { return reading([&](db::Transaction& tx) { return office_->find(tx, id); }).value(); };
  const auto moved = [&] {
    return reading([&](db::Transaction& tx) { return office_->figures(tx, id, Pass::doing); }).moved;
  };
  office_->run(system());
  EXPECT_EQ(office_->stop(actor("director"), id, 2, "why").rejection().code, "migration.not_moving");
  ASSERT_TRUE(office_->approve(actor("director"), id, 2));
  int left = 2;
  office_->run(system(), [&] { return --left < 0; });
  ASSERT_EQ(moved(), 2);
  EXPECT_EQ(office_->stop(actor("clerk"), id, at().version, "why").rejection().code, "access.forbidden");
  EXPECT_EQ(office_->stop(actor("legal"), id, at().version, " ").rejection().code, "bundle.reason_missing");
  EXPECT_THROW((void)office_->stop(actor("legal"), id, at().version + 1, "why"), Conflict);
  // While a run is under way: it ends before the next file.
  int asked = 0;
  office_->run(system(), [&] {
    if (++asked == 2) {
      EXPECT_TRUE(office_->stop(actor("legal"), id, at().version, " a form is wrong "));
    }
    return false;
  });
  EXPECT_EQ(moved(), 3) << "the second of this round is not begun";
  EXPECT_EQ(at().state, workflow::PlanState::stopped);
  office_->run(system());
  EXPECT_EQ(moved(), 3) << "it stands still";
  EXPECT_EQ(standing(CaseId{5}).bundle, 1);
  EXPECT_EQ(office_->stop(actor("legal"), id, at().version, "again").rejection().code, "migration.not_moving");
  EXPECT_EQ(office_->resume(actor("legal"), id, at().version).rejection().code, "access.forbidden");
  ASSERT_TRUE(office_->resume(actor("director"), id, at().version));
  EXPECT_EQ(office_->resume(actor("director"), id, at().version).rejection().code, "migration.not_stopped");
  office_->run(system());
  EXPECT_EQ(moved(), 5);
  EXPECT_EQ(at().state, workflow::PlanState::done);
  const auto stops = reading([&](db::Transaction& tx) { return office_->stops(tx, id); });
  ASSERT_EQ(stops.size(), 1U);
  EXPECT_EQ(stops[0].stopped_by, "id-legal");
  EXPECT_EQ(stops[0].reason, "a form is wrong");
  EXPECT_EQ(stops[0].resumed_by, "id-director");
  EXPECT_EQ(count("insp_audit_record", "event IN ('migration.stopped', 'migration.resumed')"), 2);
  EXPECT_EQ(count("insp_audit_record", "event = 'workflow.transferred'"), 5) << "each file once";
  const auto own = office_
                       ->propose(actor("admin"), plan(deploy([&] {
                                   files_.at("holidays.xml") += "<!-- later still -->";
                                   return files_;
                                 }())))
                       .value();
  office_->run(system());
  ASSERT_TRUE(office_->approve(actor("director"), own, 2));
  ASSERT_TRUE(office_->stop(actor("admin"), own, 3, "why"));
  EXPECT_EQ(office_->resume(actor("admin"), own, 4).rejection().code, "bundle.same_person");
  EXPECT_TRUE(office_->resume(actor("admin2"), own, 4));
}

TEST_P(Moving, NobodyApprovesHisOwnPlanNorOneThatWasNotTried) {
  started(request());
  given("admin2", "administrator", "LA");
  files_.at("holidays.xml") += "<!-- later -->";
  const auto bundle = deploy(files_);
  const auto id = office_->propose(actor("admin"), plan(bundle)).value();
  EXPECT_EQ(office_->approve(actor("admin2"), id, 1).rejection().code, "migration.not_tried");
  office_->run(system());
  EXPECT_EQ(office_->approve(actor("admin"), id, 2).rejection().code, "bundle.same_person");
  EXPECT_EQ(office_->approve(actor("legal"), id, 2).rejection().code, "access.forbidden");
  EXPECT_EQ(standing().bundle, 1) << "a trial writes nothing";
  EXPECT_THROW((void)office_->approve(actor("admin2"), id, 1), Conflict);
  ASSERT_TRUE(office_->reject(actor("admin2"), id, 2, "not now"));
  EXPECT_EQ(office_->run(system()), 0);
  EXPECT_EQ(standing().bundle, 1);
}

TEST_P(Moving, ATaskTakesTheRoleAndFormOfTheNewDrawingAndNobodyHoldsIt) {
  started(request());
  const auto mine = ref("T01_Background");
  const auto clerk = actor("clerk");
  ASSERT_TRUE(writing([&](db::Transaction& tx) { return engine_->claim(tx, clerk, mine); }));
  drawn("ssiis:formKey=\"background\"", "ssiis:formKey=\"analysis\"");
  drawn("registration_contribution@case", "head_inspection@case");
  const auto id = moved(plan(deploy(files_)));
  EXPECT_TRUE(changes(id).contains("role_differs T01_Background"));
  EXPECT_TRUE(changes(id).contains("form_differs T01_Background"));
  const auto t = task("T01_Background").value();
  EXPECT_EQ(t.role, "head_inspection");
  EXPECT_EQ(t.form_key, "analysis");
  EXPECT_EQ(t.assignee, "");
  EXPECT_EQ(tried("clerk", "T01_Background").rejection().code, "workflow.not_your_task");
  does("head", "T01_Background");
}

TEST_P(Moving, APeriodThatIsNewCountsFromTheDayTheTaskWasOpenedAndNeverBeginsTwice) {
  started(request("ComplaintOrRequest"));
  const auto opened = clock_.today();
  clock_.set(Instant::parse("2026-11-25T03:00:00.000000Z").value());
  with_new_period();
  const auto bundle = deploy(files_);
  EXPECT_TRUE(changes(moved(plan(bundle))).contains("due_begins B_New"));
  ASSERT_EQ(standing().timers.size(), 1u);
  EXPECT_EQ(standing().timers[0].anchor, opened);
  EXPECT_EQ(standing().timers[0].due, (Day{2026, 11, 30})) << "five working days after Monday the 23rd";
  written("UPDATE insp_wf_timer SET state = 'fired'");
  files_.at("holidays.xml") += "<!-- again -->";
  const auto again = deploy(files_);
  moved(plan(again));
  EXPECT_EQ(standing().bundle, again);
  EXPECT_TRUE(standing().timers.empty()) << "what is over does not begin again";
}

TEST_P(Moving, APeriodThatIsGoneEndsWithTheQuestionItPut) {
  with_new_period();
  deploy(files_);
  started(request("ComplaintOrRequest"));
  clock_.set(Instant::parse("2026-12-10T03:00:00.000000Z").value());
  engine_->fire_due(pool(), system(), clock_.today());
  ASSERT_EQ(count("insp_wf_task", "kind = 'legal' AND state = 'open'"), 1);
  files_ = workflow::files_of(SSIIS_WORKFLOW_DIR);
  files_.at("holidays.xml") += "<!-- without the period -->";
  EXPECT_TRUE(changes(moved(plan(deploy(files_)))).contains("due_ends B_New"));
  EXPECT_TRUE(standing().timers.empty());
  EXPECT_EQ(count("insp_wf_task", "kind = 'legal' AND state = 'open'"), 0);
  does("head", "T00_Screen", says("screening", "accepted"));
}

TEST_P(Moving, ADayThatAPersonSetStays) {
  up_to_approval();
  written("UPDATE insp_wf_timer SET due_day = '2027-02-01', held_day = '2027-02-01' WHERE state = 'armed'");
  approval_takes("9");
  EXPECT_EQ(changes(moved(plan(deploy(files_)))),
            (std::set<std::string>{"due_differs T05_Approve", "due_kept B_ApproveDue"}));
  EXPECT_EQ(standing().timers[0].due, (Day{2027, 2, 1}));
}

TEST_P(Moving, ADayThatAHolidayMovedIsNotOneThatAPersonSet) {
  up_to_approval();
  workflow::DeadlineOffice days{*engine_, pool(), *ids_};
  workflow::HolidayOffice holidays{{pool(), *ids_, *trail_, clock_, days, [this](db::Transaction&) { return tree_; }}};
  ASSERT_TRUE(holidays.enter(actor("officer"),
                             {Day{2026, 11, 25}, false, "ວັນພັກ", "Holiday", "LA", "15/PM", Day{2026, 11, 20}}));
  days.work(system(), [] { return false; });
  ASSERT_EQ(standing().timers[0].due, (Day{2026, 11, 27}));
  approval_takes("9");
  EXPECT_EQ(changes(moved(plan(deploy(files_)))),
            (std::set<std::string>{"due_differs T05_Approve", "due_differs B_ApproveDue"}));
  EXPECT_EQ(standing().timers[0].due, (Day{2026, 12, 8})) << "nine days without 25 November and 2 December";
  EXPECT_EQ(task("T05_Approve")->due, (Day{2026, 12, 8}));
  EXPECT_EQ(count("insp_wf_task", "state = 'open' AND days = 9"), 1) << "what moves it later counts by the new law";
}

TEST_P(Moving, PeriodsThatStandStillOrWereMadeLongerGoOnUnderTheNewLaw) {
  up_to_approval();
  workflow::DeadlineChanges changes_of_days{*engine_, *ids_};
  const auto who = actor("officer");
  const auto act = [&](auto change) {
    const auto rev = standing().rev;
    ASSERT_TRUE(writing([&](db::Transaction& tx) { return change(tx, rev); }));
  };
  act([&](db::Transaction& tx, std::int64_t rev) {
    const auto id = changes_of_days.lines(tx, CaseId{1}).at(0).id;
    return changes_of_days.extend(tx, who, CaseId{1}, rev, {id, 2, "Art. 7", "asked", 9}, false);
  });
  act([&](db::Transaction& tx, std::int64_t rev) {
    return changes_of_days.suspend(tx, who, CaseId{1}, rev, {Day{2026, 11, 23}, "court", 9});
  });
  approval_takes("9");
  drawn("\"T05_Approve\"", "\"T05_Agree\"");
  drawn(">T05_Approve<", ">T05_Agree<");
  moved(plan(deploy(files_), "T05_Approve = T05_Agree"));
  ASSERT_EQ(standing().timers.size(), 1u);
  EXPECT_TRUE(standing().timers[0].stands_still);
  EXPECT_EQ(task("T05_Agree")->still_since, (Day{2026, 11, 23}));
  clock_.set(Instant::parse("2026-11-30T03:00:00.000000Z").value());
  act([&](db::Transaction& tx, std::int64_t rev) {
    return changes_of_days.resume(tx, who, CaseId{1}, rev, {Day{2026, 11, 30}, "court", 9});
  });
  EXPECT_EQ(standing().timers[0].due, (Day{2026, 12, 15}))
      << "eleven working days from 30 November on, itself among them";
  EXPECT_EQ(task("T05_Agree")->due, (Day{2026, 12, 15}));
}

TEST_P(Moving, AStepThatFailedIsTriedAgainUnderTheNewDrawing) {
  registers_ = workflow::ServiceAnswer::failed("snapshot missing");
  started(request());
  drawn("\"S01_Registers\"", "\"S01_Ask\"");
  drawn(">S01_Registers<", ">S01_Ask<");
  moved(plan(deploy(files_), "S01_Registers = S01_Ask\n# the step has a new id\n"));
  registers_ = workflow::ServiceAnswer::done();
  workflow::IncidentOffice incidents{*engine_, pool()};
  const auto who = actor("admin");
  const auto list = reading([&](db::Transaction& tx) { return incidents.list(tx, who, {}); });
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0].what.node, "S01_Ask");
  ASSERT_TRUE(incidents.settle(who, {list[0].what.case_id, list[0].what.id}, workflow::Remedy::retry, ""));
  does("clerk", "T01_Background");
}

}  // namespace
}  // namespace ssiis::test
