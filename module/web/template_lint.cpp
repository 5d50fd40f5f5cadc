// The house rules of pages: they stand under a strict content security policy, and ctemplate's
// escaping is only as good as the places where variables stand.
#include <algorithm>
#include <array>
#include <optional>

#include "web/ascii.hpp"
#include "web/template_source.hpp"

namespace ssiis::web {
namespace {

bool space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

class Linter {
 public:
  explicit Linter(std::string_view text) : text_{text} {}

  std::vector<std::string> run() {
    markers();
    while (at_ < text_.size()) {
      if (starts("<!--")) {
        skip_past("-->");
      } else if (starts("{{")) {
        skip_past("}}");
      } else if (text_[at_] == '<' && at_ + 1 < text_.size() && (letter(text_[at_ + 1]) || text_[at_ + 1] == '/')) {
        tag();
      } else {
        ++at_;
      }
    }
    return std::move(findings_);
  }

 private:
  static bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
  bool starts(std::string_view token) const { return text_.substr(at_).starts_with(token); }
  void skip_past(std::string_view token) {
    const auto end = text_.find(token, at_);
    at_ = end == std::string_view::npos ? text_.size() : end + token.size();
  }
  void find(const std::string& what) {
    const auto upto = text_.begin() + static_cast<std::ptrdiff_t>(std::min(at_, text_.size()));
    findings_.push_back("line " + std::to_string(1 + std::count(text_.begin(), upto, '\n')) + ": " + what);
  }

  // Modifiers switch the escaping of a place off; only what we made ourselves and named so may come
  // in unescaped.
  void markers() {
    for (auto at = text_.find("{{"); at != std::string_view::npos; at = text_.find("{{", at + 2)) {
      const auto end = text_.find("}}", at);
      if (end == std::string_view::npos) return find("{{ without }}");
      const auto inside = text_.substr(at + 2, end - at - 2);
      if (inside.starts_with("%")) find("pragma: the loader sets it");
      if (inside.starts_with("=")) find("changed delimiters");
      const auto colon = inside.find(':');
      const bool sentence = inside.starts_with("_(") || inside.starts_with("N_(") || inside.starts_with("!");
      if (colon == std::string_view::npos || sentence) continue;
      const auto modifier = inside.substr(colon);
      const bool ours = inside.substr(0, colon).ends_with("_HTML") && modifier == ":none";
      if (!ours && modifier != ":pre_escape")  // the same escaping, but lines stay lines
        find("modifier in {{" + std::string{inside} + "}}");
    }
  }

  void tag() {
    ++at_;
    const bool closing = text_[at_] == '/';
    const auto begin = closing ? ++at_ : at_;
    while (at_ < text_.size() && !space(text_[at_]) && text_[at_] != '>' && text_[at_] != '{') ++at_;
    const auto name = ascii_lower(text_.substr(begin, at_ - begin));
    bool has_lang = false, has_src = false;
    while (at_ < text_.size() && text_[at_] != '>') {
      if (starts("{{")) {
        skip_past("}}");
      } else if (space(text_[at_]) || text_[at_] == '/') {
        ++at_;
      } else {
        const auto attribute_name = attribute(name);
        has_lang = has_lang || attribute_name == "lang";
        has_src = has_src || attribute_name == "src";
      }
    }
    if (at_ >= text_.size()) return find("<" + name + "> not closed");
    ++at_;
    if (closing) return;
    if (name == "html" && !has_lang) find("<html> without lang");
    if (name == "style") find("style sheet inside the page");
    if (name == "script" && !has_src) find("script inside the page");
    if (name == "script" || name == "style") skip_past("</");
    if (name == "base" || name == "iframe" || name == "object" || name == "embed") find("<" + name + ">");
  }

  std::string attribute(const std::string& tag_name) {
    const auto begin = at_;
    while (at_ < text_.size() && !space(text_[at_]) && text_[at_] != '=' && text_[at_] != '>' && text_[at_] != '/' &&
           !starts("{{"))
      ++at_;
    const auto name = ascii_lower(text_.substr(begin, at_ - begin));
    if (at_ == begin) {
      ++at_;
      find("stray character in <" + tag_name + ">");
      return {};
    }
    if (at_ >= text_.size() || text_[at_] != '=') {
      if (starts("{{") && text_.substr(at_, 3) != "{{/" && text_.substr(at_, 3) != "{{#")
        find("variable in the name of an attribute");
      check(tag_name, name, {});
      return name;
    }
    ++at_;
    const char quote = at_ < text_.size() ? text_[at_] : ' ';
    if (quote != '"' && quote != '\'') {
      find(name + " without quotes");
      while (at_ < text_.size() && !space(text_[at_]) && text_[at_] != '>')
        starts("{{") ? skip_past("}}") : void(++at_);
      return name;
    }
    const auto value_begin = ++at_;
    while (at_ < text_.size() && text_[at_] != quote) starts("{{") ? skip_past("}}") : void(++at_);
    const auto value = text_.substr(value_begin, std::min(at_, text_.size()) - value_begin);
    if (at_ < text_.size()) ++at_;
    check(tag_name, name, value);
    return name;
  }

  void check(const std::string& tag_name, const std::string& name, std::string_view value) {
    const bool variable = value.find("{{") != std::string_view::npos;
    if (name == "style") find("style= on <" + tag_name + ">");
    if (name.starts_with("on")) find("script in " + name);
    if (name.starts_with("hx-on")) find("script in " + name);
    const bool read_as_script = name.starts_with("hx-vals") || name.starts_with("hx-headers") ||
                                name.starts_with("hx-vars") || name.starts_with("hx-request") ||
                                name.starts_with("hx-config") || name.starts_with("hx-trigger");
    if (read_as_script && variable) find("variable in " + name + ": use data-*");
    if (ascii_lower(value).find("javascript:") != std::string::npos) find("script in " + name);
    if (name == "srcdoc") find("srcdoc");
    if (name == "target" && value == "_blank") find("a page that opens a window");
  }

  std::string_view text_;
  std::size_t at_{0};
  std::vector<std::string> findings_;
};

}  // namespace

std::vector<std::string> lint_template(std::string_view text) { return Linter{text}.run(); }

}  // namespace ssiis::web
