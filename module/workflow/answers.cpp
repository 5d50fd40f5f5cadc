#include "workflow/answers.hpp"

namespace ssiis::workflow {

Variables variables_of(const forms::Form& form, const forms::Answer& answer) {
  Variables out;
  for (const auto& [name, value] : answer) {
    const auto* field = form.find(name);
    if (field == nullptr) continue;
    using forms::FieldType;
    switch (field->type) {
      case FieldType::choice:
      case FieldType::select:
      case FieldType::flag:
        if (value == "true" || value == "false")
          out[name] = value == "true";
        else
          out[name] = value;
        break;
      case FieldType::day:
        out[name] = Day::parse(value).value();
        break;
      case FieldType::money:
      case FieldType::number:
        out[name] = whole_number(value).value();
        break;
      case FieldType::several: {
        std::string list;
        for (const auto& one : split(value, '\n')) list += (list.empty() ? "" : ",") + one;
        out[name] = list;
        break;
      }
      case FieldType::user:
        out[name] = value;
        break;
      case FieldType::text:
      case FieldType::lines:
      case FieldType::users:
        break;
    }
  }
  return out;
}

}  // namespace ssiis::workflow
