#include "workflow/dmn_model.hpp"

namespace ssiis::workflow::dmn {
namespace {

const feel::Callables no_functions;

bool allowed(const feel::UnaryTests& tests, const feel::Value& v) {
  feel::Run run;
  const feel::Fields none;
  return feel::holds(tests, v, {none, no_functions}, run) == true;
}

std::optional<feel::Value> conform(const feel::Value& v, const Type& t);

std::optional<feel::Value> conform_item(const feel::Value& v, const Type& t) {
  if (v.is_null()) return v;
  std::optional<feel::Value> out = v;
  if (t.base) out = conform(v, *t.base);
  if (out && t.kind && out->kind() != *t.kind) {
    // A day and its midnight stand for each other.
    const auto* day = std::get_if<Day>(&out->data);
    if (!day || *t.kind != feel::Kind::date_time) return std::nullopt;
    out = feel::Value{feel::DateTime{*day, feel::Time{0, 0}}};
  }
  if (out && !t.fields.empty()) {
    if (!out->fields()) return std::nullopt;
    feel::Fields fields = *out->fields();
    for (const auto& [name, type] : t.fields) {
      const auto it = fields.find(name);
      if (it == fields.end()) return std::nullopt;
      auto field = conform(it->second, *type);
      if (!field) return std::nullopt;
      it->second = std::move(*field);
    }
    out = feel::Value::context(std::move(fields));
  }
  if (out && t.allowed && !allowed(*t.allowed, *out)) return std::nullopt;
  return out;
}

std::optional<feel::Value> conform(const feel::Value& v, const Type& t) {
  if (v.is_null()) return v;
  const auto* items = v.items();
  if (!t.list) {
    const bool anything = !t.kind && t.fields.empty() && !t.base && !t.allowed;
    const bool of_lists = t.base && t.base->list;
    return items && items->size() == 1 && !anything && !of_lists ? conform_item(items->front(), t) : conform_item(v, t);
  }
  feel::List out;
  for (const auto& i : items ? *items : feel::List{v}) {
    auto item = conform_item(i, t);
    if (!item) return std::nullopt;
    out.push_back(std::move(*item));
  }
  return feel::Value::list(std::move(out));
}

}  // namespace

feel::Value as_type(const feel::Value& v, const Type* type, const std::string& name, feel::Run& run) {
  if (!type) return v;
  if (auto out = conform(v, *type)) return *out;
  run.note(Rejection{"workflow.value_type", {name, first_code_points(feel::shown(v), 80)}});
  return {};
}

}  // namespace ssiis::workflow::dmn
