// Writes pages with every shared part, in both languages, for the browser test beside it:
//   web_parts_pages SHARE PAGES OUT      (PAGES: this folder's pages and those of the web room together)
#include <fstream>
#include <iostream>

#include "web/api.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::web;

Request refused_post(const std::string& language) {
  Request request;
  request.method = "POST";
  request.language = language;
  request.mount = Mount::open_public;
  request.path = "/portal/form";
  request.session_secret = "a secret of one login";
  request.correlation_id = "check-1";
  request.fields = {{"unit", "ບໍລິສັດ <ລາວ>"}, {"why", "one\ntwo"}, {"day", "2026-11-23"}, {"choice", "two"}};
  return request;
}

std::string form(const Renderer& renderer, const Request& request) {
  const auto& translator = renderer.translator();
  Data data;
  fill_form(data, request, translator,
            {{"request.bad_text", {}, "unit"}, {"request.bad_text", {}, "choice"}, {"request.too_large"}});
  fill_options(data, "list", {{"a", "ກ"}, {"b", "ຂ"}}, {"b"});
  fill_options(data, "choice", {{"one", "ໜຶ່ງ"}, {"two", "ສອງ", "ຄຳອະທິບາຍ"}}, request.all_fields("choice"));
  fill_options(data, "several", {{"x", "X"}, {"y", "Y"}}, {"x"});
  for (const auto tone : {Tone::ok, Tone::warn, Tone::bad, Tone::current, Tone::idle, Tone::unconfirmed})
    fill_tag(data, tone, "ກຳລັງດຳເນີນ");
  fill_pager(data, translator, request.language, {21, 40, 1234, "/l?p=1", "/l?p=3"});
  return public_page(renderer, request, "ແບບຟອມ", renderer.render("parts/form.tpl", request.language, data)).body;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) return 2;
  const std::filesystem::path share = arguments[1], out = arguments[3];
  const Translator translator{share / "i18n"};
  const Renderer renderer{arguments[2], share / "assets", translator};
  for (const char* code : {"lo", "en"}) {
    const std::string language = code;
    const auto request = refused_post(language);
    std::ofstream{out / ("form-" + language + ".html")} << form(renderer, request);
    std::ofstream{out / ("problem-" + language + ".html")} << problem(renderer, request, 500, {"request.csrf"}).body;
  }
  return 0;
}
