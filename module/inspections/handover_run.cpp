// Handing over what was planned: file by file, each in a transaction of its own, tried and done by the same function.
#include <algorithm>

#include "inspections/handover.hpp"
#include "sql/inspections.hpp"

namespace ssiis::inspections {
namespace {

// The lines of one file, or one substitution, next to each other.
std::vector<std::vector<HandoverLine*>> by_file(std::vector<HandoverLine>& lines) {
  std::vector<std::vector<HandoverLine*>> out;
  for (auto& line : lines) {
    if (line.state != LineState::planned) continue;
    const bool alone = line.thing.kind == HeldKind::substitution;
    if (out.empty() || alone || out.back().front()->thing.case_id != line.thing.case_id) out.emplace_back();
    out.back().push_back(&line);
  }
  return out;
}

std::vector<HandoverLine> copies_of(const std::vector<HandoverLine*>& lines) {
  std::vector<HandoverLine> out;
  for (const auto* line : lines) out.push_back(*line);
  return out;
}

// The engine speaks of who asks; here it is the receiver who may not.
Rejection of_receiver(const Rejection& why) {
  if (why.code == "workflow.not_your_task" || why.code == "workflow.task_claimed")
    return Rejection{"handover.no_right"};
  if (why.code == "workflow.same_person" || why.code == "withdrawal.same_person" || why.code == "annulment.same_person")
    return Rejection{"handover.same_person", why.args};
  return why;
}

}  // namespace

// The receiver as he is today, whoever acts.
Actor HandoverService::receiver(db::Transaction& tx, const Actor& who, const std::string& user_id) {
  profiles::IdentityData person;
  person.user_id = user_id;
  return rooms_.actors.actor(tx, person, {who.correlation_id(), who.client_address()});
}

Result<HandoverView> HandoverService::view(const Actor& who, std::int64_t id) {
  auto found = read(who, id);
  if (!found) return found;
  HandoverView out = *std::move(found);
  for (auto& lines : by_file(out.lines)) {
    auto tried = rooms_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
      auto copies = copies_of(lines);
      settle(tx, who, out.handover, copies);
      tx.rollback();
      return copies;
    });
    for (std::size_t i = 0; i < lines.size(); ++i) {
      lines[i]->code = tried[i].code;
      lines[i]->argument = tried[i].argument;
    }
  }
  return out;
}

Result<std::int64_t> HandoverService::run(const Actor& who, std::int64_t id, int files) {
  const auto found = read(who, id);
  if (!found) return found.rejections();
  auto all = found->lines;
  std::int64_t waiting = 0;
  for (const auto& lines : by_file(all)) {
    if (files-- <= 0) {
      waiting += static_cast<std::int64_t>(lines.size());
      continue;
    }
    rooms_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
      auto copies = copies_of(lines);
      settle(tx, who, found->handover, copies);
    });
  }
  return waiting;
}

void HandoverService::settle(db::Transaction& tx, const Actor& who, const Handover& handover,
                             std::vector<HandoverLine>& lines) {
  std::optional<Case> file;
  if (lines.front().thing.kind != HeldKind::substitution) {
    tx.execute(sql::inspections::case_lock, db::Params{lines.front().thing.order_number});
    file = find_case(tx, lines.front().thing.case_id);
  }
  for (auto& line : lines) {
    // Done meanwhile by somebody else who pressed the same button: nothing is done twice.
    const bool waits =
        tx.find(sql::inspections::handover_line_state, db::Params{handover.id, line.row}, [](const db::Row& r) {
            return r.text(0) == "planned";
          }).value_or(false);
    if (!waits) continue;
    const auto why = give(tx, who, handover, line, file ? &*file : nullptr);
    line.state = why ? LineState::refused : LineState::done;
    line.code = why ? why->code : "";
    line.argument = why && !why->args.empty() ? first_code_points(why->args.front(), 120) : "";
    tx.execute(sql::inspections::handover_line_settle,
               db::Params{why ? "refused" : "done", line.code, line.argument, who.user_id(), rooms_.clock.now(),
                          handover.id, line.row});
  }
}

std::optional<Rejection> HandoverService::give(db::Transaction& tx, const Actor& who, const Handover& handover,
                                               const HandoverLine& line, Case* file) {
  if (line.receiver == handover.leaver) return Rejection{"handover.himself"};
  if (line.thing.kind == HeldKind::substitution) {
    const auto passed = substitutions_.pass_on_in(tx, who, line.thing.object, line.receiver);
    return passed ? std::nullopt : std::optional{passed.rejection()};
  }
  if (file == nullptr || file->state == CaseState::closed) return Rejection{"handover.gone"};
  const auto to = receiver(tx, who, line.receiver);
  std::optional<Rejection> why;
  switch (line.thing.kind) {
    case HeldKind::manager:
      why = give_file(tx, handover.leaver, to, *file);
      break;
    case HeldKind::chief_inspector:
      why = give_place(tx, who, handover.leaver, to, MemberRole::chief_inspector, *file);
      break;
    case HeldKind::inspector:
      why = give_place(tx, who, handover.leaver, to, MemberRole::inspector, *file);
      break;
    case HeldKind::task:
      return give_task(tx, who, handover.leaver, to, line.thing.object, *file);  // told by the engine
    case HeldKind::substitution:
      break;
  }
  if (!why)
    rooms_.trail.record(tx, who,
                        {.chain = audit::ChainName::of_case(file->id),
                         .event = "handover.passed_on",
                         .object = "case:" + file->order_number,
                         .details = {{"what", std::string{name_of(line.thing.kind)}},
                                     {"from", handover.leaver},
                                     {"to", line.receiver},
                                     {"handover", std::to_string(handover.id)}}});
  return why;
}

// Who may make an order at the place may answer for its file.
std::optional<Rejection> HandoverService::give_file(db::Transaction& tx, const std::string& leaver, const Actor& to,
                                                    Case& file) {
  if (file.manager != leaver) return Rejection{"handover.gone"};
  if (!to.may("order.create", file.territory_point) || !to.may("case.read", file.territory_point))
    return Rejection{"handover.no_right"};
  file.manager = to.user_id();
  save(tx, file);
  ++file.version;
  return std::nullopt;
}

// Rows of a team end and begin, none is changed: who was on it when stays known. The reading of the unit's earlier
// files goes with the place.
std::optional<Rejection> HandoverService::give_place(db::Transaction& tx, const Actor& who, const std::string& leaver,
                                                     const Actor& to, MemberRole role, const Case& file) {
  if (!roles_in_case(tx, file.id, leaver).contains(role)) return Rejection{"handover.gone"};
  const auto inspects = [&](const char* held) { return to.has_role_at(held, file.territory_point); };
  if (!inspects("inspector") && !inspects("chief_inspector")) return Rejection{"handover.no_right"};
  const auto now = rooms_.clock.now();
  const auto before = roles_in_case(tx, file.id, to.user_id());
  const bool stays_chief = before.contains(MemberRole::chief_inspector);
  tx.execute(sql::inspections::member_end, db::Params{now, file.id, leaver});
  if (!stays_chief && !before.contains(role)) {
    tx.execute(sql::inspections::member_end, db::Params{now, file.id, to.user_id()});
    tx.execute(sql::inspections::member_insert,
               db::Params{file.id, rooms_.ids.next(), to.user_id(), name_of(role), now, who.user_id()});
  }
  rooms_.grants.close_for(tx, who, file.id, leaver);
  rooms_.grants.open(tx, who, file.id, file.unit_key, {to.user_id()}, "handover");
  return std::nullopt;
}

std::optional<Rejection> HandoverService::give_task(db::Transaction& tx, const Actor& who, const std::string& leaver,
                                                    const Actor& to, std::int64_t task, const Case& file) {
  for (auto& open : rooms_.workflow.open_tasks(tx, file.id)) {
    if (open.id != task || open.assignee != leaver) continue;
    // In his own right and by the step's own rules; what he could do only as somebody's substitute stays that one's.
    auto unheld = open;
    unheld.assignee.clear();
    if (const auto why = steps_.obstacle(tx, to, unheld)) return of_receiver(*why);
    const auto moved = rooms_.workflow.hand_over(tx, who, {file.id, task, open.rev}, to);
    return moved ? std::nullopt : std::optional{of_receiver(moved.rejection())};
  }
  return Rejection{"handover.gone"};
}

}  // namespace ssiis::inspections
