// What the database remembers of its migrations. Private.
#pragma once
#include <map>

#include "database/migrate.hpp"

namespace ssiis::db::books {

enum class State { applying, applied, reverting };

struct Entry {
  std::string name, sha256;
  State state;
  int steps_done;  // of the statements, MariaDB only: the others do a whole migration in one transaction
};
using Book = std::map<int, Entry>;

bool exists(Connection& connection);
void create(Connection& connection);                                       // does nothing when they exist
Book read(Connection& connection);                                         // empty when there are none
void open_entry(Connection& connection, const Migration& m, State state);  // steps_done = 0
void mark(Connection& connection, int version, State state, int steps_done);
void remove(Connection& connection, int version);

// Throws Error{configuration} when a recorded text differs from ours, or is of a migration we do not know.
void check(const Book& book, std::span<const Migration> list);
// Begun steps are finished first, then missing ones go up to the target, or applied ones above it come down.
std::vector<MigrationStep> plan(const Book& book, std::span<const Migration> list, std::optional<int> target);
const Migration& named(std::span<const Migration> list, int version);

}  // namespace ssiis::db::books
