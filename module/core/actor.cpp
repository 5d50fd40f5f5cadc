#include "core/actor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace ssiis {

Scope::Scope(std::string user_id, std::string permission, std::vector<TerritoryInterval> intervals)
    : user_id_{std::move(user_id)}, permission_{std::move(permission)} {
  std::sort(intervals.begin(), intervals.end());
  for (const auto& i : intervals) {
    if (!intervals_.empty() && i.low <= intervals_.back().high)
      intervals_.back().high = std::max(intervals_.back().high, i.high);
    else
      intervals_.push_back(i);
  }
}

bool Scope::holds(std::int64_t point) const noexcept {
  return std::any_of(intervals_.begin(), intervals_.end(), [&](const auto& i) { return i.holds(point); });
}

std::string Scope::sql(std::string_view column) const {
  if (intervals_.empty()) return "(1 = 0)";
  std::string out = "(";
  for (const auto& i : intervals_)
    out += fmt::format("{}{} BETWEEN {} AND {}", out.size() > 1 ? " OR " : "", column, i.low, i.high);
  return out + ")";
}

bool Actor::has_role(std::string_view role) const noexcept {
  return std::any_of(roles_.begin(), roles_.end(), [&](const auto& r) { return r.role == role; });
}

bool Actor::has_role_at(std::string_view role, std::int64_t point) const noexcept {
  return std::any_of(roles_.begin(), roles_.end(),
                     [&](const auto& r) { return r.role == role && r.interval.holds(point); });
}

bool Actor::may(std::string_view permission) const noexcept {
  return service_ ||
         std::any_of(roles_.begin(), roles_.end(), [&](const auto& r) { return r.permissions.contains(permission); });
}

bool Actor::may(std::string_view permission, std::int64_t point) const noexcept {
  return service_ || std::any_of(roles_.begin(), roles_.end(), [&](const auto& r) {
           return r.interval.holds(point) && r.permissions.contains(permission);
         });
}

Scope Actor::scope(std::string_view permission) const {
  std::vector<TerritoryInterval> intervals;
  if (service_) intervals.push_back({0, std::numeric_limits<std::int64_t>::max()});
  for (const auto& r : roles_)
    if (r.permissions.contains(permission)) intervals.push_back(r.interval);
  return Scope{user_id_, std::string{permission}, std::move(intervals)};
}

}  // namespace ssiis
