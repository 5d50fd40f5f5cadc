// From a consolidated list to its inspections, one transaction each.
#include <fmt/format.h>

#include "inspections/lists.hpp"

namespace ssiis::inspections {
namespace {

// The seat: a workplace that is open and lies where the unit itself is registered; else the first that is open.
std::string seat_of(const std::vector<registry::Workplace>& workplaces, const std::string& territory) {
  for (const auto& w : workplaces)
    if (!w.close_date && w.where.territory == territory) return w.workplace_id;
  for (const auto& w : workplaces)
    if (!w.close_date) return w.workplace_id;
  return workplaces.empty() ? std::string{} : workplaces.front().workplace_id;
}

std::string flat(const Rejection& why) {
  std::string out = why.code;
  for (const auto& arg : why.args) out += '\n' + arg;
  return out;
}

}  // namespace

Result<StartReport> ListService::start(const Actor& who, const std::string& number, std::int64_t after,
                                       InspectionType type) {
  std::vector<ListEntry> waiting;
  auto opened = rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) -> Result<UnitList> {
    auto list = open_in(tx, who, number, "planning.manage");
    if (!list) return list;
    if (list->state != ListState::consolidated) return Rejection{"list.not_consolidated", {number}};
    waiting = entries_to_start(tx, list->id, after, start_batch + 1);
    return list;
  });
  if (!opened) return opened.rejections();
  StartReport out;
  const bool more = waiting.size() > static_cast<std::size_t>(start_batch);
  if (more) waiting.pop_back();
  for (const auto& entry : waiting) {
    if (start_one(who, *opened, entry, type))
      ++out.started;
    else
      ++out.refused;
  }
  if (more)
    out.go_on_after = waiting.back().id;
  else
    finish_if_done(who, number);
  return out;
}

Result<Done> ListService::start_one(const Actor& who, const UnitList& list, const ListEntry& entry,
                                    InspectionType type) {
  const auto seat = rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    return seat_of(registry::workplaces_of(tx, who.scope("registry.read"), entry.unit_key), entry.territory);
  });
  const NewCase wish{.origin = list.origin,
                     .type = type,
                     .emergency = false,
                     .unit_key = entry.unit_key,
                     .workplace_key = seat,
                     .subject = first_code_points(list.title + ": " + entry.reason, 1000),
                     .request_number = std::nullopt,
                     .request_key = fmt::format("unit-list-{}-{}", list.id.value, entry.id),
                     .together = [&](db::Transaction& tx, const Case& c) {
                       auto started = entry;
                       started.state = EntryState::started;
                       started.case_id = c.id;
                       save(tx, list.id, started);
                       note(tx, who, list, entry.id, "started", c.order_number);
                     }};
  try {
    const auto order = cases_.start(who, wish);
    if (order) return Done{};
    rooms_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
      note(tx, who, list, entry.id, "refused", flat(order.rejection()));
      audit(tx, who, list, "unit_list.start_refused", {{"unit", entry.unit_key}, {"why", order.rejection().code}});
    });
    return order.rejections();
  } catch (const Conflict&) {
    // Somebody else started or removed this unit at the same moment; nothing of ours was kept.
    return Rejection{"list.entry_changed", {entry.unit_name}};
  }
}

void ListService::finish_if_done(const Actor& who, const std::string& number) {
  rooms_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
    auto list = find_list(tx, number);
    if (!list || list->state != ListState::consolidated) return;
    const auto counts = count_entries(tx, list->id);
    if (counts.listed > 0 || counts.started == 0) return;
    list->state = ListState::started;
    save(tx, *list);
    note(tx, who, *list, 0, "started", {});
    audit(tx, who, *list, "unit_list.started", {{"inspections", std::to_string(counts.started)}});
  });
}

}  // namespace ssiis::inspections
