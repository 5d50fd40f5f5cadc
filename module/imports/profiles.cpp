// Saved ways of reading: found for a file, saved, copied, set aside and taken up again.
#include <fmt/format.h>

#include <algorithm>

#include "imports/office.hpp"
#include "imports/repository.hpp"

namespace ssiis::imports {
namespace {

constexpr std::size_t longest_profile_name = 80, longest_profile_reason = 1000;

bool is_canonical(const RawRow& header, const registry::FileSpec& spec) {
  if (header.cells.size() != spec.fields.size()) return false;
  for (const auto& field : spec.fields) {
    bool there = false;
    for (const auto& cell : header.cells) there = there || trimmed(cell.text) == field.name;
    if (!there) return false;
  }
  return true;
}

// Files tell their first rows to a process each time: once for each way to open them.
class FirstRows {
 public:
  FirstRows(const ImportOffice& office, const std::filesystem::path& file) : office_{office}, file_{file} {}
  const Result<Look>& of(const Profile& how) {
    auto key = fmt::format("{}\n{}\n{}", how.encoding, static_cast<int>(how.delimiter), how.sheet);
    const auto at = seen_.find(key);
    if (at != seen_.end()) return at->second;
    return seen_.emplace(std::move(key), office_.look(file_, how, most_heads)).first->second;
  }

 private:
  static constexpr std::int64_t most_heads = 50;  // header_row is never more
  const ImportOffice& office_;
  const std::filesystem::path& file_;
  std::map<std::string, Result<Look>> seen_{};
};

Rejection profile_conflict() { return {"import.conflict"}; }

std::string profile_object(std::int64_t id) { return fmt::format("import-profile:{}", id); }

}  // namespace

const registry::FileSpec* agency_source(std::string_view name) {
  const auto* spec = registry::file_spec(name);
  return spec != nullptr && spec->keeper == registry::Keeper::snapshot ? spec : nullptr;
}

// The profile that somebody chose for a file; refused where it does not fit.
static Result<StoredProfile> chosen_profile(const StoredProfile& stored, const registry::FileSpec& spec,
                                            FirstRows& file) {
  if (stored.retired) return Rejection{"import.profile_retired", {stored.name}, "profile"};
  const auto profile = from_xml(stored.content);
  if (!profile) return profile.rejections();
  const auto& seen = file.of(*profile);
  if (!seen) return seen.rejections();
  if (static_cast<int>(seen->rows.size()) < std::max(profile->header_row, 1)) return Rejection{"import.empty"};
  if (auto wrong = unfit(*profile, spec, headings(*profile, seen->rows)); !wrong.empty()) return wrong;
  return stored;
}

Result<StoredProfile> ImportOffice::profile_for(const NewLoad& wanted) const {
  const auto* spec = agency_source(wanted.source);
  if (spec == nullptr) return Rejection{"import.source_unknown", {wanted.source}, "source"};
  auto saved = n_.pool.transact(db::Mode::read, repository::profiles);
  std::erase_if(saved, [&](const StoredProfile& p) {
    return p.source != wanted.source || (wanted.profile != 0 ? p.id != wanted.profile : p.retired);
  });
  FirstRows file{*this, wanted.file};
  if (wanted.profile != 0)
    return saved.empty() ? Rejection{"import.profile_unknown", {}, "profile"}
                         : chosen_profile(saved.front(), *spec, file);
  std::stable_sort(saved.begin(), saved.end(), [](const auto& a, const auto& b) { return a.saved_at > b.saved_at; });
  for (const auto& p : saved) {
    if (p.header_key.empty()) continue;  // nothing to be known by: people choose it
    const auto profile = from_xml(p.content);
    if (!profile) return profile.rejections();
    const auto& seen = file.of(*profile);
    if (seen && static_cast<int>(seen->rows.size()) >= profile->header_row &&
        header_key(headings(*profile, seen->rows)) == p.header_key)
      return p;
  }
  const auto& seen = file.of({});
  if (!seen) return seen.rejections();
  if (is_canonical(seen->rows.front(), *spec)) {
    StoredProfile none;
    none.source = wanted.source;
    return none;
  }
  std::string found;
  for (const auto& cell : seen->rows.front().cells) found += (found.empty() ? "" : ", ") + cell.text;
  return Rejection{"import.no_profile", {first_code_points(found, 200)}, "profile"};
}

Result<std::int64_t> ImportOffice::save_profile(const Actor& who, const Profile& profile, std::int64_t id,
                                                std::int64_t version, const RawRow& header) {
  if (!who.may(may_load)) return n_.trail.refused(who, may_load, "import-profile:" + profile.name);
  const auto* spec = agency_source(profile.source);
  if (spec == nullptr) return Rejection{"import.source_unknown", {profile.source}, "source"};
  if (profile.name.empty() || count_code_points(profile.name) > longest_profile_name)
    return Rejection{"import.profile_name_missing", {}, "name"};
  if (auto wrong = unfit(profile, *spec, header); !wrong.empty()) return wrong;
  const auto fresh = n_.ids.next();
  try {
    return n_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<std::int64_t> {
      const auto same = repository::profile_by_name(tx, profile.source, profile.name);
      if (same && same->id != id) return Rejection{"import.profile_name_taken", {profile.name}, "name"};
      const auto before = id == 0 ? std::nullopt : repository::profile_by_id(tx, id);
      if (id != 0 && (!before || before->version != version)) return profile_conflict();
      if (before && before->retired) return Rejection{"import.profile_retired", {before->name}, "name"};
      StoredProfile next{before ? id : fresh,
                         before ? version + 1 : 1,
                         profile.source,
                         profile.name,
                         profile.header_row == 0 ? std::string{} : header_key(header),
                         to_xml(profile),
                         who.user_id(),
                         n_.clock.now()};
      repository::save_profile(tx, next, before ? &*before : nullptr);
      n_.trail.record(tx, who,
                      {.chain = audit::ChainName::administration(),
                       .event = "import.profile_saved",
                       .object = profile_object(next.id),
                       .details = {{"source", next.source},
                                   {"version", std::to_string(next.version)},
                                   {"sha256", hex(sha256(next.content))}}});
      return next.id;
    });
  } catch (const Conflict&) {
    return profile_conflict();
  }
}

Result<std::int64_t> ImportOffice::copy_profile(const Actor& who, std::int64_t id, const std::string& name) {
  if (!who.may(may_load)) return n_.trail.refused(who, may_load, profile_object(id));
  if (name.empty() || count_code_points(name) > longest_profile_name)
    return Rejection{"import.profile_name_missing", {}, "copy_name"};
  const auto fresh = n_.ids.next();
  return n_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<std::int64_t> {
    const auto from = repository::profile_by_id(tx, id);
    if (!from) return Rejection{"import.profile_unknown"};
    if (repository::profile_by_name(tx, from->source, name))
      return Rejection{"import.profile_name_taken", {name}, "copy_name"};
    auto read = from_xml(from->content);
    if (!read) return read.rejections();
    auto profile = std::move(read).value();
    profile.name = name;
    // Known by no headings until it was saved on a file of its own: until then people choose it.
    const StoredProfile copy{fresh, 1, from->source, name, "", to_xml(profile), who.user_id(), n_.clock.now()};
    repository::save_profile(tx, copy, nullptr);
    n_.trail.record(tx, who,
                    {.chain = audit::ChainName::administration(),
                     .event = "import.profile_copied",
                     .object = profile_object(fresh),
                     .details = {{"source", copy.source}, {"from", fmt::format("{} {}", from->id, from->version)}}});
    return fresh;
  });
}

Result<Done> ImportOffice::retire_profile(const Actor& who, std::int64_t id, std::int64_t version, bool retired,
                                          std::string_view reason) {
  if (!who.may(may_load)) return n_.trail.refused(who, may_load, profile_object(id));
  if (reason.empty() || count_code_points(reason) > longest_profile_reason)
    return Rejection{"import.reason_missing", {}, "reason"};
  try {
    return n_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
      const auto before = repository::profile_by_id(tx, id);
      if (!before) return Rejection{"import.profile_unknown"};
      if (before->version != version || before->retired == retired) return profile_conflict();
      auto next = *before;
      ++next.version;
      next.saved_by = who.user_id();
      next.saved_at = n_.clock.now();
      next.retired = retired;
      repository::save_profile(tx, next, &*before);
      n_.trail.record(
          tx, who,
          {.chain = audit::ChainName::administration(),
           .event = retired ? "import.profile_retired" : "import.profile_restored",
           .object = profile_object(id),
           .details = {
               {"source", next.source}, {"version", std::to_string(next.version)}, {"reason", std::string{reason}}}});
      return Done{};
    });
  } catch (const Conflict&) {
    return profile_conflict();
  }
}

}  // namespace ssiis::imports
