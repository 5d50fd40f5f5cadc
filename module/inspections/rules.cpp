#include "inspections/rules.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ssiis::inspections {
namespace {

constexpr std::size_t longest_account = 8000;

void need(Rejections& faults, const std::string& value, std::size_t longest, const char* field) {
  if (value.empty()) faults.push_back({"form.required", {field}, field});
  if (count_code_points(value) > longest) faults.push_back({"form.too_long", {field, std::to_string(longest)}, field});
}

}  // namespace

CaseState state_at_stage(int stage) noexcept {
  if (stage <= 6) return CaseState::in_course;
  if (stage <= 12) return CaseState::under_review;
  return CaseState::completed;
}

Origin origin_of(RequestKind kind) noexcept {
  switch (kind) {
    case RequestKind::worker:
      return Origin::worker_request;
    case RequestKind::employer:
      return Origin::employer_request;
    case RequestKind::authority:
      return Origin::authority;
  }
  return Origin::ad_hoc;
}

Rejections faults_of(const Request& request, const Informant& informant, Day today) {
  static constexpr std::string_view channels[] = {"counter", "phone", "letter", "portal", "authority"};
  static constexpr std::string_view subjects[] = {"unregistered", "unpaid", "wages", "benefits", "other"};
  const auto in = [](const auto& list, const std::string& x) {
    return std::find(std::begin(list), std::end(list), x) != std::end(list);
  };
  Rejections faults;
  if (!in(channels, request.channel)) faults.push_back({"form.not_an_option", {"channel"}, "channel"});
  if (!in(subjects, request.subject)) faults.push_back({"form.not_an_option", {"subject"}, "subject"});
  if (request.received_on > today) faults.push_back({"request.received_later", {}, "received_on"});
  need(faults, request.unit_name, 300, "unit_name");
  need(faults, request.account, longest_account, "account");
  if (request.kind == RequestKind::authority) need(faults, request.authority, 200, "authority");
  if (request.kind != RequestKind::authority && !informant.anonymous)
    need(faults, informant.name, 200, "informant_name");
  if (informant.anonymous && !(informant.name.empty() && informant.identity_number.empty()))
    faults.push_back({"request.anonymous_with_name", {}, "informant_name"});
  return faults;
}

std::string shown_number(std::string_view prefix, int year, std::int64_t number) {
  return fmt::format("{}-{}-{:05}", prefix, year, number);
}

}  // namespace ssiis::inspections
