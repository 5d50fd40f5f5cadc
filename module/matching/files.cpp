#include "matching/files.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "matching/compact.hpp"
#include "matching/hash_index.hpp"
#include "matching/mapped_file.hpp"
#include "matching/parallel.hpp"
#include "matching/run_files.hpp"

namespace ssiis::matching {
namespace {

struct InputTable {
  Table table{std::vector<std::string>{}};
  std::uint64_t hash{0};
  std::size_t repeated{0};
};

// Of rows with one id the first stays. Throws LinkError on a row without one.
std::size_t drop_repeated(Table& table, const std::string& name) {
  HashIndex index{table.rows()};
  std::vector<std::size_t> repeated;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto id = table.cell(row, 0);
    if (id.empty()) throw LinkError{fmt::format("{}: row {} has no {}", name, row + 1, table.columns().front())};
    if (!index.number(hash_of(id)).second) repeated.push_back(row);
  }
  if (repeated.empty()) return 0;
  Table once{table.columns()};
  std::vector<std::string_view> cells(table.columns().size());
  std::size_t next = 0;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (next < repeated.size() && repeated[next] == row) {
      ++next;
      continue;
    }
    for (std::size_t c = 0; c < cells.size(); ++c) cells[c] = table.cell(row, c);
    once.add(cells);
  }
  table = std::move(once);
  return repeated.size();
}

InputTable read_input(const std::filesystem::path& file, const Model& model, bool right, std::stop_token stop) {
  const MappedFile mapped{file};
  InputTable out{parse_csv(mapped.text(), file.string(), model.columns(right), stop, model.optional_columns(right)),
                 hash_of(mapped.text())};
  out.repeated = drop_repeated(out.table, file.string());
  return out;
}

void write_pairs(const FilesTask& task, const LinkResult& result, const Table& left, const Table& right) {
  NewFile file{task.out};
  std::string text = "left_id,right_id,score\n";
  for (const auto& l : result.links) {
    if (l.probability < task.at_least) continue;
    fmt::format_to(std::back_inserter(text), "{},{},{:.15g}\n", csv_field(left.cell(l.left, 0)),
                   csv_field(right.cell(l.right, 0)), l.probability);
    if (text.size() > 1 << 20) {
      file.write(text);
      text.clear();
    }
  }
  file.write(text);
  file.finish(true);
}

std::filesystem::path beside(const std::filesystem::path& file, std::string_view ending) {
  auto out = file;
  return out += ending;
}

}  // namespace

Report link_files(const FilesTask& task, const Model& model, Options options) {
  if (model.dedupes() != !task.right)
    throw LinkError{model.dedupes() ? "this model links a file with itself: it takes no right file"
                                    : "this model links two files: a right file is needed"};
  const RunLock lock{beside(task.out, ".lock")};
  InputTable left, right;
  if (options.progress) options.progress("files", 0, 1);
  in_chunks(threads_of(options.threads), task.right ? 2 : 1, [&](std::size_t side) {
    (side == 0 ? left : right) = read_input(side == 0 ? task.left : *task.right, model, side == 1, options.stop);
  });
  const auto kept = beside(task.out, ".part");
  const auto key = hash_with(hash_with(left.hash, right.hash), hash_of(model.hash));
  FileCheckpoint checkpoint{kept, key, task.keep_from};
  options.checkpoint = &checkpoint;
  options.evidence = false;
  auto result = link(left.table, task.right ? &right.table : nullptr, model, options);
  for (const auto* input : {&left, &right})
    if (input->repeated > 0)
      result.report.warnings.push_back(fmt::format("{}: {} rows repeat an id, the first of each counts",
                                                   (input == &left ? task.left : *task.right).string(),
                                                   input->repeated));
  write_pairs(task, result, left.table, task.right ? right.table : left.table);
  std::filesystem::remove(kept);
  return std::move(result.report);
}

}  // namespace ssiis::matching
