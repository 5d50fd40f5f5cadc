#include "imports/screen_parts.hpp"

#include <fmt/format.h>

namespace ssiis::imports {

using web::N_;

std::string load_address(std::int64_t load, std::string_view below) {
  return fmt::format("{}/{}{}", imports_home, load, below);
}

web::Page import_page(const ScreenNeeds& needs, const web::Request& rq, const ImportPage& p, const web::Data& data,
                      const Rejections& reasons) {
  const auto& t = needs.renderer.translator();
  auto page = web::fragment(reasons.empty() ? p.title : web::refused_title(t, rq.language, p.title),
                            needs.renderer.render("imports/" + std::string{p.file}, rq.language, data));
  page.scripts = {"page.js", "upload.js"};
  page.menu_id = "inspection.imports";
  const bool home = p.file == "imports.tpl";
  page.crumbs.push_back({t.text(rq.language, N_("Files of agencies")), home ? "" : std::string{imports_home}});
  if (p.load != 0) page.crumbs.push_back({t.text(rq.language, N_("Load")), load_address(p.load)});
  if (!home) page.crumbs.push_back({p.title, ""});
  if (!reasons.empty()) page.status = web::status_of(reasons.front());
  return page;
}

std::optional<Load> asked_load(const ScreenNeeds& needs, const web::Request& rq) {
  const auto id = whole_number(rq.capture("load")).value_or(0);
  return needs.office.needs().pool.transact(db::Mode::read,
                                            [&](db::Transaction& tx) { return repository::load_by_id(tx, id); });
}

web::Page no_such_load(const ScreenNeeds& needs, const web::Request& rq) {
  return web::problem(needs.renderer, rq, 404, Rejection{"import.load_unknown"});
}

std::optional<web::Page> beyond_the_form(const ScreenNeeds& needs, const web::Request& rq, const Rejection& why) {
  const int status = web::status_of(why);
  if (status != 403 && status != 404) return std::nullopt;
  return web::problem(needs.renderer, rq, status, why);
}

const web::Upload* uploaded_file(const web::Request& rq) {
  for (const auto& u : rq.uploads)
    if (u.field == "file" && u.size > 0) return &u;
  return nullptr;
}

std::string source_words(const web::Translator& t, std::string_view language, std::string_view source) {
  return t.keyed(language, "import_source", source, source);
}

std::string field_words(const web::Translator& t, std::string_view language, std::string_view field) {
  return t.keyed(language, "import_field", field, field);
}

std::string fault_words(const web::Translator& t, std::string_view language, const CellFault& fault) {
  return t.rejection(language, {fault.code, {fault.field, fault.value}});
}

std::string finding_words(const web::Translator& t, std::string_view language, const Rejection& finding) {
  auto said = finding;
  for (const auto code : {"import.filled_dropped", "import.values_moved", "import.field_missing",
                          "import.day_form_missing", "import.number_form_missing", "import.column_unknown"})
    if (said.code == code && !said.args.empty()) said.args[0] = field_words(t, language, said.args[0]);
  for (auto& argument : said.args)
    if (const auto day = Day::parse(argument)) argument = t.date(language, *day);
  return t.rejection(language, said);
}

void put_load_state(web::Data& row, const web::Translator& t, std::string_view language, LoadState state) {
  const auto say = [&](web::Tone tone, const char* words) { web::fill_tag(row, tone, t.text(language, words)); };
  switch (state) {
    case LoadState::mapping:
      return say(web::Tone::warn, N_("waits to be told how it is read"));
    case LoadState::waiting:
    case LoadState::reading:
      return say(web::Tone::current, N_("being read"));
    case LoadState::held:
      return say(web::Tone::warn, N_("held: a person decides"));
    case LoadState::current:
      return say(web::Tone::ok, N_("current"));
    case LoadState::former:
      return say(web::Tone::idle, N_("former"));
    case LoadState::withdrawn:
      return say(web::Tone::idle, N_("withdrawn"));
    case LoadState::failed:
      return say(web::Tone::bad, N_("could not be read"));
  }
}

}  // namespace ssiis::imports
