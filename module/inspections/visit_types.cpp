#include "inspections/visit_types.hpp"

#include <array>

namespace ssiis::inspections {
namespace {

constexpr std::array<std::string_view, 2> visit_states{"running", "ended"};
constexpr std::array<std::string_view, 5> roll_findings{"open", "registered", "unregistered", "wage_differs", "absent"};
constexpr std::array<std::string_view, 4> check_answers{"blank", "yes", "no", "na"};
constexpr std::array<std::string_view, 4> signatures{"open", "signed", "refused", "absent"};

template <class E, std::size_t n>
std::optional<E> value_among(const std::array<std::string_view, n>& names, std::string_view name) noexcept {
  for (std::size_t i = 0; i < n; ++i)
    if (names[i] == name) return static_cast<E>(i);
  return std::nullopt;
}

}  // namespace

std::string_view name_of(VisitState v) noexcept { return visit_states[static_cast<std::size_t>(v)]; }
std::string_view name_of(RollFinding v) noexcept { return roll_findings[static_cast<std::size_t>(v)]; }
std::string_view name_of(CheckAnswer v) noexcept { return check_answers[static_cast<std::size_t>(v)]; }
std::string_view name_of(Signature v) noexcept { return signatures[static_cast<std::size_t>(v)]; }

template <>
std::optional<VisitState> named<VisitState>(std::string_view name) noexcept {
  return value_among<VisitState>(visit_states, name);
}
template <>
std::optional<RollFinding> named<RollFinding>(std::string_view name) noexcept {
  return value_among<RollFinding>(roll_findings, name);
}
template <>
std::optional<CheckAnswer> named<CheckAnswer>(std::string_view name) noexcept {
  return value_among<CheckAnswer>(check_answers, name);
}
template <>
std::optional<Signature> named<Signature>(std::string_view name) noexcept {
  return value_among<Signature>(signatures, name);
}

}  // namespace ssiis::inspections
