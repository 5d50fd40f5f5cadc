// A flat JSON object of texts: all that an answer is.
#include <fmt/format.h>

#include "forms/api.hpp"

namespace ssiis::forms {
namespace {

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      out += '\\', out += c;
    else if (c == '\n')
      out += "\\n";
    else if (static_cast<unsigned char>(c) < 0x20)
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    else
      out += c;
  }
  return out + '"';
}

class JsonReader {
 public:
  explicit JsonReader(std::string_view text) : text_{text} {}
  std::optional<Answer> object() {
    Answer out;
    if (!take('{')) return std::nullopt;
    if (take('}')) return done() ? std::optional{out} : std::nullopt;
    do {
      const auto name = string();
      if (!name || !take(':')) return std::nullopt;
      const auto value = string();
      if (!value || !out.emplace(*name, *value).second) return std::nullopt;
    } while (take(','));
    return take('}') && done() ? std::optional{out} : std::nullopt;
  }

 private:
  void space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t'))
      ++at_;
  }
  bool take(char c) {
    space();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool done() {
    space();
    return at_ == text_.size();
  }
  std::optional<char> escape() {
    const char c = at_ < text_.size() ? text_[at_++] : '\0';
    if (c == 'n') return '\n';
    if (c == '"' || c == '\\' || c == '/') return c;
    if (c != 'u' || at_ + 4 > text_.size()) return std::nullopt;
    const auto bytes = from_hex(text_.substr(at_, 4));
    at_ += 4;
    if (bytes.size() != 2 || bytes[0] != std::byte{0} || std::to_integer<unsigned>(bytes[1]) >= 0x20)
      return std::nullopt;
    return static_cast<char>(std::to_integer<unsigned>(bytes[1]));
  }
  std::optional<std::string> string() {
    if (!take('"')) return std::nullopt;
    std::string out;
    while (at_ < text_.size() && text_[at_] != '"') {
      const char c = text_[at_++];
      if (c != '\\') {
        out += c;
        continue;
      }
      const auto e = escape();
      if (!e) return std::nullopt;
      out += *e;
    }
    if (at_ >= text_.size()) return std::nullopt;
    ++at_;
    return out;
  }

  std::string_view text_;
  std::size_t at_{0};
};

}  // namespace

std::string to_json(const Answer& answer) {
  std::string out = "{";
  for (const auto& [name, value] : answer)
    out += std::string{out.size() > 1 ? "," : ""} + json_text(name) + ":" + json_text(value);
  return out + "}";
}

std::optional<Answer> from_json(std::string_view json) { return JsonReader{json}.object(); }

}  // namespace ssiis::forms
