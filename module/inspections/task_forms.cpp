#include "inspections/task_forms.hpp"

#include <algorithm>

namespace ssiis::inspections {

std::shared_ptr<const forms::Form> form_of(db::Transaction& tx, const Rooms& rooms, std::int64_t bundle,
                                           std::string_view key) {
  if (bundle != no_bundle) {
    const auto deployed = rooms.workflow.bundle(tx, bundle);
    if (const auto at = deployed->own_forms.find(key); at != deployed->own_forms.end()) return {deployed, &at->second};
  }
  // The catalogue lives as long as the module: nothing to own.
  return {std::shared_ptr<const void>{}, rooms.forms.find(key)};
}

namespace {

// A choice takes the option of that value, or the one that stands for it; anything else proposes nothing.
std::string as_offered(const forms::Field& field, const std::string& value) {
  if (field.options.empty()) return value;
  for (const auto& o : field.options)
    if (o.value == value || std::find(o.stands_for.begin(), o.stands_for.end(), value) != o.stands_for.end())
      return o.value;
  return {};
}

}  // namespace

forms::Answer proposed_answer(const forms::Form& form, const forms::Answer& known, const Settings& settings) {
  forms::Answer out;
  for (const auto* field : form.fields()) {
    const auto before = known.find(field->name);
    if (before != known.end() && !form.signing) {
      out[field->name] = before->second;
      continue;
    }
    if (field->prefill.empty()) continue;
    std::string proposed;
    if (const auto other = known.find(field->prefill); other != known.end())
      proposed = as_offered(*field, other->second);
    else if (const auto setting = settings.find("prefill." + field->prefill))
      proposed = as_offered(*field, *setting);
    if (!proposed.empty()) out[field->name] = proposed;
  }
  return out;
}

bool sends_back(const forms::Form& form, const forms::Answer& answer) {
  if (!form.signing || form.signing->returned.empty()) return false;
  const auto at = answer.find(form.signing->field);
  return at != answer.end() && at->second == form.signing->returned;
}

}  // namespace ssiis::inspections
