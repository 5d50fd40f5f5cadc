#include "imports/values.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

namespace ssiis::imports {
namespace {

constexpr int buddhist_years = 543, oldest_year = 1850, newest_year = 2200;
constexpr double largest_exact = 999'999'999'999'999.0;  // 15 digits: what a workbook keeps of a number

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// ASCII without anything that storing would change: most of what registers hold, and a thousand times cheaper to know.
bool stored_already(std::string_view text) {
  if (!text.empty() && (text.front() == ' ' || text.back() == ' ')) return false;
  char before = 0;
  for (const char c : text) {
    if (c < 0x20 || c > 0x7e || (c == ' ' && before == ' ')) return false;
    before = c;
  }
  return true;
}

std::string stored_text(const std::string& text) { return stored_already(text) ? text : lao::stored(text); }

std::string cleaned(const Cell& cell) {
  return stored_already(cell.text) ? cell.text : lao::ascii_digits(lao::stored(cell.text));
}

// What a workbook holds instead of a value.
std::string fault_of_error(const Cell& cell) {
  if (cell.text == "formula") return "value.formula_without_value";
  if (cell.text == "day") return "value.not_a_day";
  return "value.error_in_cell";
}

// A whole number as digits, whatever way the workbook wrote it; nothing for parts and for what lost digits.
std::optional<std::string> whole_of(const std::string& number, bool& lost) {
  lost = false;
  const auto digits = std::string_view{number}.substr(number.starts_with('-') ? 1 : 0);
  const bool plain = !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos;
  if (plain && number.size() <= 15) return number;
  double value = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (error != std::errc{} || end != number.data() + number.size() || !std::isfinite(value)) return std::nullopt;
  if (std::abs(value) > largest_exact) {
    lost = true;
    return std::nullopt;
  }
  // 1234567.0000000001 is what arithmetic leaves of 1234567.
  const double rounded = std::round(value);
  if (std::abs(value - rounded) > 1e-6) return std::nullopt;
  return fmt::format("{:.0f}", rounded);
}

bool is_number(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() && std::isfinite(value);
}

struct DayParts {
  std::array<int, 3> number{};
  std::array<std::size_t, 3> digits{};
};

// Three numbers set apart by one kind of mark; an hour behind them is left out.
std::optional<DayParts> parts_of(std::string_view text) {
  if (const auto time = text.find_first_of(" T"); time != std::string_view::npos && text.find(':') != text.npos)
    text = text.substr(0, time);
  DayParts out;
  char mark = 0;
  std::size_t part = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_digit(c)) {
      if (++out.digits[part] > 4) return std::nullopt;
      out.number[part] = out.number[part] * 10 + (c - '0');
    } else if ((c == '/' || c == '-' || c == '.') && (mark == 0 || mark == c) && out.digits[part] > 0 && part < 2) {
      mark = c;
      ++part;
    } else {
      return std::nullopt;
    }
  }
  return part == 2 && out.digits[2] > 0 ? std::optional{out} : std::nullopt;
}

// The year as it is meant; a fault when it cannot be known.
Value year_of(int year, std::size_t digits, const ValueRules& rules) {
  if (digits <= 2) {
    if (!rules.newest_yy) return {{}, "value.two_digit_year"};
    const int newest = *rules.newest_yy + (rules.buddhist ? buddhist_years : 0);
    year += newest - newest % 100;
    if (year > newest) year -= 100;
  }
  if (rules.buddhist) {
    if (year < oldest_year + buddhist_years) return {{}, "value.year_not_buddhist"};
    year -= buddhist_years;
  }
  if (year > newest_year) return {{}, year < newest_year + buddhist_years ? "value.buddhist_year" : "value.not_a_day"};
  if (year < oldest_year) return {{}, "value.not_a_day"};
  return {std::to_string(year), {}};
}

Value made_day(int year, std::size_t year_digits, int month, int day, const ValueRules& rules) {
  const auto known = year_of(year, year_digits, rules);
  if (!known.fault.empty()) return known;
  const auto iso = fmt::format("{}-{:02}-{:02}", known.text, month, day);
  return Day::parse(iso) ? Value{iso, {}} : Value{{}, "value.not_a_day"};
}

// Groups of three between marks of one kind; at most one mark of the other kind behind them.
bool grouped(std::string_view digits, char group, char part) {
  const auto comma = digits.find(part);
  const auto whole = digits.substr(0, comma);
  if (comma != std::string_view::npos) {
    const auto parts = digits.substr(comma + 1);
    if (parts.empty() || parts.find_first_not_of("0123456789") != std::string_view::npos) return false;
  }
  if (whole.empty()) return false;
  std::size_t run = 0;
  bool first = true;
  for (const char c : whole) {
    if (is_digit(c)) {
      ++run;
      continue;
    }
    if (c != group || (first ? run == 0 || run > 3 : run != 3)) return false;
    first = false;
    run = 0;
  }
  return first || run == 3;
}

// Digits and marks of an amount, without sign, currency and spaces. Empty when something else stands there.
std::string amount_of(const Cell& cell, bool& negative) {
  auto text = cleaned(cell);
  negative = false;
  for (const std::string_view word : {"ກີບ", "₭", "LAK", "Kip", "kip", "KIP"})
    if (const auto at = text.find(word); at != std::string::npos) text.erase(at, word.size());
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == ' ' || c == '\'') continue;
    if (text.compare(i, 2, "\xC2\xA0") == 0) {  // a space that does not break
      ++i;
      continue;
    }
    if (c == '-' && out.empty() && !negative)
      negative = true;
    else if (is_digit(c) || c == '.' || c == ',')
      out += c;
    else
      return {};
  }
  return out;
}

bool marked(const std::string& amount) { return amount.find_first_of(".,") != std::string::npos; }

}  // namespace

bool damaged(std::string_view utf8) {
  return utf8.find("\xEF\xBF\xBD") != std::string_view::npos ||  // U+FFFD
         utf8.find("\xC3\xA0\xC2\xBA") != std::string_view::npos || utf8.find("\xC3\xA0\xC2\xBB") != utf8.npos;
}

Value text_value(const Cell& cell, int longest) {
  if (cell.kind == CellKind::error) return {{}, fault_of_error(cell)};
  if (cell.kind == CellKind::number) {
    bool lost = false;
    const auto whole = whole_of(cell.text, lost);
    if (lost) return {{}, "value.number_lost_digits"};
    // What a workbook calls a number and is none, or longer than any.
    if (!whole && (!is_number(cell.text) || cell.text.size() > static_cast<std::size_t>(longest)))
      return {{}, "value.error_in_cell"};
    return {whole.value_or(cell.text), {}};
  }
  if (damaged(cell.text)) return {{}, "value.damaged_text"};
  auto text = stored_text(cell.text);
  const auto most = static_cast<std::size_t>(longest);
  if (text.size() > most && count_code_points(text) > most) return {{}, "value.too_long"};
  return {std::move(text), {}};
}

Value day_value(const Cell& cell, const ValueRules& rules) {
  if (cell.kind == CellKind::error) return {{}, fault_of_error(cell)};
  auto text = cleaned(cell);
  if (text.empty()) return {};
  if (cell.kind == CellKind::day) {
    ValueRules workbook = rules;
    // A workbook counts days; only a year typed as 2569 stands there as one.
    if (text < "2400") workbook.buddhist = false;
    const auto p = parts_of(text);
    return p ? made_day(p->number[0], 4, p->number[1], p->number[2], workbook) : Value{{}, "value.not_a_day"};
  }
  if (cell.kind == CellKind::number) {
    bool lost = false;
    text = whole_of(cell.text, lost).value_or("");
  }
  if (text.size() == 8 && text.find_first_not_of("0123456789") == std::string::npos)
    return made_day(std::stoi(text.substr(0, 4)), 4, std::stoi(text.substr(4, 2)), std::stoi(text.substr(6)), rules);
  const auto p = parts_of(text);
  if (!p) return {{}, "value.not_a_day"};
  if (p->digits[0] == 4) return made_day(p->number[0], 4, p->number[1], p->number[2], rules);
  if (p->digits[2] == 1 || p->digits[2] == 3 || p->digits[0] > 2 || p->digits[1] > 2) return {{}, "value.not_a_day"};
  const bool same = p->number[0] == p->number[1];
  if (rules.days == DayForm::day_first || same)
    return made_day(p->number[2], p->digits[2], p->number[1], p->number[0], rules);
  if (rules.days == DayForm::month_first)
    return made_day(p->number[2], p->digits[2], p->number[0], p->number[1], rules);
  if (rules.days == DayForm::year_first) return {{}, "value.not_a_day"};
  // Nobody has said which comes first: only where one cannot be a month is it certain.
  if (p->number[0] > 12) return made_day(p->number[2], p->digits[2], p->number[1], p->number[0], rules);
  if (p->number[1] > 12) return made_day(p->number[2], p->digits[2], p->number[0], p->number[1], rules);
  return {{}, "value.day_ambiguous"};
}

Value month_value(const Cell& cell, const ValueRules& rules) {
  if (cell.kind == CellKind::error) return {{}, fault_of_error(cell)};
  auto text = cleaned(cell);
  if (text.empty()) return {};
  if (cell.kind == CellKind::number) {
    bool lost = false;
    text = whole_of(cell.text, lost).value_or("");
  }
  if (cell.kind != CellKind::day && !parts_of(text)) {
    std::string year, month;
    const auto mark = text.find_first_of("-/.");
    if (mark == std::string::npos && text.size() == 6) {
      year = text.substr(0, 4);
      month = text.substr(4);
    } else if (mark != std::string::npos) {
      year = text.substr(0, mark);
      month = text.substr(mark + 1);
      if (year.size() <= 2) std::swap(year, month);
    }
    const auto y = whole_number(year), m = whole_number(month);
    if (!y || !m || year.size() != 4 || month.size() > 2 || *m < 1 || *m > 12) return {{}, "value.not_a_month"};
    const auto known = year_of(static_cast<int>(*y), 4, rules);
    if (!known.fault.empty()) return known.fault == "value.not_a_day" ? Value{{}, "value.not_a_month"} : known;
    return {fmt::format("{}-{:02}", known.text, *m), {}};
  }
  const auto day = day_value(cell, rules);
  if (!day.fault.empty()) return day.fault == "value.not_a_day" ? Value{{}, "value.not_a_month"} : day;
  return {day.text.substr(0, 7), {}};
}

Value kip_value(const Cell& cell, const ValueRules& rules) {
  if (cell.kind == CellKind::error) return {{}, fault_of_error(cell)};
  if (cell.text.empty()) return {};
  if (cell.kind == CellKind::number) {
    bool lost = false;
    const auto whole = whole_of(cell.text, lost);
    if (lost) return {{}, "value.number_lost_digits"};
    if (whole && whole->starts_with('-') && *whole != "-0") return {{}, "value.negative_amount"};
    return whole ? Value{*whole, {}} : Value{{}, "value.parts_of_a_kip"};
  }
  bool negative = false;
  const auto amount = amount_of(cell, negative);
  if (amount.empty()) return lao::stored(cell.text).empty() ? Value{} : Value{{}, "value.not_a_number"};
  const bool comma = grouped(amount, ',', '.'), dot = grouped(amount, '.', ',');
  auto form = rules.numbers;
  if (marked(amount)) {
    if (form == NumberForm::plain || (!comma && !dot)) return {{}, "value.not_a_number"};
    if (form == NumberForm::asked && comma == dot) return {{}, "value.number_ambiguous"};
    if (form == NumberForm::asked) form = comma ? NumberForm::comma_groups : NumberForm::dot_groups;
    if ((form == NumberForm::comma_groups && !comma) || (form == NumberForm::dot_groups && !dot))
      return {{}, "value.other_number_form"};
  }
  const char part = form == NumberForm::dot_groups ? ',' : '.';
  std::string digits = negative ? "-" : "";
  for (std::size_t i = 0; i < amount.size(); ++i) {
    if (amount[i] == part) {
      if (amount.find_first_not_of('0', i + 1) != std::string::npos) return {{}, "value.parts_of_a_kip"};
      break;
    }
    if (is_digit(amount[i])) digits += amount[i];
  }
  const auto kip = whole_number(digits);
  if (kip && *kip < 0) return {{}, "value.negative_amount"};
  return kip ? Value{std::to_string(*kip), {}} : Value{{}, "value.not_a_number"};
}

void NumberEvidence::see(const Cell& cell) {
  if (cell.kind != CellKind::text) return;
  bool negative = false;
  const auto amount = amount_of(cell, negative);
  if (!marked(amount)) return;
  const bool comma = grouped(amount, ',', '.'), dot = grouped(amount, '.', ',');
  // 1,234 is both: 1234 in one form, 1 and parts in the other.
  if (comma && dot)
    ++either_;
  else if (comma)
    ++comma_only_;
  else if (dot)
    ++dot_only_;
}

NumberForm NumberEvidence::form() const {
  if (contradicts()) return NumberForm::asked;
  if (comma_only_ > 0) return NumberForm::comma_groups;
  if (dot_only_ > 0) return NumberForm::dot_groups;
  return either_ > 0 ? NumberForm::asked : NumberForm::plain;
}

void DayEvidence::see(const Cell& cell) {
  if (cell.kind == CellKind::day) {
    ++year_first_;
    buddhist_ += cell.text >= "2400" ? 1 : 0;
  }
  if (cell.kind != CellKind::text && cell.kind != CellKind::number) return;
  const auto text = cleaned(cell);
  const auto p = parts_of(text);
  if (!p) {
    if (text.size() == 8 && text.find_first_not_of("0123456789") == std::string::npos && text >= "1850") ++year_first_;
    return;
  }
  const bool year_first = p->digits[0] == 4;
  const int year = p->number[year_first ? 0 : 2];
  if (!year_first && p->digits[2] == 2) ++two_digits_;
  if (year > 2400 && year < 2800) ++buddhist_;
  if (year_first)
    ++year_first_;
  else if (p->number[0] > 12 && p->number[0] <= 31)
    ++day_first_;
  else if (p->number[1] > 12 && p->number[1] <= 31)
    ++month_first_;
  else
    ++either_;
}

DayForm DayEvidence::form() const {
  if (contradicts()) return DayForm::asked;
  if (day_first_ > 0) return DayForm::day_first;
  if (month_first_ > 0) return DayForm::month_first;
  return either_ > 0 ? DayForm::asked : DayForm::year_first;
}

std::string_view name_of(NumberForm form) {
  static constexpr std::string_view names[] = {"asked", "comma_groups", "dot_groups", "plain"};
  return names[static_cast<std::size_t>(form)];
}
std::string_view name_of(DayForm form) {
  static constexpr std::string_view names[] = {"asked", "day_first", "month_first", "year_first"};
  return names[static_cast<std::size_t>(form)];
}
std::optional<NumberForm> number_form(std::string_view name) {
  for (const auto f : {NumberForm::asked, NumberForm::comma_groups, NumberForm::dot_groups, NumberForm::plain})
    if (name_of(f) == name) return f;
  return std::nullopt;
}
std::optional<DayForm> day_form(std::string_view name) {
  for (const auto f : {DayForm::asked, DayForm::day_first, DayForm::month_first, DayForm::year_first})
    if (name_of(f) == name) return f;
  return std::nullopt;
}

}  // namespace ssiis::imports
