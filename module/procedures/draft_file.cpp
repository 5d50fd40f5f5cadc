// One file of a draft: looked at, downloaded, changed.
#include <fmt/format.h>

#include <algorithm>

#include "documents/api.hpp"
#include "procedures/draft_parts.hpp"

namespace ssiis::procedures {
namespace {

using web::Data;
using web::N_;
using web::Page;
using web::Request;

// As much as a field of a form carries; what is longer is uploaded.
constexpr std::size_t most_typed = 60 * 1024;

// As it was typed: no line is folded, no space taken away; browsers send CR LF.
std::optional<std::string> typed_content(const Request& rq) {
  const auto it = rq.fields.find("content");
  if (it == rq.fields.end()) return std::nullopt;
  std::string out = it->second;
  out.erase(std::remove(out.begin(), out.end(), '\r'), out.end());
  return out;
}

Page file_page(const DraftNeeds& needs, const Request& rq, const Rejections& refused) {
  const auto& t = needs.renderer.translator();
  const auto opened = opened_draft(needs, rq);
  if (!opened) return no_such_draft(needs, rq);
  const auto name = rq.parameter("name");
  const auto* file = opened->find(name);
  if (!file) return no_such_draft(needs, rq);
  const auto& d = opened->draft;
  Data data;
  put_draft(data, needs, rq, d);
  data.set("NAME", name).set("ACTION", file_address(d.id, name));
  data.set("DOWNLOAD", file_address(d.id, name, "download"));
  data.set("SINCE", file->since).set("BASE", refused.empty() ? d.version : number_of(rq, "base"));
  const bool drawing = name.ends_with(".bpmn"), table = name.ends_with(".dmn");
  const bool letter = workflow::is_template(name);
  const bool typed = !drawing && !letter && file->content.size() <= most_typed;
  data.show_if("DRAWING", drawing).show_if("TYPED", typed).show_if("LETTER", letter);
  data.show_if("TABLE", table).set("TABLE_HREF", file_address(d.id, name, "table"));
  const bool modeller = drawing && may_change(rq, d);
  data.show_if("MODELLER", modeller);
  data.show_if("VIEWER", drawing && !modeller);
  if (modeller) put_modeller(data, needs, rq, *opened);
  const auto content = typed_content(rq);
  if (typed) data.set("CONTENT", !refused.empty() && content ? *content : file->content);
  const bool check = rq.parameter("check") == "1";
  const auto found = check ? put_draft_findings(data, needs, rq, *opened, name) : 0;
  data.show_if("FINDINGS", found > 0).show_if("FIT", check && found == 0);
  data.set("ELEMENT_SHOWN", rq.parameter("element"));
  const auto conflict =
      std::any_of(refused.begin(), refused.end(), [](const Rejection& r) { return r.code == "draft.conflict"; });
  data.show_if("CONFLICT", conflict);
  data.set("VALUE_label", d.label);
  const auto reasons = readable(needs, rq, refused);
  web::fill_form(data, rq, t, reasons);
  auto page = draft_page(needs, rq, {"draft_file.tpl", t.text(rq.language, N_("File {1}"), {name}), &d}, data, reasons);
  page.stylesheets.emplace_back("modeller.css");
  if (drawing && !modeller) {
    page.stylesheets.insert(page.stylesheets.end(), {"diagram-js.css", "bpmn-js.css"});
    page.scripts.insert(page.scripts.end(), {"bpmn-viewer.min.js", "procedure.js"});
  }
  if (modeller) {
    page.stylesheets.insert(page.stylesheets.end(), {"diagram-js.css", "bpmn-js.css", "bpmn-codes.css"});
    page.scripts.insert(page.scripts.end(), {"bpmn-modeler.min.js", "modeller.js"});
  }
  return page;
}

// act = save | check (save, then look at the findings) | branch (as another draft).
Page save_file(const DraftNeeds& needs, const Request& rq) {
  const auto id = whole_number(rq.capture("draft")).value_or(0);
  const auto name = rq.parameter("name");
  workflow::DraftChanges changes;
  if (const auto* upload = uploaded(rq))
    changes.put[name] = bytes_of(*upload);
  else if (const auto content = typed_content(rq); content && !workflow::is_template(name))
    changes.put[name] = *content;
  else
    return file_page(needs, rq, {{"upload.empty", {}, "file"}});
  const auto act = rq.field("act");
  const auto base = number_of(rq, "base");
  const auto saved = act == "branch" ? needs.drafts.branch(rq.who(), id, base, rq.field("label"), changes)
                                     : needs.drafts.save(rq.who(), id, base, changes, rq.field("note"));
  if (saved)
    return web::see_other(file_address(act == "branch" ? *saved : id, name) + (act == "check" ? "&check=1" : ""));
  if (auto page = problem_of(needs, rq, saved.rejection())) return std::move(*page);
  return file_page(needs, rq, saved.rejections());
}

Page download_file(const DraftNeeds& needs, const Request& rq) {
  const auto id = whole_number(rq.capture("draft")).value_or(0);
  const auto version = rq.parameter("version").empty() ? 0 : whole_number(rq.parameter("version")).value_or(-1);
  const auto opened = opened_draft(needs, id, version);
  const auto name = rq.parameter("name");
  const auto* file = opened ? opened->find(name) : nullptr;
  if (!file) return no_such_draft(needs, rq);
  auto bytes = file_bytes(needs, *file);
  if (!workflow::is_template(name)) {
    const auto slash = name.find('/');
    return web::download(slash == std::string::npos ? name : name.substr(slash + 1), "application/xml",
                         std::move(bytes));
  }
  // templates/lo/decision.docx is decision.lo.docx, as single templates are.
  const auto language = name.substr(10, 2);
  auto plain = name.substr(13);
  plain.insert(plain.size() - 5, "." + language);
  return web::download(plain, std::string{documents::docx_type}, std::move(bytes));
}

// All files as one ZIP, in the form in which a bundle is proposed.
Page download_draft(const DraftNeeds& needs, const Request& rq) {
  const auto id = whole_number(rq.capture("draft")).value_or(0);
  const auto version = rq.parameter("version").empty() ? 0 : whole_number(rq.parameter("version")).value_or(-1);
  const auto opened = opened_draft(needs, id, version);
  if (!opened) return no_such_draft(needs, rq);
  std::vector<documents::Part> parts;
  for (const auto& f : opened->files) parts.push_back({f.name, file_bytes(needs, f)});
  return web::download(fmt::format("draft-{}-{}.zip", id, version == 0 ? opened->draft.version : version),
                       "application/zip", documents::pack(parts));
}

}  // namespace

void add_draft_file_screens(web::Router& router, const std::shared_ptr<const DraftNeeds>& needs) {
  const auto route = [&](const char* method, const std::string& below, std::string_view permission, auto handler) {
    router.add({method, std::string{drafts_home} + "/{draft}" + below, web::Mount::staff, std::string{permission},
                [needs, handler](const Request& rq) { return handler(*needs, rq); }});
  };
  constexpr std::string_view read = "workflow.read", write = workflow::BundleOffice::may_propose;
  route("GET", "/file", read, [](const DraftNeeds& n, const Request& rq) { return file_page(n, rq, {}); });
  route("POST", "/file", write, save_file);
  route("GET", "/download", read, download_file);
  route("GET", "/zip", read, download_draft);
}

}  // namespace ssiis::procedures
