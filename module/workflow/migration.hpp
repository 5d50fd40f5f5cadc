// Files that have begun and a bundle they did not begin with: what it would change for each (a trial, nothing is
// written to the files), and moving them there by a plan that one person proposes and another approves.
//
// Both run file by file, each in a transaction of its own with its line of the report: killed at any point, a run goes
// on with the files that have no line yet. Two hosts may run the same plan: the instance's row decides.
#pragma once
#include "workflow/bundle_proposal.hpp"
#include "workflow/engine.hpp"
#include "workflow/transfer.hpp"

namespace ssiis::workflow {

// trying → tried → moving → done; rejected and withdrawn instead of moving. A trial of a proposal ends with tried.
// moving ⇄ stopped.
enum class PlanState { trying, tried, moving, done, rejected, withdrawn, stopped };
std::string_view name_of(PlanState v) noexcept;

struct NewPlan {
  std::int64_t bundle{0};  // deployed
  std::string process{};
  std::string node_map{};     // lines "old = new"
  std::string chosen_node{};  // only files that rest there; empty: wherever
  std::optional<Day> started_from{}, started_until{};
  std::string reason{}, legal_reference{};
};

struct Plan {
  std::int64_t id, proposal, bundle;
  std::string process, node_map, chosen_node;
  std::optional<Day> started_from, started_until;
  std::string reason, legal_reference;
  PlanState state;
  std::int64_t total;       // files when the last run began
  std::string proposed_by;  // user id
  Instant proposed_at;
  std::string decided_by;
  std::optional<Instant> decided_at;
  std::string answer;
  std::optional<Instant> ended_at;
  std::int64_t version;
};

// outcome: trial: would_move, refused, failed; doing: moved, refused, failed.
struct PlanLine {
  CaseId case_id;
  std::int64_t instance, bundle;
  std::string outcome, code, node;
};
struct PlanChange {
  CaseId case_id;
  std::string what, node, new_node, detail;
  std::optional<Day> old_day, new_day;
};
struct ChangeCount {
  std::string what, node, new_node;
  std::int64_t files;
};
struct PlanFigures {
  std::int64_t done{0}, moved{0}, refused{0}, failed{0};
};

// A halt of a plan under way; not resumed: it stands still.
struct PlanStop {
  std::int64_t seq;
  std::string stopped_by;  // user id
  Instant stopped_at;
  std::string reason;
  std::string resumed_by;
  std::optional<Instant> resumed_at;
};

enum class Pass { trial = 0, doing = 1 };

// [any thread]
class MigrationOffice {
 public:
  static constexpr std::string_view may_propose = BundleOffice::may_propose, may_approve = BundleOffice::may_approve;
  static constexpr std::size_t longest_map = 20'000;

  MigrationOffice(Engine& engine, BundleOffice& bundles, db::Pool& pool, db::IdSource& ids)
      : engine_{engine}, bundles_{bundles}, pool_{pool}, ids_{ids} {}

  // Begins a trial of a proposal over all files that run; its number. The trial that is there already, when none of the
  // files has moved since, is not repeated by itself: each call is a new one. access.forbidden,
  // bundle.proposal_unknown, bundle.not_fit {first finding}.
  Result<std::int64_t> try_proposal(const Actor& who, std::int64_t proposal);

  // Stores the plan and begins its trial. access.forbidden, bundle.reason_missing, …_too_long,
  // bundle.reference_missing, …_too_long, migration.bundle_absent, migration.process_absent {process},
  // migration.map_malformed {line}, migration.map_too_long, migration.step_absent {old}, migration.new_step_absent
  // {new}, migration.kind_differs {old} {new}, migration.scope_differs {old} {new}.
  Result<std::int64_t> propose(const Actor& who, const NewPlan& plan);
  // Of a plan whose trial is over, by another person. migration.plan_unknown, migration.not_tried, migration.decided,
  // bundle.same_person, access.forbidden. Throws Conflict when somebody decided meanwhile.
  Result<Done> approve(const Actor& who, std::int64_t id, std::int64_t version);
  Result<Done> reject(const Actor& who, std::int64_t id, std::int64_t version, std::string_view reason);
  Result<Done> withdraw(const Actor& who, std::int64_t id, std::int64_t version, std::string_view reason);

  // Stops a plan that moves files: those that were moved stay moved, the file under the hand is ended, no other is
  // begun. Who may propose or approve plans, with a reason. migration.plan_unknown, migration.not_moving,
  // bundle.reason_missing, bundle.reason_too_long, access.forbidden. Throws Conflict as approve does.
  Result<Done> stop(const Actor& who, std::int64_t id, std::int64_t version, std::string_view reason);
  // Lets it go on with the files that are left: workflow.deploy, never who proposed the plan (bundle.same_person).
  // migration.plan_unknown, migration.not_stopped, access.forbidden.
  Result<Done> resume(const Actor& who, std::int64_t id, std::int64_t version);

  // Goes on with whatever is under way until it is done or `given_up` says so. How many files it treated. Called
  // again and again by a job with the service principal.
  std::int64_t run(const Actor& who, const std::function<bool()>& given_up = {});

  // ---- reading; the caller has authorised it -------------------------------------------------------------------
  std::vector<Plan> list(db::Transaction& tx, int limit);  // plans, not trials of proposals; the newest first
  std::optional<Plan> find(db::Transaction& tx, std::int64_t id);
  std::optional<Plan> newest_trial(db::Transaction& tx, std::int64_t proposal);
  std::vector<PlanStop> stops(db::Transaction& tx, std::int64_t plan);  // the oldest first
  PlanFigures figures(db::Transaction& tx, std::int64_t plan, Pass pass);
  std::vector<ChangeCount> summary(db::Transaction& tx, std::int64_t plan, Pass pass);
  // Lines after this case, those of one outcome only when it is named.
  std::vector<PlanLine> lines(db::Transaction& tx, std::int64_t plan, Pass pass, const std::string& outcome,
                              CaseId after, int limit);
  std::vector<PlanChange> changes(db::Transaction& tx, std::int64_t plan, Pass pass, CaseId first, CaseId last);
  // Files that run, by process and bundle.
  struct LiveFiles {
    std::string process;
    std::int64_t bundle, files;
  };
  std::vector<LiveFiles> live(db::Transaction& tx);

 private:
  struct Target;
  struct Place;
  Result<Done> close(const Actor& who, std::int64_t id, std::int64_t version, std::string_view reason, PlanState to);
  // migration.plan_unknown, or `otherwise` when the plan is in another state than those wanted.
  Result<Plan> plan_in(db::Transaction& tx, std::int64_t id, std::initializer_list<PlanState> wanted,
                       Rejection otherwise);
  Rejections unfit_map(db::Transaction& tx, const NewPlan& plan, const Bundle& to);
  std::int64_t count(db::Transaction& tx, const Plan& plan);
  std::int64_t run_plan(const Actor& who, const Plan& plan, const std::function<bool()>& given_up, bool& whole);
  // False: the plan is no longer in the state in which the run began.
  bool treat(const Actor& who, const Plan& plan, const Target& target, const Place& place);
  bool treat_in(db::Transaction& tx, const Actor& who, const Plan& plan, const Target& target, const Place& place);
  void fail(const Actor& who, const Plan& plan, const Place& place, std::string_view why);

  Engine& engine_;
  BundleOffice& bundles_;
  db::Pool& pool_;
  db::IdSource& ids_;
};

// Lines "old = new"; empty lines and those that begin with # say nothing. migration.map_malformed {line},
// migration.map_twice {old}.
Result<NodeMap> read_node_map(std::string_view text);

}  // namespace ssiis::workflow
