// The public page behind a letter's QR code, and the handing out of files to staff.
#pragma once
#include <functional>

#include "documents/service.hpp"
#include "web/api.hpp"

namespace ssiis::documents {

struct ScreenNeeds {
  db::Pool& pool;
  BlobStore& blobs;
  DocumentRegister& documents;
  const web::Renderer& renderer;
  // May this person read this document's file now? The room that owns the case answers, and audits the read or the
  // refusal. Refusals are shown as their page.
  std::function<Result<Done>(const Actor& who, const Document& document)> may_read;
  // What has become of the decision that the letter tells; nothing while it stands as it was written, or of other
  // letters. No personal data.
  std::function<std::optional<LetterEffect>(db::Transaction& tx, CaseId case_id, DocumentId letter)> effect_of;
  // False when this client has asked too often: 429. Limits the public page only.
  std::function<bool(const web::Request& request)> within_rate;
};

// GET  /portal/verify                                 the form (?code=… leads to the answer)
// GET  /portal/verify/{code}                          the answer; the same for every code that is not a letter's
// GET  /inspection/documents/{code}/{form}            form: pdf, or file (the DOCX of a letter, the file received)
// `needs` must outlive the router's handlers; it is copied.
void add_screens(web::Router& router, const ScreenNeeds& needs);

// What has become of the decision that a letter tells, in words.
std::string effect_words(const web::Translator& t, const std::string& language, const LetterEffect& effect);

// A stored file as an answer: attachment, nosniff, sandboxed, streamed chunk by chunk; damaged bytes abort it.
web::Page file_page(BlobStore& blobs, const BlobInfo& blob, std::string file_name);

}  // namespace ssiis::documents
