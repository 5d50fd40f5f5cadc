#include "documents/service.hpp"

#include <fmt/format.h>

#include "database/series.hpp"
#include "documents/filler.hpp"
#include "documents/qr.hpp"
#include "documents/repository.hpp"
#include "documents/templates.hpp"

namespace ssiis::documents {

namespace {

std::string register_number(int seq, const Office& office) {
  return office.mark.empty() ? fmt::format("{:04}", seq) : fmt::format("{:04}/{}", seq, office.mark);
}

std::string series_of(Direction direction) { return "document." + std::string{code_of(direction)}; }

// 80 random bits; Crockford's letters cannot be confused when read aloud.
std::string new_code() { return base32_code(random_bytes(10)); }

}  // namespace

LetterSettings LetterSettings::from(const Settings& config, const std::filesystem::path& share) {
  const auto templates = config.text("documents.templates", "");
  return {templates.empty() ? share / "templates" : std::filesystem::path{templates},
          config.text("documents.public_url", ""),
          config.text("documents.heading_lo", "ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ"),
          config.text("documents.motto_lo", "ສັນຕິພາບ ເອກະລາດ ປະຊາທິປະໄຕ ເອກະພາບ ວັດທະນະຖາວອນ"),
          config.text("documents.heading_en", "Lao People's Democratic Republic"),
          config.text("documents.motto_en", "Peace Independence Democracy Unity Prosperity")};
}

void DocumentRegister::add_head(Values& values, std::string_view language) const {
  const bool lao = language == "lo";
  values.set("heading", lao ? settings_.heading_lo : settings_.heading_en)
      .set("motto", lao ? settings_.motto_lo : settings_.motto_en)
      .set("verify_url", settings_.public_url + "/portal/verify");
}

std::optional<Rejection> DocumentRegister::check_links(db::Transaction& tx, CaseId case_id,
                                                       std::optional<DocumentId> reply_to,
                                                       std::optional<DocumentId> supersedes,
                                                       std::optional<Document>& old) const {
  if (reply_to && !repository::by_id(tx, case_id, *reply_to)) return Rejection{"document.unknown", {}, "reply_to"};
  if (!supersedes) return std::nullopt;
  old = repository::by_id(tx, case_id, *supersedes);
  if (!old) return Rejection{"document.unknown", {}, "supersedes"};
  if (old->superseded_by) return Rejection{"document.already_superseded", {old->register_number}, "supersedes"};
  return std::nullopt;
}

void DocumentRegister::enter(db::Transaction& tx, const Actor& who, Document& document,
                             const std::optional<Document>& old, std::string_view event) {
  repository::insert(tx, document);
  if (document.source_blob)
    blobs_.hold(tx, *document.source_blob, {"document", document.case_id.value, document.id.value});
  const auto object = "document:" + std::to_string(document.id.value);
  std::vector<std::pair<std::string, std::string>> details{{"number", document.register_number},
                                                           {"kind", document.kind},
                                                           {"direction", std::string{code_of(document.direction)}}};
  if (!document.template_sha256.empty()) details.emplace_back("template_sha256", document.template_sha256);
  if (!document.sha256.empty()) details.emplace_back("sha256", document.sha256);
  if (old) {
    repository::supersede(tx, *old, document.id, clock_.now());
    details.emplace_back("supersedes", old->register_number);
  }
  audit::Event entry{audit::ChainName::of_case(document.case_id), audit::Act::wrote, std::string{event}, object};
  entry.details = std::move(details);
  trail_.record(tx, who, entry);
}

// The letter that this one copies; nothing for a letter of its own.
Result<std::optional<Document>> DocumentRegister::original_of(db::Transaction& tx, const Letter& letter) const {
  if (!letter.copy_of) return std::optional<Document>{};
  auto original = repository::by_id(tx, letter.case_id, *letter.copy_of);
  if (!original || !original->is_letter() || original->copy_of) return Rejection{"document.unknown"};
  if (original->language == letter.language) return Rejection{"document.same_language"};
  return original;
}

// The row of a letter with its number, which is the original's for a copy and else the next of its series.
Document DocumentRegister::issued(db::Transaction& tx, const Actor& who, const Letter& letter,
                                  const std::optional<Document>& original) {
  const int year = original ? original->register_year : letter.day.year();
  const int seq =
      original ? original->register_seq : db::next_number(tx, series_of(letter.direction), letter.office.code, year);
  return {letter.case_id,
          DocumentId{ids_.next()},
          letter.direction,
          letter.kind,
          letter.title,
          letter.office.code,
          year,
          seq,
          original ? original->register_number : register_number(seq, letter.office),
          letter.day,
          letter.sender,
          letter.recipient,
          letter.unit_name,
          letter.language,
          DocumentState::pending_pdf,
          letter.supersedes,
          std::nullopt,
          letter.reply_to,
          std::nullopt,
          letter.kind,
          "",
          letter.kind + ".docx",
          std::nullopt,
          std::nullopt,
          "",
          new_code(),
          0,
          "",
          who.user_id(),
          clock_.now(),
          1,
          letter.copy_of};
}

Result<Document> DocumentRegister::generate(db::Transaction& tx, const Actor& who, Letter letter) {
  if (trimmed(letter.title).empty()) return Rejection{"document.title_missing", {}, "title"};
  const auto original = original_of(tx, letter);
  if (!original) return original.rejections();
  if (*original)
    if (auto made = repository::copy_of(tx, letter.case_id, (*original)->id)) return *made;
  const auto source =
      template_of_day(tx, settings_.templates, letter.language, letter.kind, clock_.today(), letter.own_template);
  if (!source) return Rejection{"document.template_unknown", {letter.kind, letter.language}};
  std::optional<Document> old;
  if (auto why = check_links(tx, letter.case_id, letter.reply_to, letter.supersedes, old)) return *why;
  // Filled once without a number: a letter that cannot be filled takes none.
  add_head(letter.values, letter.language);
  letter.values.show("copy", original->has_value()).set("copy_note", letter.copy_note);
  letter.values.set("register_number", "").set("verify_code", "");
  letter.values.image("qr", qr_png(settings_.public_url + "/portal/verify"));
  if (const auto trial = fill_docx(source->bytes, letter.values); !trial) return trial.rejections();

  Document document = issued(tx, who, letter, *original);
  document.template_sha256 = source->sha256;
  letter.values.set("register_number", document.register_number).set("verify_code", spaced_code(document.verify_code));
  letter.values.image("qr", qr_png(settings_.public_url + "/portal/verify/" + document.verify_code));
  const auto filled = fill_docx(source->bytes, letter.values);
  if (!filled) return filled.rejections();
  document.source_blob = blobs_.put(tx, *filled, docx_type).id;
  if (*original)
    enter(tx, who, document, old, "document.copied");
  else
    enter(tx, who, document, old, "document.generated");
  db::NewJob job;
  job.kind = std::string{pdf_job};
  job.due = document.created_at;
  job.payload = fmt::format("{} {}", document.case_id.value, document.id.value);
  job.max_attempts = 5;
  jobs_.enqueue(tx, job);
  return document;
}

std::optional<Document> DocumentRegister::copy_of(db::Transaction& tx, CaseId case_id, DocumentId original) const {
  return repository::copy_of(tx, case_id, original);
}

Result<Document> DocumentRegister::receive(db::Transaction& tx, const Actor& who, Received r) {
  if (trimmed(r.title).empty()) return Rejection{"document.title_missing", {}, "title"};
  std::optional<Document> old;
  if (auto why = check_links(tx, r.case_id, r.reply_to, r.supersedes, old)) return *why;
  // The year of entry counts for what comes in, not the date on the paper.
  const Instant now = clock_.now();
  const int year = db::series_year(now);
  const int seq = db::next_number(tx, series_of(r.direction), r.office.code, year);
  Document document{r.case_id,
                    DocumentId{ids_.next()},
                    r.direction,
                    r.kind,
                    r.title,
                    r.office.code,
                    year,
                    seq,
                    register_number(seq, r.office),
                    r.day,
                    r.sender,
                    r.recipient,
                    r.unit_name,
                    r.language,
                    DocumentState::ready,
                    r.supersedes,
                    std::nullopt,
                    r.reply_to,
                    std::nullopt,
                    "",
                    "",
                    r.file ? r.file->file_name : std::string{},
                    r.file ? std::optional{r.file->blob.id} : std::nullopt,
                    std::nullopt,
                    r.file ? r.file->blob.sha256 : std::string{},
                    new_code(),
                    0,
                    "",
                    who.user_id(),
                    now,
                    1};
  enter(tx, who, document, old, "document.received");
  return document;
}

Result<Done> DocumentRegister::supersede(db::Transaction& tx, const Actor& who, CaseId case_id, DocumentId old,
                                         DocumentId by) {
  const auto before = repository::by_id(tx, case_id, old), after = repository::by_id(tx, case_id, by);
  if (!before || !after) return Rejection{"document.unknown"};
  if (before->superseded_by) return Rejection{"document.already_superseded", {before->register_number}};
  repository::supersede(tx, *before, by, clock_.now());
  trail_.record(tx, who,
                {.chain = audit::ChainName::of_case(case_id),
                 .event = "document.superseded",
                 .object = "document:" + std::to_string(old.value),
                 .details = {{"by", after->register_number}}});
  return Done{};
}

Result<Done> DocumentRegister::set_aside(db::Transaction& tx, const Actor& who, CaseId case_id, DocumentId id,
                                         const std::string& why) {
  const auto document = repository::by_id(tx, case_id, id);
  if (!document) return Rejection{"document.unknown"};
  if (document->superseded_by) return Rejection{"document.already_superseded", {document->register_number}};
  if (document->set_aside_at) return Rejection{"document.set_aside_already", {document->register_number}};
  repository::set_aside(tx, *document, why, who.user_id(), clock_.now());
  if (const auto copy = repository::copy_of(tx, case_id, id))
    repository::set_aside(tx, *copy, why, who.user_id(), clock_.now());
  trail_.record(tx, who,
                {.chain = audit::ChainName::of_case(case_id),
                 .event = "document.set_aside",
                 .object = "document:" + document->register_number,
                 .details = {{"why", why}}});
  return Done{};
}

Result<Done> DocumentRegister::retry_pdf(db::Transaction& tx, const Actor& who, CaseId case_id, DocumentId id) {
  const auto document = repository::by_id(tx, case_id, id);
  if (!document) return Rejection{"document.unknown"};
  if (document->state != DocumentState::failed) return Rejection{"document.not_failed"};
  repository::set_retry(tx, *document);
  db::NewJob job;
  job.kind = std::string{pdf_job};
  job.due = clock_.now();
  job.payload = fmt::format("{} {}", case_id.value, id.value);
  job.max_attempts = 5;
  jobs_.enqueue(tx, job);
  trail_.record(tx, who,
                {audit::ChainName::of_case(case_id), audit::Act::wrote, "document.pdf_retried",
                 "document:" + std::to_string(id.value)});
  return Done{};
}

std::optional<Document> DocumentRegister::find(db::Transaction& tx, CaseId case_id, DocumentId id) const {
  return repository::by_id(tx, case_id, id);
}

std::optional<Document> DocumentRegister::find_by_code(db::Transaction& tx, std::string_view code) const {
  return repository::by_code(tx, normal_code(code));
}

std::vector<Document> DocumentRegister::by_number(db::Transaction& tx, std::string_view number) const {
  return repository::by_number(tx, number);
}

std::vector<Document> DocumentRegister::of_case(db::Transaction& tx, CaseId case_id) const {
  return repository::of_case(tx, case_id);
}

}  // namespace ssiis::documents
