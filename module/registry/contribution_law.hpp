// What a month's contribution of an enterprise worker, or of a member without an employer, was, by the values in force
// in that month. Only for the demonstration registry: the values that inspections calculate with are rows of the law
// tables, with their own history.
#pragma once
#include <array>

#include "core/api.hpp"

namespace ssiis::registry {

struct LawValue {
  Month since;
  std::int64_t value;
  std::string_view reference;
};

// Employer 6 % and worker 5.5 % of the insured wage, in tenths of a percent together.
inline constexpr std::array contribution_rate{
    LawValue{Month{2014, 1}, 115, "Law on Social Security 34/NA of 2013, Art. 55-56; unchanged by 54/NA of 2018"}};
// Of the income that a member without an employer insures.
inline constexpr std::array own_contribution_rate{
    LawValue{Month{2014, 1}, 90, "inferred from the ILO's minimum payment of 2023; to be confirmed by LSSO"}};
inline constexpr std::array insured_wage_ceiling{
    LawValue{Month{2017, 1}, 4'500'000, "Decision 1740/MOLSW of 25 April 2016"}};
inline constexpr std::array minimum_wage{
    LawValue{Month{2018, 5}, 1'100'000, "minimum wage from 1 May 2018"},
    LawValue{Month{2022, 8}, 1'200'000, "Notification 829/PMO of 13 June 2022"},
    LawValue{Month{2023, 5}, 1'300'000, "Notification 829/PMO of 13 June 2022"},
    LawValue{Month{2023, 10}, 1'600'000, "Notice 1502/PMO of 16 August 2023"},
    LawValue{Month{2024, 10}, 2'500'000, "MoLSW announcement; whether an allowance is inside is to be confirmed"}};

// The value in force in a month. Throws std::out_of_range before the first one known.
template <std::size_t n>
constexpr std::int64_t in_force(const std::array<LawValue, n>& values, Month month) {
  for (std::size_t i = n; i-- > 0;)
    if (values[i].since <= month) return values[i].value;
  throw std::out_of_range{"no value in force in that month"};
}

// Whole kip; rounded half up where the wage is no multiple of a thousand.
constexpr std::int64_t contribution_due(std::int64_t wage, Month month) {
  const std::int64_t ceiling = in_force(insured_wage_ceiling, month);
  const std::int64_t insured = wage < ceiling ? wage : ceiling;
  return (insured * in_force(contribution_rate, month) + 500) / 1000;
}

}  // namespace ssiis::registry
