#include "inspections/repository_lists.hpp"

#include <array>
#include <limits>

#include "sql/inspections.hpp"

namespace ssiis::inspections {
namespace {

namespace q = ssiis::sql::inspections;

constexpr std::array list_states{std::string_view{"draft"}, std::string_view{"consolidated"},
                                 std::string_view{"started"}, std::string_view{"abandoned"}};
constexpr std::array entry_states{std::string_view{"listed"}, std::string_view{"removed"}, std::string_view{"started"}};

UnitList read_list(const db::Row& r) {
  return {.id = ListId{r.integer(0)},
          .number = r.text(1),
          .title = r.text(2),
          .origin = decoded<Origin>(r.text(3)),
          .territory = r.text(4),
          .state = decoded<ListState>(r.text(5)),
          .created_at = r.instant(6),
          .created_by = r.text(7),
          .version = r.integer(8),
          .territory_point = r.integer(9)};
}

ListEntry read_entry(const db::Row& r) {
  const auto id = r.maybe_integer(6);
  return {.id = r.integer(0),
          .unit_key = r.text(1),
          .unit_name = r.text(2),
          .territory = r.text(3),
          .reason = r.text(4),
          .state = decoded<EntryState>(r.text(5)),
          .case_id = id ? std::optional{CaseId{*id}} : std::nullopt,
          .version = r.integer(7),
          .order_number = r.text_or_empty(8)};
}

}  // namespace

std::string_view name_of(ListState v) noexcept { return list_states[static_cast<std::size_t>(v)]; }
std::string_view name_of(EntryState v) noexcept { return entry_states[static_cast<std::size_t>(v)]; }

template <>
std::optional<ListState> named<ListState>(std::string_view name) noexcept {
  for (std::size_t i = 0; i < list_states.size(); ++i)
    if (list_states[i] == name) return static_cast<ListState>(i);
  return std::nullopt;
}
template <>
std::optional<EntryState> named<EntryState>(std::string_view name) noexcept {
  for (std::size_t i = 0; i < entry_states.size(); ++i)
    if (entry_states[i] == name) return static_cast<EntryState>(i);
  return std::nullopt;
}

void insert(db::Transaction& tx, const UnitList& l) {
  tx.execute(q::list_insert, db::Params{l.id, l.number, l.title, name_of(l.origin), l.territory, name_of(l.state),
                                        l.created_at, l.created_by});
}

std::optional<UnitList> find_list(db::Transaction& tx, const std::string& number) {
  return tx.find(q::list_by_number, db::Params{number}, read_list);
}

void save(db::Transaction& tx, UnitList& l) {
  if (tx.execute(q::list_save, db::Params{name_of(l.state), l.id, l.version}) != 1) throw Conflict{"unit list"};
  ++l.version;
}

std::vector<ListRow> all_lists(db::Transaction& tx, const Scope& scope, std::optional<ListPageKey> after, int limit) {
  const db::ScopedQuery scoped{q::list_all, scope, "t.low"};
  // Without a page before it: later than any list.
  const auto at = after ? after->created_at.iso() : std::string{"9999"};
  const auto id = after ? after->id.value : std::numeric_limits<std::int64_t>::max();
  return tx.all(scoped.query(), db::Params{at, at, id, limit}, [](const db::Row& r) {
    return ListRow{read_list(r), r.integer(10), r.integer(11)};
  });
}

void insert(db::Transaction& tx, ListId list, const ListEntry& e) {
  tx.execute(q::list_entry_insert, db::Params{list, e.id, e.unit_key, e.unit_name, e.territory, e.reason});
}

std::vector<ListEntry> entries_of(db::Transaction& tx, ListId list, int offset, int limit) {
  return tx.all(q::list_entries, db::Params{list, limit, offset}, read_entry);
}

std::optional<ListEntry> find_entry(db::Transaction& tx, ListId list, std::int64_t entry) {
  return tx.find(q::list_entry, db::Params{list, entry}, read_entry);
}

std::optional<ListEntry> entry_of_unit(db::Transaction& tx, ListId list, const std::string& unit_key) {
  return tx.find(q::list_entry_of_unit, db::Params{list, unit_key}, read_entry);
}

std::vector<ListEntry> entries_to_start(db::Transaction& tx, ListId list, std::int64_t after, int limit) {
  return tx.all(q::list_entries_to_start, db::Params{list, after, limit}, read_entry);
}

ListCounts count_entries(db::Transaction& tx, ListId list) {
  ListCounts out;
  for (auto rows = tx.query(q::list_entry_counts, db::Params{list}); rows.next();) {
    const auto count = rows.row().integer(1);
    switch (decoded<EntryState>(rows.row().text(0))) {
      case EntryState::listed:
        out.listed = count;
        break;
      case EntryState::started:
        out.started = count;
        break;
      case EntryState::removed:
        out.removed = count;
        break;
    }
  }
  return out;
}

void save(db::Transaction& tx, ListId list, const ListEntry& e) {
  if (tx.execute(q::list_entry_save, db::Params{e.reason, name_of(e.state), e.case_id, list, e.id, e.version}) != 1)
    throw Conflict{"unit list entry"};
}

void insert_event(db::Transaction& tx, ListId list, std::int64_t row, const ListEvent& e) {
  tx.execute(q::list_event_insert,
             db::Params{list, row, e.entry, e.kind, first_code_points(e.content, 1000), e.at, e.by});
}

std::vector<ListEvent> events_of(db::Transaction& tx, ListId list) {
  return tx.all(q::list_events, db::Params{list}, [](const db::Row& r) {
    return ListEvent{r.integer(0), r.text(1), r.text(2), r.instant(3), r.text(4)};
  });
}

}  // namespace ssiis::inspections
