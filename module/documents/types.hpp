// A document in the register.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/api.hpp"

namespace ssiis::documents {

enum class Direction { incoming, outgoing, internal };
// pending_pdf: the letter is registered, its PDF is being made. failed: every attempt failed; `retry_pdf` begins anew.
enum class DocumentState { pending_pdf, ready, failed };

std::string_view code_of(Direction direction) noexcept;  // "in", "out", "internal"
std::string_view code_of(DocumentState state) noexcept;  // "pending_pdf", "ready", "failed"
Direction direction_of(std::string_view code);           // throws std::invalid_argument
DocumentState state_of(std::string_view code);           // throws std::invalid_argument

// Which office writes or receives; `mark` is what stands behind the number on paper ("0217/ປສຂ.ສຂ").
struct Office {
  std::string code;
  std::string mark;
};

struct Document {
  CaseId case_id;
  DocumentId id;
  Direction direction;
  std::string kind;  // the template's key, or what the clerk called an incoming paper
  std::string title;
  std::string office;  // code
  int register_year;
  int register_seq;
  std::string register_number;  // "0217/ປສຂ.ສຂ"
  Day day;                      // the date on the paper
  std::string sender, recipient, unit_name;
  std::string language;  // "lo" or "en"
  DocumentState state;
  std::optional<DocumentId> supersedes, superseded_by, reply_to;
  std::optional<Instant> superseded_at;
  std::string template_key, template_sha256;  // empty for received files
  std::string file_name;
  std::optional<BlobId> source_blob;  // the DOCX of a letter, or the file received
  std::optional<BlobId> pdf_blob;
  std::string sha256;       // of what counts: the PDF of a letter, the file received; empty before
  std::string verify_code;  // 16 letters; also the document's address in our screens
  int pdf_attempts;
  std::string pdf_error;
  std::string created_by;
  Instant created_at;
  std::int64_t version;
  std::optional<DocumentId> copy_of{};  // the letter that this is in another language, under the same number
  std::optional<Instant>
      set_aside_at{};  // it no longer holds, although nothing replaces it; by whose act and why: a code
  std::string set_aside_by{}, set_aside_why{};
  bool is_letter() const noexcept { return !template_key.empty(); }
};

}  // namespace ssiis::documents
