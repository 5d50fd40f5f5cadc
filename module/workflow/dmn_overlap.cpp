// Rows that can apply together, found before anyone asks the table.
#include <fmt/format.h>

#include <algorithm>

#include "workflow/dmn_model.hpp"

namespace ssiis::workflow::dmn {
namespace {

using feel::Value;
constexpr std::size_t most_reported = 10;

// What is left of the comparisons that one table may cost.
struct Effort {
  std::size_t left;
  bool spent{false};
  // False when this many more are too many.
  bool allows(std::size_t n) {
    spent = spent || n > left;
    if (!spent) left -= n;
    return !spent;
  }
};

// Values from low to high; an end without a value is open for ever. Of one kind, or null alone.
struct Stretch {
  std::optional<Value> low{}, high{};
  bool low_closed{true}, high_closed{true};
};
struct Stretches {
  bool everything{false}, negated{false}, unknown{false};
  std::vector<Stretch> any{};
};

std::optional<Value> constant(const feel::Node& n) {
  if (!feel::is_constant(n)) return std::nullopt;
  feel::Run run;
  const feel::Fields none;
  const feel::Callables no_functions;
  auto v = feel::evaluate(n, {none, no_functions}, run);
  return run.problem ? std::nullopt : std::optional{std::move(v)};
}

// Days have no day between them, so an open end is the next day's closed one.
void close_days(Stretch& s) {
  const auto shift = [](std::optional<Value>& end, bool& closed, int by) {
    const auto* day = end ? std::get_if<Day>(&end->data) : nullptr;
    if (!day || closed) return;
    end = Value{day->plus(by)};
    closed = true;
  };
  shift(s.low, s.low_closed, 1);
  shift(s.high, s.high_closed, -1);
}

bool take(const feel::UnaryTest& t, Stretches& out) {
  const auto low = constant(*t.low);
  if (!low) return false;
  const auto point = [&](const Value& v) { out.any.push_back({v, v}); };
  if (t.kind == feel::UnaryTest::Kind::lies_in) {
    const auto high = constant(*t.high);
    if (!high) return false;
    out.any.push_back({*low, *high, t.low_closed, t.high_closed});
  } else if (t.order == Order::equal) {
    if (low->items())
      for (const auto& i : *low->items()) point(i);
    else
      point(*low);
  } else if (t.order == Order::not_equal) {
    out.any.push_back({std::nullopt, *low, false, false});
    out.any.push_back({*low, std::nullopt, false, false});
  } else {
    const bool up = t.order == Order::greater || t.order == Order::at_least;
    const bool closed = t.order == Order::at_most || t.order == Order::at_least;
    out.any.push_back(up ? Stretch{*low, std::nullopt, closed, true} : Stretch{std::nullopt, *low, true, closed});
  }
  for (auto& s : out.any) close_days(s);
  return true;
}

Stretches stretches_of(const feel::UnaryTests& cell) {
  Stretches out{.everything = cell.any.empty(), .negated = cell.negated};
  for (const auto& t : cell.any) out.unknown = !take(t, out) || out.unknown;
  return out;
}

const Value& sample(const Stretch& s) { return s.low ? *s.low : *s.high; }

// -1, 0, 1; two values of different kinds have no order.
std::optional<int> order(const Value& a, const Value& b) {
  if (const auto o = feel::ordered(a, b)) return *o < 0 ? -1 : *o > 0 ? 1 : 0;
  return feel::equal(a, b) == true ? std::optional{0} : std::nullopt;
}

bool meet(const Stretch& a, const Stretch& b) {
  if (!order(sample(a), sample(b)) && sample(a).kind() != sample(b).kind()) return false;
  const auto below = [](const Stretch& x, const Stretch& y) {  // x ends before y begins
    if (!x.high || !y.low) return false;
    const auto o = order(*x.high, *y.low);
    return !o || *o < 0 || (*o == 0 && !(x.high_closed && y.low_closed));
  };
  return !below(a, b) && !below(b, a) && !below(a, a) && !below(b, b);
}

// Every value of `inner` lies in one of `outer`.
bool covers(const std::vector<Stretch>& outer, const Stretch& inner) {
  return std::ranges::any_of(outer, [&](const Stretch& o) {
    if (!meet(o, inner)) return false;
    const auto low = o.low && inner.low ? order(*o.low, *inner.low) : std::optional{0};
    const auto high = o.high && inner.high ? order(*inner.high, *o.high) : std::optional{0};
    const bool low_fits = !o.low || (inner.low && (low < 0 || (low == 0 && (o.low_closed || !inner.low_closed))));
    const bool high_fits =
        !o.high || (inner.high && (high < 0 || (high == 0 && (o.high_closed || !inner.high_closed))));
    return low_fits && high_fits;
  });
}

bool holds_for(const Stretches& s, const Value& v) {
  if (s.everything) return true;
  const Stretch point{v, v};
  const bool in = std::ranges::any_of(s.any, [&](const Stretch& x) { return meet(x, point); });
  return in != s.negated;
}

// `domain`: the only values that can come, when the column names them.
bool can_both(const Stretches& a, const Stretches& b, const std::vector<Value>& domain, Effort& effort) {
  const auto parts = domain.empty() ? a.any.size() * b.any.size() : domain.size() * (a.any.size() + b.any.size());
  if (!effort.allows(1 + parts)) return false;
  if (a.unknown || b.unknown) return false;  // not known: then it is found when the table is asked
  if (!domain.empty())
    return std::ranges::any_of(domain, [&](const Value& v) { return holds_for(a, v) && holds_for(b, v); });
  if (a.everything || b.everything) return true;
  if (a.negated && b.negated) return true;
  if (a.negated) return can_both(b, a, domain, effort);
  if (b.negated) return std::ranges::any_of(a.any, [&](const Stretch& s) { return !covers(b.any, s); });
  return std::ranges::any_of(a.any, [&](const Stretch& x) {
    return std::ranges::any_of(b.any, [&](const Stretch& y) { return meet(x, y); });
  });
}

std::vector<Value> domain_of(const InputColumn& column) {
  std::vector<Value> out;
  if (column.type && column.type->kind == feel::Kind::boolean) return {Value{true}, Value{false}};
  if (!column.allowed || column.allowed->negated) return out;
  for (const auto& t : column.allowed->any) {
    const auto v = constant(*t.low);
    if (!v || t.kind != feel::UnaryTest::Kind::compares || t.order != Order::equal) return {};
    out.push_back(*v);
  }
  return out;
}

bool same_results(const Row& a, const Row& b) {
  for (std::size_t i = 0; i < a.results.size(); ++i) {
    const auto x = constant(*a.results[i]), y = constant(*b.results[i]);
    if (x && y && feel::equal(*x, *y) != true) return false;
  }
  return true;
}

}  // namespace

void check_overlaps(const Table& t, const XmlSource& xml, Findings& findings, std::size_t most_comparisons) {
  if (t.policy != HitPolicy::unique && t.policy != HitPolicy::any) return;
  std::vector<std::vector<Value>> domains;
  for (const auto& column : t.inputs) domains.push_back(domain_of(column));
  std::vector<std::vector<Stretches>> rows;
  for (const auto& row : t.rows) {
    rows.emplace_back();
    for (const auto& cell : row.cells) rows.back().push_back(stretches_of(cell));
  }
  std::size_t reported = 0;
  Effort effort{most_comparisons};
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t j = i + 1; j < rows.size() && reported < most_reported && !effort.spent; ++j) {
      bool both = true;
      for (std::size_t c = 0; c < domains.size() && both; ++c)
        both = can_both(rows[i][c], rows[j][c], domains[c], effort);
      const auto &a = t.rows[i], &b = t.rows[j];
      if (!both || (t.policy == HitPolicy::any && same_results(a, b))) continue;
      ++reported;
      const bool unique = t.policy == HitPolicy::unique;
      findings.push_back(
          {xml.file(), b.line, unique ? "dmn.rows_overlap" : "dmn.rows_contradict",
           fmt::format(
               "In the table \"{}\" rule \"{}\" (line {}) and rule \"{}\" can apply to the same file{}.", t.name, a.id,
               a.line, b.id,
               unique ? ": with hit policy UNIQUE only one may" : " with different results: ANY does not allow it")});
    }
  if (effort.spent)
    findings.push_back(
        {xml.file(), t.rows.front().line, "dmn.too_large",
         fmt::format("The table \"{}\" is too large for its rules to be compared with each other: split it, "
                     "or give it hit policy FIRST.",
                     t.name)});
}

}  // namespace ssiis::workflow::dmn
