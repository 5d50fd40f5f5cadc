#include "web/template_source.hpp"

#include <algorithm>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>

namespace ssiis::web {
namespace {

constexpr int deepest_partial = 8;

bool name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// Reads the small language inside {{…}}: names, strings, commas, parentheses.
class MarkerReader {
 public:
  MarkerReader(std::string_view text, std::size_t at) : text_{text}, at_{at} {}
  std::size_t at() const { return at_; }
  void space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t')) ++at_;
  }
  bool take(std::string_view token) {
    space();
    if (!text_.substr(at_).starts_with(token)) return false;
    at_ += token.size();
    return true;
  }
  void need(std::string_view token) {
    if (!take(token)) fail("expected " + std::string{token});
  }
  std::string string() {
    need("\"");
    std::string out;
    for (; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\') {
        ++at_;
        if (at_ == text_.size() || (text_[at_] != '"' && text_[at_] != '\\')) fail("unknown escape in a text");
      }
      out += text_[at_];
    }
    need("\"");
    return out;
  }
  std::string name() {
    space();
    const auto begin = at_;
    while (at_ < text_.size() && name_char(text_[at_])) ++at_;
    if (at_ == begin) fail("expected a name");
    return std::string{text_.substr(begin, at_ - begin)};
  }
  [[noreturn]] void fail(const std::string& why) const {
    const auto line = 1 + std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at_), '\n');
    throw TemplateError{"line " + std::to_string(line) + ": " + why};
  }

 private:
  std::string_view text_;
  std::size_t at_;
};

std::string escaped(std::string_view sentence) {
  std::string out;
  for (const char c : sentence) switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      case '{':
        out += "&#123;";
        break;  // ctemplate must not see a marker in a sentence
      case '}':
        out += "&#125;";
        break;
      default:
        out += c;
    }
  return out;
}

std::string as_literal(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) out += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c};
  return out + "\"";
}

using Arguments = std::map<std::string, std::string>;

// The text of a partial with its arguments in their places.
std::string with_arguments(std::string text, const Arguments& given) {
  std::set<std::string> known;
  for (auto at = text.find("[["); at != std::string::npos; at = text.find("[[", at)) {
    const auto end = text.find("]]", at);
    if (end == std::string::npos) throw TemplateError{"[[ without ]]"};
    std::string key = text.substr(at + 2, end - at - 2);
    const char mark = key.empty() ? ' ' : key.front();
    if (mark != '#' && mark != '^') {
      const auto value = given.find(key);
      if (value == given.end()) throw TemplateError{"argument missing: " + key};
      known.insert(key);
      text.replace(at, end + 2 - at, value->second);
      at += value->second.size();
      continue;
    }
    key.erase(0, 1);
    known.insert(key);
    const std::string closing = "[[/" + key + "]]";
    const auto close = text.find(closing, end);
    if (close == std::string::npos) throw TemplateError{"not closed: [[" + key + "]]"};
    const bool keep = given.contains(key) == (mark == '#');
    if (keep) {
      text.erase(close, closing.size());
      text.erase(at, end + 2 - at);
    } else {
      text.erase(at, close + closing.size() - at);
    }
  }
  for (const auto& [key, value] : given)
    if (!known.contains(key)) throw TemplateError{"argument unknown: " + key};
  return text;
}

std::string expand(const std::map<std::string, std::string>& all, const std::string& name, const Arguments& given,
                   int depth) {
  const auto found = all.find(name);
  if (found == all.end()) throw TemplateError{"no template " + name};
  if (depth > deepest_partial) throw TemplateError{"partials too deep: " + name};
  const std::string text = depth == 0 ? found->second : with_arguments(found->second, given);
  std::string out;
  std::size_t from = 0;
  for (auto at = text.find("{{>"); at != std::string::npos; at = text.find("{{>", from)) {
    out.append(text, from, at - from);
    MarkerReader reader{text, at + 3};
    const auto end_of_name = text.find_first_of(" \n}", at + 3);
    if (end_of_name == std::string::npos) reader.fail("partial not closed");
    const std::string partial = text.substr(at + 3, end_of_name - at - 3);
    MarkerReader rest{text, end_of_name};
    Arguments arguments;
    while (!rest.take("}}")) {
      const auto key = rest.name();
      rest.need("=");
      if (rest.take("_(")) {
        arguments[key] = "{{_(" + as_literal(rest.string()) + ")}}";
        rest.need(")");
      } else {
        arguments[key] = rest.string();
      }
    }
    out += expand(all, partial, arguments, depth + 1);
    from = rest.at();
  }
  return out.append(text, from);
}

}  // namespace

std::map<std::string, std::string> read_templates(const std::filesystem::path& pages) {
  if (!std::filesystem::is_directory(pages)) throw TemplateError{"no folder of pages: " + pages.string()};
  std::map<std::string, std::string> out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{pages}) {
    if (!entry.is_regular_file() || entry.path().extension() != ".tpl") continue;
    std::ifstream in{entry.path(), std::ios::binary};
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) throw TemplateError{"not readable: " + entry.path().string()};
    out[entry.path().lexically_relative(pages).generic_string()] = std::move(text).str();
  }
  return out;
}

std::string with_partials(const std::map<std::string, std::string>& all, const std::string& name) {
  return expand(all, name, {}, 0);
}

Localised localised(const std::string& text, const std::function<std::string(const std::string&)>& translate,
                    const std::function<std::string(const std::string&)>& asset_url) {
  Localised out;
  std::size_t from = 0;
  for (auto at = text.find("{{"); at != std::string::npos; at = text.find("{{", at)) {
    MarkerReader reader{text, at + 2};
    std::string replacement;
    if (reader.take("_(")) {
      replacement = escaped(translate(reader.string()));
      for (int n = 1; reader.take(","); ++n) {
        const std::string place = "&#123;" + std::to_string(n) + "&#125;", variable = "{{" + reader.name() + "}}";
        if (replacement.find(place) == std::string::npos)
          reader.fail("the sentence has no {" + std::to_string(n) + "}");
        for (auto p = replacement.find(place); p != std::string::npos; p = replacement.find(place, p + variable.size()))
          replacement.replace(p, place.size(), variable);
      }
      reader.need(")");
    } else if (reader.take("N_(")) {
      PluralForm form;
      form.one = reader.string();
      reader.need(",");
      form.many = reader.string();
      reader.need(",");
      form.counter = reader.name();
      reader.need(")");
      form.variable = "PLURAL_" + std::to_string(out.plurals.size());
      replacement = "{{" + form.variable + "}}";
      out.plurals.push_back(std::move(form));
    } else if (reader.take("asset ")) {
      replacement = escaped(asset_url(reader.string()));
    } else {
      at += 2;
      continue;
    }
    reader.need("}}");
    out.text.append(text, from, at - from).append(replacement);
    from = at = reader.at();
  }
  out.text.append(text, from);
  return out;
}

}  // namespace ssiis::web
