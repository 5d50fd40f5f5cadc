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
  // False when this client has asked too often: 429. Limits the public page only.
  std::function<bool(const web::Request& request)> within_rate;
};

// GET  /portal/verify                                 the form (?code=… leads to the answer)
// GET  /portal/verify/{code}                          the answer; the same for every code that is not a letter's
// GET  /inspection/documents/{code}/{form}            form: pdf, or file (the DOCX of a letter, the file received)
// `needs` must outlive the router's handlers; it is copied.
void add_screens(web::Router& router, const ScreenNeeds& needs);

// A stored file as an answer: attachment, nosniff, sandboxed, streamed chunk by chunk; damaged bytes abort it.
web::Page file_page(BlobStore& blobs, const BlobInfo& blob, std::string file_name);

}  // namespace ssiis::documents
