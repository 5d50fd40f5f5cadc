// Reading a load to its end: in pieces of its own transactions, each of which says how far it came.
#include <fmt/format.h>

#include <algorithm>
#include <future>

#include "imports/column_counts.hpp"
#include "imports/compare.hpp"
#include "imports/numbers.hpp"
#include "imports/office.hpp"
#include "imports/repository.hpp"
#include "imports/scratch_file.hpp"
#include "web/api.hpp"

namespace ssiis::imports {
namespace {

using web::E_;

constexpr std::size_t piece_rows = 5000, piece_rejects = 1000;

// What people should know of a file, though it is no reason to hold it: hidden rows are read like others, hidden sheets
// are not read.
std::vector<Rejection> notes_of(const FileTraits& traits) {
  std::vector<Rejection> out;
  if (traits.hidden_rows > 0) out.push_back({E_("import.hidden_rows"), {std::to_string(traits.hidden_rows)}});
  std::string hidden;
  for (const auto& sheet : traits.sheets)
    if (sheet.hidden && sheet.name != traits.sheet) hidden += (hidden.empty() ? "" : ", ") + sheet.name;
  if (!hidden.empty()) out.push_back({E_("import.hidden_sheets"), {first_code_points(hidden, 200)}});
  return out;
}

std::vector<std::string> texts_of(const RawRow& row) {
  std::vector<std::string> out;
  for (const auto& cell : row.cells) out.push_back(cell.text);
  return out;
}

}  // namespace

// One reading. Rows that an earlier one has written are passed over. While one piece is being written by a thread of
// its own the next is read and mapped; the piece under way alone touches the load.
struct ImportOffice::Run {
  // What is written in one transaction, and says how far the load came.
  struct Piece {
    Piece(const registry::FileSpec& spec, std::int64_t snapshot, const registry::Gazetteer& places)
        : batch{spec, snapshot, places} {}
    registry::RowBatch batch;
    std::vector<Reject> rejected{};
    std::vector<NumberWarning> warnings{};
    std::int64_t last_line{0};
    bool empty() const { return batch.waiting() == 0 && rejected.empty(); }
  };

  Run(const OfficeNeeds& needs, Load& which, const std::function<void(std::int64_t)>& told)
      : n{needs},
        load{which},
        progress{told},
        spec{*registry::file_spec(load.source)},
        profile{profile_of(load)},
        places{n.pool.transact(db::Mode::read,
                               [&](db::Transaction& tx) { return registry::Gazetteer::on(tx, load.as_of); })},
        pieces{Piece{spec, load.snapshot, places}, Piece{spec, load.snapshot, places}},
        numbers{n.identifiers, n.refused_numbers, spec, load.as_of},
        known_line{load.last_line} {
    // Of a load that is read on, the rows stand in the database: its figures are taken there.
    if (known_line == 0) counts.emplace(spec, n.scratch);
  }

  const OfficeNeeds& n;
  Load& load;
  const std::function<void(std::int64_t)>& progress;
  const registry::FileSpec& spec;
  Profile profile;
  registry::Gazetteer places;
  std::array<Piece, 2> pieces;  // one is filled while the other is written
  std::size_t filling{0};
  std::optional<Mapper> mapper{};
  NumberChecks numbers;
  std::optional<ColumnCounts> counts{};
  MappedRow mapped{};
  std::string header{};
  std::vector<RawRow> heads{};  // what stands above the rows, until the headings are known
  std::int64_t seen{0}, heading_line{0};
  const std::int64_t known_line;  // up to here an earlier reading has come
  std::future<void> under_way{};  // last: what it uses must outlive it

  bool take(const RawRow& row) {
    ++seen;
    if (!mapper) heads.push_back(row);
    if (!mapper && (profile.header_row == 0 || seen == profile.header_row)) begin(headings(profile, heads));
    if (!mapper || (seen <= profile.header_row)) return true;
    const bool written = row.line <= known_line;
    if (written && n.identifiers == nullptr) return true;
    mapper->map(row, mapped);
    check_numbers();
    if (written) return true;  // only to count again what is warned of
    auto& piece = pieces[filling];
    piece.last_line = row.line;
    if (mapped.faults.empty()) {
      piece.batch.add(mapped.record);
      if (counts) counts->add(mapped.record);
    } else {
      piece.rejected.push_back({row.line, texts_of(row), mapped.faults, "open"});
    }
    if (piece.batch.waiting() == piece_rows || piece.rejected.size() == piece_rejects) hand_over();
    return true;
  }

  void check_numbers() {
    const auto known = mapped.faults.size();
    numbers.look(mapped);
    for (auto f = mapped.faults.begin() + static_cast<std::ptrdiff_t>(known); f != mapped.faults.end(); ++f)
      f->column = mapper->column_of(f->field);
  }

  void begin(const RawRow& row) {
    if (const auto wrong = unfit(profile, spec, row); !wrong.empty())
      throw ReadFault{wrong.front().code, wrong.front().args};
    mapper.emplace(profile, spec, row);
    header = registry::csv_line(mapper->headings());
    if (profile.header_row > 0) heading_line = row.line;
  }

  // What is full goes to be written, as soon as what went before is.
  void hand_over() {
    auto& piece = pieces[filling];
    if (piece.empty()) return;
    piece.warnings = numbers.take(known_line);
    settle();
    under_way = std::async(std::launch::async, [this, &piece] { write(piece); });
    filling = 1 - filling;
  }

  // Waits for what is being written; throws what hindered it.
  void settle() {
    if (!under_way.valid()) return;
    under_way.get();
    if (progress) progress(load.good + load.bad);
  }

  std::optional<std::vector<registry::ColumnFigures>> counted() {
    return counts ? std::optional{counts->figures()} : std::nullopt;
  }

  // [the writing thread]
  void write(Piece& piece) {
    const auto before = load;
    auto lease = n.pool.take();
    try {
      db::Transaction tx{*lease, db::Mode::write};
      const auto good = static_cast<std::int64_t>(piece.batch.waiting()),
                 bad = static_cast<std::int64_t>(piece.rejected.size());
      // First, so that a second reader of the same load is stopped before it writes rows.
      repository::save_progress(tx, load, {piece.last_line, good, bad, header});
      piece.batch.flush(tx);
      repository::add_rejects(tx, load.id, piece.rejected);
      repository::add_warnings(tx, load.id, piece.warnings);
      tx.commit();
    } catch (...) {
      load = before;
      throw;
    }
    piece.rejected.clear();
    piece.warnings.clear();
  }
};

Load ImportOffice::run(const Actor& who, std::int64_t id, const std::function<bool()>& given_up,
                       const std::function<void(std::int64_t)>& progress) {
  const auto found =
      n_.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return repository::load_by_id(tx, id); });
  if (!found) throw std::logic_error{"a job for a load that is none"};
  Load load = *found;
  if (load.state != LoadState::waiting && load.state != LoadState::reading) return load;
  const ScratchFile file{n_.scratch};
  const auto blob = n_.blobs.find(load.blob);
  if (!blob) throw std::runtime_error{"the file of a load is gone"};
  n_.blobs.write_file(*blob, file.path());
  Run reading{n_, load, progress};
  FileTraits traits;
  try {
    const auto& p = reading.profile;
    const bool whole = n_.reader.read(
        file.path(), load.kind, {p.encoding, p.delimiter, p.sheet, 0},
        {[&](const FileTraits& t) { traits = t; }, [&](const RawRow& row) { return reading.take(row); }}, given_up);
    traits.merged = merged_below(traits, reading.heading_line);
    if (whole) reading.hand_over();
    reading.settle();
    if (!whole) return load;
    if (load.good + load.bad == 0) throw ReadFault{"import.no_rows"};
    compare_and_end(who, load, traits, reading.numbers.warned(), reading.counted());
  } catch (const ReadFault& why) {
    reading.settle();
    fail(who, load, why);
  }
  return load;
}

Result<Look> ImportOffice::look_at_load(const Load& load, const Profile& how, std::int64_t rows) const {
  const ScratchFile file{n_.scratch};
  const auto blob = n_.blobs.find(load.blob);
  if (!blob) throw std::runtime_error{"the file of a load is gone"};
  n_.blobs.write_file(*blob, file.path());
  return look(file.path(), how, rows);
}

// What was read so far goes: half a register is none. The file and the order stay, with the reason.
void ImportOffice::fail(const Actor& who, Load& load, const ReadFault& why) {
  n_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
    Load ended = load;
    repository::end_load(tx, ended, {LoadState::failed, {{why.what(), why.args}}, {}, 0}, n_.clock.now());
    registry::drop_snapshot(tx, *registry::file_spec(load.source), load.snapshot);
    n_.trail.record(tx, who,
                    {.chain = audit::ChainName::administration(),
                     .event = "import.failed",
                     .object = fmt::format("import:{}", load.id),
                     .details = {{"source", load.source}, {"reason", why.what()}}});
    tx.after_commit([&load, ended] { load = ended; });
  });
}

void ImportOffice::compare_and_end(const Actor& who, Load& load, const FileTraits& traits,
                                   const std::map<std::string, std::int64_t>& warned,
                                   const std::optional<std::vector<registry::ColumnFigures>>& columns) {
  const auto& spec = *registry::file_spec(load.source);
  auto compared = n_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    return compared_with_current(tx, load, spec, traits, n_.thresholds, columns);
  });
  for (auto& figure : compared.figures)
    if (const auto at = warned.find(figure.field); at != warned.end()) figure.warned = at->second;
  n_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
    Load ended = load;
    const bool held = !compared.findings.empty();
    repository::end_load(
        tx, ended, {held ? LoadState::held : LoadState::current, compared.findings, notes_of(traits), compared.before},
        n_.clock.now());
    repository::put_figures(tx, load.id, compared.figures);
    registry::finish_snapshot(tx, load.snapshot, {load.fingerprint, load.good, compared.from, compared.to});
    if (!held) registry::make_current(tx, load.source, load.snapshot);
    audit::Event event{.chain = audit::ChainName::administration(),
                       .event = held ? "import.held" : "import.loaded",
                       .object = fmt::format("import:{}", load.id)};
    event.details = {{"source", load.source},
                     {"snapshot", std::to_string(load.snapshot)},
                     {"rows", std::to_string(load.good)},
                     {"rejected", std::to_string(load.bad)},
                     {"sha256", load.sha256}};
    for (const auto& f : compared.findings) event.details.emplace_back("finding", f.code);
    n_.trail.record(tx, who, event);
    tx.after_commit([&load, ended] { load = ended; });
  });
}

}  // namespace ssiis::imports
