#include <fmt/format.h>

#include <algorithm>

#include "forms/api.hpp"

namespace ssiis::forms {
namespace {

// Marks a code for the check of the catalogues (web's E_ lies above this room).
consteval const char* E_(const char* code) { return code; }

// args[0] is the field's technical name, for logs; the sentences start at {2} and stand beside the field's own label.
Rejection at(const Field& field, std::string code, std::vector<std::string> args = {}) {
  args.insert(args.begin(), field.name);
  return Rejection{std::move(code), std::move(args), field.name};
}

std::optional<Rejection> outside(const Field& field, std::int64_t value) {
  if (field.minimum && value < *field.minimum) return at(field, E_("form.too_small"), {std::to_string(*field.minimum)});
  if (field.maximum && value > *field.maximum) return at(field, E_("form.too_large"), {std::to_string(*field.maximum)});
  return std::nullopt;
}

Result<std::string> checked_number(const Field& field, const std::string& typed) {
  const bool money = field.type == FieldType::money;
  const auto value = money ? kip_amount(typed) : whole_number(typed);
  if (!value) return at(field, money ? E_("form.not_an_amount") : E_("form.not_a_number"));
  if (const auto fault = outside(field, *value)) return *fault;
  return std::to_string(*value);
}

// 2026-11-23 as browsers send it, or 23/11/2026 as people type it, in Lao digits too.
std::optional<Day> day_of(const std::string& typed) {
  const std::string plain = lao::ascii_digits(typed);
  if (const auto iso = Day::parse(plain)) return iso;
  const auto parts = split(plain, '/');
  if (parts.size() != 3 || parts[2].size() != 4 || parts[0].empty() || parts[1].empty() || parts[0].size() > 2 ||
      parts[1].size() > 2)
    return std::nullopt;
  return Day::parse(fmt::format("{}-{:0>2}-{:0>2}", parts[2], parts[1], parts[0]));
}

// 23/11/2026, in both languages the way people write a day.
std::string people_day(Day day) {
  const auto ymd = day.ymd();
  return fmt::format("{:02}/{:02}/{:04}", static_cast<unsigned>(ymd.day()), static_cast<unsigned>(ymd.month()),
                     day.year());
}

Result<std::string> checked_day(const Field& field, const std::string& typed, Day today) {
  const auto day = day_of(typed);
  if (!day) return at(field, E_("form.not_a_day"));
  const int distance = day->days_since(today);
  if (field.minimum && distance < *field.minimum)
    return at(field, E_("form.day_too_early"), {people_day(today.plus(static_cast<int>(*field.minimum)))});
  if (field.maximum && distance > *field.maximum)
    return at(field, E_("form.day_too_late"), {people_day(today.plus(static_cast<int>(*field.maximum)))});
  return day->iso();
}

Result<std::string> checked_text(const Field& field, const std::string& typed) {
  if (count_code_points(typed) > field.max_length)
    return at(field, E_("form.too_long"), {std::to_string(field.max_length)});
  return typed;
}

bool offers(const Field& field, std::string_view value) {
  return std::any_of(field.options.begin(), field.options.end(), [&](const auto& o) { return o.value == value; });
}

// Each once, in the order of the form.
Result<std::string> checked_several(const Field& field, const std::string& typed) {
  const auto chosen = split(typed, '\n');
  for (const auto& one : chosen)
    if (!offers(field, one)) return at(field, E_("form.not_an_option"));
  std::string out;
  for (const auto& option : field.options)
    if (std::find(chosen.begin(), chosen.end(), option.value) != chosen.end())
      out += (out.empty() ? "" : "\n") + option.value;
  return out;
}

Result<std::string> checked_value(const Field& field, const std::string& typed, Day today) {
  switch (field.type) {
    case FieldType::choice:
    case FieldType::select:
      if (!offers(field, typed)) return at(field, E_("form.not_an_option"));
      return typed;
    case FieldType::several:
      return checked_several(field, typed);
    case FieldType::flag:
      return std::string{typed == "true" || typed == "on" || typed == "1" ? "true" : "false"};
    case FieldType::day:
      return checked_day(field, typed, today);
    case FieldType::money:
    case FieldType::number:
      return checked_number(field, typed);
    case FieldType::text:
    case FieldType::lines:
    case FieldType::user:
    case FieldType::users:
      return checked_text(field, typed);
  }
  throw std::logic_error{"a type of field that is not known"};
}

// Free text keeps its line ends; everything is brought into the form in which text is stored.
std::string stored_lines(std::string_view typed) {
  std::string out;
  for (const auto& line : split(typed, '\n')) {
    if (!out.empty()) out += '\n';
    out += lao::stored(line);
  }
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

std::string typed_value(const Field& field, const Typed& typed) {
  const auto [from, to] = typed.equal_range(field.name);
  if (takes_several(field.type)) {
    std::string joined;
    for (auto i = from; i != to; ++i) {
      const auto one = lao::stored(i->second);
      if (!one.empty()) joined += (joined.empty() ? "" : "\n") + one;
    }
    return joined;
  }
  if (from == to) return {};
  return field.type == FieldType::lines ? stored_lines(from->second) : lao::stored(from->second);
}

}  // namespace

bool applies(const Field& field, const Answer& answer) {
  if (!field.when) return true;
  const auto found = answer.find(field.when->field);
  const std::string value = found == answer.end() ? std::string{} : found->second;
  return std::find(field.when->values.begin(), field.when->values.end(), value) != field.when->values.end();
}

Result<Answer> checked(const Form& form, const Typed& typed, Day today) {
  Answer answer;
  Rejections faults;
  for (const auto* field : form.fields()) {
    if (!applies(*field, answer)) continue;
    const auto value = typed_value(*field, typed);
    if (field->type == FieldType::flag) {
      answer[field->name] = checked_value(*field, value, today).value();
      continue;
    }
    if (value.empty()) {
      if (field->required) faults.push_back(at(*field, E_("form.required")));
      continue;
    }
    auto good = checked_value(*field, value, today);
    if (good)
      answer[field->name] = *good;
    else
      faults.push_back(good.rejection());
  }
  if (!faults.empty()) return faults;
  return answer;
}

}  // namespace ssiis::forms
