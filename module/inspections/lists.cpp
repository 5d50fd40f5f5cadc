#include "inspections/lists.hpp"

#include <fmt/format.h>

#include "inspections/rules.hpp"

namespace ssiis::inspections {
namespace {

constexpr std::size_t longest_title = 300;
constexpr std::size_t longest_reason = 1000;

std::optional<Rejection> text_fault(const std::string& text, std::size_t longest, const char* field) {
  if (text.empty()) return Rejection{"form.required", {field}, field};
  if (count_code_points(text) > longest) return Rejection{"form.too_long", {field, std::to_string(longest)}, field};
  return std::nullopt;
}

}  // namespace

void ListService::note(db::Transaction& tx, const Actor& who, const UnitList& list, std::int64_t entry,
                       std::string kind, std::string content) {
  insert_event(tx, list.id, rooms_.ids.next(),
               {entry, std::move(kind), std::move(content), rooms_.clock.now(), who.user_id()});
}

void ListService::audit(db::Transaction& tx, const Actor& who, const UnitList& list, std::string event,
                        audit::Pairs details) {
  rooms_.trail.record(tx, who,
                      {.chain = audit::ChainName::of_person(who.user_id()),
                       .event = std::move(event),
                       .object = "unit_list:" + list.number,
                       .details = std::move(details)});
}

Result<UnitList> ListService::open_in(db::Transaction& tx, const Actor& who, const std::string& number,
                                      const char* permission) {
  auto list = find_list(tx, number);
  if (list && who.may(permission, list->territory_point)) return std::move(*list);
  tx.rollback();
  return rooms_.trail.refused(who, permission, "unit_list:" + first_code_points(number, 40));
}

std::vector<ListRow> ListService::lists(const Actor& who, std::optional<ListPageKey> after, int limit) {
  return rooms_.pool.transact(
      db::Mode::read, [&](db::Transaction& tx) { return all_lists(tx, who.scope("planning.read"), after, limit); });
}

Result<ListView> ListService::view(const Actor& who, const std::string& number, int offset, int limit) {
  return rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) -> Result<ListView> {
    auto list = open_in(tx, who, number, "planning.read");
    if (!list) return list.rejections();
    ListView out{.list = *list,
                 .counts = count_entries(tx, list->id),
                 .entries = entries_of(tx, list->id, offset, limit),
                 .last = {},
                 .may_manage = who.may("planning.manage", list->territory_point),
                 .may_start = false};
    out.may_start = out.may_manage && who.may("order.create");
    for (auto& event : events_of(tx, list->id)) {
      const auto entry = event.entry;
      out.last.insert_or_assign(entry, std::move(event));
    }
    return out;
  });
}

Result<std::string> ListService::make(const Actor& who, const NewList& wish) {
  if (!who.may("planning.manage")) return rooms_.trail.refused(who, "planning.manage", "unit_list:new");
  Rejections faults;
  if (auto fault = text_fault(wish.title, longest_title, "title")) faults.push_back(*fault);
  if (wish.origin != Origin::national_plan && wish.origin != Origin::regular_plan)
    faults.push_back({"list.origin", {}, "origin"});
  if (!faults.empty()) return faults;
  const auto print = fingerprint_of({who.user_id(), name_of(wish.origin), wish.title, wish.territory});
  return rooms_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<std::string> {
    const auto before = db::claim_request(tx, wish.request_key, print, rooms_.clock.now());
    if (!before || *before) {
      tx.rollback();
      if (!before) return before.rejections();
      return **before;
    }
    const auto tree = profiles::current_tree(tx);
    const auto* place = tree.find(wish.territory);
    if (place == nullptr) {
      tx.rollback();
      return Rejection{"list.territory_unknown", {}, "territory"};
    }
    if (!who.may("planning.manage", place->interval.low)) {
      tx.rollback();
      return rooms_.trail.refused(who, "planning.manage", "territory:" + place->code);
    }
    const int year = rooms_.clock.today().year();
    UnitList list{.id = ListId{rooms_.ids.next()},
                  .number = shown_number(rooms_.settings.text("numbers.list_prefix", "LIST"), year,
                                         db::next_number(tx, "unit_list", "HQ", year)),
                  .title = wish.title,
                  .origin = wish.origin,
                  .territory = place->code,
                  .created_at = rooms_.clock.now(),
                  .created_by = who.user_id()};
    insert(tx, list);
    note(tx, who, list, 0, "made", {});
    db::store_result(tx, wish.request_key, list.number);
    audit(tx, who, list, "unit_list.made",
          {{"origin", std::string{name_of(list.origin)}}, {"territory", list.territory}});
    return list.number;
  });
}

Result<Done> ListService::change_entry(const Actor& who, const std::string& number, std::int64_t entry_id,
                                       std::int64_t version, const std::string& reason, bool removal) {
  if (auto fault = text_fault(reason, longest_reason, "reason")) return *fault;
  return rooms_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
    const auto refuse = [&](Rejection why) -> Result<Done> {
      tx.rollback();
      return why;
    };
    auto list = open_in(tx, who, number, "planning.manage");
    if (!list) return list.rejections();
    auto entry = find_entry(tx, list->id, entry_id);
    if (!entry || entry->state == EntryState::removed) return refuse({"list.entry_unknown"});
    if (entry->state == EntryState::started) return refuse({"list.entry_started", {entry->unit_name}});
    if (list->state == ListState::abandoned || list->state == ListState::started ||
        (!removal && list->state != ListState::draft))
      return refuse({"list.not_a_draft", {number}});
    if (entry->version != version) throw Conflict{"unit list entry"};
    if (removal)
      entry->state = EntryState::removed;
    else
      entry->reason = reason;
    save(tx, list->id, *entry);
    note(tx, who, *list, entry->id, removal ? "removed" : "reason", reason);
    audit(tx, who, *list, removal ? "unit_list.unit_removed" : "unit_list.reason_given", {{"unit", entry->unit_key}});
    return Done{};
  });
}

Result<Done> ListService::give_reason(const Actor& who, const std::string& number, std::int64_t entry,
                                      std::int64_t version, const std::string& reason) {
  return change_entry(who, number, entry, version, reason, false);
}

Result<Done> ListService::remove(const Actor& who, const std::string& number, std::int64_t entry, std::int64_t version,
                                 const std::string& reason) {
  auto done = change_entry(who, number, entry, version, reason, true);
  if (done) finish_if_done(who, number);
  return done;
}

Result<Done> ListService::change_state(const Actor& who, const std::string& number, std::int64_t version, ListState to,
                                       const std::string& reason) {
  return rooms_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
    auto opened = open_in(tx, who, number, "planning.manage");
    if (!opened) return opened.rejections();
    UnitList list = *opened;
    if (list.state != ListState::draft) {
      tx.rollback();
      return Rejection{"list.not_a_draft", {number}};
    }
    if (to == ListState::consolidated && count_entries(tx, list.id).listed == 0) {
      tx.rollback();
      return Rejection{"list.empty", {number}};
    }
    if (list.version != version) throw Conflict{"unit list"};
    list.state = to;
    save(tx, list);
    note(tx, who, list, 0, std::string{name_of(to)}, reason);
    audit(tx, who, list, to == ListState::consolidated ? "unit_list.consolidated" : "unit_list.abandoned", {});
    return Done{};
  });
}

Result<Done> ListService::consolidate(const Actor& who, const std::string& number, std::int64_t version) {
  return change_state(who, number, version, ListState::consolidated, {});
}

Result<Done> ListService::abandon(const Actor& who, const std::string& number, std::int64_t version,
                                  const std::string& reason) {
  if (auto fault = text_fault(reason, longest_reason, "reason")) return *fault;
  return change_state(who, number, version, ListState::abandoned, reason);
}

}  // namespace ssiis::inspections
