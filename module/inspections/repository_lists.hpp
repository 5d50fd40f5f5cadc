// Lists of units and their entries: rows in, values out.
#pragma once
#include <vector>

#include "database/api.hpp"
#include "inspections/list_types.hpp"

namespace ssiis::inspections {

void insert(db::Transaction& tx, const UnitList& list);
std::optional<UnitList> find_list(db::Transaction& tx, const std::string& number);
void save(db::Transaction& tx, UnitList& list);  // the state; counts the version; throws Conflict

struct ListRow {
  UnitList list;
  std::int64_t units, started;
};
struct ListPageKey {
  Instant created_at;
  ListId id;
};
std::vector<ListRow> all_lists(db::Transaction& tx, const Scope& scope, std::optional<ListPageKey> after, int limit);

void insert(db::Transaction& tx, ListId list, const ListEntry& entry);
std::vector<ListEntry> entries_of(db::Transaction& tx, ListId list, int offset, int limit);
std::optional<ListEntry> find_entry(db::Transaction& tx, ListId list, std::int64_t entry);
std::optional<ListEntry> entry_of_unit(db::Transaction& tx, ListId list, const std::string& unit_key);
std::vector<ListEntry> entries_to_start(db::Transaction& tx, ListId list, std::int64_t after, int limit);
ListCounts count_entries(db::Transaction& tx, ListId list);
void save(db::Transaction& tx, ListId list, const ListEntry& entry);  // throws Conflict

void insert_event(db::Transaction& tx, ListId list, std::int64_t row, const ListEvent& event);
std::vector<ListEvent> events_of(db::Transaction& tx, ListId list);  // oldest first

}  // namespace ssiis::inspections
