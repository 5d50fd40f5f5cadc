#include "documents/templates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "documents/template_check.hpp"
#include "sql/documents.hpp"

namespace ssiis::documents {
namespace {

constexpr const char* template_languages[] = {"lo", "en"};
constexpr std::uint64_t most_bytes = 8ULL << 20;

bool plain_word(std::string_view s) {
  return !s.empty() && s.size() <= 60 &&
         std::all_of(s.begin(), s.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

TemplateVersion version_in(const db::Row& r) {
  return {r.integer(0),       r.text(1),
          r.text(2),          static_cast<int>(r.integer(3)),
          r.day(4),           BlobId{r.integer(5)},
          r.text(6),          r.text(7),
          r.text_or_empty(8), r.instant(9),
          r.text(10)};
}

// Inside the caller's transaction: a letter needs no second connection.
std::string bytes_of(db::Transaction& tx, const TemplateVersion& version) {
  std::string out;
  for (int seq = 0;; ++seq) {
    const auto piece = tx.find(sql::documents::blob_chunk, db::Params{version.blob, seq},
                               [](const db::Row& r) { return std::string{as_text(r.bytes(0))}; });
    if (!piece) break;
    out += *piece;
  }
  if (hex(sha256(out)) != version.sha256) throw BlobDamaged{"a template's bytes do not have its hash"};
  return out;
}

std::optional<TemplateVersion> version_of_day(db::Transaction& tx, std::string_view language, std::string_view kind,
                                              Day day) {
  return tx.find(sql::documents::template_in_force, db::Params{language, kind, day}, version_in);
}

}  // namespace

std::optional<std::string> shipped_template(const std::filesystem::path& folder, std::string_view language,
                                            std::string_view kind) {
  if (!plain_word(language) || !plain_word(kind)) return std::nullopt;
  std::ifstream in{folder / std::string{language} / (std::string{kind} + ".docx"), std::ios::binary};
  if (!in) return std::nullopt;
  std::ostringstream all;
  all << in.rdbuf();
  return std::move(all).str();
}

std::optional<TemplateBytes> template_of_day(db::Transaction& tx, const std::filesystem::path& folder,
                                             std::string_view language, std::string_view kind, Day day,
                                             const std::optional<OwnTemplate>& own) {
  const auto last = own && own->until && *own->until <= day ? own->until->plus(-1) : day;
  if (const auto version = version_of_day(tx, language, kind, last);
      version && (!own || own->from < version->valid_from))
    return TemplateBytes{bytes_of(tx, *version), version->sha256};
  if (own) return TemplateBytes{own->bytes(), own->sha256};
  auto shipped = shipped_template(folder, language, kind);
  if (!shipped) return std::nullopt;
  auto hash = hex(sha256(*shipped));
  return TemplateBytes{std::move(*shipped), std::move(hash)};
}

bool Templates::known(std::string_view language, std::string_view kind) const {
  return plain_word(language) && plain_word(kind) &&
         std::filesystem::exists(folder_ / std::string{language} / (std::string{kind} + ".docx"));
}

std::optional<std::string> Templates::shipped(std::string_view language, std::string_view kind) const {
  return shipped_template(folder_, language, kind);
}

std::vector<Templates::Kind> Templates::kinds() const {
  std::vector<Kind> out;
  for (const char* language : template_languages) {
    std::vector<std::string> names;
    if (std::filesystem::is_directory(folder_ / language))
      for (const auto& entry : std::filesystem::directory_iterator{folder_ / language})
        if (entry.path().extension() == ".docx" && plain_word(entry.path().stem().string()))
          names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    for (auto& name : names) out.push_back({language, std::move(name)});
  }
  pool_.transact(db::Mode::read, [&](db::Transaction& tx) {
    for (auto& kind : out) kind.in_force = version_of_day(tx, kind.language, kind.kind, clock_.today());
  });
  return out;
}

std::vector<TemplateVersion> Templates::versions(std::string_view language, std::string_view kind) const {
  return pool_.transact(db::Mode::read, [&](db::Transaction& tx) {
    return tx.all(sql::documents::template_versions, db::Params{language, kind}, version_in);
  });
}

Result<TemplateVersion> Templates::add(const Actor& who, const NewTemplate& wish) {
  return pool_.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<TemplateVersion> {
    auto done = add_in(tx, who, wish);
    if (!done) tx.rollback();
    return done;
  });
}

Result<TemplateVersion> Templates::add_in(db::Transaction& tx, const Actor& who, const NewTemplate& wish) {
  const auto object = fmt::format("template:{}/{}", wish.language, first_code_points(wish.kind, 60));
  if (!who.may("template.manage")) {
    tx.rollback();
    return trail_.refused(who, "template.manage", object);
  }
  const auto before = shipped_template(folder_, wish.language, wish.kind);
  if (!before) return Rejection{"template.unknown", {wish.kind, wish.language}};
  if (trimmed(wish.note).empty()) return Rejection{"form.required", {"note"}, "note"};
  if (count_code_points(wish.note) > 500) return Rejection{"form.too_long", {"note", "500"}, "note"};
  if (wish.valid_from < clock_.today()) return Rejection{"template.day_past", {}, "valid_from"};
  if (wish.file.blob.content_type != docx_type) return Rejection{"template.not_docx", {}, "file"};

  const auto asked =
      hex(sha256(fmt::format("{}\n{}\n{}\n{}", who.user_id(), object, wish.file.blob.sha256, wish.valid_from.iso())));
  const auto earlier = db::claim_request(tx, wish.request_key, asked, clock_.now());
  if (!earlier) return earlier.rejections();
  auto all = tx.all(sql::documents::template_versions, db::Params{wish.language, wish.kind}, version_in);
  if (*earlier && !all.empty()) return all.front();

  TemplateVersion version{ids_.next(),
                          wish.language,
                          wish.kind,
                          all.empty() ? 1 : all.front().version + 1,
                          wish.valid_from,
                          wish.file.blob.id,
                          wish.file.blob.sha256,
                          wish.file.file_name,
                          std::string{trimmed(wish.note)},
                          clock_.now(),
                          who.user_id()};
  if (wish.file.blob.size > static_cast<std::int64_t>(most_bytes)) return Rejection{"template.too_large", {}, "file"};
  std::vector<std::string> models{*before};
  for (const char* language : template_languages)
    if (auto other = shipped_template(folder_, language, wish.kind); other && language != wish.language)
      models.push_back(std::move(*other));
  if (auto faults = check_template(bytes_of(tx, version), models); !faults.empty()) {
    for (auto& fault : faults) fault.field = "file";
    return faults;
  }
  blobs_.hold(tx, version.blob, {"template", 0, version.id});
  tx.execute(sql::documents::template_insert,
             db::Params{version.id, version.language, version.kind, version.version, version.valid_from, version.blob,
                        version.sha256, version.file_name, version.note, version.uploaded_at, version.uploaded_by});
  audit::Event event{audit::ChainName::administration(), audit::Act::wrote, "template.added", object};
  event.details = {{"version", std::to_string(version.version)},
                   {"valid_from", version.valid_from.iso()},
                   {"sha256", version.sha256}};
  trail_.record(tx, who, event);
  db::store_result(tx, wish.request_key, std::to_string(version.version));
  return version;
}

}  // namespace ssiis::documents
