#include "workflow/value.hpp"

#include <array>
#include <stdexcept>

namespace ssiis::workflow {

std::string_view name_of(ValueKind kind) noexcept {
  constexpr std::array<std::string_view, 5> names{"nothing", "yes/no", "number", "date", "text"};
  return names[static_cast<std::size_t>(kind)];
}

std::string encoded(const Value& v) {
  switch (kind_of(v)) {
    case ValueKind::nothing:
      return {};
    case ValueKind::flag:
      return std::get<bool>(v) ? "true" : "false";
    case ValueKind::number:
      return std::to_string(std::get<std::int64_t>(v));
    case ValueKind::day:
      return std::get<Day>(v).iso();
    case ValueKind::text:
      return std::get<std::string>(v);
  }
  throw std::logic_error{"a value of no kind"};
}

Value decoded(ValueKind kind, std::string_view text) {
  switch (kind) {
    case ValueKind::nothing:
      return {};
    case ValueKind::flag:
      if (text == "true" || text == "false") return text == "true";
      break;
    case ValueKind::number:
      if (const auto n = whole_number(text)) return *n;
      break;
    case ValueKind::day:
      if (const auto d = Day::parse(text)) return *d;
      break;
    case ValueKind::text:
      return std::string{text};
  }
  throw std::runtime_error{"a stored variable cannot be read"};
}

std::string shown(const Value& v) { return kind_of(v) == ValueKind::nothing ? "null" : encoded(v); }

bool valid_name(std::string_view name) noexcept {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  if (name.empty() || name.size() > 80 || !letter(name.front())) return false;
  for (const char c : name)
    if (!letter(c) && !(c >= '0' && c <= '9') && c != '.') return false;
  return true;
}

}  // namespace ssiis::workflow
