#include "documents/template_screens.hpp"

#include <fmt/format.h>

#include "documents/screens.hpp"

namespace ssiis::documents {
namespace {

constexpr const char* templates_home = "/inspection/templates";

std::string template_address(std::string_view language, std::string_view kind) {
  return fmt::format("{}/{}/{}", templates_home, language, kind);
}

// A letter's name in words; the key itself only for templates that nobody has named yet.
std::string kind_words(const web::Translator& t, const std::string& language, const std::string& kind) {
  return t.keyed(language, "document", kind, kind);
}

std::string language_words(const web::Translator& t, const std::string& shown_in, std::string_view language) {
  const bool lao = language == "lo";
  return t.text(shown_in, lao ? web::N_("Lao") : web::N_("English"));
}

web::Page template_page(const TemplateScreenNeeds& needs, const web::Request& rq, const char* file,
                        const web::Data& data, std::string title, bool below_list) {
  const auto& t = needs.renderer.translator();
  auto page = web::fragment(title, needs.renderer.render(std::string{"documents/"} + file, rq.language, data));
  page.menu_id = "inspection.templates";
  page.crumbs.push_back({t.text(rq.language, "Inspection"), "/inspection"});
  if (below_list) page.crumbs.push_back({t.text(rq.language, "Templates of letters"), templates_home});
  page.crumbs.push_back({std::move(title), ""});
  return page;
}

web::Page template_list(const TemplateScreenNeeds& needs, const web::Request& rq) {
  const auto& t = needs.renderer.translator();
  web::Data data;
  for (const auto& kind : needs.templates.kinds()) {
    auto& row = data.add("TEMPLATE");
    row.set("HREF", template_address(kind.language, kind.kind))
        .set("NAME", kind_words(t, rq.language, kind.kind))
        .set("LANGUAGE", language_words(t, rq.language, kind.language))
        .show_if("REPLACED", kind.in_force.has_value());
    if (kind.in_force)
      row.set("VERSION", kind.in_force->version).set("SINCE", t.date(rq.language, kind.in_force->valid_from));
  }
  return template_page(needs, rq, "templates.tpl", data, t.text(rq.language, "Templates of letters"), false);
}

web::Page one_template(const TemplateScreenNeeds& needs, const web::Request& rq, const Rejections& reasons) {
  const auto& t = needs.renderer.translator();
  const auto &language = rq.capture("language"), &kind = rq.capture("kind");
  if (!needs.templates.known(language, kind))
    return web::problem(needs.renderer, rq, 404, Rejection{"template.unknown", {kind, language}});
  const auto address = template_address(language, kind);
  const auto title = kind_words(t, rq.language, kind) + " – " + language_words(t, rq.language, language);
  web::Data data;
  data.set("TITLE", title).set("ACTION", address).set("SHIPPED_HREF", address + "/0");
  const auto versions = needs.templates.versions(language, kind);
  // In force is the latest day that has come, and of one day the latest version.
  const TemplateVersion* in_force = nullptr;
  for (const auto& v : versions)
    if (v.valid_from <= needs.clock.today() && (in_force == nullptr || in_force->valid_from < v.valid_from))
      in_force = &v;
  for (const auto& v : versions) {
    auto& row = data.add("VERSION");
    row.set("NUMBER", v.version)
        .set("HREF", fmt::format("{}/{}", address, v.version))
        .set("SINCE", t.date(rq.language, v.valid_from))
        .set("NOTE", v.note)
        .set("ON", t.date(rq.language, v.uploaded_at.day()));
    const bool later = needs.clock.today() < v.valid_from;
    web::fill_tag(row, &v == in_force ? web::Tone::ok : web::Tone::idle,
                  t.text(rq.language, &v == in_force ? web::N_("in force")
                                      : later        ? web::N_("later")
                                                     : web::N_("replaced")));
  }
  data.show_if("SHIPPED_IN_FORCE", in_force == nullptr);
  const auto procedures = needs.of_procedures(language, kind);
  data.show_if("OF_PROCEDURES", !procedures.empty());
  for (const auto& p : procedures) data.add("PROCEDURE").set("NAME", p.name).set("FROM", t.date(rq.language, p.from));
  data.set("VALUE_valid_from", needs.clock.today().iso());
  web::fill_form(data, rq, t, reasons);
  auto page = template_page(needs, rq, "template.tpl", data,
                            reasons.empty() ? title : web::refused_title(t, rq.language, title), true);
  if (!reasons.empty()) page.status = web::status_of(reasons.front());
  return page;
}

web::Page upload_template(const TemplateScreenNeeds& needs, const web::Request& rq) {
  const auto key = web::request_key(rq);
  if (!key) return web::problem(needs.renderer, rq, web::status_of(key.rejection()), key.rejection());
  const auto day = Day::parse(rq.field("valid_from"));
  if (!day) return one_template(needs, rq, {{"form.not_a_day", {"valid_from"}, "valid_from"}});
  const web::Upload* upload = nullptr;
  for (const auto& u : rq.uploads)
    if (u.field == "file" && u.size > 0) upload = &u;
  if (upload == nullptr) return one_template(needs, rq, {{"upload.empty", {}, "file"}});
  if (extension_of(upload->file_name) != "docx") return one_template(needs, rq, {{"template.not_docx", {}, "file"}});
  const auto received = needs.intake.receive(upload->quarantine_path, upload->file_name);
  if (!received) return one_template(needs, rq, {{received.rejection().code, received.rejection().args, "file"}});
  const auto done = needs.templates.add(rq.who(), {.language = rq.capture("language"),
                                                   .kind = rq.capture("kind"),
                                                   .file = *received,
                                                   .valid_from = *day,
                                                   .note = rq.text_block("note"),
                                                   .request_key = *key});
  if (!done) return one_template(needs, rq, done.rejections());
  return web::see_other(template_address(done->language, done->kind));
}

web::Page template_file(const TemplateScreenNeeds& needs, const web::Request& rq) {
  const auto &language = rq.capture("language"), &kind = rq.capture("kind");
  const auto number = whole_number(rq.capture("version"));
  const auto unknown = Rejection{"template.unknown", {kind, language}};
  if (number && *number == 0) {
    auto shipped = needs.templates.shipped(language, kind);
    if (!shipped) return web::problem(needs.renderer, rq, 404, unknown);
    return web::download(fmt::format("{}.{}.docx", kind, language), std::string{docx_type}, std::move(*shipped));
  }
  for (const auto& v : needs.templates.versions(language, kind))
    if (number && v.version == *number)
      if (const auto blob = needs.blobs.find(v.blob))
        return file_page(needs.blobs, *blob, fmt::format("{}.{}.{}.docx", kind, language, v.version));
  return web::problem(needs.renderer, rq, 404, unknown);
}

}  // namespace

void add_template_screens(web::Router& router, const TemplateScreenNeeds& needs) {
  const auto add = [&](const char* method, std::string pattern, auto page) {
    router.add({method, std::move(pattern), web::Mount::staff, "template.manage",
                [needs, page](const web::Request& rq) { return page(needs, rq); }});
  };
  const std::string one = std::string{templates_home} + "/{language}/{kind}";
  add("GET", templates_home, template_list);
  add("GET", one, [](const TemplateScreenNeeds& n, const web::Request& rq) { return one_template(n, rq, {}); });
  add("POST", one, upload_template);
  add("GET", one + "/{version}", template_file);
}

}  // namespace ssiis::documents
