// Plans: proposed, tried, approved or given up.
#include "workflow/migration.hpp"

#include <algorithm>
#include <array>

#include "sql/workflow.hpp"
#include "workflow/deploy.hpp"
#include "workflow/migration_rows.hpp"

namespace ssiis::workflow {
namespace {

namespace q = sql::workflow;

constexpr std::array<std::string_view, 7> plan_states{"trying",   "tried",     "moving", "done",
                                                      "rejected", "withdrawn", "stopped"};

Rejections unfit_words(const NewPlan& p) {
  Rejections out;
  if (trimmed(p.reason).empty()) out.push_back(Rejection{"bundle.reason_missing", {}, "reason"});
  if (count_code_points(p.reason) > BundleOffice::longest_reason)
    out.push_back(Rejection{"bundle.reason_too_long", {}, "reason"});
  if (trimmed(p.legal_reference).empty()) out.push_back(Rejection{"bundle.reference_missing", {}, "legal_reference"});
  if (count_code_points(p.legal_reference) > BundleOffice::longest_reference)
    out.push_back(Rejection{"bundle.reference_too_long", {}, "legal_reference"});
  if (p.node_map.size() > MigrationOffice::longest_map)
    out.push_back(Rejection{"migration.map_too_long", {}, "node_map"});
  if (p.started_from && p.started_until && *p.started_until < *p.started_from)
    out.push_back(Rejection{"migration.days_swapped", {}, "started_until"});
  return out;
}

}  // namespace

audit::Event administered(std::int64_t plan, std::string event) {
  return {
      .chain = audit::ChainName::administration(), .event = std::move(event), .object = "plan:" + std::to_string(plan)};
}

Result<std::string> checked_reason(std::string_view given) {
  std::string reason{trimmed(given)};
  if (reason.empty()) return Rejection{"bundle.reason_missing", {}, "answer"};
  if (count_code_points(reason) > BundleOffice::longest_reason)
    return Rejection{"bundle.reason_too_long", {}, "answer"};
  return reason;
}

std::string_view name_of(PlanState v) noexcept { return plan_states[static_cast<std::size_t>(v)]; }

PlanState plan_state(std::string_view name) {
  for (std::size_t i = 0; i < plan_states.size(); ++i)
    if (plan_states[i] == name) return static_cast<PlanState>(i);
  throw std::runtime_error{"workflow: a plan's state is not known"};
}

Result<NodeMap> read_node_map(std::string_view text) {
  NodeMap out;
  for (const auto& raw : split(text, '\n')) {
    const std::string line{trimmed(raw)};
    if (line.empty() || line.front() == '#') continue;
    const auto at = line.find('=');
    const std::string old{trimmed(line.substr(0, at))};
    const std::string next{at == std::string::npos ? std::string{} : std::string{trimmed(line.substr(at + 1))}};
    if (old.empty() || next.empty() || next.find('=') != std::string::npos || old.size() > 400 || next.size() > 400)
      return Rejection{"migration.map_malformed", {first_code_points(line, 80)}, "node_map"};
    if (!out.emplace(old, next).second) return Rejection{"migration.map_twice", {old}, "node_map"};
  }
  return out;
}

// The map is compared with every procedure from which a file could come.
Rejections MigrationOffice::unfit_map(db::Transaction& tx, const NewPlan& plan, const Bundle& to) {
  const auto map = read_node_map(plan.node_map);
  if (!map) return map.rejections();
  const auto* next = to.process(plan.process);
  std::set<std::string> unknown;
  for (const auto& [old, target] : *map) unknown.insert(old);
  Rejections out;
  bool chosen_known = plan.chosen_node.empty(), told = false;
  for (const auto& l : live(tx)) {
    if (l.process != plan.process || l.bundle == plan.bundle) continue;
    const auto from = engine_.bundle(tx, l.bundle);
    const auto* d = from->process(plan.process);
    for (const auto& [old, target] : *map)
      if (d->index(old) != nowhere) unknown.erase(old);
    chosen_known = chosen_known || d->index(plan.chosen_node) != nowhere;
    if (told) continue;
    out = faults_of(*map, *d, *next);
    told = !out.empty();
  }
  for (const auto& old : unknown) out.push_back(Rejection{"migration.step_absent", {old}, "node_map"});
  if (!chosen_known) out.push_back(Rejection{"migration.step_absent", {plan.chosen_node}, "chosen_node"});
  return out;
}

// The trial of a proposal is not a plan that anybody decides.
Result<Plan> MigrationOffice::plan_in(db::Transaction& tx, std::int64_t id, std::initializer_list<PlanState> wanted,
                                      Rejection otherwise) {
  auto p = find(tx, id);
  if (!p || p->proposal != 0) return Rejection{"migration.plan_unknown"};
  if (std::find(wanted.begin(), wanted.end(), p->state) == wanted.end()) return otherwise;
  return std::move(*p);
}

Result<std::int64_t> MigrationOffice::propose(const Actor& who, const NewPlan& p) {
  auto& trail = engine_.parts_.trail;
  if (!who.may(may_propose)) return trail.refused(who, may_propose, "plan");
  auto unfit = unfit_words(p);
  return kept_unless_refused(pool_, [&](db::Transaction& tx) -> Result<std::int64_t> {
    const auto to = engine_.find_bundle(tx, p.bundle);
    if (!to) unfit.push_back(Rejection{"migration.bundle_absent", {}, "bundle"});
    if (to && !to->process(p.process)) unfit.push_back(Rejection{"migration.process_absent", {p.process}, "process"});
    if (unfit.empty()) unfit = unfit_map(tx, p, *to);
    if (!unfit.empty()) return unfit;
    const auto id = ids_.next();
    tx.execute(q::plan_insert,
               db::Params{id, std::int64_t{0}, p.bundle, p.process, p.node_map, p.chosen_node, p.started_from,
                          p.started_until, trimmed(p.reason), trimmed(p.legal_reference), name_of(PlanState::trying),
                          who.user_id(), engine_.parts_.clock.now()});
    auto event = administered(id, "migration.proposed");
    event.details = {{"bundle", std::to_string(p.bundle)}, {"process", p.process}};
    trail.record(tx, who, event);
    return id;
  });
}

Result<std::int64_t> MigrationOffice::try_proposal(const Actor& who, std::int64_t proposal) {
  auto& trail = engine_.parts_.trail;
  if (!who.may(may_propose) && !who.may(may_approve))
    return trail.refused(who, may_propose, "proposal:" + std::to_string(proposal));
  return kept_unless_refused(pool_, [&](db::Transaction& tx) -> Result<std::int64_t> {
    const auto p = bundles_.find(tx, proposal);
    if (!p) return Rejection{"bundle.proposal_unknown"};
    if (!p->waits()) return Rejection{"bundle.decided"};
    Findings findings;
    if (!fit_bundle(tx, bundles_.contents(tx, proposal), {}, findings, bundles_.template_check()))
      return Rejection{"bundle.not_fit", {text_of(findings.front())}};
    const auto id = ids_.next();
    const std::optional<Day> always;
    tx.execute(q::plan_insert, db::Params{id, proposal, std::int64_t{0}, "", "", "", always, always, "", "",
                                          name_of(PlanState::trying), who.user_id(), engine_.parts_.clock.now()});
    return id;
  });
}

Result<Done> MigrationOffice::approve(const Actor& who, std::int64_t id, std::int64_t version) {
  auto& trail = engine_.parts_.trail;
  if (!who.may(may_approve)) return trail.refused(who, may_approve, "plan:" + std::to_string(id));
  return kept_unless_refused(pool_, [&](db::Transaction& tx) -> Result<Done> {
    const auto p = plan_in(tx, id, {PlanState::trying, PlanState::tried}, Rejection{"migration.decided"});
    if (!p) return p.rejections();
    if (p->state == PlanState::trying) return Rejection{"migration.not_tried"};
    if (p->proposed_by == who.user_id()) return Rejection{"bundle.same_person"};
    if (tx.execute(q::plan_decide, db::Params{name_of(PlanState::moving), who.user_id(), engine_.parts_.clock.now(), "",
                                              id, version}) != 1)
      throw Conflict{"plan"};
    tx.execute(q::plan_total, db::Params{count(tx, *p), id, name_of(PlanState::moving)});
    trail.record(tx, who, administered(id, "migration.approved"));
    return Done{};
  });
}

Result<Done> MigrationOffice::reject(const Actor& who, std::int64_t id, std::int64_t version, std::string_view reason) {
  if (!who.may(may_approve)) return engine_.parts_.trail.refused(who, may_approve, "plan:" + std::to_string(id));
  return close(who, id, version, reason, PlanState::rejected);
}

Result<Done> MigrationOffice::withdraw(const Actor& who, std::int64_t id, std::int64_t version,
                                       std::string_view reason) {
  if (!who.may(may_propose)) return engine_.parts_.trail.refused(who, may_propose, "plan:" + std::to_string(id));
  return close(who, id, version, reason, PlanState::withdrawn);
}

Result<Done> MigrationOffice::close(const Actor& who, std::int64_t id, std::int64_t version, std::string_view given,
                                    PlanState to) {
  const auto reason = checked_reason(given);
  if (!reason) return reason.rejections();
  return kept_unless_refused(pool_, [&](db::Transaction& tx) -> Result<Done> {
    const auto p = plan_in(tx, id, {PlanState::trying, PlanState::tried}, Rejection{"migration.decided"});
    if (!p) return p.rejections();
    if (to == PlanState::withdrawn && p->proposed_by != who.user_id()) return Rejection{"bundle.not_yours"};
    if (tx.execute(q::plan_decide,
                   db::Params{name_of(to), who.user_id(), engine_.parts_.clock.now(), *reason, id, version}) != 1)
      throw Conflict{"plan"};
    engine_.parts_.trail.record(
        tx, who, administered(id, to == PlanState::withdrawn ? "migration.withdrawn" : "migration.rejected"));
    return Done{};
  });
}

}  // namespace ssiis::workflow
