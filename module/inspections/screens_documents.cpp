// The register of documents of a file, what comes in from outside, and evidence.
#include "inspections/case_strip.hpp"
#include "inspections/copy_view.hpp"
#include "inspections/document_rows.hpp"
#include "inspections/institutions.hpp"
#include "inspections/step_words.hpp"

namespace ssiis::inspections {
namespace {

web::Page documents_page(const Desk& desk, const web::Request& rq, const Rejections& reasons) {
  const auto opened = desk.cases.open(rq.who(), rq.capture("order"), "documents");
  if (!opened) return refusal(desk, rq, opened.rejection());
  const Case& c = opened->file;
  auto list =
      desk.rooms.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return desk.documents.of_case(tx, c.id); });
  std::erase_if(list, [&](const documents::Document& d) { return sealed_for(rq.who(), *opened, d); });
  web::Data data;
  const bool may = IncomingService::may_record(rq.who(), *opened);
  put_case_strip(desk, rq, data, c);
  data.show_if("DOCUMENTS", !list.empty()).show_if("MAY_RECORD", may);
  const bool copies = CopyService::may_make(rq.who(), *opened);
  for (const auto& d : list) put_copy(desk, rq, put_document(desk, rq, data, d), d, list, copies);
  std::vector<web::Option> kinds;
  for (const auto& kind : incoming_kinds()) kinds.push_back({kind, incoming_words(desk, rq, kind)});
  web::fill_options(data, "kind", kinds, {rq.field("kind")});
  std::vector<web::Option> others;
  for (const auto code : institutions)
    others.push_back({std::string{code}, institution_words(desk.t(), rq.language, std::string{code})});
  web::fill_options(data, "institution", others, {rq.field("institution")});
  std::vector<web::Option> letters;
  for (const auto& d : list)
    if (d.direction == documents::Direction::outgoing && !d.copy_of)
      letters.push_back({std::to_string(d.id.value), d.register_number + " " + document_words(desk, rq, d)});
  web::fill_options(data, "reply_to", letters, {rq.field("reply_to")});
  data.set("VALUE_day", desk.rooms.clock.today().iso());
  web::fill_form(data, rq, desk.t(), reasons);
  const auto title = desk.t().text(rq.language, "Documents in and out");
  return page_of(desk, rq, "inspections/documents.tpl", data, title, "inspection.cases",
                 {{desk.t().text(rq.language, "Inspection files"), "/inspection/cases"},
                  {c.order_number, case_address(c.order_number)},
                  {title, ""}},
                 reasons.empty() ? 200 : web::status_of(reasons.front()));
}

const web::Upload* upload_in(const web::Request& rq, std::string_view field) {
  for (const auto& u : rq.uploads)
    if (u.field == field && u.size > 0) return &u;
  return nullptr;
}

web::Page record_incoming(const Desk& desk, const web::Request& rq) {
  // Before anything of it is kept: an upload that nobody may make leaves nothing behind.
  if (const auto may = desk.incoming.may_record(rq.who(), rq.capture("order")); !may)
    return refusal(desk, rq, may.rejection());
  const auto key = web::request_key(rq);
  const auto day = Day::parse(rq.field("day"));
  if (!key) return refusal(desk, rq, key.rejection());
  if (!day) return documents_page(desk, rq, {{"form.not_a_day", {"day"}, "day"}});
  Incoming in{.kind = rq.field("kind"),
              .day = *day,
              .party = rq.field("party"),
              .content = rq.text_block("content"),
              .institution = rq.field("institution"),
              .request_key = *key};
  if (const auto reply = whole_number(rq.field("reply_to"))) in.reply_to = DocumentId{*reply};
  if (const auto* upload = upload_in(rq, "file")) {
    const auto received = desk.intake.receive(upload->quarantine_path, upload->file_name);
    if (!received) return documents_page(desk, rq, {{received.rejection().code, received.rejection().args, "file"}});
    in.file = *received;
  }
  const auto done = desk.incoming.record(rq.who(), rq.capture("order"), in);
  if (!done) return documents_page(desk, rq, done.rejections());
  return web::see_other(case_address(rq.capture("order")) + "/documents");
}

web::Page add_evidence(const Desk& desk, const web::Request& rq) {
  const auto address = case_address(rq.capture("order")) + "/visits/" + rq.capture("visit");
  const auto number = static_cast<int>(whole_number(rq.capture("visit")).value_or(0));
  if (const auto may = desk.visits.may_record(rq.who(), rq.capture("order"), number); !may)
    return refusal(desk, rq, may.rejection());
  const auto key = web::request_key(rq);
  if (!key) return refusal(desk, rq, key.rejection());
  const auto* upload = upload_in(rq, "file");
  if (upload == nullptr) return visit_screen(desk, rq, {{"upload.empty", {}, "file"}});
  const auto file = desk.intake.receive_evidence(upload->quarantine_path, upload->file_name, {});
  if (!file) return visit_screen(desk, rq, {{file.rejection().code, file.rejection().args, "file"}});
  const auto& blob = file->file.blob;
  Evidence evidence{.id = EvidenceId{0},
                    .visit = std::nullopt,
                    .kind = blob.content_type.starts_with("image/") ? "photo" : "file",
                    .title = rq.field("title").empty() ? file->file.file_name : rq.field("title"),
                    .file_name = file->file.file_name,
                    .content_type = blob.content_type,
                    .blob = blob.id,
                    .size = blob.size,
                    .sha256 = file->sha256,
                    .received_at = file->received_at,
                    .received_by = rq.who().user_id()};
  const auto done = desk.visits.add_evidence(rq.who(), rq.capture("order"), number, std::move(evidence), *key);
  if (!done) return visit_screen(desk, rq, done.rejections());
  return web::see_other(address + "#evidence");
}

web::Page evidence_file(const Desk& desk, const web::Request& rq) {
  const auto opened = desk.cases.open(rq.who(), rq.capture("order"), "evidence");
  if (!opened) return refusal(desk, rq, opened.rejection());
  const auto id = whole_number(rq.capture("evidence"));
  const auto list =
      desk.rooms.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return evidence_of(tx, opened->file.id); });
  for (const auto& e : list) {
    if (!id || e.id.value != *id) continue;
    const auto blob = desk.blobs.find(e.blob);
    if (blob) return documents::file_page(desk.blobs, *blob, e.file_name);
  }
  return refusal(desk, rq, Rejection{"evidence.unknown"});
}

}  // namespace

void add_document_screens(web::Router& router, const Desk& desk) {
  const auto add = [&](const char* method, const char* pattern, const char* right, auto page) {
    router.add(
        {method, pattern, web::Mount::staff, right, [&desk, page](const web::Request& rq) { return page(desk, rq); }});
  };
  add("GET", "/inspection/cases/{order}/documents", "document.read",
      [](const Desk& d, const web::Request& rq) { return documents_page(d, rq, {}); });
  add("POST", "/inspection/cases/{order}/documents", "case.work", record_incoming);
  add("POST", "/inspection/cases/{order}/visits/{visit}/evidence", "visit.record", add_evidence);
  add("GET", "/inspection/cases/{order}/evidence/{evidence}", "document.read", evidence_file);
}

}  // namespace ssiis::inspections
