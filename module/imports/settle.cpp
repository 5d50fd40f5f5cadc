// What people decide about a load and about its rejected rows.
#include <fmt/format.h>

#include <fstream>

#include "imports/numbers.hpp"
#include "imports/office.hpp"
#include "imports/repository.hpp"

namespace ssiis::imports {
namespace {

constexpr std::size_t longest_reason = 1000;

Rejection changed() { return {"import.conflict"}; }

bool ended_well(const Load& load) {
  return load.state == LoadState::held || load.state == LoadState::current || load.state == LoadState::former;
}

RawRow row_of(std::int64_t line, const std::vector<std::string>& cells) {
  RawRow row;
  row.line = line;
  for (const auto& text : cells) row.cells.push_back({CellKind::text, text});
  return row;
}

// The file of rejected rows marks what a spreadsheet would take for a formula.
std::string without_mark(const std::string& text) {
  const bool marked = text.size() > 1 && text[0] == '\'' && std::string_view{"=+-@"}.find(text[1]) != text.npos;
  return marked ? text.substr(1) : text;
}

Rejections still_wrong(const std::vector<CellFault>& faults) {
  Rejections out{{"import.row_still_wrong"}};
  for (const auto& f : faults) out.push_back({f.code, {f.field, f.value}, f.column.empty() ? "" : "cells"});
  return out;
}

}  // namespace

Result<Load> ImportOffice::to_decide(const Actor& who, std::string_view permission, std::int64_t id,
                                     std::string_view reason) {
  if (!who.may(permission)) return n_.trail.refused(who, permission, fmt::format("import:{}", id));
  if (reason.empty() || count_code_points(reason) > longest_reason)
    return Rejection{"import.reason_missing", {}, "reason"};
  auto load = n_.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return repository::load_by_id(tx, id); });
  if (!load) return Rejection{"import.load_unknown"};
  return std::move(*load);
}

Result<Done> ImportOffice::release(const Actor& who, std::int64_t id, std::int64_t version, std::string_view reason) {
  auto found = to_decide(who, may_release, id, reason);
  if (!found) return found.rejections();
  auto load = std::move(found).value();
  if (load.version != version) return changed();
  if (load.state != LoadState::held) return Rejection{"import.not_held"};
  try {
    n_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
      Load next = load;
      repository::decide_load(tx, next, LoadState::current, who.user_id(), n_.clock.now(), std::string{reason});
      registry::make_current(tx, load.source, load.snapshot);
      n_.trail.record(tx, who,
                      {.chain = audit::ChainName::administration(),
                       .event = "import.released",
                       .object = fmt::format("import:{}", id),
                       .details = {{"source", load.source}, {"reason", std::string{reason}}}});
    });
  } catch (const Conflict&) {
    return changed();
  }
  return Done{};
}

Result<Done> ImportOffice::withdraw(const Actor& who, std::int64_t id, std::int64_t version, std::string_view reason) {
  auto found = to_decide(who, may_release, id, reason);
  if (!found) return found.rejections();
  auto load = std::move(found).value();
  if (load.version != version) return changed();
  if (load.state != LoadState::held && load.state != LoadState::current) return Rejection{"import.not_loaded"};
  try {
    n_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
      Load next = load;
      repository::decide_load(tx, next, LoadState::withdrawn, who.user_id(), n_.clock.now(), std::string{reason});
      if (load.state == LoadState::current) {
        registry::make_current(tx, load.source,
                               load.compared_with == 0 ? std::nullopt : std::optional{load.compared_with});
        repository::revive_load(tx, load.compared_with);
      }
      registry::drop_snapshot(tx, *registry::file_spec(load.source), load.snapshot);
      n_.trail.record(tx, who,
                      {.chain = audit::ChainName::administration(),
                       .event = "import.withdrawn",
                       .object = fmt::format("import:{}", id),
                       .details = {{"source", load.source}, {"reason", std::string{reason}}}});
    });
  } catch (const Conflict&) {
    return changed();
  }
  return Done{};
}

Result<Done> ImportOffice::correct(const Actor& who, std::int64_t id, std::int64_t line,
                                   const std::vector<std::string>& cells) {
  if (!who.may(may_load)) return n_.trail.refused(who, may_load, fmt::format("import:{}", id));
  const auto load =
      n_.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return repository::load_by_id(tx, id); });
  if (!load) return Rejection{"import.load_unknown"};
  if (!ended_well(*load)) return Rejection{"import.not_loaded"};
  const auto& spec = *registry::file_spec(load->source);
  const Mapper mapper{profile_of(*load), spec, header_of(*load)};
  MappedRow mapped;
  mapper.map(row_of(line, cells), mapped);
  NumberChecks{n_.identifiers, n_.refused_numbers, spec, load->as_of}.look(mapped);
  if (!mapped.faults.empty()) return still_wrong(mapped.faults);
  const auto places = n_.pool.transact(
      db::Mode::read, [&](db::Transaction& tx) { return registry::Gazetteer::on(tx, n_.clock.today()); });
  registry::RowBatch batch{spec, load->snapshot, places};
  batch.add(mapped.record);
  try {
    return n_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
      const Reject settled{line, cells, {}, "corrected", who.user_id(), {}};
      if (!repository::settle_reject(tx, id, settled, n_.clock.now())) return Rejection{"import.row_settled"};
      Load next = *repository::load_by_id(tx, id);
      repository::count_corrected(tx, next);
      const auto content = hex(sha256(fmt::format("{} {} {}", load->fingerprint, line, next.version)));
      batch.flush(tx);
      registry::count_row(tx, load->snapshot, content);
      n_.trail.record(tx, who,
                      {.chain = audit::ChainName::administration(),
                       .event = "import.row_corrected",
                       .object = fmt::format("import:{}", id),
                       .details = {{"row", std::to_string(line)}}});
      return Done{};
    });
  } catch (const Conflict&) {
    return changed();
  }
}

Result<Done> ImportOffice::leave_out(const Actor& who, std::int64_t id, std::int64_t line, std::string_view reason) {
  auto found = to_decide(who, may_load, id, reason);
  if (!found) return found.rejections();
  return n_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
    auto row = repository::reject(tx, id, line);
    if (!row || row->state != "open") return Rejection{"import.row_settled"};
    row->state = "left";
    row->settled_by = who.user_id();
    if (!repository::settle_reject(tx, id, *row, n_.clock.now())) return Rejection{"import.row_settled"};
    n_.trail.record(tx, who,
                    {.chain = audit::ChainName::administration(),
                     .event = "import.row_left_out",
                     .object = fmt::format("import:{}", id),
                     .details = {{"row", std::to_string(line)}, {"reason", std::string{reason}}}});
    return Done{};
  });
}

Result<ImportOffice::Corrections> ImportOffice::correct_from(const Actor& who, std::int64_t id,
                                                             const std::filesystem::path& file) {
  if (!who.may(may_load)) return n_.trail.refused(who, may_load, fmt::format("import:{}", id));
  Corrections out;
  std::vector<RawRow> rows;
  try {
    n_.reader.read(file, Reader::kind_of(file), {},
                   {[](const FileTraits&) {},
                    [&](const RawRow& row) {
                      if (rows.size() == 100'001) throw ReadFault{"import.too_many_rows", {"100000"}};
                      rows.push_back(row);
                      return true;
                    }});
  } catch (const ReadFault& fault) {
    return Rejection{fault.what(), fault.args, "file"};
  }
  if (rows.empty() || rows.front().cells.size() < 3 || rows.front().cells[0].text != "row" ||
      rows.front().cells[1].text != "reasons")
    return Rejection{"import.not_the_rejects", {}, "file"};
  for (auto row = rows.begin() + 1; row != rows.end(); ++row) {
    const auto line = row->cells.empty() ? std::nullopt : whole_number(row->cells[0].text);
    std::vector<std::string> cells;
    for (std::size_t i = 2; i < row->cells.size(); ++i) cells.push_back(without_mark(row->cells[i].text));
    const auto done = line ? correct(who, id, *line, cells) : Result<Done>{Rejection{"import.row_settled"}};
    if (done) {
      ++out.taken;
      continue;
    }
    const auto& code = done.rejection().code;
    if (code != "import.row_settled" && code != "import.row_still_wrong") return done.rejections();
    ++(code == "import.row_settled" ? out.unknown : out.wrong);
  }
  return out;
}

}  // namespace ssiis::imports
