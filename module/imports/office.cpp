#include "imports/office.hpp"

#include <fmt/format.h>

#include <sstream>

#include "imports/compare.hpp"
#include "imports/repository.hpp"

namespace ssiis::imports {
namespace {

constexpr std::size_t longest_file_name = 190;
constexpr std::string_view load_job = "import.load";

Rejection rejection_of(const ReadFault& fault) { return {fault.what(), fault.args}; }

std::string hash_of(const std::string& sha256, const std::string& profile) {
  return profile.empty() ? sha256 : hex(ssiis::sha256(sha256 + '\n' + profile));
}

// A file that `registry load` has brought in: it is a load like any other from now on, with figures, and current.
void adopt(db::Transaction& tx, Load& load, const registry::KnownSnapshot& known, Instant now) {
  load.snapshot = known.id;
  repository::add_load(tx, load);
  repository::save_progress(tx, load, {0, known.rows, 0, ""});
  repository::end_load(tx, load, {LoadState::current, {}, {}, 0}, now);
  repository::put_figures(tx, load.id, figures_of_snapshot(tx, *registry::file_spec(load.source), known.id));
  registry::make_current(tx, load.source, known.id);
}

}  // namespace

Thresholds Thresholds::from(const Settings& config) {
  Thresholds out;
  const auto read = [&](const char* key, std::int64_t& value) {
    value = config.number(key, value);
    if (value < 0 || value > 100) throw SettingsError{std::string{key} + ": 0 to 100"};
  };
  read("imports.rows_dropped", out.rows_dropped);
  read("imports.filled_dropped", out.filled_dropped);
  read("imports.values_moved", out.values_moved);
  read("imports.keys_gone", out.keys_gone);
  read("imports.rejected", out.rejected);
  return out;
}

std::uint64_t upload_limit(const Settings& config) {
  const auto mib = config.number("imports.upload_limit_mib", 200);
  if (mib < 1 || mib > 4096) throw SettingsError{"imports.upload_limit_mib: 1 to 4096"};
  return static_cast<std::uint64_t>(mib) << 20;
}

std::optional<Load> find_load(db::Transaction& tx, std::int64_t id) { return repository::load_by_id(tx, id); }
std::vector<Load> newest_loads(db::Transaction& tx, int limit) { return repository::newest_loads(tx, limit); }
std::optional<StoredProfile> find_profile(db::Transaction& tx, std::string_view source, std::string_view name) {
  return repository::profile_by_name(tx, source, name);
}

void each_reject(db::Pool& pool, std::int64_t load, const std::function<void(const Reject&)>& take) {
  constexpr int page = 500;
  for (std::int64_t after = 0;;) {
    const auto rows = pool.transact(
        db::Mode::read, [&](db::Transaction& tx) { return repository::rejects(tx, load, after, page, false); });
    for (const auto& row : rows) take(row);
    if (static_cast<int>(rows.size()) < page) return;
    after = rows.back().line;
  }
}

Profile profile_of(const Load& load) {
  if (load.profile_content.empty()) return canonical_profile(*registry::file_spec(load.source));
  auto read = from_xml(load.profile_content);
  if (!read) throw std::logic_error{"a stored profile cannot be read: " + read.rejection().args.front()};
  return std::move(read).value();
}

RawRow header_of(const Load& load) {
  RawRow out;
  std::vector<std::string> texts;
  std::istringstream in{load.header};
  registry::CsvReader{in}.next(texts);
  for (auto& text : texts) out.cells.push_back({CellKind::text, std::move(text)});
  return out;
}

Result<Look> ImportOffice::look(const std::filesystem::path& file, const Profile& how, std::int64_t rows) const {
  Look out;
  try {
    const auto kind = Reader::kind_of(file);
    n_.reader.read(file, kind, {how.encoding, how.delimiter, how.sheet, rows},
                   {[&](const FileTraits& t) { out.traits = t; },
                    [&](const RawRow& row) {
                      out.rows.push_back(row);
                      return true;
                    }});
  } catch (const ReadFault& fault) {
    return rejection_of(fault);
  }
  return out;
}

// The bytes in the store, and the load as it would begin; no row yet.
Load ImportOffice::stored_file(const Actor& who, const NewLoad& wanted) {
  Load load;
  load.source = wanted.source;
  load.state = LoadState::waiting;
  load.file_name = first_code_points(documents::clean_file_name(wanted.file_name), longest_file_name);
  load.kind = Reader::kind_of(wanted.file);
  const auto blob = n_.blobs.put_file(wanted.file, load.kind == "csv" ? "text/csv" : "application/vnd.ms-excel");
  load.blob = blob.id;
  load.sha256 = blob.sha256;
  load.bytes = blob.size;
  load.as_of = wanted.as_of;
  load.id = n_.ids.next();
  load.snapshot = n_.ids.next();
  load.ordered_by = who.user_id();
  load.ordered_at = n_.clock.now();
  return load;
}

void ImportOffice::start(db::Transaction& tx, const Load& load) {
  registry::begin_snapshot(tx, load.snapshot, load.source, load.as_of, n_.clock.now());
  n_.jobs.enqueue(tx, {.kind = std::string{load_job},
                       .key = std::to_string(load.id),
                       .due = n_.clock.now(),
                       .payload = std::to_string(load.id)});
}

Result<std::int64_t> ImportOffice::keep(const Actor& who, const NewLoad& wanted) {
  if (!who.may(may_load)) return n_.trail.refused(who, may_load, "import:" + wanted.source);
  if (agency_source(wanted.source) == nullptr) return Rejection{"import.source_unknown", {wanted.source}, "source"};
  if (n_.clock.today() < wanted.as_of) return Rejection{"import.as_of_in_future", {}, "as_of"};
  auto load = stored_file(who, wanted);
  load.state = LoadState::mapping;
  return n_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<std::int64_t> {
    if (const auto known = repository::unmapped_load(tx, load.source, load.sha256)) return known->id;
    n_.blobs.hold(tx, load.blob, {"import", 0, load.id});
    repository::add_load(tx, load);
    record_order(tx, who, load);
    return load.id;
  });
}

Result<std::int64_t> ImportOffice::map(const Actor& who, std::int64_t id, std::int64_t version, const Profile& profile,
                                       const RawRow& header) {
  if (!who.may(may_load)) return n_.trail.refused(who, may_load, fmt::format("import:{}", id));
  auto found = n_.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return repository::load_by_id(tx, id); });
  if (!found) return Rejection{"import.load_unknown"};
  if (found->state != LoadState::mapping || found->version != version) return Rejection{"import.conflict"};
  const auto saved = save_profile(who, profile, 0, 0, header);
  if (!saved) return saved.rejections();
  try {
    n_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
      Load load = *found;
      load.profile = *saved;
      load.profile_version = 1;
      load.profile_content = to_xml(profile);
      load.fingerprint = hash_of(load.sha256, load.profile_content);
      repository::map_load(tx, load);
      start(tx, load);
      n_.trail.record(tx, who,
                      {.chain = audit::ChainName::administration(),
                       .event = "import.mapped",
                       .object = fmt::format("import:{}", id),
                       .details = {{"profile", std::to_string(load.profile)}}});
    });
  } catch (const Conflict&) {
    return Rejection{"import.conflict"};
  }
  return id;
}

Result<Ordered> ImportOffice::order(const Actor& who, const NewLoad& wanted) {
  if (!who.may(may_load)) return n_.trail.refused(who, may_load, "import:" + wanted.source);
  if (n_.clock.today() < wanted.as_of) return Rejection{"import.as_of_in_future", {}, "as_of"};
  const auto profile = profile_for(wanted);
  if (!profile) return profile.rejections();
  auto load = stored_file(who, wanted);
  load.profile = profile->id;
  load.profile_version = profile->version;
  load.profile_content = profile->content;
  load.fingerprint = hash_of(load.sha256, profile->content);
  return n_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Ordered> {
    if (auto known = repository::load_by_fingerprint(tx, load.source, load.fingerprint)) {
      if (known->state != LoadState::former || !wanted.revive) return Ordered{known->id, true};
      registry::make_current(tx, load.source, known->snapshot);
      repository::decide_load(tx, *known, LoadState::current, who.user_id(), load.ordered_at, "");
      n_.trail.record(tx, who,
                      {.chain = audit::ChainName::administration(),
                       .event = "import.revived",
                       .object = fmt::format("import:{}", known->id),
                       .details = {{"source", load.source}, {"sha256", load.sha256}}});
      return Ordered{known->id, true};
    }
    n_.blobs.hold(tx, load.blob, {"import", 0, load.id});
    if (const auto snapshot = registry::snapshot_of(tx, load.source, load.fingerprint)) {
      adopt(tx, load, *snapshot, load.ordered_at);
      record_order(tx, who, load);
      return Ordered{load.id, true};
    }
    repository::add_load(tx, load);
    start(tx, load);
    record_order(tx, who, load);
    return Ordered{load.id, false};
  });
}

void ImportOffice::record_order(db::Transaction& tx, const Actor& who, const Load& load) {
  n_.trail.record(tx, who,
                  {.chain = audit::ChainName::administration(),
                   .event = "import.ordered",
                   .object = fmt::format("import:{}", load.id),
                   .details = {{"source", load.source},
                               {"file", load.file_name},
                               {"sha256", load.sha256},
                               {"profile", fmt::format("{} {}", load.profile, load.profile_version)}}});
}

void ImportOffice::work(const Actor& who, const std::function<bool()>& given_up) {
  constexpr auto lease = std::chrono::seconds{60};
  const auto owner = hex(random_bytes(16));
  look_at_what_others_brought();
  while (!given_up || !given_up()) {
    const auto claimed = n_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
      return n_.jobs.claim(tx, {std::string{load_job}}, n_.clock.now(), owner, 1, lease);
    });
    if (claimed.empty()) return;
    const auto& job = claimed.front();
    const documents::LeaseKeeper keeper{n_.pool, n_.jobs, claimed, lease};
    try {
      const auto load = run(who, whole_number(job.payload).value_or(0), given_up);
      n_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
        const bool unfinished = load.state == LoadState::waiting || load.state == LoadState::reading;
        if (unfinished ? !n_.jobs.fail(tx, job, "the host ends", n_.clock.now()) : !n_.jobs.complete(tx, job))
          tx.rollback();
      });
    } catch (const Conflict&) {  // somebody else reads it
      return;
    } catch (const std::exception& fault) {
      const std::string what = fault.what();
      n_.pool.transact(db::Mode::write, [&](db::Transaction& tx) { n_.jobs.fail(tx, job, what, n_.clock.now()); });
      throw;
    }
  }
}

}  // namespace ssiis::imports
