#include "workflow/feel_lexer.hpp"

#include <array>

namespace ssiis::workflow::feel {
namespace {

constexpr std::array<std::string_view, 9> spaced_functions{"date and time", "years and months duration",
                                                           "string length", "list contains",
                                                           "starts with",   "ends with",
                                                           "upper case",    "lower case",
                                                           "day of week"};

class MarkReader {
 public:
  MarkReader(std::string_view text, const Names& names) : text_{text}, names_{names} {}

  std::vector<Mark> all() {
    if (text_.size() > longest_expression) throw ExpressionError{"the expression is longer than 2,000 bytes"};
    if (!valid_utf8(text_)) throw ExpressionError{"the expression is not valid UTF-8"};
    std::vector<Mark> out;
    for (pass_space(); at_ < text_.size(); pass_space()) {
      const auto from = at_;
      out.push_back(one(!out.empty() && out.back().kind == Mark::Kind::symbol && out.back().text == "."));
      out.back().at = from;
    }
    out.push_back({Mark::Kind::end, "the end", {}, at_});
    return out;
  }

 private:
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }
  static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
  // Bytes of other scripts are letters: which code points a name may hold is not this program's business.
  static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
  }
  char next(std::size_t n = 1) const { return at_ + n < text_.size() ? text_[at_ + n] : '\0'; }
  void pass_space() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }

  Mark one(bool after_point) {
    const char c = text_[at_];
    if (const auto length = known_name(after_point)) {
      Mark m{Mark::Kind::name, normal_name(text_.substr(at_, length)), {}, 0, true};
      at_ += length;
      return m;
    }
    if (c == '"') return {Mark::Kind::literal, {}, quoted()};
    if (is_digit(c) || (c == '.' && is_digit(next()))) return number();
    if (is_letter(c)) return word();
    if (c == '@' && next() == '"') {
      ++at_;
      return {Mark::Kind::at_literal, quoted()};
    }
    for (const std::string_view s : {"<=", ">=", "!=", "..", "**"})
      if (text_.substr(at_).starts_with(s)) return symbol(s.size());
    if (std::string_view{"=<>()[],-+*/.:"}.find(c) != std::string_view::npos) return symbol(1);
    throw ExpressionError{"\"" + first_code_points(text_.substr(at_), 1) + "\" stands in no expression, at position " +
                          std::to_string(at_ + 1)};
  }
  Mark symbol(std::size_t length) {
    Mark m{Mark::Kind::symbol, std::string{text_.substr(at_, length)}};
    at_ += length;
    return m;
  }

  // The longest name that is known here; its length in the text, 0 for none.
  std::size_t known_name(bool after_point) const {
    std::size_t longest = 0;
    const auto look = [&](std::string_view name) { longest = std::max(longest, matched(name)); };
    if (after_point) {
      for (const auto& n : names_.members) look(n);
      return longest;
    }
    for (const auto& n : names_.variables) look(n);
    for (const auto& n : names_.functions) look(n);
    for (const auto& n : spaced_functions)
      if (const auto length = matched(n); length > longest && opens(at_ + length)) longest = length;
    return longest;
  }
  bool opens(std::size_t at) const {
    while (at < text_.size() && is_space(text_[at])) ++at;
    return at < text_.size() && text_[at] == '(';
  }
  std::size_t matched(std::string_view name) const {
    if (name.empty()) return 0;
    std::size_t at = at_;
    for (const char c : name) {
      if (c == ' ') {
        if (at == text_.size() || !is_space(text_[at])) return 0;
        while (at < text_.size() && is_space(text_[at])) ++at;
      } else if (at == text_.size() || text_[at++] != c) {
        return 0;
      }
    }
    const bool goes_on = at < text_.size() && (is_letter(text_[at]) || is_digit(text_[at]));
    return goes_on && (is_letter(name.back()) || is_digit(name.back())) ? 0 : at - at_;
  }

  std::string quoted() {
    std::string value;
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] != '\\' || at_ + 1 == text_.size()) {
        value += text_[at_];
        continue;
      }
      const char c = text_[++at_];
      if (c == 'n' || c == 't' || c == 'r')
        value += c == 'n' ? '\n' : c == 't' ? '\t' : '\r';
      else if (c == 'u' || c == 'U')
        throw ExpressionError{"\\u stands for a character: write the character itself"};
      else
        value += c;
    }
    if (at_ == text_.size()) throw ExpressionError{"a quotation mark is not closed"};
    ++at_;
    return value;
  }
  Mark number() {
    const auto from = at_;
    while (is_digit(next(0))) ++at_;
    if (next(0) == '.' && is_digit(next())) {
      ++at_;
      while (is_digit(next(0))) ++at_;
    }
    if (next(0) == 'e' || next(0) == 'E') {
      const std::size_t sign = next() == '+' || next() == '-' ? 2 : 1;
      if (is_digit(next(sign))) {
        at_ += sign;
        while (is_digit(next(0))) ++at_;
      }
    }
    const auto n = Decimal::parse(text_.substr(from, at_ - from));
    if (!n) throw ExpressionError{"a number is too large"};
    return {Mark::Kind::literal, {}, *n};
  }
  Mark word() {
    const auto from = at_;
    const auto inside = [&] { return is_letter(next(0)) || is_digit(next(0)); };
    while (inside() || (names_.dotted && next(0) == '.' && is_letter(next()))) ++at_;
    return {Mark::Kind::name, std::string{text_.substr(from, at_ - from)}};
  }

  std::string_view text_;
  const Names& names_;
  std::size_t at_{0};
};

}  // namespace

std::vector<Mark> marks_of(std::string_view text, const Names& names) { return MarkReader{text, names}.all(); }

std::string normal_name(std::string_view name) {
  std::string out;
  for (const char c : trimmed(name)) {
    const bool space = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (!space)
      out += c;
    else if (!out.ends_with(' '))
      out += ' ';
  }
  return out;
}

}  // namespace ssiis::workflow::feel
