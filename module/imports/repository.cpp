#include "imports/repository.hpp"

#include <algorithm>
#include <array>
#include <sstream>

#include "sql/imports.hpp"

namespace ssiis::imports {
namespace {

constexpr std::array<std::string_view, 8> load_states{"mapping", "waiting", "reading",   "held",
                                                      "current", "former",  "withdrawn", "failed"};

// Lines of fields set apart by tabs; neither may stand in a field.
std::string joined(const std::vector<std::string>& fields) {
  std::string out;
  for (const auto& field : fields) {
    if (&field != &fields.front()) out += '\t';
    for (const char c : field) out += c == '\t' || c == '\n' ? ' ' : c;
  }
  return out + "\n";
}

std::vector<std::vector<std::string>> lines_of(const std::string& text) {
  std::vector<std::vector<std::string>> out;
  for (const auto& line : split(text, '\n'))
    if (!line.empty()) out.push_back(split(line, '\t'));
  return out;
}

std::string text_of(const std::vector<Rejection>& findings) {
  std::string out;
  for (const auto& f : findings) {
    std::vector<std::string> fields{f.code};
    fields.insert(fields.end(), f.args.begin(), f.args.end());
    out += joined(fields);
  }
  return out;
}

std::vector<Rejection> findings_in(const std::string& text) {
  std::vector<Rejection> out;
  for (const auto& fields : lines_of(text))
    out.push_back({fields[0], std::vector<std::string>(fields.begin() + 1, fields.end())});
  return out;
}

std::string text_of(const std::vector<CellFault>& faults) {
  std::string out;
  for (const auto& f : faults) out += joined({f.field, f.column, f.code, f.value});
  return out;
}

Load load_in(const db::Row& r) {
  Load l;
  int c = 0;
  l.id = r.integer(c++);
  l.source = r.text(c++);
  l.state = load_state(r.text(c++));
  l.file_name = r.text(c++);
  l.blob = BlobId{r.integer(c++)};
  l.kind = r.text(c++);
  l.sha256 = r.text(c++);
  l.bytes = r.integer(c++);
  l.fingerprint = r.text(c++);
  l.profile = r.integer(c++);
  l.profile_version = r.integer(c++);
  l.profile_content = r.text_or_empty(c++);
  l.as_of = r.day(c++);
  l.snapshot = r.integer(c++);
  l.compared_with = r.integer(c++);
  l.last_line = r.integer(c++);
  l.good = r.integer(c++);
  l.bad = r.integer(c++);
  l.header = r.text_or_empty(c++);
  l.findings = findings_in(r.text_or_empty(c++));
  l.notes = findings_in(r.text_or_empty(c++));
  l.ordered_by = r.text(c++);
  l.ordered_at = r.instant(c++);
  l.ended_at = r.maybe_instant(c++);
  l.decided_by = r.text_or_empty(c++);
  l.decided_at = r.maybe_instant(c++);
  l.decided_why = r.text_or_empty(c++);
  l.version = r.integer(c++);
  return l;
}

Reject reject_in(const db::Row& r) {
  Reject out;
  out.line = r.integer(0);
  std::istringstream in{r.text_or_empty(1)};
  registry::CsvReader{in}.next(out.cells);
  for (auto& f : lines_of(r.text_or_empty(2))) {
    f.resize(4);
    out.faults.push_back({f[0], f[1], f[2], f[3]});
  }
  out.state = r.text(3);
  out.settled_by = r.text_or_empty(4);
  out.settled_at = r.maybe_instant(5);
  return out;
}

StoredProfile profile_in(const db::Row& r) {
  return {r.integer(0), r.integer(1), r.text(2), r.text(3), r.text(4), r.text(5), r.text(6), r.instant(7), r.flag(8)};
}

void counted(std::int64_t rows, Load& load) {
  if (rows != 1) throw Conflict{"load"};
  ++load.version;
}

}  // namespace

std::string_view name_of(LoadState state) { return load_states[static_cast<std::size_t>(state)]; }

LoadState load_state(std::string_view name) {
  const auto at = std::find(load_states.begin(), load_states.end(), name);
  if (at == load_states.end()) throw std::logic_error{"no state of a load: " + std::string{name}};
  return static_cast<LoadState>(at - load_states.begin());
}

namespace repository {

std::optional<Load> load_by_id(db::Transaction& tx, std::int64_t id) {
  return tx.find(sql::imports::load_by_id, db::Params{id}, load_in);
}
std::optional<Load> current_load(db::Transaction& tx, std::string_view source) {
  return tx.find(sql::imports::load_current, db::Params{source}, load_in);
}
std::optional<Load> load_by_fingerprint(db::Transaction& tx, std::string_view source, std::string_view fingerprint) {
  return tx.find(sql::imports::load_by_fingerprint, db::Params{source, fingerprint}, load_in);
}
std::vector<Load> newest_loads(db::Transaction& tx, int limit) {
  return tx.all(sql::imports::loads_newest, db::Params{std::int64_t{limit}}, load_in);
}

void add_load(db::Transaction& tx, const Load& l) {
  tx.execute(sql::imports::load_add, db::Params{l.id, l.source, name_of(l.state), l.file_name, l.blob.value, l.kind,
                                                l.sha256, l.bytes, l.fingerprint, l.profile, l.profile_version,
                                                l.profile_content, l.as_of, l.snapshot, l.ordered_by, l.ordered_at});
}

std::optional<Load> unmapped_load(db::Transaction& tx, std::string_view source, std::string_view sha256) {
  return tx.find(sql::imports::load_unmapped, db::Params{source, sha256}, load_in);
}

void map_load(db::Transaction& tx, Load& l) {
  counted(tx.execute(sql::imports::load_map,
                     db::Params{l.profile, l.profile_version, l.profile_content, l.fingerprint, l.id, l.version}),
          l);
  l.state = LoadState::waiting;
}

void save_progress(db::Transaction& tx, Load& load, const Progress& p) {
  counted(
      tx.execute(sql::imports::load_progress, db::Params{p.last_line, p.good, p.bad, p.header, load.id, load.version}),
      load);
  load.state = LoadState::reading;
  load.last_line = p.last_line;
  load.good += p.good;
  load.bad += p.bad;
  load.header = p.header;
}

void end_load(db::Transaction& tx, Load& load, const LoadEnd& end, Instant at) {
  const auto findings = text_of(end.findings), notes = text_of(end.notes);
  counted(tx.execute(sql::imports::load_end,
                     db::Params{name_of(end.state), findings, notes, end.compared_with, at, load.id, load.version}),
          load);
  load.state = end.state;
  load.findings = end.findings;
  load.notes = end.notes;
  load.compared_with = end.compared_with;
  load.ended_at = at;
  if (end.state == LoadState::current) tx.execute(sql::imports::loads_retire, db::Params{load.source, load.id});
}

void decide_load(db::Transaction& tx, Load& load, LoadState state, const std::string& by, Instant at,
                 const std::string& why) {
  counted(tx.execute(sql::imports::load_decide, db::Params{name_of(state), by, at, why, load.id, load.version}), load);
  load.state = state;
  if (state == LoadState::current) tx.execute(sql::imports::loads_retire, db::Params{load.source, load.id});
}

void count_corrected(db::Transaction& tx, Load& load) {
  counted(tx.execute(sql::imports::load_corrected, db::Params{load.id, load.version}), load);
  ++load.good;
  --load.bad;
}

void revive_load(db::Transaction& tx, std::int64_t snapshot) {
  tx.execute(sql::imports::load_revive, db::Params{snapshot});
}

void add_rejects(db::Transaction& tx, std::int64_t load, const std::vector<Reject>& rejects) {
  if (rejects.empty()) return;
  auto ids = db::Column::of_integers({}), lines = db::Column::of_integers({});
  auto cells = db::Column::of_texts({}), faults = db::Column::of_texts({}), states = db::Column::of_texts({});
  for (const auto& r : rejects) {
    ids.integers.emplace_back(load);
    lines.integers.emplace_back(r.line);
    cells.texts.emplace_back(registry::csv_line(r.cells));
    faults.texts.emplace_back(text_of(r.faults));
    states.texts.emplace_back("open");
  }
  tx.execute_many("insp_imp_reject", {"load_id", "line", "cells", "faults", "state"},
                  {ids, lines, cells, faults, states});
}

std::vector<Reject> rejects(db::Transaction& tx, std::int64_t load, std::int64_t after, int limit, bool only_open) {
  return tx.all(only_open ? sql::imports::rejects_open : sql::imports::rejects,
                db::Params{load, after, std::int64_t{limit}}, reject_in);
}
std::optional<Reject> reject(db::Transaction& tx, std::int64_t load, std::int64_t line) {
  return tx.find(sql::imports::reject_by_line, db::Params{load, line}, reject_in);
}
bool settle_reject(db::Transaction& tx, std::int64_t load, const Reject& r, Instant at) {
  const auto cells = registry::csv_line(r.cells);
  return tx.execute(sql::imports::reject_settle, db::Params{r.state, cells, r.settled_by, at, load, r.line}) == 1;
}

void add_warnings(db::Transaction& tx, std::int64_t load, const std::vector<NumberWarning>& warnings) {
  for (const auto& w : warnings)
    tx.execute(sql::imports::warning_add, db::Params{load, w.line, w.field, w.code, w.value});
}
std::vector<NumberWarning> warnings(db::Transaction& tx, std::int64_t load) {
  return tx.all(sql::imports::warnings, db::Params{load}, [](const db::Row& r) {
    return NumberWarning{r.integer(0), r.text(1), r.text(2), r.text_or_empty(3)};
  });
}

void put_figures(db::Transaction& tx, std::int64_t load, const std::vector<FieldFigures>& figures) {
  tx.execute(sql::imports::figures_forget, db::Params{load});
  for (const auto& f : figures)
    tx.execute(sql::imports::figure_add,
               db::Params{load, f.field, f.filled, f.distinct, f.bad, f.lowest, f.highest, f.warned});
}
std::vector<FieldFigures> figures(db::Transaction& tx, std::int64_t load) {
  return tx.all(sql::imports::figures, db::Params{load}, [](const db::Row& r) {
    return FieldFigures{r.text(0),          r.integer(1),       r.integer(2), r.integer(3),
                        r.text_or_empty(4), r.text_or_empty(5), r.integer(6)};
  });
}

std::vector<std::string> overtaken_sources(db::Transaction& tx) {
  return tx.all(sql::imports::loads_overtaken, db::Params{}, [](const db::Row& r) { return r.text(0); });
}
void overtake_loads(db::Transaction& tx, std::string_view source) {
  tx.execute(sql::imports::loads_overtake, db::Params{source});
}
std::vector<ForeignSnapshot> unfigured_snapshots(db::Transaction& tx) {
  return tx.all(sql::imports::snapshots_unfigured, db::Params{}, [](const db::Row& r) {
    return ForeignSnapshot{r.integer(0), r.text(1)};
  });
}

std::vector<DropState> drop_states(db::Transaction& tx) {
  return tx.all(sql::imports::drops, db::Params{}, [](const db::Row& r) {
    return DropState{r.text(0), r.instant(1), r.integer(2), r.integer(3), r.text_or_empty(4)};
  });
}
void save_drop_state(db::Transaction& tx, const DropState& s) {
  tx.execute(sql::imports::drop_forget, db::Params{s.source});
  tx.execute(sql::imports::drop_add, db::Params{s.source, s.looked_at, s.waiting, s.refused, s.problem});
}
void forget_drop_state(db::Transaction& tx, std::string_view source) {
  tx.execute(sql::imports::drop_forget, db::Params{source});
}

std::vector<StoredProfile> profiles(db::Transaction& tx) {
  return tx.all(sql::imports::profiles, db::Params{}, profile_in);
}
std::optional<StoredProfile> profile_by_id(db::Transaction& tx, std::int64_t id) {
  return tx.find(sql::imports::profile_by_id, db::Params{id}, profile_in);
}
std::optional<StoredProfile> profile_by_name(db::Transaction& tx, std::string_view source, std::string_view name) {
  return tx.find(sql::imports::profile_by_name, db::Params{source, name}, profile_in);
}
std::vector<ProfileVersion> profile_versions(db::Transaction& tx, std::int64_t id) {
  return tx.all(sql::imports::profile_versions, db::Params{id}, [](const db::Row& r) {
    return ProfileVersion{r.integer(0), r.text(1), r.instant(2), r.flag(3), r.integer(4)};
  });
}
std::optional<Load> newest_load_by_profile(db::Transaction& tx, std::int64_t profile) {
  return tx.find(sql::imports::load_newest_by_profile, db::Params{profile}, load_in);
}
std::optional<Load> newest_load_of(db::Transaction& tx, std::string_view source) {
  return tx.find(sql::imports::load_newest_of_source, db::Params{source}, load_in);
}

void save_profile(db::Transaction& tx, const StoredProfile& p, const StoredProfile* before) {
  if (before != nullptr && tx.execute(sql::imports::profile_retire, db::Params{before->id, before->version}) != 1)
    throw Conflict{"profile"};
  tx.execute(sql::imports::profile_add, db::Params{p.id, p.version, p.source, p.name, p.header_key, p.content,
                                                   p.saved_by, p.saved_at, std::int64_t{p.retired}});
}

}  // namespace repository
}  // namespace ssiis::imports
