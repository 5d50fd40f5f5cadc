// Lists of labour units to inspect: made by a head, consolidated, then turned into one inspection for each unit.
#pragma once
#include "inspections/types.hpp"

namespace ssiis::inspections {

using ListId = Id<struct ListTag>;

// draft: units come and go. consolidated: the list stands, inspections are started; a unit that cannot be inspected may
// still be taken off. started: every unit on it has its order. abandoned: given up as a draft; its number stays.
enum class ListState { draft, consolidated, started, abandoned };
enum class EntryState { listed, removed, started };

std::string_view name_of(ListState v) noexcept;
std::string_view name_of(EntryState v) noexcept;
template <>
std::optional<ListState> named<ListState>(std::string_view name) noexcept;
template <>
std::optional<EntryState> named<EntryState>(std::string_view name) noexcept;

struct UnitList {
  ListId id;
  std::string number, title;
  Origin origin;          // national_plan or regular_plan
  std::string territory;  // code
  ListState state{ListState::draft};
  Instant created_at;
  std::string created_by;
  std::int64_t version{1};
  std::int64_t territory_point{0};
};

struct ListEntry {
  std::int64_t id;
  std::string unit_key, unit_name, territory;
  std::string reason;
  EntryState state{EntryState::listed};
  std::optional<CaseId> case_id{};
  std::int64_t version{1};
  std::string order_number{};  // of its case
};

// What happened to an entry (0: to the list). Kinds: made, added, reason, removed, consolidated, abandoned, started
// (content: the order number), refused (content: the rejection's code, then its arguments, a line each).
struct ListEvent {
  std::int64_t entry;
  std::string kind, content;
  Instant at;
  std::string by;
};

struct ListCounts {
  std::int64_t listed{0}, started{0}, removed{0};
};

}  // namespace ssiis::inspections
