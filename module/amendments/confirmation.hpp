// What the MIS answers to a batch by a file, CSV or XML: read strictly, whole or not at all. Pure; the formats are told
// in config/amendments/README.md. Whether what it says fits what was sent is the business of batches.hpp.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/api.hpp"

namespace ssiis::amendments {

inline constexpr std::size_t largest_confirmation = 4U << 20U;  // bytes
inline constexpr std::size_t most_confirmed = 5000;             // answers in one file
inline constexpr std::size_t most_faults = 50;                  // told of one file

struct Confirmed {
  std::int64_t row;  // line of the CSV, or number of the element
  std::string change;
  bool applied{false};
  std::string reference;  // what the MIS calls what it wrote
  Day day;
  std::string reason;  // why it refused
};

struct Confirmation {
  std::int64_t batch{0};
  std::string manifest;  // SHA-256 of the manifest, lower case
  std::vector<Confirmed> rows;
};

// Codes: confirmation.empty, .too_large, .not_utf8, .doctype, .xml_broken, .xml_unknown, .schema_unknown, .csv_broken,
// .column_missing, .column_unknown, .column_twice, .too_many_rows, .no_rows, .batch_malformed, .batch_differs,
// .manifest_malformed, .manifest_differs_inside, .change_missing, .change_twice, .outcome_unknown, .day_malformed,
// .day_in_future, .reason_missing, .value_too_long; at most most_faults of them.
Result<Confirmation> read_confirmation(std::string_view bytes, Day today);

}  // namespace ssiis::amendments
