// A registry that is another database, in which no view may be made: its canonical rows are copied into our own tables,
// and a later copy writes only what changed.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "database/api.hpp"
#include "mapping/selects.hpp"

namespace ssiis::mapping {

// What keeps a copy from going on, in a sentence for an administrator: another copy runs, a key is doubled or empty.
struct CopyRefused : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct CopiedView {
  std::string view;
  std::int64_t read{0}, added{0}, changed{0}, removed{0};
  std::int64_t months{0}, months_read{0};  // of reg_contribution: all, and those that differed
  std::int64_t left_out{0};                // rows without a key
};

class CopyTurn;

struct CopyOptions {
  bool full{false};  // read all months of contributions, whatever their sums say
  Day today;         // of which the office's list of places is read
};

// Runs each SELECT at the source in one reading transaction and brings our tables to its state. Rows are found by key
// and compared by hash; contributions by month: only months whose counts, sums, people or last payment differ are read
// again. Up to 200,000 changes of a view are one transaction; more (the first copy) go in pieces, so a copy that was
// killed leaves some of its rows, which the next one completes. Each writes under `turn`, and marks there that the
// search index lacks what it wrote. Places without codes get those that their names tell in the office's list. `done`
// holds the views that are through, also where this throws: CopyRefused, db::Error. [one thread]
void copy_registry(db::Pool& source, db::Pool& local, const CopyTurn& turn,
                   const std::vector<std::pair<std::string, std::string>>& selects,
                   const std::vector<Decoding>& decodings, const CopyOptions& options, std::vector<CopiedView>& done,
                   const std::function<void(std::string_view)>& progress);

// When the registry was copied last; nothing where it never was.
std::optional<Instant> copied_at(db::Transaction& tx);

}  // namespace ssiis::mapping
