// The register of documents in and out: letters made from templates, files received, what a QR code's address answers.
//
// Authorisation is the caller's (the room that owns the case); every write here is numbered, versioned and audited in
// the caller's transaction. Nothing is deleted: a new version supersedes the old, and both stay.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "audit/api.hpp"
#include "database/jobs.hpp"
#include "documents/blob_store.hpp"
#include "documents/intake.hpp"
#include "documents/templates.hpp"
#include "documents/types.hpp"
#include "documents/values.hpp"

namespace ssiis::documents {

inline constexpr std::string_view pdf_job = "document.pdf";

// From module.xml: documents.heading_lo, .motto_lo, .heading_en, .motto_en, .public_url, .templates. The last word of
// the Lao motto is printed in two ways (facts/lao-facts.md §3), hence the setting.
struct LetterSettings {
  std::filesystem::path templates;
  std::string
      public_url;  // "https://…", without a '/' at the end; the QR code leads to <public_url>/portal/verify/CODE
  std::string heading_lo, motto_lo, heading_en, motto_en;
  static LetterSettings from(const Settings& module_config, const std::filesystem::path& share);
};

// What a letter is made of. `values` come formatted. Added here: heading, motto, register_number, verify_url,
// verify_code, and the image qr.
struct Letter {
  CaseId case_id{0};
  Direction direction{Direction::outgoing};
  std::string kind{};  // key of the template
  std::string language{"lo"};
  std::string title{};
  Office office{};
  std::string sender{}, recipient{}, unit_name{};
  Day day{};
  std::optional<DocumentId> reply_to{}, supersedes{};
  Values values{};
  // The letter that this one is in another language: it gets the same number, and the note saying which text counts.
  std::optional<DocumentId> copy_of{};
  std::string copy_note{};
  std::optional<OwnTemplate> own_template{};  // of the file's procedure, in this language
};

// What came in or what staff add to a case. `file` has passed Intake; what was said at the desk has none.
struct Received {
  CaseId case_id{0};
  Direction direction{Direction::incoming};
  std::string kind{}, language{"lo"}, title{};
  Office office{};
  std::string sender{}, recipient{}, unit_name{};
  Day day{};
  std::optional<DocumentId> reply_to{}, supersedes{};
  std::optional<ReceivedFile> file{};
};

// What has become of that which a letter tells, when the letter alone does not say it. Told by the room that owns it.
struct LetterEffect {
  enum class Kind { modified, modified_in_part, replaced, annulled, annulled_in_part, stayed, withdrawn } kind;
  std::string by_number;  // of the decision that brought it about; empty: a court did, or the order was withdrawn
  Day day{};              // of that decision, or since when
};

struct Verification {
  enum class Outcome { genuine, replaced, set_aside, unknown } outcome{Outcome::unknown};
  std::string kind, register_number, office, title, sender, language;
  std::string unit_name_masked;
  Day day{};
  std::string sha256_prefix;  // 12 letters; empty while the PDF is not made
  std::string replaced_by_number;
  std::optional<Instant> replaced_at{}, set_aside_at{};
  std::int64_t scans{0};  // this one included
  // Which letter it is, for the room that knows more of it; shown to nobody. Of a copy its original.
  std::optional<CaseId> case_id{};
  std::optional<DocumentId> letter{};
};

// [any thread]
class DocumentRegister {
 public:
  DocumentRegister(BlobStore& blobs, db::Jobs& jobs, db::IdSource& ids, audit::Trail& trail, const Clock& clock,
                   LetterSettings settings)
      : blobs_{blobs}, jobs_{jobs}, ids_{ids}, trail_{trail}, clock_{clock}, settings_{std::move(settings)} {}

  // Numbers and fills the letter, stores the DOCX, enters it as pending_pdf and orders its PDF. Refusals:
  // document.template_unknown, template.* (filler.hpp), document.title_missing, document.unknown (reply_to,
  // supersedes), document.already_superseded. The register number is taken last, so that a refused letter costs none.
  // A copy that exists already is the answer, whoever asks again; document.same_language when it would be none.
  Result<Document> generate(db::Transaction& tx, const Actor& who, Letter letter);
  // Enters what was received; ready at once. Refusals as above.
  Result<Document> receive(db::Transaction& tx, const Actor& who, Received received);
  // The old document stays, marked as replaced by the other. document.unknown, document.already_superseded.
  Result<Done> supersede(db::Transaction& tx, const Actor& who, CaseId case_id, DocumentId old, DocumentId by);
  // After `failed`. Refusal: document.not_failed, document.unknown.
  Result<Done> retry_pdf(db::Transaction& tx, const Actor& who, CaseId case_id, DocumentId id);

  // It and its copy no longer hold, although nothing replaces them; they stay under their number. `why` is a code.
  // Refusals: document.unknown, document.already_superseded, document.set_aside_already.
  Result<Done> set_aside(db::Transaction& tx, const Actor& who, CaseId case_id, DocumentId id, const std::string& why);

  std::optional<Document> copy_of(db::Transaction& tx, CaseId case_id, DocumentId original) const;
  std::optional<Document> find(db::Transaction& tx, CaseId case_id, DocumentId id) const;
  std::optional<Document> find_by_code(db::Transaction& tx, std::string_view code) const;
  std::vector<Document> by_number(db::Transaction& tx, std::string_view register_number) const;
  std::vector<Document> of_case(db::Transaction& tx, CaseId case_id) const;  // superseded ones too, by date

  // Answers a scan and records it. Letters only; everything else is as unknown as an invented code. The caller limits
  // the rate. Write mode.
  Verification verify(db::Transaction& tx, std::string_view code);

  const LetterSettings& settings() const noexcept { return settings_; }

 private:
  std::optional<Rejection> check_links(db::Transaction& tx, CaseId case_id, std::optional<DocumentId> reply_to,
                                       std::optional<DocumentId> supersedes, std::optional<Document>& old) const;
  void enter(db::Transaction& tx, const Actor& who, Document& document, const std::optional<Document>& old,
             std::string_view event);
  Result<std::optional<Document>> original_of(db::Transaction& tx, const Letter& letter) const;
  Document issued(db::Transaction& tx, const Actor& who, const Letter& letter, const std::optional<Document>& original);
  void add_head(Values& values, std::string_view language) const;

  BlobStore& blobs_;
  db::Jobs& jobs_;
  db::IdSource& ids_;
  audit::Trail& trail_;
  const Clock& clock_;
  LetterSettings settings_;
};

// "k7qf-2m9d…" → "K7QF2M9D…": upper case, no hyphens or spaces, O read as 0, I and L as 1. Empty when it is no code.
std::string normal_code(std::string_view typed);
std::string spaced_code(std::string_view code);  // "K7QF-2M9D-PX4T-0ABC"
// "ບໍລິສັດ ໄຊສະຫວັນ ຕັດຫຍິບ ຈຳກັດ" → "ບໍລິສັດ ໄຊ••••• ຕັດຫຍິບ ຈຳກັດ": enough to compare, not to learn.
std::string masked_name(std::string_view name);

}  // namespace ssiis::documents
