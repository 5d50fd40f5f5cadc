#include "workflow/lexer.hpp"

namespace ssiis::workflow {
namespace {

constexpr std::size_t longest_expression = 2000;

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_{text} {}

  std::vector<Lexeme> all() {
    if (text_.size() > longest_expression) throw ExpressionError{"the expression is longer than 2,000 bytes"};
    if (!valid_utf8(text_)) throw ExpressionError{"the expression is not valid UTF-8"};
    std::vector<Lexeme> out;
    for (skip_space(); at_ < text_.size(); skip_space()) out.push_back(one());
    out.push_back({Lexeme::Kind::end, "the end", {}});
    return fold_dates(std::move(out));
  }

 private:
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }
  static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
  void skip_space() {
    while (at_ < text_.size() && std::string_view{" \t\r\n"}.find(text_[at_]) != std::string_view::npos) ++at_;
  }

  Lexeme one() {
    const char c = text_[at_];
    if (c == '"') return quoted();
    if (is_digit(c) || (c == '-' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]))) return number();
    if (is_letter(c)) return word();
    for (const std::string_view s : {"<=", ">=", "!=", ".."})
      if (text_.substr(at_).starts_with(s)) return symbol(s.size());
    if (std::string_view{"=<>()[],-"}.find(c) != std::string_view::npos) return symbol(1);
    throw ExpressionError{"a character that no expression has, at position " + std::to_string(at_ + 1)};
  }
  Lexeme symbol(std::size_t length) {
    Lexeme m{Lexeme::Kind::symbol, std::string{text_.substr(at_, length)}, {}};
    at_ += length;
    return m;
  }
  Lexeme quoted() {
    std::string value;
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      value += text_[at_];
    }
    if (at_ == text_.size()) throw ExpressionError{"a quotation mark is not closed"};
    ++at_;
    return {Lexeme::Kind::literal, {}, std::move(value)};
  }
  Lexeme number() {
    const auto from = at_++;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    const bool range = text_.substr(at_).starts_with("..");
    if (at_ < text_.size() && text_[at_] == '.' && !range)
      throw ExpressionError{"numbers are whole here: write kip, days or per mille instead of parts"};
    const auto n = whole_number(text_.substr(from, at_ - from));
    if (!n) throw ExpressionError{"a number is too large"};
    return {Lexeme::Kind::literal, {}, *n};
  }
  Lexeme word() {
    const auto from = at_;
    while (at_ < text_.size() && (is_letter(text_[at_]) || is_digit(text_[at_]) || single_dot())) ++at_;
    const std::string w{text_.substr(from, at_ - from)};
    if (w == "true" || w == "false") return {Lexeme::Kind::literal, {}, w == "true"};
    if (w == "null") return {Lexeme::Kind::literal, {}, Value{}};
    if (!valid_name(w)) throw ExpressionError{"\"" + w.substr(0, 80) + "\" is no name of a variable"};
    return {Lexeme::Kind::name, w, {}};
  }
  bool single_dot() const { return text_[at_] == '.' && at_ + 1 < text_.size() && is_letter(text_[at_ + 1]); }

  static std::vector<Lexeme> fold_dates(std::vector<Lexeme> in) {
    std::vector<Lexeme> out;
    for (std::size_t i = 0; i < in.size(); ++i) {
      const bool call = in[i].kind == Lexeme::Kind::name && in[i].text == "date" && i + 3 < in.size() &&
                        in[i + 1].text == "(" && in[i + 3].text == ")";
      if (!call) {
        out.push_back(std::move(in[i]));
        continue;
      }
      const auto* text = std::get_if<std::string>(&in[i + 2].value);
      const auto day = text ? Day::parse(*text) : std::nullopt;
      if (!day) throw ExpressionError{"date(…) takes a day in quotation marks, as date(\"2026-01-31\")"};
      out.push_back({Lexeme::Kind::literal, {}, *day});
      i += 3;
    }
    return out;
  }

  std::string_view text_;
  std::size_t at_{0};
};

}  // namespace

std::vector<Lexeme> lexemes_of(std::string_view text) { return Lexer{text}.all(); }

}  // namespace ssiis::workflow
