// Snapshots of other registers, as whoever fills them needs them: begun, filled, finished, compared, made current. The
// room imports does so with files of agencies, `registry load` with whole folders.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "database/api.hpp"
#include "registry/folder.hpp"

namespace ssiis::registry {

struct KnownSnapshot {
  std::int64_t id;
  std::int64_t rows;
  bool current;
  Day as_of;
};

// By the hash of what it was made from. One that is being filled is not found: it has no such hash yet.
std::optional<KnownSnapshot> snapshot_of(db::Transaction& tx, std::string_view source, std::string_view sha256);
std::optional<KnownSnapshot> current_snapshot(db::Transaction& tx, std::string_view source);

// A snapshot to be filled (RowBatch): seen by nobody until it is made current.
void begin_snapshot(db::Transaction& tx, std::int64_t id, std::string_view source, Day as_of, Instant now);
struct SnapshotEnd {
  std::string sha256;
  std::int64_t rows;
  std::string from{}, to{};  // the time it covers; "" = it says none
};
void finish_snapshot(db::Transaction& tx, std::int64_t id, const SnapshotEnd& end);
// One row more in a finished snapshot, that was put right by hand. It is another content from then on, under another
// hash, so that whoever follows the content (the search index) sees the change.
void count_row(db::Transaction& tx, std::int64_t id, std::string_view sha256);
// What was current before stays as a former one. Nothing is current when `id` is nothing.
void make_current(db::Transaction& tx, std::string_view source, std::optional<std::int64_t> id);
// Takes a snapshot away with its rows. Never a current one: throws std::logic_error.
void drop_snapshot(db::Transaction& tx, const FileSpec& spec, std::int64_t id);

// What stands in one column of a snapshot.
struct ColumnFigures {
  std::string field;
  std::int64_t filled{0}, distinct{0};
  std::string lowest{}, highest{};
};
// In the order of the spec; one pass over the rows a column.
std::vector<ColumnFigures> column_figures(db::Transaction& tx, const FileSpec& spec, std::int64_t snapshot);
// The most frequent values of a column.
std::vector<std::pair<std::string, std::int64_t>> frequent_values(db::Transaction& tx, const FileSpec& spec,
                                                                  std::int64_t snapshot, std::string_view field,
                                                                  int limit);
// How many keys (the first field) the first snapshot has that the second has not.
std::int64_t keys_missing(db::Transaction& tx, const FileSpec& spec, std::int64_t snapshot, std::int64_t in);

}  // namespace ssiis::registry
