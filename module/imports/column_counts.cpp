#include "imports/column_counts.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <functional>
#include <queue>
#include <system_error>

namespace ssiis::imports {
namespace {

constexpr std::size_t most_waiting = 32768, read_at_once = 512;

[[noreturn]] void counting_failed(const char* what) { throw std::system_error{errno, std::generic_category(), what}; }

void whole_write(int file, const char* bytes, std::size_t size, std::int64_t at) {
  while (size > 0) {
    const auto done = ::pwrite(file, bytes, size, at);
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) counting_failed("figures of columns");
    bytes += done;
    size -= static_cast<std::size_t>(done);
    at += done;
  }
}

void whole_read(int file, char* bytes, std::size_t size, std::int64_t at) {
  while (size > 0) {
    const auto done = ::pread(file, bytes, size, at);
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) counting_failed("figures of columns");
    bytes += done;
    size -= static_cast<std::size_t>(done);
    at += done;
  }
}

// One sorted run, read piece by piece.
class RunReader {
 public:
  RunReader(int file, std::int64_t at, std::int64_t hashes) : file_{file}, at_{at}, left_{hashes} {}
  bool next(std::uint64_t& hash) {
    if (read_ == piece_.size() && !more()) return false;
    hash = piece_[read_++];
    return true;
  }

 private:
  bool more() {
    piece_.resize(static_cast<std::size_t>(std::min<std::int64_t>(left_, read_at_once)));
    read_ = 0;
    if (piece_.empty()) return false;
    const auto bytes = piece_.size() * sizeof(std::uint64_t);
    whole_read(file_, reinterpret_cast<char*>(piece_.data()), bytes, at_);
    at_ += static_cast<std::int64_t>(bytes);
    left_ -= static_cast<std::int64_t>(piece_.size());
    return true;
  }
  int file_;
  std::int64_t at_, left_;
  std::vector<std::uint64_t> piece_{};
  std::size_t read_{0};
};

}  // namespace

void DifferentHashes::add(std::uint64_t hash) {
  auto& recent = recent_[hash % recent_.size()];
  if (recent == hash && hash != 0) return;
  recent = hash;
  waiting_.push_back(hash);
  if (waiting_.size() < most_waiting) return;
  tidy();
  if (waiting_.size() > most_waiting / 2) write_run();
}

void DifferentHashes::tidy() {
  std::sort(waiting_.begin(), waiting_.end());
  waiting_.erase(std::unique(waiting_.begin(), waiting_.end()), waiting_.end());
}

void DifferentHashes::write_run() {
  const auto bytes = waiting_.size() * sizeof(std::uint64_t);
  whole_write(file_, reinterpret_cast<const char*>(waiting_.data()), bytes, end_);
  runs_.push_back({end_, static_cast<std::int64_t>(waiting_.size())});
  end_ += static_cast<std::int64_t>(bytes);
  waiting_.clear();
}

std::int64_t DifferentHashes::count() {
  tidy();
  if (runs_.empty()) return static_cast<std::int64_t>(waiting_.size());
  if (!waiting_.empty()) write_run();
  return merged();
}

std::int64_t DifferentHashes::merged() {
  using Next = std::pair<std::uint64_t, std::size_t>;
  std::vector<RunReader> readers;
  std::priority_queue<Next, std::vector<Next>, std::greater<>> next;
  const auto pull = [&](std::size_t run) {
    if (std::uint64_t hash = 0; readers[run].next(hash)) next.emplace(hash, run);
  };
  for (const auto& run : runs_) readers.emplace_back(file_, run.at, run.hashes);
  for (std::size_t run = 0; run < readers.size(); ++run) pull(run);
  std::int64_t different = 0;
  for (std::uint64_t before = 0; !next.empty();) {
    const auto [hash, run] = next.top();
    next.pop();
    different += different == 0 || hash != before ? 1 : 0;
    before = hash;
    pull(run);
  }
  return different;
}

ColumnCounts::ColumnCounts(const registry::FileSpec& spec, const std::filesystem::path& folder)
    : spec_{spec}, file_{::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600)} {
  if (file_ < 0) counting_failed("a file for figures of columns");
  for (std::size_t i = 0; i < spec.fields.size(); ++i) columns_.push_back(std::make_unique<Column>(file_, end_));
}

ColumnCounts::~ColumnCounts() { ::close(file_); }

void ColumnCounts::add(const registry::Record& record) {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const auto& value = record.fields[i];
    if (value.empty()) continue;
    auto& column = *columns_[i];
    if (spec_.fields[i].kind == registry::FieldKind::kip) {
      const auto amount = whole_number(value);
      if (!amount) continue;  // is written as nothing
      column.least = column.filled == 0 ? *amount : std::min(column.least, *amount);
      column.most = column.filled == 0 ? *amount : std::max(column.most, *amount);
      // Amounts follow each other: their hash must not, or the recent ones drive each other out.
      column.different.add(static_cast<std::uint64_t>(*amount) * 0x9E3779B97F4A7C15u);
    } else {
      if (column.filled == 0 || value < column.lowest) column.lowest = value;
      if (column.filled == 0 || value > column.highest) column.highest = value;
      column.different.add(std::hash<std::string>{}(value));
    }
    ++column.filled;
  }
}

std::vector<registry::ColumnFigures> ColumnCounts::figures() {
  std::vector<registry::ColumnFigures> out;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    auto& column = *columns_[i];
    if (spec_.fields[i].kind == registry::FieldKind::kip && column.filled > 0) {
      column.lowest = std::to_string(column.least);
      column.highest = std::to_string(column.most);
    }
    out.push_back(
        {std::string{spec_.fields[i].name}, column.filled, column.different.count(), column.lowest, column.highest});
  }
  return out;
}

}  // namespace ssiis::imports
