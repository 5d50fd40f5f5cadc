#include "names/identifiers.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <pugixml.hpp>
#include <stdexcept>

namespace ssiis::names {
namespace {

constexpr std::size_t longest_number = 40;

int digit(char c) { return c >= '0' && c <= '9' ? c - '0' : -1; }
bool digits_only(std::string_view n) {
  return !n.empty() && std::all_of(n.begin(), n.end(), [](char c) { return digit(c) >= 0; });
}

bool mod11(std::string_view n, const std::vector<int>& weights) {
  if (n.size() != weights.size() + 1) return false;
  int sum = digit(n.back());
  for (std::size_t i = 0; i < weights.size(); ++i) sum += digit(n[i]) * weights[i];
  return sum % 11 == 0;
}

bool mod97(std::string_view n) {
  int rest = 0;
  for (const char c : n) rest = (rest * 10 + digit(c)) % 97;
  return rest == 1;
}

bool luhn(std::string_view n) {
  int sum = 0;
  bool twice = false;
  for (std::size_t i = n.size(); i-- > 0; twice = !twice) {
    const int d = twice ? digit(n[i]) * 2 : digit(n[i]);
    sum += d > 9 ? d - 9 : d;
  }
  return sum % 10 == 0;
}

bool check_digit_right(const IdentifierRule& rule, std::string_view number) {
  if (rule.check == CheckDigit::none) return true;
  if (!digits_only(number)) return false;
  if (rule.check == CheckDigit::mod11) return mod11(number, rule.weights);
  return rule.check == CheckDigit::mod97 ? mod97(number) : luhn(number);
}

bool holds(const IdentifierRule& rule, Day day) { return rule.from <= day && (!rule.until || day <= *rule.until); }

// ---- reading -------------------------------------------------------------------------------------------------------

[[noreturn]] void fault(const std::string& code, const std::string& what) {
  throw std::runtime_error{"identifiers: " + code + ": " + what};
}

CheckDigit check_named(const std::string& code, std::string_view name) {
  if (name == "none") return CheckDigit::none;
  if (name == "mod11") return CheckDigit::mod11;
  if (name == "mod97") return CheckDigit::mod97;
  if (name == "luhn") return CheckDigit::luhn;
  fault(code, "no check digit is called " + std::string{name});
}

bool yes_or_no(const std::string& code, std::string_view word) {
  if (word != "yes" && word != "no") fault(code, "confirmed is yes or no");
  return word == "yes";
}

IdentifierRule rule_of(const std::string& code, const pugi::xml_node& node) {
  IdentifierRule out;
  const auto from = Day::parse(node.attribute("from").value());
  if (!from) fault(code, "a rule needs the day from which it holds");
  out.from = *from;
  if (const auto until = node.attribute("until")) {
    out.until = Day::parse(until.value());
    if (!out.until || *out.until < out.from) fault(code, "until is no day, or before from");
  }
  out.pattern = node.attribute("pattern").value();
  const auto compiled = NumberPattern::parse(out.pattern);
  if (!compiled) fault(code, "the pattern cannot be read: " + out.pattern);
  out.compiled = *compiled;
  out.check = check_named(code, node.attribute("check").value());
  for (const auto& w : split(node.attribute("weights").value(), ','))
    if (const auto n = whole_number(w)) out.weights.push_back(static_cast<int>(*n));
  if ((out.check == CheckDigit::mod11) == out.weights.empty()) fault(code, "mod11, and nothing else, has weights");
  out.confirmed = yes_or_no(code, node.attribute("confirmed").value());
  out.legal = node.attribute("legal").value();
  out.source_lo = node.attribute("source_lo").value();
  out.source_en = node.attribute("source_en").value();
  if (out.source_lo.empty() || out.source_en.empty()) fault(code, "a rule says where it is from, in both languages");
  return out;
}

}  // namespace

std::optional<NumberPattern> NumberPattern::parse(std::string_view text) {
  NumberPattern out;
  const auto capital_or_digit = [](char c) { return (c >= 'A' && c <= 'Z') || digit(c) >= 0; };
  for (std::size_t i = 0; i < text.size();) {
    Piece piece;
    if (capital_or_digit(text[i])) {
      piece.takes[static_cast<unsigned char>(text[i++])] = true;
    } else if (text[i] == '[') {
      const auto end = text.find(']', i);
      if (end == std::string_view::npos || end == i + 1) return std::nullopt;
      for (++i; i < end; ++i) {
        const bool range = i + 2 < end && text[i + 1] == '-';
        const char last = range ? text[i + 2] : text[i];
        if (!capital_or_digit(text[i]) || !capital_or_digit(last) || last < text[i]) return std::nullopt;
        for (char c = text[i]; c <= last; ++c) piece.takes[static_cast<unsigned char>(c)] = true;
        if (range) i += 2;
      }
      ++i;
    } else {
      return std::nullopt;
    }
    if (i < text.size() && text[i] == '{') {
      const auto end = text.find('}', i);
      if (end == std::string_view::npos) return std::nullopt;
      const auto counts = split(text.substr(i + 1, end - i - 1), ',');
      const auto least = whole_number(counts.front()), most = whole_number(counts.back());
      if (counts.size() > 2 || !least || !most || *least < 0 || *most < *least || *most > 99) return std::nullopt;
      piece.least = static_cast<int>(*least);
      piece.most = static_cast<int>(*most);
      i = end + 1;
    }
    out.pieces_.push_back(piece);
  }
  return out.pieces_.empty() ? std::nullopt : std::optional{out};
}

bool NumberPattern::fits(std::string_view number) const {
  // reached[i]: the pieces so far take exactly the first i letters.
  std::vector<bool> reached(number.size() + 1, false);
  reached[0] = true;
  for (const auto& piece : pieces_) {
    std::vector<bool> next(number.size() + 1, false);
    for (std::size_t from = 0; from <= number.size(); ++from) {
      if (!reached[from]) continue;
      for (std::size_t n = 0; n <= static_cast<std::size_t>(piece.most) && from + n <= number.size(); ++n) {
        if (n > 0) {
          const auto c = static_cast<unsigned char>(number[from + n - 1]);
          if (c >= 128 || !piece.takes[c]) break;
        }
        if (n >= static_cast<std::size_t>(piece.least)) next[from + n] = true;
      }
    }
    reached = std::move(next);
  }
  return reached.back();
}

std::string normalised_number(std::string_view text) {
  std::string out;
  for (const char c : lao::ascii_digits(text)) {
    const auto u = static_cast<unsigned char>(c);
    if (u < 0x80u && std::isalnum(u)) out += static_cast<char>(std::toupper(u));
    if (out.size() == longest_number) break;
  }
  return out;
}

Identifiers Identifiers::read(std::string_view xml) {
  pugi::xml_document doc;
  const auto parsed = doc.load_buffer(xml.data(), xml.size());
  if (!parsed) throw std::runtime_error{std::string{"identifiers: not well-formed: "} + parsed.description()};
  Identifiers out;
  for (const auto node : doc.child("identifiers").children("identifier")) {
    IdentifierKind kind{node.attribute("code").value(),        node.attribute("lo").value(),
                        node.attribute("en").value(),          node.attribute("register_lo").value(),
                        node.attribute("register_en").value(), {}};
    if (kind.code.empty() || kind.lo.empty() || kind.en.empty()) fault(kind.code, "code and both languages are needed");
    for (const auto& other : out.kinds_)
      if (other.code == kind.code) fault(kind.code, "is there twice");
    for (const auto rule : node.children("rule")) kind.rules.push_back(rule_of(kind.code, rule));
    if (kind.rules.empty()) fault(kind.code, "has no rule");
    out.kinds_.push_back(std::move(kind));
  }
  if (out.kinds_.empty()) throw std::runtime_error{"identifiers: none is there"};
  return out;
}

Identifiers Identifiers::read_file(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  if (!in) throw std::runtime_error{"identifiers: " + path + " cannot be read"};
  return read(std::string{std::istreambuf_iterator<char>{in}, {}});
}

CheckedNumber Identifiers::check(std::string_view kind, std::string_view text, Day day) const {
  CheckedNumber out{Verdict::ok, normalised_number(text), {}};
  const auto at = std::find_if(kinds_.begin(), kinds_.end(), [&](const auto& k) { return k.code == kind; });
  if (at == kinds_.end() || trimmed(text).empty()) return out;
  bool any = false, all_confirmed = true, shape = false;
  for (const auto& rule : at->rules) {
    if (!holds(rule, day)) continue;
    any = true;
    all_confirmed = all_confirmed && rule.confirmed;
    if (!rule.compiled.fits(out.number)) continue;
    if (check_digit_right(rule, out.number)) return out;
    shape = true;
  }
  if (!any) return out;
  // As long as one rule of the day is not confirmed, the number may be right by what is not known of it.
  out.verdict = all_confirmed ? Verdict::wrong : Verdict::warn;
  out.why = shape ? "identifier.check_digit" : "identifier.pattern";
  return out;
}

}  // namespace ssiis::names
