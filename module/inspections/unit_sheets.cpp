#include "inspections/unit_sheets.hpp"

#include <algorithm>

namespace ssiis::inspections {
namespace {

constexpr int months_shown = 24;
constexpr int like_entries = 8;
constexpr int workers_a_page = 50;

std::vector<registry::SearchHit> like_entries_of(db::Transaction& tx, const Actor& who, registry::SearchBox& search,
                                                 const registry::LabourUnit& unit) {
  std::vector<registry::SearchHit> out;
  for (const auto* name : {&unit.name_lo, &unit.name_en}) {
    if (name->empty()) continue;
    const auto found = search.search(tx, who.scope("registry.read"),
                                     {.text = *name, .kinds = {"tax_employer", "enterprise"}, .limit = like_entries});
    for (const auto& hit : found.hits)
      if (hit.entity_key != unit.lu_id &&  // what is linked to it stands among its numbers
          std::none_of(out.begin(), out.end(), [&](const auto& h) { return h.kind == hit.kind && h.key == hit.key; }))
        out.push_back(hit);
  }
  return out;
}

UnitSheet sheet_of(db::Transaction& tx, const Actor& who, registry::SearchBox& search, registry::LabourUnit unit) {
  const auto scope = who.scope("registry.read");
  UnitSheet out{.unit = std::move(unit),
                .workplaces = {},
                .newest = registry::newest_month(tx),
                .history = {},
                .workers = 0,
                .snapshots = registry::current_snapshots(tx),
                .elsewhere = {},
                .files = {},
                .past = {},
                .may_order = false};
  const auto& key = out.unit.lu_id;
  out.workplaces = registry::workplaces_of(tx, scope, key);
  if (out.newest) {
    out.history = registry::contribution_history(tx, scope, key, *out.newest, months_shown);
    out.workers = registry::count_workers_of(tx, scope, key, *out.newest);
  }
  out.elsewhere = like_entries_of(tx, who, search, out.unit);
  out.files = visible_cases_of_unit(tx, who, key);
  out.decisions = decisions_of_unit(tx, key);
  out.past = registry::past_inspections(tx, scope, key);
  out.numbers = registry::numbers_of(tx, scope, registry::EntityKind::labour_unit, key);
  // Asked only of a unit without workplaces of its own: the question may read the whole register.
  out.workplaces_known = std::any_of(out.workplaces.begin(), out.workplaces.end(),
                                     [](const registry::Workplace& w) { return !w.derived; }) ||
                         registry::has_input(tx, registry::Input::workplaces);
  out.may_benefits = who.may("worker.read", out.unit.where.point);
  if (out.may_benefits && out.newest && registry::has_input(tx, registry::Input::benefits))
    out.benefits = registry::benefits_at(tx, scope, key, out.newest->plus(1 - months_shown), *out.newest);
  out.may_order = std::any_of(out.workplaces.begin(), out.workplaces.end(),
                              [&](const registry::Workplace& w) { return who.may("order.create", w.where.point); });
  return out;
}

}  // namespace

Result<UnitSheet> UnitService::sheet(const Actor& who, const std::string& unit_key) {
  auto found = rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) -> std::optional<UnitSheet> {
    auto unit = registry::find_unit(tx, who.scope("registry.read"), unit_key);
    if (!unit) return std::nullopt;
    return sheet_of(tx, who, search_, std::move(*unit));
  });
  if (!found) return rooms_.trail.refused(who, "registry.read", "unit:" + first_code_points(unit_key, 64));
  rooms_.trail.read(who, {.chain = audit::ChainName::of_person(who.user_id()),
                          .act = audit::Act::read,
                          .event = "unit.read",
                          .object = "unit:" + unit_key,
                          .purpose = "work"});
  return std::move(*found);
}

Result<WorkersPage> UnitService::workers(const Actor& who, const std::string& unit_key, const std::string& purpose,
                                         const std::string& after) {
  if (std::find(std::begin(worker_purposes), std::end(worker_purposes), purpose) == std::end(worker_purposes))
    return Rejection{"unit.purpose_missing", {}, "purpose"};
  auto found = rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) -> std::optional<WorkersPage> {
    const auto scope = who.scope("worker.read");
    auto unit = registry::find_unit(tx, scope, unit_key);
    if (!unit) return std::nullopt;
    WorkersPage page{.unit = std::move(*unit),
                     .month = registry::newest_month(tx).value_or(Month::of(rooms_.clock.today())),
                     .total = 0,
                     .workers = {},
                     .next = {}};
    page.total = registry::count_workers_of(tx, scope, unit_key, page.month);
    page.workers = registry::workers_of(tx, scope, unit_key, page.month, after, workers_a_page + 1);
    if (page.workers.size() > static_cast<std::size_t>(workers_a_page)) {
      page.workers.pop_back();
      page.next = page.workers.back().employment.emp_id;
    }
    return page;
  });
  if (!found) return rooms_.trail.refused(who, "worker.read", "unit:" + first_code_points(unit_key, 64));
  rooms_.trail.read(who,
                    {.chain = audit::ChainName::of_person(who.user_id()),
                     .act = audit::Act::read,
                     .event = "unit.workers_read",
                     .object = "unit:" + unit_key,
                     .purpose = purpose,
                     .details = {{"month", found->month.iso()}, {"shown", std::to_string(found->workers.size())}}});
  return std::move(*found);
}

UnitFacts UnitService::facts(const Actor& who, const std::string& unit_key) {
  return rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    UnitFacts out;
    for (auto& file : visible_cases_of_unit(tx, who, unit_key)) {
      if (file.state == CaseState::closed) {
        out.earlier.push_back(std::move(file));
        continue;
      }
      OpenOrder order{.file = std::move(file), .chief = {}, .tasks = {}, .due = std::nullopt, .due_confirmed = true};
      for (const auto& m : members_of(tx, order.file.id))
        if (m.role == MemberRole::chief_inspector) order.chief = m.user_id;
      order.tasks = rooms_.workflow.open_tasks(tx, order.file.id);
      for (const auto& task : order.tasks)
        if (task.due && (!order.due || *task.due < *order.due)) {
          order.due = task.due;
          order.due_confirmed = task.due_confirmed;
        }
      for (const auto& task : order.tasks)
        if (!order.due && task.still_since) {
          order.still_since = task.still_since;
          order.due_confirmed = task.due_confirmed;
        }
      out.open.push_back(std::move(order));
    }
    return out;
  });
}

}  // namespace ssiis::inspections
