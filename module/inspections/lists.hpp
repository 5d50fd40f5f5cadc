// What heads do with lists of labour units to inspect. Permission planning.read to look, planning.manage to change,
// both where the list's territory lies; the inspections themselves need order.create at each unit's place.
#pragma once
#include "inspections/cases.hpp"
#include "inspections/repository_lists.hpp"
#include "registry/api.hpp"

namespace ssiis::inspections {

struct NewList {
  Origin origin;
  std::string title, territory;
  std::string request_key;  // of the form
};

// What became of a pasted line: taken when there is no fault.
struct LineFault {
  int line;  // from 1, as pasted
  std::string typed;
  Rejection why;
};
struct Taken {
  int added{0};
  std::vector<LineFault> faults;
};

struct StartReport {
  int started{0}, refused{0};
  std::optional<std::int64_t> go_on_after;  // more units wait: call again with this
};

struct ListView {
  UnitList list;
  ListCounts counts;
  std::vector<ListEntry> entries;          // one page
  std::map<std::int64_t, ListEvent> last;  // the last thing that happened to each entry
  bool may_manage, may_start;
};

inline constexpr int longest_paste = 500;  // lines
inline constexpr int start_batch = 20;     // inspections a call

// [any thread]
class ListService {
 public:
  ListService(const Rooms& rooms, CaseService& cases) : rooms_{rooms}, cases_{cases} {}

  std::vector<ListRow> lists(const Actor& who, std::optional<ListPageKey> after, int limit);
  // access.forbidden, in the same words whether the list exists or not.
  Result<ListView> view(const Actor& who, const std::string& number, int offset, int limit);

  // Its number, LIST-YYYY-NNNNN. Codes: form.…, list.origin (no plan), list.territory_unknown.
  Result<std::string> make(const Actor& who, const NewList& wish);

  // Units by their keys, all with one reason; a fault of one does not stop the others. Faults as take_numbers'; line is
  // the place among the keys. list.not_a_draft, form.required {reason}, list.nothing_chosen.
  Result<Taken> take_units(const Actor& who, const std::string& number, const std::vector<std::string>& unit_keys,
                           const std::string& reason);
  // Social security registration numbers, a line each; empty lines are skipped. Faults: list.number_unknown (also
  // outside the caller's places), list.number_ambiguous, list.line_repeated {first line}, list.unit_listed,
  // list.unit_outside (outside the list's territory). list.paste_too_long.
  Result<Taken> take_numbers(const Actor& who, const std::string& number, const std::string& pasted,
                             const std::string& reason);

  Result<Done> give_reason(const Actor& who, const std::string& number, std::int64_t entry, std::int64_t version,
                           const std::string& reason);
  // Takes a unit without an order off the list; the reason is kept. list.entry_unknown, list.entry_started.
  Result<Done> remove(const Actor& who, const std::string& number, std::int64_t entry, std::int64_t version,
                      const std::string& reason);
  // list.not_a_draft, list.empty.
  Result<Done> consolidate(const Actor& who, const std::string& number, std::int64_t version);
  Result<Done> abandon(const Actor& who, const std::string& number, std::int64_t version, const std::string& reason);

  // Starts the next inspections of a consolidated list, each in a transaction of its own together with its entry: what
  // stops half-way is gone on with by calling again. A unit that cannot be started (case.open_already,
  // workplace.unknown, access.forbidden …) keeps its place, with the reason. list.not_consolidated.
  Result<StartReport> start(const Actor& who, const std::string& number, std::int64_t after, InspectionType type);

 private:
  Result<UnitList> open_in(db::Transaction& tx, const Actor& who, const std::string& number, const char* permission);
  using Lines = std::vector<std::pair<int, std::string>>;
  Result<Taken> take_in_transaction(const Actor& who, const std::string& number, const Lines& lines, bool keys,
                                    const std::string& reason);
  Taken take_in(db::Transaction& tx, const Actor& who, UnitList list, const Lines& lines, bool keys,
                const std::string& reason);
  std::optional<Rejection> take_one(db::Transaction& tx, const Actor& who, const UnitList& list,
                                    const profiles::TerritoryTree& tree, const registry::LabourUnit& unit,
                                    const std::string& reason);
  Result<Done> change_entry(const Actor& who, const std::string& number, std::int64_t entry, std::int64_t version,
                            const std::string& reason, bool removal);
  Result<Done> change_state(const Actor& who, const std::string& number, std::int64_t version, ListState to,
                            const std::string& reason);
  Result<Done> start_one(const Actor& who, const UnitList& list, const ListEntry& entry, InspectionType type);
  void finish_if_done(const Actor& who, const std::string& number);
  void note(db::Transaction& tx, const Actor& who, const UnitList& list, std::int64_t entry, std::string kind,
            std::string content);
  void audit(db::Transaction& tx, const Actor& who, const UnitList& list, std::string event, audit::Pairs details);
  Rooms rooms_;
  CaseService& cases_;
};

}  // namespace ssiis::inspections
