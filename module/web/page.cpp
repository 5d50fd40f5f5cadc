#include "web/page.hpp"

#include <algorithm>
#include <stdexcept>

namespace ssiis::web {
namespace {

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20u || c == 0x7f; });
}

// For old agents, beside the real name: what is not a plain letter becomes '_'.
std::string ascii_name(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const auto u = static_cast<unsigned char>(c);
    if ((u & 0xC0u) == 0x80u) continue;
    const bool plain = u > 0x20 && u < 0x7f && c != '"' && c != '\\' && c != '%' && c != '/' && c != ';';
    out += plain ? c : '_';
  }
  return out;
}

}  // namespace

Page see_other(std::string_view location) {
  const bool local = location.size() >= 1 && location[0] == '/' &&
                     (location.size() == 1 || (location[1] != '/' && location[1] != '\\'));
  if (!local || has_control(location)) throw std::logic_error{"redirect to somewhere else"};
  std::string safe;
  for (const char c : location)
    safe += static_cast<unsigned char>(c) >= 0x80u || c == ' ' ? percent_encoded({&c, 1}) : std::string(1, c);
  Page page;
  page.kind = Page::Kind::document;
  page.status = 303;
  page.headers.emplace_back("Location", std::move(safe));
  page.headers.emplace_back("Cache-Control", "no-store");
  return page;
}

Page fragment(std::string title, std::string html) {
  Page page;
  page.title = std::move(title);
  page.body = std::move(html);
  page.stylesheets = {"ssiis.css"};
  return page;
}

Page document(std::string content_type, std::string body) {
  Page page;
  page.kind = Page::Kind::document;
  page.content_type = std::move(content_type);
  page.body = std::move(body);
  return page;
}

Page download(std::string file_name, std::string content_type, std::string body) {
  if (has_control(file_name) || has_control(content_type))
    throw std::logic_error{"a file name or type with control characters"};
  Page page = document(std::move(content_type), std::move(body));
  page.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + ascii_name(file_name) +
                                                       "\"; filename*=UTF-8''" + percent_encoded(file_name));
  page.headers.emplace_back("X-Content-Type-Options", "nosniff");
  page.headers.emplace_back("Content-Security-Policy", "sandbox; default-src 'none'");
  page.headers.emplace_back("Cache-Control", "private, no-store");
  return page;
}

}  // namespace ssiis::web
