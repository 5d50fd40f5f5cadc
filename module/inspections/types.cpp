#include "inspections/types.hpp"

#include <array>
#include <utility>

namespace ssiis::inspections {
namespace {

template <class E>
struct Names;
template <>
struct Names<Origin> {
  static constexpr std::array list{std::string_view{"national_plan"},  std::string_view{"regular_plan"},
                                   std::string_view{"ad_hoc"},         std::string_view{"authority"},
                                   std::string_view{"worker_request"}, std::string_view{"employer_request"}};
};
template <>
struct Names<InspectionType> {
  static constexpr std::array list{std::string_view{"direct"}, std::string_view{"desk"}};
};
template <>
struct Names<CaseState> {
  static constexpr std::array list{std::string_view{"in_course"}, std::string_view{"under_review"},
                                   std::string_view{"completed"}, std::string_view{"closed"}};
};
template <>
struct Names<RequestState> {
  static constexpr std::array list{std::string_view{"received"}, std::string_view{"accepted"},
                                   std::string_view{"rejected"}};
};
template <>
struct Names<RequestKind> {
  static constexpr std::array list{std::string_view{"worker"}, std::string_view{"employer"},
                                   std::string_view{"authority"}};
};
template <>
struct Names<MemberRole> {
  static constexpr std::array list{std::string_view{"chief_inspector"}, std::string_view{"inspector"}};
};

template <class E>
std::string_view name_in_list(E v) noexcept {
  return Names<E>::list[static_cast<std::size_t>(v)];
}
template <class E>
std::optional<E> value_in_list(std::string_view name) noexcept {
  for (std::size_t i = 0; i < Names<E>::list.size(); ++i)
    if (Names<E>::list[i] == name) return static_cast<E>(i);
  return std::nullopt;
}

}  // namespace

std::string_view name_of(Origin v) noexcept { return name_in_list(v); }
std::string_view name_of(InspectionType v) noexcept { return name_in_list(v); }
std::string_view name_of(CaseState v) noexcept { return name_in_list(v); }
std::string_view name_of(RequestState v) noexcept { return name_in_list(v); }
std::string_view name_of(RequestKind v) noexcept { return name_in_list(v); }
std::string_view name_of(MemberRole v) noexcept { return name_in_list(v); }

template <>
std::optional<Origin> named<Origin>(std::string_view name) noexcept {
  return value_in_list<Origin>(name);
}
template <>
std::optional<InspectionType> named<InspectionType>(std::string_view name) noexcept {
  return value_in_list<InspectionType>(name);
}
template <>
std::optional<CaseState> named<CaseState>(std::string_view name) noexcept {
  return value_in_list<CaseState>(name);
}
template <>
std::optional<RequestState> named<RequestState>(std::string_view name) noexcept {
  return value_in_list<RequestState>(name);
}
template <>
std::optional<RequestKind> named<RequestKind>(std::string_view name) noexcept {
  return value_in_list<RequestKind>(name);
}
template <>
std::optional<MemberRole> named<MemberRole>(std::string_view name) noexcept {
  return value_in_list<MemberRole>(name);
}

}  // namespace ssiis::inspections
