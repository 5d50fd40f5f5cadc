// What a profile must be, apart from who gives it.
#pragma once
#include "profiles/service.hpp"

namespace ssiis::profiles {

// Everything that is wrong with a wish, each at its field; empty when it can be granted.
Rejections faults_of(const ProfileWish& wish, const TerritoryTree& tree, const Catalogue& catalogue, Day today);

// Why a profile is given or ended must be said, and fits its column: profile.reason_missing, form.too_long.
std::optional<Rejection> fault_of_reason(std::string_view reason);

// A profile can end today, yesterday (which ends it at once) or later, not later than it would anyway.
std::optional<Rejection> fault_of_end(const Profile& profile, Day last_day, Day today);

}  // namespace ssiis::profiles
