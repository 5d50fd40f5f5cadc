// A bundle is proposed by one person and put in force by another.
#include <gtest/gtest.h>

#include "integration/workflow/workflow_fixture.hpp"

namespace ssiis::test {
namespace {

using workflow::ProposalState;

class Proposals : public WithProcedures {
 protected:
  void SetUp() override {
    WithProcedures::SetUp();
    office_ = std::make_unique<workflow::BundleOffice>(workflow::BundleOffice::Parts{pool(), *ids_, *trail_, clock_});
    files_ = workflow::files_of(SSIIS_WORKFLOW_DIR);
    files_["parameters.xml"] = parameters("15");
  }
  void TearDown() override {
    office_.reset();
    WithProcedures::TearDown();
  }
  static std::string parameters(const std::string& days) {
    return "<parameters><parameter name=\"appeal_days\" kind=\"number\"><value from=\"2026-01-01\" confirmed=\"false\" "
           "legal=\"to be confirmed by LSSO\">" +
           days + "</value></parameter></parameters>";
  }
  workflow::NewProposal proposal() const {
    return {files_, "law of 2027", "the law has changed", "Law 1/NA", Day{2026, 12, 1}};
  }
  std::int64_t proposed() {
    const auto id = office_->propose(actor("legal"), proposal());
    return id ? *id : 0;
  }
  workflow::Proposal at(std::int64_t id) {
    return reading([&](db::Transaction& tx) { return office_->find(tx, id); }).value();
  }
  template <class T>
  static std::string code(const Result<T>& r) {
    return r ? "" : r.rejection().code;
  }
  std::unique_ptr<workflow::BundleOffice> office_;
  workflow::Files files_;
};
SSIIS_ON_ALL_ENGINES(Proposals);

TEST_P(Proposals, AnotherPersonPutsThemInForceFromTheirDay) {
  const auto id = proposed();
  ASSERT_NE(id, 0);
  EXPECT_EQ(at(id).state, ProposalState::checked);
  EXPECT_EQ(at(id).hash, workflow::hash_of(files_));
  const auto bundle = office_->approve(actor("director"), id, 1);
  ASSERT_TRUE(bundle) << bundle.rejection().code;
  EXPECT_EQ(at(id).state, ProposalState::approved);
  EXPECT_EQ(at(id).bundle, *bundle);
  started(request());
  EXPECT_EQ(standing().bundle, 1) << "its day has not come";
  clock_.set(Instant::parse("2026-12-01T03:00:00.000000Z").value());
  const auto later = workflow::StartRequest{CaseId{2}, "inspection", {}, "13", request().variables};
  started(later);
  EXPECT_EQ(standing(CaseId{2}).bundle, *bundle);
  EXPECT_EQ(standing().bundle, 1) << "what has begun stays with its bundle";
  const auto held = reading([&](db::Transaction& tx) { return engine_->bundle(tx, *bundle); });
  EXPECT_EQ(workflow::shown(held->parameters.at("appeal_days", Day{2026, 12, 1})->value), "15");
  EXPECT_EQ(held->parameters.at("appeal_days", Day{2025, 12, 31}), nullptr);
  EXPECT_EQ(count("insp_audit_record", "event IN ('bundle.proposed', 'bundle.approved')"), 2);
}

TEST_P(Proposals, NobodyApprovesHisOwnNorWithoutTheRight) {
  given("admin2", "administrator", "LA");
  const auto id = office_->propose(actor("admin"), proposal());
  ASSERT_TRUE(id);
  EXPECT_EQ(code(office_->approve(actor("admin"), *id, 1)), "bundle.same_person");
  EXPECT_EQ(code(office_->approve(actor("legal"), *id, 1)), "access.forbidden");
  EXPECT_EQ(code(office_->reject(actor("head"), *id, 1, "no")), "access.forbidden");
  EXPECT_EQ(code(office_->withdraw(actor("legal"), *id, 1, "no")), "bundle.not_yours");
  EXPECT_EQ(code(office_->propose(actor("director"), proposal())), "access.forbidden");
  EXPECT_EQ(at(*id).state, ProposalState::checked);
  EXPECT_THROW((void)office_->approve(actor("admin2"), *id, 7), Conflict);
  EXPECT_EQ(count("insp_wf_definition", "bundle > 1"), 0) << "what was decided meanwhile leaves nothing";
  EXPECT_TRUE(office_->approve(actor("admin2"), *id, 1));
  EXPECT_EQ(code(office_->approve(actor("admin2"), *id, 2)), "bundle.decided");
}

TEST_P(Proposals, WhereFilesRunOnlyAfterATrialOverThem) {
  started(request());
  const auto id = proposed();
  EXPECT_EQ(code(office_->approve(actor("director"), id, 1)), "bundle.not_tried");
  workflow::MigrationOffice moving{*engine_, *office_, pool(), *ids_};
  EXPECT_EQ(code(moving.try_proposal(actor("clerk"), id)), "access.forbidden");
  const auto trial = moving.try_proposal(actor("officer"), id);
  ASSERT_TRUE(trial);
  EXPECT_EQ(code(office_->approve(actor("director"), id, 1)), "bundle.not_tried") << "it has not been run yet";
  EXPECT_EQ(moving.run(system()), 1);
  EXPECT_EQ(moving.run(system()), 0);
  EXPECT_EQ(reading([&](db::Transaction& tx) { return moving.newest_trial(tx, id); })->state,
            workflow::PlanState::tried);
  EXPECT_TRUE(office_->approve(actor("director"), id, 1));
}

// A file that began after the trial was met by nobody: what the proposal would do to it is not known.
TEST_P(Proposals, FilesThatBeganAfterTheTrialAskForAFreshOne) {
  started(request());
  const auto id = proposed();
  workflow::MigrationOffice moving{*engine_, *office_, pool(), *ids_};
  const auto untried = [&] { return reading([&](db::Transaction& tx) { return office_->untried(tx, id); }); };
  EXPECT_EQ(untried(), 0) << "without any trial that is said otherwise";
  clock_.advance_seconds(60);
  ASSERT_TRUE(moving.try_proposal(actor("officer"), id));
  clock_.advance_seconds(60);
  moving.run(system());
  EXPECT_EQ(untried(), 0);
  started({CaseId{2}, "inspection", {}, "13", request().variables});
  started({CaseId{3}, "inspection", {}, "13", request().variables});
  EXPECT_EQ(untried(), 2);
  const auto refused = office_->approve(actor("director"), id, 1);
  ASSERT_EQ(code(refused), "bundle.trial_old");
  EXPECT_EQ(refused.rejection().args, std::vector<std::string>{"2"});
  ASSERT_TRUE(moving.try_proposal(actor("officer"), id));
  EXPECT_EQ(code(office_->approve(actor("director"), id, 1)), "bundle.trial_old")
      << "the fresh one has not been run yet";
  moving.run(system());
  EXPECT_EQ(untried(), 0);
  EXPECT_TRUE(office_->approve(actor("director"), id, 1));
}

TEST_P(Proposals, AreClosedOnlyWithAReason) {
  const auto id = proposed();
  EXPECT_EQ(code(office_->withdraw(actor("legal"), id, 1, " \n ")), "bundle.reason_missing");
  EXPECT_EQ(code(office_->reject(actor("director"), id, 1, std::string(1001, 'x'))), "bundle.reason_too_long");
  ASSERT_TRUE(office_->reject(actor("director"), id, 1, "the article is wrong"));
  EXPECT_EQ(at(id).state, ProposalState::rejected);
  EXPECT_EQ(at(id).answer, "the article is wrong");
  EXPECT_EQ(code(office_->withdraw(actor("legal"), id, 2, "so be it")), "bundle.decided");
  const auto again = proposed();
  ASSERT_TRUE(office_->withdraw(actor("legal"), again, 1, "a better one comes"));
  EXPECT_EQ(at(again).state, ProposalState::withdrawn);
}

TEST_P(Proposals, WhatIsNotFitIsKeptWithItsFindingsAndNeverApproved) {
  files_["inspection.bpmn"].replace(files_["inspection.bpmn"].find("ssiis:formKey=\"screening\""), 25,
                                    "ssiis:formKey=\"nothing\"");
  files_["parameters.xml"] = parameters("many");
  const auto findings = office_->check(files_);
  ASSERT_FALSE(findings.empty());
  EXPECT_TRUE(
      std::any_of(findings.begin(), findings.end(), [](const auto& f) { return f.code == "parameters.value"; }));
  const auto id = proposed();
  ASSERT_NE(id, 0);
  EXPECT_EQ(at(id).state, ProposalState::proposed);
  EXPECT_EQ(code(office_->approve(actor("director"), id, 1)), "bundle.not_fit");
  EXPECT_EQ(count("insp_wf_definition", "bundle > 1"), 0);
}

TEST_P(Proposals, FilesThatNoBundleHoldsAndWordsThatAreMissingAreRefused) {
  auto bad = proposal();
  bad.label = " ";
  bad.reason.clear();
  bad.legal_reference = std::string(401, 'x');
  bad.valid_from = Day{2026, 11, 22};
  bad.files["../inspection.bpmn"] = "x";
  const auto refused = office_->propose(actor("legal"), bad);
  ASSERT_FALSE(refused);
  std::set<std::string> codes;
  for (const auto& r : refused.rejections()) codes.insert(r.code);
  EXPECT_EQ(codes, (std::set<std::string>{"bundle.label_missing", "bundle.reason_missing", "bundle.reference_too_long",
                                          "bundle.day_past", "bundle.file_name"}));
  for (const auto* name : {"forms/../x.xml", "forms/x.bpmn", "/etc/x.dmn", ".bpmn", "a/b.bpmn", "letter.docx",
                           "forms/sub/x.xml", "holidays.xml.bak", "x\\y.bpmn"})
    EXPECT_FALSE(workflow::bundle_holds(name)) << name;
  auto empty = proposal();
  empty.files.clear();
  EXPECT_EQ(code(office_->propose(actor("legal"), empty)), "bundle.no_files");
  ASSERT_NE(proposed(), 0);
  EXPECT_EQ(code(office_->propose(actor("officer"), proposal())), "bundle.proposed_already");
}

TEST_P(Proposals, ApprovalOfADayThatHasPassedIsRefused) {
  const auto id = proposed();
  clock_.set(Instant::parse("2026-12-02T03:00:00.000000Z").value());
  EXPECT_EQ(code(office_->approve(actor("director"), id, 1)), "bundle.day_past");
}

TEST_P(Proposals, AFileThatWasChangedBehindTheirBackIsFound) {
  const auto id = proposed();
  (void)writing([&](db::Transaction& tx) -> Result<Done> {
    tx.execute({"test/tamper", "UPDATE insp_wf_proposal_file SET content = 'x' WHERE file = 'holidays.xml'"},
               db::Params{});
    return Done{};
  });
  EXPECT_THROW((void)office_->approve(actor("director"), id, 1), std::runtime_error);
}

}  // namespace
}  // namespace ssiis::test
