#include <fmt/format.h>

#include <fstream>

#include "mapping/api.hpp"
#include "registry/api.hpp"

namespace ssiis::mapping {
namespace {

// Asks each SELECT of the draft for its columns.
std::vector<std::string> tried(db::Pool& pool, const std::string& views_sql) {
  std::vector<std::string> refused;
  for (const auto& [view, select] : selects_of(pool.engine(), views_sql)) {
    const auto sql = fmt::format("SELECT * FROM ({}) v WHERE 1 = 0", select);
    auto lease = pool.take();
    db::Transaction tx{*lease, db::Mode::read};
    try {
      tx.query({"mapping/try", sql}).next();
    } catch (const db::Error& e) {
      if (e.fault == db::Fault::connection_lost) throw;
      refused.push_back(fmt::format("{}: {}", view, e.driver_text));
    }
  }
  return refused;
}

void write_file(const std::filesystem::path& path, const std::string& text) {
  std::ofstream out{path, std::ios::binary};
  out << text;
  if (!out.flush()) throw std::runtime_error{"cannot write " + path.string()};
}

}  // namespace

Discovery discover(db::Pool& pool, std::int64_t rows_at_most, const std::function<void(std::string_view)>& progress) {
  Discovery out;
  out.engine = pool.engine();
  out.tables = profile_database(pool, rows_at_most, progress);
  progress("which column points to which table");
  out.references = find_references(pool, out.tables);
  out.views = propose(out.tables, out.references);
  out.draft = write_draft(out.engine, out.tables, out.references, out.views);
  progress("trying the draft");
  out.refused = tried(pool, out.draft.views_sql);
  return out;
}

void write_folder(const Discovery& discovery, const std::filesystem::path& folder) {
  if (std::filesystem::exists(folder) && !std::filesystem::is_empty(folder))
    throw std::runtime_error{folder.string() + " is not empty: a draft overwrites nothing"};
  std::filesystem::create_directories(folder);
  write_file(folder / "views.sql", discovery.draft.views_sql);
  write_file(folder / "report.txt", report_of(discovery));
  if (!discovery.draft.decodings.empty()) write_file(folder / "copy.xml", decodings_text(discovery.draft.decodings));
}

}  // namespace ssiis::mapping
