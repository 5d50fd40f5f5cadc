// Which kinds can be added, multiplied and so on, and the parts of dates and durations.
#include "workflow/feel_evaluate.hpp"

namespace ssiis::workflow::feel {
namespace {

using Maybe = std::optional<Value>;  // nothing: no such number or day

template <class T>
const T* if_is(const Value& v) {
  return std::get_if<T>(&v.data);
}
template <class T>
Maybe maybe(const std::optional<T>& v) {
  return v ? Maybe{Value{*v}} : std::nullopt;
}
std::optional<MonthsDuration> months(const std::optional<Decimal>& n) {
  const auto cut = n ? rounded(*n, 0, n->is_negative() ? Rounding::up_to_ceiling : Rounding::down_to_floor) : n;
  const auto whole = cut ? cut->whole() : std::nullopt;
  return whole ? std::optional{MonthsDuration{*whole}} : std::nullopt;
}
std::optional<DaysDuration> days(const std::optional<Decimal>& n) {
  return n ? std::optional{DaysDuration{*n}} : std::nullopt;
}
Decimal number_of(MonthsDuration d) { return Decimal{d.months}; }

std::optional<DateTime> moment(const Value& v) {
  if (const auto* t = if_is<DateTime>(v)) return *t;
  const auto* d = if_is<Day>(v);
  return d ? std::optional{DateTime{*d, {}}} : std::nullopt;
}

// Numbers, and durations with numbers or each other. The outer nothing: these kinds do not go together.
std::optional<Maybe> of_durations(Node::Kind kind, const Value& a, const Value& b) {
  using K = Node::Kind;
  const auto *x = if_is<DaysDuration>(a), *y = if_is<DaysDuration>(b);
  const auto *m = if_is<MonthsDuration>(a), *n = if_is<MonthsDuration>(b);
  const auto *left = a.number(), *right = b.number();
  if (x && y && kind == K::plus) return maybe(days(plus(x->seconds, y->seconds)));
  if (x && y && kind == K::minus) return maybe(days(minus(x->seconds, y->seconds)));
  if (x && y && kind == K::divided) return maybe(divided(x->seconds, y->seconds));
  if (m && n && kind == K::plus) return maybe(months(plus(number_of(*m), number_of(*n))));
  if (m && n && kind == K::minus) return maybe(months(minus(number_of(*m), number_of(*n))));
  if (m && n && kind == K::divided) return maybe(divided(number_of(*m), number_of(*n)));
  if (x && right && kind == K::times) return maybe(days(times(x->seconds, *right)));
  if (left && y && kind == K::times) return maybe(days(times(y->seconds, *left)));
  if (x && right && kind == K::divided) return maybe(days(divided(x->seconds, *right)));
  if (m && right && kind == K::times) return maybe(months(times(number_of(*m), *right)));
  if (left && n && kind == K::times) return maybe(months(times(number_of(*n), *left)));
  if (m && right && kind == K::divided) return maybe(months(divided(number_of(*m), *right)));
  return std::nullopt;
}

template <class T>
Maybe shifted(const T& from, const Value& by, bool back) {
  if (const auto* d = if_is<DaysDuration>(by))
    return maybe(moved(from, DaysDuration{back ? d->seconds.negated() : d->seconds}));
  if constexpr (!std::is_same_v<T, Time>) {
    const auto n = std::get<MonthsDuration>(by.data).months;
    return maybe(moved(from, MonthsDuration{back ? -n : n}));
  }
  return std::nullopt;
}

std::optional<Maybe> of_moments(Node::Kind kind, const Value& a, const Value& b) {
  if (kind != Node::Kind::plus && kind != Node::Kind::minus) return std::nullopt;
  const bool back = kind == Node::Kind::minus;
  const bool by_days = if_is<DaysDuration>(b), by = by_days || if_is<MonthsDuration>(b);
  if (by && if_is<Day>(a)) return shifted(*if_is<Day>(a), b, back);
  if (by && if_is<DateTime>(a)) return shifted(*if_is<DateTime>(a), b, back);
  if (by_days && if_is<Time>(a)) return shifted(*if_is<Time>(a), b, back);
  const bool turned = !by && (if_is<DaysDuration>(a) || if_is<MonthsDuration>(a));
  if (!back) return turned ? of_moments(kind, b, a) : std::nullopt;
  if (const auto* s = if_is<Time>(a), *t = if_is<Time>(b); s && t) {
    if (s->offset.has_value() != t->offset.has_value()) return std::nullopt;
    return maybe(days(minus(seconds_of(*s), seconds_of(*t))));
  }
  const auto s = moment(a), t = moment(b);
  if (!s || !t || s->time.offset.has_value() != t->time.offset.has_value()) return std::nullopt;
  return maybe(days(minus(seconds_of(*s), seconds_of(*t))));
}

std::optional<Maybe> of_numbers_and_texts(Node::Kind kind, const Value& a, const Value& b) {
  if (const auto* x = a.text(), *y = b.text(); x && y && kind == Node::Kind::plus) {
    if (x->size() + y->size() > Run::longest_text) return Maybe{};
    return Maybe{Value{*x + *y}};
  }
  const auto *x = a.number(), *y = b.number();
  if (!x || !y) return std::nullopt;
  switch (kind) {
    case Node::Kind::plus:
      return maybe(plus(*x, *y));
    case Node::Kind::minus:
      return maybe(minus(*x, *y));
    case Node::Kind::times:
      return maybe(times(*x, *y));
    case Node::Kind::divided:
      return maybe(divided(*x, *y));
    case Node::Kind::power:
      return maybe(power(*x, *y));
    default:
      return std::nullopt;
  }
}

std::optional<std::int64_t> part_of_day(Day d, std::string_view name) {
  const auto ymd = d.ymd();
  if (name == "year") return d.year();
  if (name == "month") return static_cast<unsigned>(ymd.month());
  if (name == "day") return static_cast<unsigned>(ymd.day());
  if (name == "weekday") return d.weekday() == 0 ? 7 : d.weekday();  // Monday is 1
  return std::nullopt;
}
std::optional<std::int64_t> part_of_time(const Time& t, std::string_view name) {
  const auto s = t.nanoseconds / 1'000'000'000;
  if (name == "hour") return s / 3600;
  if (name == "minute") return s / 60 % 60;
  if (name == "second") return s % 60;
  return std::nullopt;
}

}  // namespace

Value calculated(Node::Kind kind, const Value& a, const Value& b, Run& run) {
  if (kind == Node::Kind::negative) {
    if (a.number()) return a.number()->negated();
    if (const auto* d = if_is<DaysDuration>(a)) return DaysDuration{d->seconds.negated()};
    if (const auto* d = if_is<MonthsDuration>(a)) return MonthsDuration{-d->months};
    run.note(Rejection{"workflow.no_arithmetic", {std::string{name_of(a.kind())}, std::string{name_of(Kind::number)}}});
    return {};
  }
  auto result = of_numbers_and_texts(kind, a, b);
  if (!result) result = of_durations(kind, a, b);
  if (!result) result = of_moments(kind, a, b);
  if (!result)
    run.note(Rejection{"workflow.no_arithmetic", {std::string{name_of(a.kind())}, std::string{name_of(b.kind())}}});
  else if (!*result)
    run.note(Rejection{"workflow.no_result", {shown(a), shown(b)}});
  return result ? result->value_or(Value{}) : Value{};
}

Value member_of(const Value& v, const std::string& name, Run& run) {
  if (const auto* fields = v.fields())
    if (const auto it = fields->find(name); it != fields->end()) return it->second;
  std::optional<std::int64_t> n;
  if (const auto* d = if_is<Day>(v)) n = part_of_day(*d, name);
  if (const auto* t = if_is<Time>(v)) n = part_of_time(*t, name);
  if (const auto* t = if_is<DateTime>(v)) {
    n = part_of_day(t->day, name);
    if (!n) n = part_of_time(t->time, name);
  }
  if (const auto* d = if_is<MonthsDuration>(v)) {
    if (name == "years") n = d->months / 12;
    if (name == "months") n = d->months % 12;
  }
  if (n) return Decimal{*n};
  run.note(Rejection{"workflow.no_member", {name, std::string{name_of(v.kind())}}});
  return {};
}

}  // namespace ssiis::workflow::feel
