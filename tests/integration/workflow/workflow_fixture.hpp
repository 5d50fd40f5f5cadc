// The deployed procedures on a database, an office of invented people, and one case in Savannakhet (province 13).
#pragma once
#include <mutex>
#include "integration/profiles/profiles_fixture.hpp"

#include "workflow/api.hpp"

namespace ssiis::test {

// The team of every case, as the inspections room would tell.
class OneTeam final : public workflow::CaseRoles {
 public:
  bool holds(db::Transaction&, CaseId, std::string_view role, std::string_view user) override {
    return (role == "chief_inspector" && user == "id-chief") ||
           (role == "inspector" && (user == "id-inspector" || user == "id-chief"));
  }
  std::vector<CaseId> cases_of(db::Transaction& tx, std::string_view role, std::string_view user) override {
    return holds(tx, CaseId{1}, role, user) ? std::vector{CaseId{1}} : std::vector<CaseId>{};
  }
};

class WithProcedures : public WithProfiles {
 protected:
  void SetUp() override {
    WithProfiles::SetUp();
    for (const auto& [login, role, place] :
         std::vector<std::tuple<const char*, const char*, const char*>>{{"clerk", "registration_contribution", "13"},
                                                                        {"head", "head_inspection", "13"},
                                                                        {"chief", "chief_inspector", "13"},
                                                                        {"inspector", "inspector", "13"},
                                                                        {"officer", "legal_officer_hq", "LA"},
                                                                        {"legal", "head_legal_hq", "LA"},
                                                                        {"director", "director", "LA"},
                                                                        {"stranger", "head_inspection", "16"},
                                                                        {"outsider", "inspector", "13"},
                                                                        {"admin", "administrator", "LA"}})
      given(login, role, place);
    given("chief", "inspector", "13");
    tree_ = reading([](db::Transaction& tx) {
      return std::make_shared<const profiles::TerritoryTree>(profiles::current_tree(tx));
    });
    deploy(workflow::files_of(SSIIS_WORKFLOW_DIR));
    engine_ = made();
  }
  void TearDown() override {
    engine_.reset();
    WithProfiles::TearDown();
  }

  // In a transaction of its own; a refusal rolls back.
  template <class F>
  auto writing(F&& work) {
    return pool().transact(db::Mode::write, [&](db::Transaction& tx) {
      auto r = work(tx);
      if (!r) tx.rollback();
      return r;
    });
  }
  std::int64_t deploy(const workflow::Files& files) {
    workflow::Findings findings;
    const auto bundle = writing([&](db::Transaction& tx) {
      return workflow::deploy(tx, files, {}, "test", Day{2025, 1, 1}, "test", clock_.now(), findings);
    });
    if (!bundle) throw std::runtime_error{workflow::text_of(findings.front())};
    return *bundle;
  }
  std::unique_ptr<workflow::Engine> made() {
    auto e = std::make_unique<workflow::Engine>(
        workflow::Engine::Parts{clock_, *trail_, team_, [this](db::Transaction&) { return tree_; }});
    for (const char* topic : {"message.send", "alert.escalate", "document.number_and_seal", "file.archive",
                              "case.start", "plan.candidates"})
      e->serve(topic, [this](db::Transaction&, const Actor&, const workflow::ServiceCall& call) {
        const std::lock_guard lock{served_lock_};
        served_.emplace_back(call.node.id);
        return workflow::ServiceAnswer::done();
      });
    for (const bool stayed : {true, false})
      e->serve(stayed ? "deadlines.suspend" : "deadlines.resume",
               [this, stayed](db::Transaction& tx, const Actor& who, const workflow::ServiceCall& call) {
                 const std::lock_guard lock{served_lock_};
                 served_.emplace_back(call.node.id);
                 return court_answer(tx, who, call, stayed);
               });
    e->serve("register.query",
             [this](db::Transaction&, const Actor&, const workflow::ServiceCall&) { return registers_; });
    return e;
  }
  // As the inspections room serves a court's stay.
  workflow::ServiceAnswer court_answer(db::Transaction& tx, const Actor& who, const workflow::ServiceCall& call,
                                       bool stayed) {
    const auto day = call.variables.find("received_on");
    const workflow::NewStandstill court{day == call.variables.end() ? clock_.today() : std::get<Day>(day->second),
                                        "the court", 7};
    workflow::DeadlineChanges changes{*engine_, *ids_};
    return workflow::ServiceAnswer::done({{"stayed", stayed}},
                                         stayed ? changes.begin_standstill(tx, who, call.case_id, court)
                                                : changes.end_standstill(tx, who, call.case_id, court));
  }
  workflow::StartRequest request(std::string message = {}, bool emergency = false) const {
    return {CaseId{1},
            "inspection",
            std::move(message),
            "13",
            {{"origin", std::string{"worker_request"}},
             {"inspection_type", std::string{"direct"}},
             {"territory", std::string{"13"}},
             {"emergency", emergency}}};
  }
  void started(const workflow::StartRequest& r) {
    const auto done = writing([&](db::Transaction& tx) { return engine_->start(tx, system(), r); });
    ASSERT_TRUE(done) << done.rejection().code;
  }
  workflow::Standing standing(CaseId c = CaseId{1}) {
    return reading([&](db::Transaction& tx) { return engine_->standing(tx, c); }).value();
  }
  std::optional<workflow::OpenTask> task(const std::string& node) {
    for (const auto& t : standing().tasks)
      if (t.node == node) return t;
    return std::nullopt;
  }
  workflow::TaskRef ref(const std::string& node) {
    const auto t = task(node);
    if (!t) throw std::runtime_error{"no open task at " + node + ", but at " + open_nodes()};
    return {t->case_id, t->id, t->rev};
  }
  std::string open_nodes() {
    std::string out;
    for (const auto& n : standing().current) out += n + " ";
    return out;
  }
  Result<workflow::Moved> tried(const std::string& login, const std::string& node,
                                const workflow::Variables& answers = {}) {
    const auto at = ref(node);
    const auto who = actor(login);
    return writing([&](db::Transaction& tx) { return engine_->complete(tx, who, at, answers); });
  }
  void does(const std::string& login, const std::string& node, const workflow::Variables& answers = {}) {
    const auto r = tried(login, node, answers);
    ASSERT_TRUE(r) << login << " at " << node << ": " << r.rejection().code;
  }
  Result<bool> delivered(const std::string& message, const workflow::Variables& payload = {}) {
    return writing([&](db::Transaction& tx) { return engine_->deliver(tx, system(), CaseId{1}, message, payload); });
  }
  static workflow::Variables says(const char* name, const char* value) { return {{name, std::string{value}}}; }

  std::int64_t count(const std::string& table, const std::string& where = "1 = 1") {
    const auto text = "SELECT COUNT(*) FROM " + table + " WHERE " + where;
    return reading([&](db::Transaction& tx) {
             return tx.find(db::Query{"test/count", text}, db::Params{}, [](const db::Row& r) { return r.integer(0); });
           })
        .value();
  }

  // From a complaint to the approval, as everybody would do it.
  void up_to_approval() {
    started(request("ComplaintOrRequest"));
    does("head", "T00_Screen", says("screening", "accepted"));
    does("clerk", "T01_Background");
    does("head", "T03_Order");
    does("chief", "T04_Plan", {{"prior_notice", true}});
  }
  void up_to_decision(const char* proposed_measure, bool register_workers = false) {
    up_to_approval();
    does("director", "T05_Approve", says("approval", "approved"));
    does("inspector", "T06_Visit", {{"enquiry", false}});
    does("inspector", "T06_Analyse", {{"another_visit", false}});
    does("chief", "T07_Report",
         {{"infringement", true},
          {"proposed_measure", std::string{proposed_measure}},
          {"register_workers", register_workers}});
    does("head", "T07_Review", says("review", "accepted"));
    does("director", "T08_Decision", says("decision", "measure"));
  }
  void up_to_notification() { up_to_decision("fine"); }
  // From finality to letters signed for these institutions.
  void referred_to(const char* institutions) {
    ASSERT_TRUE(delivered("ComplianceReported"));
    does("chief", "T13_Compliance",
         {{"compliance", std::string{"part"}},
          {"compliance_next", std::string{"referral"}},
          {"institutions", std::string{institutions}}});
    while (task("Y_Sign")) does("legal", "Y_Sign", says("referral", "signed"));
    EXPECT_EQ(served_.back(), "Y_Refer");
  }
  void up_to_finality() {
    up_to_notification();
    ASSERT_TRUE(delivered("DecisionReceipt", {{"service_day", Day{2026, 11, 20}}}));
    ASSERT_TRUE(delivered("Allegations"));
    does("officer", "T11_Examine");
    does("legal", "T12_Modify", says("outcome", "confirmed"));
  }

  OneTeam team_;
  std::shared_ptr<const profiles::TerritoryTree> tree_;
  std::unique_ptr<workflow::Engine> engine_;
  workflow::ServiceAnswer registers_{};
  std::mutex served_lock_;
  std::vector<std::string> served_;
};

}  // namespace ssiis::test
