// Rows of one file on their way into one table: the MIS's, or the one of a source's snapshots.
#pragma once
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "database/api.hpp"
#include "registry/folder.hpp"
#include "registry/gazetteer.hpp"

namespace ssiis::registry {

// Collects records and writes them many at a time. `spec` and `places` must outlive it. [one thread]
class RowBatch {
 public:
  // `snapshot`: the one they belong to; of no meaning for the MIS's own tables.
  RowBatch(const FileSpec& spec, std::int64_t snapshot, const Gazetteer& places);
  void add(const Record& record);
  std::size_t waiting() const noexcept { return waiting_; }
  void flush(db::Transaction& tx);
  // Forgets what waits.
  void clear();
  std::int64_t rows() const noexcept { return rows_; }
  // The time that the records seen so far cover; empty where the file says none.
  const std::string& from() const noexcept { return from_; }
  const std::string& to() const noexcept { return to_; }

 private:
  void add_column(bool integer);
  void put_field(std::size_t column, const FieldSpec& field, const std::string& value);
  void put_places(std::size_t column, const Record& record);
  std::int64_t line_of(const Record& record);
  void note_period(const Record& record);

  const FileSpec& spec_;
  std::int64_t snapshot_;
  const Gazetteer& places_;
  std::vector<std::string> names_;
  std::vector<db::Column> columns_;
  std::unordered_map<std::string, PlaceCodes> known_;
  std::unordered_map<std::size_t, std::int64_t> lines_;
  std::size_t waiting_{0};
  std::int64_t rows_{0};
  std::string from_, to_;
};

}  // namespace ssiis::registry
