#include "procedures/page.hpp"

namespace ssiis::procedures {

web::Page room_page(const web::Renderer& renderer, const web::Request& rq, std::string_view file, const web::Data& data,
                    std::string title, const Rejections& reasons, Level level) {
  const auto& t = renderer.translator();
  auto page = web::fragment(reasons.empty() ? title : web::refused_title(t, rq.language, title),
                            renderer.render("procedures/" + std::string{file}, rq.language, data));
  page.scripts = {"page.js"};
  page.menu_id = "inspection.bundles";
  page.crumbs.push_back({t.text(rq.language, "Inspection"), "/inspection"});
  if (level == Level::below) page.crumbs.push_back({t.text(rq.language, "Procedures"), std::string{bundles_home}});
  page.crumbs.push_back({std::move(title), ""});
  if (!reasons.empty()) page.status = web::status_of(reasons.front());
  return page;
}

std::string csv_field(std::string text) {
  if (!text.empty() && std::string_view{"=+-@\t\r"}.find(text[0]) != std::string_view::npos) text.insert(0, "'");
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

std::string finding_words(const web::Translator& t, const std::string& language, const workflow::Finding& f) {
  for (const char* area : {"template.", "upload.", "archive."})
    if (f.code.starts_with(area)) return t.rejection(language, Rejection{f.code, f.args});
  const auto pattern = t.keyed(language, "finding", f.code, f.sentence);
  return pattern == f.sentence ? f.sentence : workflow::sentence_of(f, pattern);
}

void put_doubts(web::Data& into, const web::Translator& t, const std::string& language, const workflow::Files& files) {
  workflow::Findings none;
  const auto bundle = workflow::read_bundle(files, {}, none);
  const auto doubts = bundle ? workflow::doubts_of(*bundle) : workflow::Findings{};
  into.show_if("DOUBTS", !doubts.empty());
  for (const auto& f : doubts)
    into.add("DOUBT")
        .set("FILE", f.file)
        .set("LINE", std::int64_t{f.line})
        .set("CODE", f.code)
        .set("SENTENCE", finding_words(t, language, f));
}

}  // namespace ssiis::procedures
