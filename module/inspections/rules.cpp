#include "inspections/rules.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ssiis::inspections {
namespace {

constexpr std::size_t longest_account = 8000;

void fit(Rejections& faults, const std::string& value, std::size_t longest, const char* field) {
  if (auto fault = too_long(value, longest, field)) faults.push_back(std::move(*fault));
}

void need(Rejections& faults, const std::string& value, std::size_t longest, const char* field) {
  if (value.empty()) faults.push_back({"form.required", {field}, field});
  fit(faults, value, longest, field);
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
  need(faults, request.unit_name, longest_unit_name, "unit_name");
  need(faults, request.account, longest_account, "account");
  fit(faults, request.place, longest_place, "place");
  fit(faults, request.authority_reference, 80, "authority_reference");
  fit(faults, informant.name, 200, "informant_name");
  fit(faults, informant.phone, 60, "informant_phone");
  fit(faults, informant.address, 400, "informant_address");
  fit(faults, informant.identity_number, 60, "informant_identity");
  if (request.kind == RequestKind::authority) need(faults, request.authority, 200, "authority");
  if (request.kind != RequestKind::authority && !informant.anonymous && informant.name.empty())
    faults.push_back({"form.required", {"informant_name"}, "informant_name"});
  if (informant.anonymous && !(informant.name.empty() && informant.identity_number.empty()))
    faults.push_back({"request.anonymous_with_name", {}, "informant_name"});
  return faults;
}

std::optional<Rejection> too_long(const std::string& value, std::size_t longest, std::string_view field) {
  if (count_code_points(value) <= longest) return std::nullopt;
  return Rejection{"form.too_long", {std::string{field}, std::to_string(longest)}, std::string{field}};
}

std::string fingerprint_of(std::initializer_list<std::string_view> parts) {
  std::string all;
  for (const auto part : parts) all += std::to_string(part.size()) + ':' + std::string{part};
  return hex(sha256(all));
}

std::string shown_number(std::string_view prefix, int year, std::int64_t number) {
  return fmt::format("{}-{}-{:05}", prefix, year, number);
}

}  // namespace ssiis::inspections
