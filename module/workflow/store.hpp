// The insp_wf_ rows of one instance: loaded in one statement, written back as little as changed. Private to the room.
#pragma once
#include "database/api.hpp"
#include "workflow/bundle.hpp"
#include "workflow/state.hpp"

namespace ssiis::workflow::store {

// Ids of a case's rows are made of the instance's number, its revision and a counter: unique in the case without a
// sequence, and the revision tells which step wrote a row.
inline constexpr int rev_bits = 28, count_bits = 12;
inline std::int64_t instance_of(std::int64_t id) noexcept { return id >> (rev_bits + count_bits); }
// The step that wrote the row.
inline std::int64_t rev_of(std::int64_t id) noexcept {
  return (id >> count_bits) & ((std::int64_t{1} << rev_bits) - 1);
}
class RowIds {
 public:
  RowIds(std::int64_t instance, std::int64_t rev);
  std::int64_t next();

 private:
  std::int64_t base_, used_{0};
};

// Locks and counts the revision; must be the first statement of a step. False: gone on or ended meanwhile.
bool begin(db::Transaction& tx, CaseId c, std::int64_t instance, std::optional<std::int64_t> rev);
// What `begin` has locked. `definition` is asked for by bundle and process, because nodes are stored by their ids.
using FindDefinition = std::function<const Definition&(std::int64_t bundle, std::string_view process)>;
State load(db::Transaction& tx, CaseId c, std::int64_t instance, const FindDefinition& definition);
void insert_instance(db::Transaction& tx, const State& s, Instant now);
void save(db::Transaction& tx, const Definition& d, State& s, RowIds& ids, std::string_view actor, Instant now);

}  // namespace ssiis::workflow::store
