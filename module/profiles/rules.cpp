#include "profiles/rules.hpp"

#include <algorithm>

namespace ssiis::profiles {

Rejections faults_of(const ProfileWish& wish, const TerritoryTree& tree, const Catalogue& catalogue, Day today) {
  Rejections out;
  const auto* role = catalogue.role(wish.role);
  const auto* place = tree.find(wish.territory);
  if (role == nullptr) out.push_back(Rejection{"profile.role_unknown", {}, "role"});
  if (!wish.title.empty() && catalogue.title(wish.title) == nullptr)
    out.push_back(Rejection{"profile.title_unknown", {}, "title"});
  if (place == nullptr || place->valid_to)
    out.push_back(Rejection{"profile.territory_unknown", {}, "territory"});
  else if (role != nullptr && std::find(role->held_at.begin(), role->held_at.end(), place->kind) == role->held_at.end())
    out.push_back(Rejection{"profile.not_held_there", {}, "territory"});
  if (wish.first_day < today) out.push_back(Rejection{"profile.starts_in_past", {}, "first_day"});
  if (wish.last_day && *wish.last_day < wish.first_day)
    out.push_back(Rejection{"profile.days_reversed", {}, "last_day"});
  if (auto why = fault_of_reason(wish.reason)) out.push_back(*std::move(why));
  return out;
}

std::optional<Rejection> fault_of_reason(std::string_view reason) {
  constexpr std::size_t longest = 400;
  if (trimmed(reason).empty()) return Rejection{"profile.reason_missing", {}, "reason"};
  if (count_code_points(reason) > longest)
    return Rejection{"form.too_long", {"reason", std::to_string(longest)}, "reason"};
  return std::nullopt;
}

std::optional<Rejection> fault_of_end(const Profile& profile, Day last_day, Day today) {
  if (last_day < today.plus(-1)) return Rejection{"profile.end_in_past", {}, "last_day"};
  if (profile.last_day && last_day > *profile.last_day) return Rejection{"profile.end_later", {}, "last_day"};
  if (profile.last_day && *profile.last_day < today) return Rejection{"profile.ended_already", {}, "last_day"};
  return std::nullopt;
}

}  // namespace ssiis::profiles
