// A load beside what is current, before it counts. Private to the room.
#pragma once
#include <optional>

#include "database/api.hpp"
#include "imports/types.hpp"

namespace ssiis::imports {

struct Compared {
  std::int64_t before{0};  // the snapshot that is current; 0: there is none
  std::vector<FieldFigures> figures{};
  std::string from{}, to{};           // the time the rows cover
  std::vector<Rejection> findings{};  // why a person has to look before it counts
};

// What stands in the columns of a snapshot; of what could not be read nothing is known.
std::vector<FieldFigures> figures_of_snapshot(db::Transaction& tx, const registry::FileSpec& spec,
                                              std::int64_t snapshot);

// `columns`: of the load, where they were counted while it was read (ColumnCounts).
Compared compared_with_current(db::Transaction& tx, const Load& load, const registry::FileSpec& spec,
                               const FileTraits& traits, const Thresholds& thresholds,
                               const std::optional<std::vector<registry::ColumnFigures>>& columns = {});

// Of a hundred rows how many have another value than they had: half the sum of the differences of the shares.
std::int64_t moved_share(const std::vector<std::pair<std::string, std::int64_t>>& before, std::int64_t rows_before,
                         const std::vector<std::pair<std::string, std::int64_t>>& now, std::int64_t rows_now);

}  // namespace ssiis::imports
