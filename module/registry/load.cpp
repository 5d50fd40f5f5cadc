#include "registry/load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <unordered_map>

#include "registry/gazetteer.hpp"
#include "registry/mis_codes.hpp"
#include "registry/row_batch.hpp"
#include "sql/registry.hpp"

namespace ssiis::registry {
namespace {

constexpr std::size_t batch_rows = 2000;

std::string file_hash(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  if (!in) throw FolderError{path.filename().string() + ": cannot be read"};
  Sha256Stream hash;
  std::vector<char> block(1 << 16);
  while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0)
    hash.add(as_bytes({block.data(), static_cast<std::size_t>(in.gcount())}));
  return hex(hash.finish());
}

using Progress = std::function<void(std::string_view)>;

// Refuses a second record under the same key, where the table has one.
class KeyGuard {
 public:
  explicit KeyGuard(const FileSpec& spec) : spec_{spec}, on_{spec.keeper == Keeper::mis && spec.line_column.empty()} {}
  void see(const Record& record) {
    if (!on_) return;
    const auto [at, fresh] = lines_.try_emplace(record.fields[0], record.line);
    if (!fresh)
      throw FolderError{fmt::format("{}.csv: line {}, column '{}': '{}' stands on line {} already", spec_.name,
                                    record.line, spec_.fields[0].name, record.fields[0], at->second)};
  }

 private:
  const FileSpec& spec_;
  bool on_;
  std::unordered_map<std::string, std::int64_t> lines_;
};

// Puts values of listed columns into the register's own code. False for a row that cannot be taken, with its reason.
bool settle_codes(const FileSpec& spec, Record& record, LoadedFile& file) {
  constexpr std::size_t reasons_kept = 20;
  for (std::size_t i = 0; i < spec.fields.size(); ++i) {
    const auto& field = spec.fields[i];
    auto& value = record.fields[i];
    if (!field.listed || value.empty()) continue;
    if (const auto known = canonical_value(field.group, value)) {
      value = *known;
      continue;
    }
    if (++file.rejected <= static_cast<std::int64_t>(reasons_kept))
      file.reasons.push_back(fmt::format("{}.csv: line {}, column '{}': '{}' is not known; the row was left out",
                                         spec.name, record.line, field.name, first_code_points(value, 40)));
    return false;
  }
  return true;
}

void fill_code_tables(db::Transaction& tx) {
  const auto d = tx.dialect();
  const auto code = d.insert_ignore("TB_CODE", {"COD_GROUP", "COD_VALUE", "COD_REF", "COD_NAME_LO", "COD_NAME_EN"});
  for (const auto& c : mis_codes())
    tx.execute({"registry/code_add", code}, db::Params{c.group, c.value, c.canonical, c.name_lo, c.name_en});
  const auto province = d.insert_ignore("TB_PROVINCE", {"PRV_CODE", "PRV_NAME_LO", "PRV_NAME_EN"});
  const auto district = d.insert_ignore("TB_DISTRICT", {"DST_CODE", "PRV_CODE", "DST_NAME_LO", "DST_NAME_EN"});
  for (const auto& p : all_places()) {
    if (p.code.size() == 2)
      tx.execute({"registry/province_add", province}, db::Params{p.code, p.name_lo, p.name_en});
    else
      tx.execute({"registry/district_add", district}, db::Params{p.code, p.code.substr(0, 2), p.name_lo, p.name_en});
  }
}

struct Loader {
  db::Transaction& tx;
  const Clock& clock;
  const std::filesystem::path& folder;
  Day as_of;
  const Gazetteer& places;
  const Progress& progress;

  LoadedFile load(const FileSpec& spec, std::int64_t snapshot) {
    const auto path = folder / (std::string{spec.name} + ".csv");
    const std::string hash = file_hash(path);
    struct Known {
      std::int64_t id, rows;
      bool current;
    };
    const auto known = tx.find(sql::registry::snapshot_by_hash, db::Params{spec.name, hash}, [](const db::Row& r) {
      return Known{r.integer(0), r.integer(1), r.flag(2)};
    });
    if (known && known->current) return {std::string{spec.name}, known->rows, false, known->id, hash};
    tx.execute(sql::registry::snapshot_retire, db::Params{spec.name});
    if (known && spec.keeper == Keeper::snapshot) {
      tx.execute(sql::registry::snapshot_revive, db::Params{known->id});
      return {std::string{spec.name}, known->rows, true, known->id, hash};
    }
    if (known) tx.execute(sql::registry::snapshot_delete, db::Params{known->id});
    LoadedFile file{std::string{spec.name}, 0, true, snapshot, hash};
    insert(spec, path, file);
    return file;
  }

  // LSSO's registry is loaded as a whole: a file that the folder leaves out is an empty one. Whether it held something.
  bool clear(const FileSpec& spec) {
    const auto forgotten = tx.execute(sql::registry::snapshot_forget, db::Params{spec.name});
    const auto text = fmt::format("DELETE FROM {}", spec.table);
    return tx.execute({"registry/clear", text}) + forgotten > 0;
  }

 private:
  void insert(const FileSpec& spec, const std::filesystem::path& path, LoadedFile& loaded) {
    if (spec.keeper == Keeper::mis) {
      const auto clear = fmt::format("DELETE FROM {}", spec.table);
      tx.execute({"registry/clear", clear});
    }
    RowBatch batch{spec, loaded.snapshot, places};
    KeyGuard keys{spec};
    FolderFile file{path, spec};
    for (Record record; file.next(record);) {
      keys.see(record);
      if (!settle_codes(spec, record, loaded)) continue;
      batch.add(record);
      if (batch.waiting() == batch_rows) batch.flush(tx);
      if (batch.rows() % 50'000 == 0) progress(fmt::format("{}: {} rows", spec.name, batch.rows()));
    }
    batch.flush(tx);
    tx.execute(sql::registry::snapshot_add,
               db::Params{loaded.snapshot, spec.name, loaded.sha256, batch.rows(), as_of, optional_text(batch.from()),
                          optional_text(batch.to()), clock.now()});
    progress(fmt::format("{}: {} rows", spec.name, batch.rows()));
    loaded.rows = batch.rows();
  }
  static std::optional<std::string> optional_text(const std::string& s) {
    return s.empty() ? std::optional<std::string>{} : s;
  }
};

// The files that are there, in the order of the specs.
std::vector<const FileSpec*> present(const std::filesystem::path& folder, LoadReport& report) {
  if (!std::filesystem::is_directory(folder)) throw FolderError{folder.string() + ": there is no such folder"};
  std::vector<const FileSpec*> out;
  std::string missing;
  bool some_of_lsso = false;
  for (const auto& spec : file_specs()) {
    const bool there = std::filesystem::exists(folder / (std::string{spec.name} + ".csv"));
    if (there) out.push_back(&spec);
    if (spec.keeper == Keeper::mis && there) some_of_lsso = true;
    if (!spec.optional && !there) missing += fmt::format("{}{}.csv", missing.empty() ? "" : ", ", spec.name);
  }
  if (out.empty()) throw FolderError{folder.string() + ": holds no file of a registry folder"};
  if (some_of_lsso && !missing.empty()) throw FolderError{folder.string() + ": is missing " + missing};
  for (const auto& entry : std::filesystem::directory_iterator{folder})
    if (entry.path().extension() == ".csv" && file_spec(entry.path().stem().string()) == nullptr)
      report.ignored.push_back(entry.path().filename().string());
  std::sort(report.ignored.begin(), report.ignored.end());
  return out;
}

// A load that changed nothing leaves no record.
void keep_record(db::Transaction& tx, audit::Trail& trail, const Actor& who, Day as_of, const LoadReport& report) {
  audit::Event event{
      .chain = audit::ChainName::administration(), .event = "registry.loaded", .object = "registry:" + as_of.iso()};
  for (const auto& f : report.files)
    if (f.changed)
      event.details.emplace_back(f.name,
                                 fmt::format("snapshot {}, {} rows{}, sha256 {}", f.snapshot, f.rows,
                                             f.rejected > 0 ? fmt::format(", {} rejected", f.rejected) : "", f.sha256));
  for (const auto& name : report.emptied) event.details.emplace_back(name, "emptied");
  if (!event.details.empty()) trail.record(tx, who, event);
}

}  // namespace

LoadReport load_folder(db::Pool& pool, db::IdSource& ids, const Clock& clock, audit::Trail& trail, const Actor& who,
                       const std::filesystem::path& folder, Day as_of, const Progress& progress) {
  LoadReport report;
  const auto specs = present(folder, report);
  // Ids are reserved in transactions of their own, so before ours begins.
  std::vector<std::int64_t> snapshots;
  for (std::size_t i = 0; i < specs.size(); ++i) snapshots.push_back(ids.next());
  auto lease = pool.take();
  db::Transaction tx{*lease, db::Mode::write};
  fill_code_tables(tx);
  const auto gazetteer = Gazetteer::on(tx, as_of);
  Loader loader{tx, clock, folder, as_of, gazetteer, progress};
  for (std::size_t i = 0; i < specs.size(); ++i) report.files.push_back(loader.load(*specs[i], snapshots[i]));
  if (std::any_of(specs.begin(), specs.end(), [](const FileSpec* s) { return s->keeper == Keeper::mis; }))
    for (const auto& spec : file_specs())
      if (spec.keeper == Keeper::mis && std::find(specs.begin(), specs.end(), &spec) == specs.end() &&
          loader.clear(spec))
        report.emptied.emplace_back(spec.name);
  keep_record(tx, trail, who, as_of, report);
  tx.commit();
  return report;
}

}  // namespace ssiis::registry
