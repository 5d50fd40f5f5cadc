#include "workflow/feel_functions.hpp"

#include <algorithm>
#include <array>

#include "core/api.hpp"

namespace ssiis::workflow::feel {
namespace {

using Arguments = std::vector<Value>;
constexpr std::size_t any_number = 500;

template <class T>
Value or_null(std::optional<T> v) {
  return v ? Value{std::move(*v)} : Value{};
}
template <class T>
const T* as(const Value& v) {
  return std::get_if<T>(&v.data);
}

Value date_of(const Arguments& a) {
  if (a.size() == 1) {
    if (const auto* t = a[0].text()) return or_null(Day::parse(*t));
    if (const auto* t = as<DateTime>(a[0])) return t->day;
    return as<Day>(a[0]) ? a[0] : Value{};
  }
  if (a.size() != 3 || !a[0].number() || !a[1].number() || !a[2].number()) return {};
  const auto y = a[0].number()->whole(), m = a[1].number()->whole(), d = a[2].number()->whole();
  return y && m && d ? or_null(checked_day(*y, *m, *d)) : Value{};
}
Value time_of(const Arguments& a) {
  if (const auto* t = a[0].text()) return or_null(Time::parse(*t));
  if (const auto* t = as<DateTime>(a[0])) return t->time;
  return as<Time>(a[0]) ? a[0] : Value{};
}
Value date_time_of(const Arguments& a) {
  if (a.size() == 1) {
    if (const auto* t = a[0].text()) return or_null(DateTime::parse(*t));
    return as<DateTime>(a[0]) ? a[0] : Value{};
  }
  const auto* t = as<Time>(a[1]);
  const auto* day = as<Day>(a[0]);
  const auto* moment = as<DateTime>(a[0]);
  if (!t || (!day && !moment)) return {};
  return DateTime{day ? *day : moment->day, *t};
}
Value duration_of(std::string_view text) {
  if (const auto d = days_duration(text)) return *d;
  return or_null(months_duration(text));
}
Value between_days(const Arguments& a) {
  const auto day = [](const Value& v) -> std::optional<Day> {
    if (const auto* d = as<Day>(v)) return *d;
    const auto* t = as<DateTime>(v);
    return t ? std::optional{t->day} : std::nullopt;
  };
  const auto from = day(a[0]), to = day(a[1]);
  return from && to ? Value{months_between(*from, *to)} : Value{};
}

// The items that min, max, sum, count and mean look at: of the one list, or the arguments themselves.
const List& items_of(const Arguments& a) { return a.size() == 1 && a[0].items() ? *a[0].items() : a; }

std::optional<Value> extreme(const List& items, bool smallest) {
  if (items.empty()) return Value{};
  const Value* best = &items.front();
  for (const auto& i : items) {
    const auto order = ordered(i, *best);
    if (!order) return std::nullopt;
    if (smallest ? *order < 0 : *order > 0) best = &i;
  }
  return *best;
}
std::optional<Value> total(const List& items, bool mean) {
  if (items.empty()) return Value{};
  std::optional<Decimal> sum{Decimal{}};
  for (const auto& i : items) {
    if (!i.number()) return std::nullopt;
    sum = plus(*sum, *i.number());
    if (!sum) return std::nullopt;
  }
  if (mean) sum = divided(*sum, Decimal{static_cast<std::int64_t>(items.size())});
  return sum ? std::optional<Value>{*sum} : std::nullopt;
}

std::optional<Value> of_numbers(std::string_view name, const Arguments& a) {
  for (const auto& v : a)
    if (!v.number()) return std::nullopt;
  const auto& n = *a[0].number();
  const auto given = [](const std::optional<Decimal>& d) { return d ? std::optional<Value>{*d} : std::nullopt; };
  if (name == "abs") return n.is_negative() ? n.negated() : n;
  if (name == "modulo") {  // of the divisor's sign
    const auto q = divided(n, *a[1].number());
    const auto floor = q ? rounded(*q, 0, Rounding::down_to_floor) : std::nullopt;
    const auto whole = floor ? times(*floor, *a[1].number()) : std::nullopt;
    return whole ? given(minus(n, *whole)) : std::nullopt;
  }
  const auto scale = a.size() == 2 ? a[1].number()->whole() : std::optional<std::int64_t>{0};
  if (!scale || *scale < -40 || *scale > 40) return std::nullopt;
  const auto how = name == "floor"     ? Rounding::down_to_floor
                   : name == "ceiling" ? Rounding::up_to_ceiling
                                       : Rounding::half_even;
  return given(rounded(n, static_cast<int>(*scale), how));
}

std::optional<Value> of_texts(std::string_view name, const Arguments& a) {
  for (const auto& v : a)
    if (!v.text()) return std::nullopt;
  const auto& text = *a[0].text();
  if (name == "string length") return Decimal{static_cast<std::int64_t>(count_code_points(text))};
  if (name == "number") {
    if (text.empty() || text.front() == '+') return std::nullopt;
    const auto n = Decimal::parse(text);
    return n ? std::optional<Value>{*n} : std::nullopt;
  }
  const auto& other = *a[1].text();
  if (name == "contains") return text.find(other) != std::string::npos;
  return name == "starts with" ? text.starts_with(other) : text.ends_with(other);
}

std::optional<Value> of_lists(std::string_view name, const Arguments& a) {
  if (name == "list contains") {
    if (!a[0].items()) return std::nullopt;
    return std::ranges::any_of(*a[0].items(), [&](const Value& v) { return equal(v, a[1]).value_or(false); });
  }
  if (a.size() == 1 && a[0].is_null()) return std::nullopt;
  const auto& items = items_of(a);
  if (name == "count") return Decimal{static_cast<std::int64_t>(items.size())};
  if (name == "min" || name == "max") return extreme(items, name == "min");
  return total(items, name == "mean");
}

constexpr std::array<Builtin, 23> builtins{{{"date", 1, 3, true},
                                            {"time", 1, 1, true},
                                            {"date and time", 1, 2, true},
                                            {"duration", 1, 1, true},
                                            {"years and months duration", 2, 2, false},
                                            {"not", 1, 1, false},
                                            {"string", 1, 1, false},
                                            {"number", 1, 1, false},
                                            {"abs", 1, 1, false},
                                            {"floor", 1, 2, false},
                                            {"ceiling", 1, 2, false},
                                            {"decimal", 2, 2, false},
                                            {"modulo", 2, 2, false},
                                            {"string length", 1, 1, false},
                                            {"contains", 2, 2, false},
                                            {"starts with", 2, 2, false},
                                            {"ends with", 2, 2, false},
                                            {"list contains", 2, 2, false},
                                            {"count", 1, any_number, false},
                                            {"min", 1, any_number, false},
                                            {"max", 1, any_number, false},
                                            {"sum", 1, any_number, false},
                                            {"mean", 1, any_number, false}}};

}  // namespace

const Builtin* builtin(std::string_view name) noexcept {
  const auto it = std::ranges::find(builtins, name, &Builtin::name);
  return it == builtins.end() ? nullptr : &*it;
}

Value moment_of(std::string_view text) {
  if (const auto d = Day::parse(text)) return *d;
  if (const auto t = Time::parse(text)) return *t;
  if (const auto t = DateTime::parse(text)) return *t;
  return duration_of(text);
}

std::optional<Value> call_builtin(std::string_view name, const Arguments& a) {
  if (const auto* known = builtin(name); !known || a.size() < known->least || a.size() > known->most)
    return std::nullopt;
  const auto found = [](Value v) { return v.is_null() ? std::nullopt : std::optional{std::move(v)}; };
  if (name == "not") {
    if (a[0].is_null()) return Value{};
    return a[0].flag() ? std::optional<Value>{!*a[0].flag()} : std::nullopt;
  }
  if (name == "date") return found(date_of(a));
  if (name == "time") return found(time_of(a));
  if (name == "date and time") return found(date_time_of(a));
  if (name == "duration") return a[0].text() ? found(duration_of(*a[0].text())) : std::nullopt;
  if (name == "years and months duration") return found(between_days(a));
  if (name == "string") return a[0].is_null() ? Value{} : Value{plain_text(a[0])};
  if (name == "abs" || name == "floor" || name == "ceiling" || name == "decimal" || name == "modulo")
    return of_numbers(name, a);
  if (name == "string length" || name == "number" || name == "contains" || name == "starts with" || name == "ends with")
    return of_texts(name, a);
  return of_lists(name, a);
}

}  // namespace ssiis::workflow::feel
