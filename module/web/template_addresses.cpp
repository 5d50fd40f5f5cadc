#include <algorithm>
#include <array>

#include "web/template_source.hpp"

namespace ssiis::web {
namespace {

constexpr std::array<std::string_view, 9> address_attributes{"href",    "src",       "action",   "formaction", "hx-get",
                                                             "hx-post", "data-bpmn", "data-url", "poster"};

bool plain_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

// The value of one attribute: what stands before each variable decides.
std::string encoded_value(std::string_view value, std::vector<std::string>& names) {
  std::string out, before;
  while (!value.empty()) {
    const auto at = value.find("{{");
    const auto end = value.find("}}", at == std::string_view::npos ? 0 : at);
    if (at == std::string_view::npos || end == std::string_view::npos) break;
    before += value.substr(0, at);
    out += value.substr(0, at);
    const auto marker = value.substr(at, end + 2 - at);
    const auto name = marker.substr(2, marker.size() - 4);
    value.remove_prefix(end + 2);
    if (!plain_name(name)) {  // a section's begin or end, a comment
      out += marker;
      continue;
    }
    const bool part = !before.empty() && before.find('#') == std::string::npos && !name.ends_with("_ENCODED");
    out += part ? "{{" + std::string{name} + "__URL}}" : std::string{marker};
    if (part) names.emplace_back(name);
    before += 'x';
  }
  return out + std::string{value};
}

}  // namespace

std::pair<std::string, std::vector<std::string>> with_encoded_parts(const std::string& text) {
  std::string out;
  std::vector<std::string> names;
  std::size_t from = 0;
  for (auto at = text.find('='); at != std::string::npos; at = text.find('=', at + 1)) {
    if (at + 1 >= text.size() || (text[at + 1] != '"' && text[at + 1] != '\'')) continue;
    const auto begin = text.find_last_of(" \n\t\"'", at);
    const auto name = std::string_view{text}.substr(begin == std::string::npos ? 0 : begin + 1,
                                                    at - (begin == std::string::npos ? 0 : begin + 1));
    if (std::find(address_attributes.begin(), address_attributes.end(), name) == address_attributes.end()) continue;
    const auto end = text.find(text[at + 1], at + 2);
    if (end == std::string::npos || at + 2 < from) continue;
    out.append(text, from, at + 2 - from);
    out += encoded_value(std::string_view{text}.substr(at + 2, end - at - 2), names);
    from = end;
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return {out.append(text, from), std::move(names)};
}

}  // namespace ssiis::web
