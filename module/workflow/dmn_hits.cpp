// Which rows of a table apply, and what the hit policy makes of them.
#include <algorithm>

#include "workflow/dmn_model.hpp"

namespace ssiis::workflow::dmn {
namespace {

using feel::Value;

struct Hit {
  const Row* row;
  std::vector<Value> results;
};

Value answer_of(const Table& t, const std::vector<Value>& results) {
  if (t.outputs.size() == 1) return results.front();
  feel::Fields fields;
  for (std::size_t i = 0; i < results.size(); ++i) fields[t.outputs[i].name] = results[i];
  return Value::context(std::move(fields));
}

std::vector<Value> given_inputs(const Table& t, const feel::Place& place, feel::Run& run) {
  std::vector<Value> out;
  for (const auto& column : t.inputs) {
    auto v = as_type(feel::evaluate(*column.expression, place, run), column.type.get(), column.text, run);
    if (column.allowed && !v.is_null() && feel::holds(*column.allowed, v, place, run) != true) {
      run.note(Rejection{"workflow.value_type", {column.text, feel::shown(v)}});
      v = Value{};
    }
    out.push_back(std::move(v));
  }
  return out;
}

std::vector<Hit> hits_of(const Table& t, const feel::Place& place, feel::Run& run) {
  const auto values = given_inputs(t, place, run);
  std::vector<Hit> out;
  for (const auto& row : t.rows) {
    run.step();
    bool all = true;
    for (std::size_t i = 0; i < values.size() && all; ++i)
      all = feel::holds(row.cells[i], values[i], place, run) == true;
    if (!all) continue;
    Hit hit{&row, {}};
    for (std::size_t i = 0; i < row.results.size(); ++i)
      hit.results.push_back(as_type(feel::evaluate(*row.results[i], place, run), t.outputs[i].type.get(),
                                    t.outputs[i].name.empty() ? t.name : t.outputs[i].name, run));
    out.push_back(std::move(hit));
    if (t.policy == HitPolicy::first) break;
  }
  return out;
}

// By the place of each result in its column's list of values; what the list does not name comes last.
void sort_by_priority(const Table& t, std::vector<Hit>& hits) {
  const auto rank = [&](const Hit& h, std::size_t i) {
    const auto& order = t.outputs[i].order;
    return std::ranges::find_if(order, [&](const Value& v) { return feel::equal(v, h.results[i]) == true; }) -
           order.begin();
  };
  std::ranges::stable_sort(hits, [&](const Hit& a, const Hit& b) {
    for (std::size_t i = 0; i < t.outputs.size(); ++i)
      if (const auto x = rank(a, i), y = rank(b, i); x != y) return x < y;
    return false;
  });
}

Value aggregated(const Table& t, const std::vector<Hit>& hits, feel::Run& run) {
  if (t.aggregation == Aggregation::count) return feel::Decimal{static_cast<std::int64_t>(hits.size())};
  Value out = hits.front().results.front();
  for (std::size_t i = 1; i < hits.size(); ++i) {
    const auto& v = hits[i].results.front();
    if (t.aggregation == Aggregation::sum) {
      out = feel::calculated(feel::Node::Kind::plus, out, v, run);
      continue;
    }
    const auto order = feel::ordered(v, out);
    if (!order) {
      run.note(Rejection{"workflow.kinds_differ", {std::string{name_of(v.kind())}, std::string{name_of(out.kind())}}});
      return {};
    }
    if (t.aggregation == Aggregation::minimum ? *order < 0 : *order > 0) out = v;
  }
  return out;
}

Value default_of(const Table& t, const feel::Place& place, feel::Run& run) {
  std::vector<Value> results;
  bool any = false;
  for (const auto& o : t.outputs) {
    any = any || o.otherwise;
    results.push_back(o.otherwise ? feel::evaluate(*o.otherwise, place, run) : Value{});
  }
  return any ? answer_of(t, results) : Value{};
}

// UNIQUE allows one hit, ANY several with the same results; otherwise the answer is null, and the problem names both.
bool agree(const Table& t, const std::vector<Hit>& hits, feel::Run& run) {
  const bool unique = t.policy == HitPolicy::unique;
  if (!unique && t.policy != HitPolicy::any) return true;
  for (std::size_t i = 1; i < hits.size(); ++i) {
    const auto same = feel::equal(Value::list(hits[0].results), Value::list(hits[i].results)) == true;
    if (!unique && same) continue;
    const std::vector<std::string> both{t.name, hits[0].row->id, hits[i].row->id};
    run.note(unique ? Rejection{"workflow.table_two_rules", both} : Rejection{"workflow.table_any_differs", both});
    return false;
  }
  return true;
}

}  // namespace

Hits decide(const Table& t, const feel::Place& place, feel::Run& run) {
  auto hits = hits_of(t, place, run);
  if (hits.empty()) return {default_of(t, place, run), {}};
  if (!agree(t, hits, run)) return {};
  if (t.policy == HitPolicy::priority || t.policy == HitPolicy::output_order) sort_by_priority(t, hits);
  const bool several =
      t.policy == HitPolicy::rule_order || t.policy == HitPolicy::output_order || t.policy == HitPolicy::collect;
  if (!several) hits.resize(1, hits.front());
  Hits out;
  feel::List values;
  for (const auto& h : hits) {
    out.rows.push_back(h.row->id);
    values.push_back(answer_of(t, h.results));
  }
  if (t.aggregation != Aggregation::none)
    out.value = aggregated(t, hits, run);
  else
    out.value = several ? Value::list(std::move(values)) : values.front();
  return out;
}

}  // namespace ssiis::workflow::dmn
