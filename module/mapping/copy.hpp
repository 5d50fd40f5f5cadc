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

#include "audit/api.hpp"
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

struct CopyOptions {
  std::string source;  // what the audit trail calls the source; no password
  bool full{false};    // read all months of contributions, whatever their sums say
};

// Runs each SELECT at the source in one reading transaction and brings our tables to its state. Rows are found by key
// and compared by hash; contributions by month: only months whose counts, sums, people or last payment differ are read
// again. Up to 200,000 changes of a view are one transaction; more (the first copy) go in pieces, so a copy that was
// killed leaves some of its rows, which the next one completes. One copy at a time: the lease is on the database's
// clock and runs out ten minutes after a death. Places without codes get those that their names tell. A copy that
// changed something stands in the chain of administration, as `who`'s. Throws CopyRefused, db::Error. [one thread]
std::vector<CopiedView> copy_registry(db::Pool& source, db::Pool& local, audit::Trail& trail, const Actor& who,
                                      const std::vector<std::pair<std::string, std::string>>& selects,
                                      const std::vector<Decoding>& decodings, const CopyOptions& options,
                                      const std::function<void(std::string_view)>& progress);

// When the registry was copied last; nothing where it never was.
std::optional<Instant> copied_at(db::Transaction& tx);

}  // namespace ssiis::mapping
