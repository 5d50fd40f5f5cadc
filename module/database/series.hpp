// Numbers that people see: 1, 2, 3 … in each series of (kind, office, year), without a gap that nobody can explain.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "database/api.hpp"

namespace ssiis::db {

// The year of a number: that of the civil day in Vientiane.
inline int series_year(Instant at) noexcept { return at.day().year(); }

// The next number of the series. The series stays locked until the transaction ends, so a rollback gives the number
// back and no other transaction can have passed it. Write mode; take it late in the transaction.
int next_number(Transaction& tx, std::string_view kind, std::string_view office, int year);

// The last number given, 0 when the series is new.
int last_number(Transaction& tx, std::string_view kind, std::string_view office, int year);

// Says why a given number stands for nothing (an order withdrawn before it was signed). Refusals:
// number.unknown (never given), number.already_void, number.reason_missing.
Result<Done> void_number(Transaction& tx, std::string_view kind, std::string_view office, int year, int number,
                         std::string_view reason, std::string_view voided_by, Instant now);

struct VoidNumber {
  int number;
  std::string reason, voided_by;
  Instant voided_at;
};
std::vector<VoidNumber> void_numbers(Transaction& tx, std::string_view kind, std::string_view office, int year);

// Numbers of the series that are neither in `used` nor void: each must be explained. Empty is what an auditor hopes.
std::vector<int> unexplained_numbers(Transaction& tx, std::string_view kind, std::string_view office, int year,
                                     const std::vector<int>& used);

}  // namespace ssiis::db
