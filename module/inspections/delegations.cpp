#include "inspections/delegations.hpp"

#include <algorithm>

#include "inspections/rules.hpp"
#include "sql/inspections.hpp"

namespace ssiis::inspections {
namespace {

namespace dgq = sql::inspections;

constexpr std::string_view gives_tasks = "absence.manage";

Rejections faults_of_delegation(const Actor& who, const DelegationWish& wish, const std::string& holder) {
  Rejections out;
  if (wish.receiver.empty())
    out.push_back({"delegation.receiver_missing", {}, "delegate_to"});
  else if (wish.receiver == (holder.empty() ? who.user_id() : holder))
    out.push_back({"delegation.himself", {}, "delegate_to"});
  if (trimmed(wish.reason).empty()) out.push_back({"delegation.reason_missing", {}, "delegate_reason"});
  if (auto why = too_long(wish.reason, longest_delegation_reason, "delegate_reason")) out.push_back(*std::move(why));
  return out;
}

// The engine speaks of who asks; here it is the receiver who may not.
Rejection of_who_receives(const Rejection& why) {
  if (why.code == "workflow.same_person" || why.code == "withdrawal.same_person" || why.code == "annulment.same_person")
    return Rejection{"delegation.same_person", why.args, "delegate_to"};
  if (why.code == "workflow.not_your_task" || why.code == "workflow.task_claimed")
    return Rejection{"delegation.no_right", {}, "delegate_to"};
  return Rejection{why.code, why.args, "delegate_to"};
}

}  // namespace

std::vector<Delegation> delegations_of(db::Transaction& tx, CaseId id) {
  return tx.all(dgq::delegations_of_case, db::Params{id}, [](const db::Row& r) {
    return Delegation{r.integer(0), r.integer(1), r.text_or_empty(2), r.text(3), r.text(4), r.instant(5), r.text(6)};
  });
}

GivenTasks given_tasks(db::Transaction& tx, const std::vector<CaseId>& cases, const std::string& user_id) {
  constexpr std::size_t at_once = 50;  // as many as the statement has places
  GivenTasks out;
  for (std::size_t first = 0; first < cases.size(); first += at_once) {
    db::Params params;
    for (std::size_t i = first; i < first + at_once; ++i) params.add(cases[std::min(i, cases.size() - 1)]);
    for (auto rows = tx.query(dgq::delegations_of_cases, params); rows.next();) {
      const auto& r = rows.row();
      const std::pair task{r.integer(0), r.integer(1)};
      out.erase(task);
      if (r.text(2) == user_id) out[task] = {r.text(3), r.text(4)};
    }
  }
  return out;
}

Actor DelegationService::person(db::Transaction& tx, const Actor& who, const std::string& user_id) {
  profiles::IdentityData identity;
  identity.user_id = user_id;
  return rooms_.actors.actor(tx, identity, {who.correlation_id(), who.client_address()});
}

bool DelegationService::may_give(db::Transaction& tx, const Actor& who, const workflow::OpenTask& task,
                                 const Case& file) {
  if (!steps_.obstacle(tx, who, task)) return true;
  const auto tree = rooms_.territories();
  return who.may(gives_tasks, task.territory == "hq" ? tree->root().interval.low : file.territory_point);
}

// In his own right: what he could do as somebody's substitute does not count.
std::optional<Rejection> DelegationService::obstacle_of(db::Transaction& tx, const Actor& to,
                                                        const workflow::OpenTask& task) {
  auto unheld = task;
  unheld.assignee.clear();
  if (auto why = steps_.obstacle(tx, to, unheld)) return why;
  const auto right = rooms_.workflow.acting_for(tx, to, unheld);
  return right && right->empty() ? std::nullopt : std::optional{Rejection{"workflow.not_your_task"}};
}

std::vector<profiles::Holder> DelegationService::candidates(db::Transaction& tx, const Actor& who,
                                                            const workflow::OpenTask& task, const Case& file) {
  const bool of_team = task.role == "inspector" || task.role == "chief_inspector";
  const auto point = task.territory == "hq" ? rooms_.territories()->root().interval.low : file.territory_point;
  std::set<std::string> team;
  if (of_team)
    for (const auto& member : members_of(tx, file.id)) team.insert(member.user_id);
  std::vector<profiles::Holder> out;
  for (const auto& role : of_team ? std::vector<std::string>{"inspector", "chief_inspector"} : std::vector{task.role})
    for (auto& holder : rooms_.actors.holders(tx, role, point)) {
      const bool known =
          std::any_of(out.begin(), out.end(), [&](const auto& h) { return h.user_id == holder.user_id; });
      const auto& now = task.assignee.empty() ? who.user_id() : task.assignee;
      if (known || holder.user_id == now || (of_team && !team.contains(holder.user_id))) continue;
      if (!obstacle_of(tx, person(tx, who, holder.user_id), task)) out.push_back(std::move(holder));
    }
  return out;
}

Result<Done> DelegationService::give(const Actor& who, const DelegationWish& wish) {
  return rooms_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
    auto done = give_in(tx, who, wish);
    if (!done) tx.rollback();
    return done;
  });
}

Result<Done> DelegationService::give_in(db::Transaction& tx, const Actor& who, const DelegationWish& wish) {
  const auto before = db::claim_request(
      tx, wish.request_key,
      fingerprint_of({"delegation", who.user_id(), wish.order, std::to_string(wish.task), wish.receiver, wish.reason}),
      rooms_.clock.now());
  if (!before) return before.rejections();
  if (*before) return Done{};
  tx.execute(dgq::case_lock, db::Params{wish.order});
  const auto opened = cases_.open_in(tx, who, wish.order);
  if (!opened) return opened.rejections();
  const auto& file = opened->file;
  const auto tasks = rooms_.workflow.open_tasks(tx, file.id);
  const auto task = std::find_if(tasks.begin(), tasks.end(), [&](const auto& t) { return t.id == wish.task; });
  if (!opened->by_grant && task == tasks.end()) return Rejection{"task.unknown", {wish.order}};
  if (opened->by_grant || !may_give(tx, who, *task, file)) {
    tx.rollback();
    return rooms_.trail.refused(who, "case.work", "task:" + std::to_string(wish.task), file.id);
  }
  if (auto why = faults_of_delegation(who, wish, task->assignee); !why.empty()) return why;
  const auto to = person(tx, who, wish.receiver);
  if (const auto why = obstacle_of(tx, to, *task)) return of_who_receives(*why);
  const auto moved = rooms_.workflow.hand_over(tx, who, {file.id, wish.task, wish.rev}, to);
  if (!moved) return of_who_receives(moved.rejection());
  tx.execute(dgq::delegation_insert, db::Params{file.id, rooms_.ids.next(), wish.task, task->assignee, wish.receiver,
                                                std::string{trimmed(wish.reason)}, rooms_.clock.now(), who.user_id()});
  db::store_result(tx, wish.request_key, "done");
  return Done{};
}

}  // namespace ssiis::inspections
