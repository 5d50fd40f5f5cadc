// What somebody holds, the plan of handing it over, and what nobody can go on with.
#include "inspections/handover.hpp"

#include <algorithm>

#include "database/scoped.hpp"
#include "inspections/rules.hpp"
#include "sql/inspections.hpp"

namespace ssiis::inspections {
namespace {

namespace hq = sql::inspections;

constexpr std::string_view gives_work = "absence.manage";
constexpr std::string_view kind_names[] = {"manager", "chief_inspector", "inspector", "task", "substitution"};
constexpr std::size_t longest_handover_reason = 400;

HeldKind held_kind(std::string_view name) {
  for (std::size_t i = 0; i < std::size(kind_names); ++i)
    if (kind_names[i] == name) return static_cast<HeldKind>(i);
  throw std::runtime_error{"a stored kind of what is handed over that no version of the program knows"};
}

LineState line_state(std::string_view name) {
  if (name == "planned") return LineState::planned;
  if (name == "done") return LineState::done;
  if (name == "refused") return LineState::refused;
  throw std::runtime_error{"a stored state of a handing over that no version of the program knows"};
}

HeldThing thing_of(HeldKind kind, const db::Row& r) {
  return {.kind = kind,
          .case_id = CaseId{r.integer(0)},
          .order_number = r.text(1),
          .unit_name = r.text(2),
          .territory = r.text(3),
          .point = r.integer(4)};
}

HandoverLine line_row(const db::Row& r) {
  HandoverLine out{.row = r.integer(0), .thing = {.kind = held_kind(r.text(2))}, .receiver = r.text(4)};
  out.thing.case_id = CaseId{r.integer(1)};
  out.thing.object = r.integer(3);
  out.state = line_state(r.text(5));
  out.code = r.text_or_empty(6);
  out.argument = r.text_or_empty(7);
  out.settled_at = r.maybe_instant(8);
  out.thing.order_number = r.text_or_empty(9);
  out.thing.unit_name = r.text_or_empty(10);
  out.thing.territory = r.text_or_empty(11);
  out.thing.point = r.integer(12);
  out.thing.bundle = r.maybe_integer(13).value_or(0);
  out.thing.process = r.text_or_empty(14);
  out.thing.node = r.text_or_empty(15);
  return out;
}

Handover handover_row(const db::Row& r) { return {r.integer(0), r.text(1), r.text(2), r.text(3), r.instant(4)}; }

std::string handover_print(const Actor& who, const HandoverWish& wish) {
  std::string others;
  for (const auto& [thing, receiver] : wish.others) others += thing + '=' + receiver + '\n';
  return fingerprint_of({who.user_id(), wish.leaver, wish.receiver, wish.reason, others});
}

const std::string& receiver_of(const HandoverWish& wish, const HeldThing& thing) {
  const auto at = wish.others.find(thing.key());
  return at == wish.others.end() || at->second.empty() ? wish.receiver : at->second;
}

Rejections handover_faults(const HandoverWish& wish) {
  Rejections out;
  if (wish.leaver.empty()) out.push_back({"handover.person_missing", {}, "person"});
  if (!wish.receiver.empty() && wish.receiver == wish.leaver) out.push_back({"handover.himself", {}, "receiver"});
  if (trimmed(wish.reason).empty()) out.push_back({"handover.reason_missing", {}, "reason"});
  if (auto why = too_long(wish.reason, longest_handover_reason, "reason")) out.push_back(*std::move(why));
  return out;
}

}  // namespace

std::string_view name_of(HeldKind kind) noexcept { return kind_names[static_cast<std::size_t>(kind)]; }

std::string HeldThing::key() const {
  return std::string{name_of(kind)} + "." + std::to_string(case_id.value) + "." + std::to_string(object);
}

std::vector<profiles::PersonName> HandoverService::people(const Actor& who) {
  const db::ScopedQuery query{hq::people_ever, who.scope(gives_work), "t.low"};
  return rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    return tx.all(query.query(), db::Params{}, [](const db::Row& r) {
      return profiles::PersonName{r.text(0), r.text(1), r.text(2), r.text(3)};
    });
  });
}

// First what is held of files, then their tasks: who gets a place on a team may then get the team's tasks.
std::vector<HeldThing> HandoverService::held_in(db::Transaction& tx, const Actor& who, const std::string& user_id) {
  auto out =
      tx.all(hq::held_managed, db::Params{user_id}, [](const db::Row& r) { return thing_of(HeldKind::manager, r); });
  for (auto& thing : tx.all(hq::held_memberships, db::Params{user_id}, [](const db::Row& r) {
         const bool chief = decoded<MemberRole>(r.text(5)) == MemberRole::chief_inspector;
         return thing_of(chief ? HeldKind::chief_inspector : HeldKind::inspector, r);
       }))
    out.push_back(std::move(thing));
  for (auto& thing : tx.all(hq::held_tasks, db::Params{user_id}, [](const db::Row& r) {
         auto task = thing_of(HeldKind::task, r);
         task.object = r.integer(5);
         task.bundle = r.integer(6);
         task.process = r.text(7);
         task.node = r.text(8);
         task.role = r.text(9);
         return task;
       }))
    out.push_back(std::move(thing));
  std::erase_if(out, [&](const HeldThing& thing) { return !who.may(gives_work, thing.point); });
  std::stable_sort(out.begin(), out.end(),
                   [](const HeldThing& a, const HeldThing& b) { return a.order_number < b.order_number; });
  for (const auto& s : substitutions_.stood_in_by(tx, who, user_id))
    out.push_back({.kind = HeldKind::substitution, .object = s.id});
  if (out.size() > most_lines) out.resize(most_lines);
  return out;
}

std::vector<HeldThing> HandoverService::held(const Actor& who, const std::string& user_id) {
  return rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return held_in(tx, who, user_id); });
}

std::vector<Orphan> HandoverService::orphans(const Actor& who) {
  const auto scope = who.scope(gives_work);
  const db::ScopedQuery tasks{hq::orphan_tasks, scope, "tc.low"}, members{hq::orphan_members, scope, "tc.low"},
      managers{hq::orphan_managers, scope, "tc.low"};
  const auto today = rooms_.clock.today();
  const auto of_file = [](const db::Row& r, std::string what, std::string holder) {
    return Orphan{.case_id = CaseId{r.integer(0)},
                  .order_number = r.text(1),
                  .unit_name = r.text(2),
                  .territory = r.text(3),
                  .what = std::move(what),
                  .holder = std::move(holder)};
  };
  return rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    auto out = tx.all(tasks.query(), db::Params{today, today}, [&](const db::Row& r) {
      auto orphan = of_file(r, r.text(7), r.text_or_empty(8));
      orphan.bundle = r.integer(4);
      orphan.process = r.text(5);
      orphan.node = r.text(6);
      return orphan;
    });
    for (auto& o : tx.all(members.query(), db::Params{today, today},
                          [&](const db::Row& r) { return of_file(r, r.text(4), r.text(5)); }))
      out.push_back(std::move(o));
    for (auto& o : tx.all(managers.query(), db::Params{false, today, today},
                          [&](const db::Row& r) { return of_file(r, "manager", r.text(4)); }))
      out.push_back(std::move(o));
    return out;
  });
}

std::vector<PlannedHandover> HandoverService::planned(const Actor& who) {
  return rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    return tx.all(hq::handovers_planned, db::Params{who.user_id()}, [](const db::Row& r) {
      return PlannedHandover{handover_row(r), r.integer(5), r.integer(6), r.integer(7)};
    });
  });
}

Result<std::int64_t> HandoverService::plan(const Actor& who, const HandoverWish& wish) {
  const auto id = rooms_.ids.next();
  return rooms_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<std::int64_t> {
    auto done = plan_in(tx, who, wish, id);
    if (!done) tx.rollback();
    return done;
  });
}

Result<std::int64_t> HandoverService::plan_in(db::Transaction& tx, const Actor& who, const HandoverWish& wish,
                                              std::int64_t id) {
  const auto before = db::claim_request(tx, wish.request_key, handover_print(who, wish), rooms_.clock.now());
  if (!before) return before.rejections();
  if (*before) return whole_number(**before).value_or(0);
  if (auto why = handover_faults(wish); !why.empty()) return why;
  const auto things = held_in(tx, who, wish.leaver);
  if (things.empty()) return Rejection{"handover.nothing_held", {}, "person"};
  tx.execute(hq::handover_insert,
             db::Params{id, wish.leaver, std::string{trimmed(wish.reason)}, who.user_id(), rooms_.clock.now()});
  std::int64_t row = 0;
  for (const auto& thing : things) {
    const auto& receiver = receiver_of(wish, thing);
    if (receiver.empty() || receiver == stays) continue;
    tx.execute(hq::handover_line_insert,
               db::Params{id, ++row, thing.case_id, name_of(thing.kind), thing.object, receiver});
  }
  if (row == 0) return Rejection{"handover.receiver_missing", {}, "receiver"};
  rooms_.trail.record(tx, who,
                      {.chain = audit::ChainName::administration(),
                       .event = "handover.planned",
                       .object = "handover:" + std::to_string(id),
                       .details = {{"from", wish.leaver}, {"lines", std::to_string(row)}}});
  db::store_result(tx, wish.request_key, std::to_string(id));
  return id;
}

Result<HandoverView> HandoverService::read(const Actor& who, std::int64_t id) {
  auto found = rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) -> std::optional<HandoverView> {
    auto handover = tx.find(hq::handover_by_id, db::Params{id}, handover_row);
    if (!handover) return std::nullopt;
    HandoverView out{*std::move(handover), tx.all(hq::handover_lines, db::Params{id}, line_row)};
    const auto mine = substitutions_.stood_in_by(tx, who, out.handover.leaver);
    std::erase_if(out.lines, [&](const HandoverLine& line) {
      if (line.thing.kind != HeldKind::substitution) return !who.may(gives_work, line.thing.point);
      const auto same = [&](const auto& s) { return s.id == line.thing.object; };
      return out.handover.planned_by != who.user_id() && std::none_of(mine.begin(), mine.end(), same);
    });
    return out;
  });
  if (!found || found->lines.empty()) return rooms_.trail.refused(who, gives_work, "handover:" + std::to_string(id));
  return *std::move(found);
}

std::vector<profiles::Holder> HandoverService::candidates(const HeldThing& thing) {
  std::vector<std::string> roles{"inspector", "chief_inspector"};
  if (thing.kind == HeldKind::substitution) roles.clear();
  if (thing.kind == HeldKind::manager) roles = {"head_inspection", "head_legal_hq", "legal_officer_hq", "director"};
  if (thing.kind == HeldKind::task && thing.role != "inspector" && thing.role != "chief_inspector")
    roles = {thing.role};
  return rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    std::vector<profiles::Holder> out;
    for (const auto& role : roles)
      for (auto& holder : rooms_.actors.holders(tx, role, thing.point))
        if (std::none_of(out.begin(), out.end(), [&](const auto& h) { return h.user_id == holder.user_id; }))
          out.push_back(std::move(holder));
    return out;
  });
}

}  // namespace ssiis::inspections
