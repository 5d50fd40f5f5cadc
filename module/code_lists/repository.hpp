// The rows of the lists. Private to the room.
#pragma once
#include "code_lists/acts.hpp"
#include "database/api.hpp"

namespace ssiis::code_lists {

struct ActRow {
  std::int64_t id;
  std::string list, kind;  // kind: an act, "import" or "begin"
  Day day{};
  std::string reference;
  std::int64_t revision{0};
  std::string entered_by;  // login
  Instant entered_at{};
};

// Empty and of revision 0 when the list was never begun.
Book book_of(db::Transaction& tx, std::string_view list);
std::optional<ActRow> act_of(db::Transaction& tx, std::int64_t id);
std::vector<ActRow> newest_acts(db::Transaction& tx, std::string_view list);
// Raises the revision, which begins the list if need be. Throws Conflict when it is not `revision` any more.
void raise_revision(db::Transaction& tx, std::string_view list, std::int64_t revision);
void insert_act(db::Transaction& tx, const ActRow& act);
void insert_entries(db::Transaction& tx, std::string_view list, const std::vector<Entry>& entries);
void insert_became(db::Transaction& tx, std::string_view list, const std::vector<Became>& became);
// Ends the row of the code that is open. Throws Conflict when there is none.
void end_entry(db::Transaction& tx, std::string_view list, std::string_view code, Day day, std::int64_t act);

// The row that begins on the entry's day says what the entry says, and is open. Throws Conflict when there is none.
void correct_entry(db::Transaction& tx, std::string_view list, const Entry& entry, std::int64_t act);

}  // namespace ssiis::code_lists
