#include "host/html.hpp"

namespace lsso::host {

Html& Html::text(std::string_view s) {
  for (const char c : s) {
    switch (c) {
      case '&':
        out_ += "&amp;";
        break;
      case '<':
        out_ += "&lt;";
        break;
      case '>':
        out_ += "&gt;";
        break;
      case '"':
        out_ += "&quot;";
        break;
      case '\'':
        out_ += "&#39;";
        break;
      default:
        out_ += c;
    }
  }
  return *this;
}

Html& Html::href(std::string_view s) {
  const bool local = !s.empty() && s[0] == '/' && (s.size() < 2 || (s[1] != '/' && s[1] != '\\'));
  return text(local || s.starts_with('#') ? s : std::string_view{"#"});
}

Html& Html::icon(Markup name) {
  out_ +=
      "<svg class=\"ic\" viewBox=\"0 0 16 16\" aria-hidden=\"true\" focusable=\"false\"><use "
      "href=\"/mis/assets/icons.svg#i-";
  out_ += name.view();
  out_ += "\"/></svg>";
  return *this;
}

}  // namespace lsso::host
