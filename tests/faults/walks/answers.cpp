#include "faults/walks/answers.hpp"

#include <algorithm>

namespace ssiis::walks {
namespace {

using forms::Field;
using forms::FieldType;

std::vector<std::string> typed_in(const Field& f, Day today, const std::vector<std::string>& users, Dice& dice) {
  // The first is what takes a file furthest: walks that end at the first question prove little.
  if (!f.options.empty()) return {dice.chance(45) ? f.options.front().value : dice.one_of(f.options).value};
  const auto low = [&](std::int64_t otherwise) { return static_cast<int>(f.minimum.value_or(otherwise)); };
  const auto high = [&](std::int64_t otherwise) { return static_cast<int>(f.maximum.value_or(otherwise)); };
  switch (f.type) {
    case FieldType::flag:
      return {f.required || dice.chance(50) ? "true" : ""};
    case FieldType::day: {
      const int first = low(std::min(-7, high(0) - 7));
      return {today.plus(dice.between(first, std::min(high(first + 14), first + 14))).iso()};
    }
    case FieldType::money:
    case FieldType::number: {
      const int first = low(std::min(0, high(0)));
      return {std::to_string(dice.between(first, std::min(high(first + 50), first + 50)))};
    }
    case FieldType::user:
    case FieldType::users:
      return {dice.one_of(users)};
    default:
      return {forms::FieldType::lines == f.type ? "ແຖວ 1\nline 2" : "ຂໍ້ຄວາມ " + std::to_string(dice.below(10))};
  }
}

// What the form would keep of it, as far as conditions of later fields ask.
std::string kept(const Field& f, const std::string& typed) {
  return f.type == FieldType::flag ? (typed == "true" ? "true" : "false") : typed;
}

}  // namespace

forms::Typed drawn(const forms::Form& form, Day today, const std::vector<std::string>& users, Dice& dice) {
  forms::Typed out;
  forms::Answer answer;
  for (const auto* f : form.fields()) {
    if (!forms::applies(*f, answer)) continue;
    if (f->type == FieldType::flag) answer[f->name] = "false";
    if (!f->required && dice.chance(50)) continue;
    for (const auto& value : typed_in(*f, today, users, dice)) {
      out.emplace(f->name, value);
      answer[f->name] = kept(*f, value);
    }
  }
  return out;
}

std::optional<forms::Typed> spoilt(const forms::Form& form, forms::Typed typed, Day today, Dice& dice) {
  std::vector<const Field*> could;
  for (const auto* f : form.fields())
    if (typed.contains(f->name) && f->type != FieldType::flag) could.push_back(f);
  if (could.empty()) return std::nullopt;
  const auto& f = *dice.one_of(could);
  typed.erase(f.name);
  if (f.required && dice.chance(40)) return typed;
  if (!f.options.empty())
    typed.emplace(f.name, "none.of.these");
  else if (f.type == FieldType::day)
    typed.emplace(f.name, f.maximum ? today.plus(static_cast<int>(*f.maximum) + 1).iso() : "2026-02-31");
  else if (f.type == FieldType::money || f.type == FieldType::number)
    typed.emplace(f.name, f.maximum ? std::to_string(*f.maximum + 1) : "one and a half");
  else
    typed.emplace(f.name, std::string(f.max_length + 1, 'x'));
  return typed;
}

}  // namespace ssiis::walks
