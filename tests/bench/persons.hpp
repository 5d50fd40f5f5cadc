// Invented people in two registers that share no number: the same for the same seed on every machine.
#pragma once
#include <cstdint>
#include <filesystem>

namespace ssiis::bench {

// Writes left.csv and right.csv (id, given, surname, born, sex, village, phone) of `rows` each into `folder`. Four in
// five people stand in both; row n's id ends in the same number in both. The right one is written by other clerks:
// slips of letters in a tenth of the names, wrong days in a twentieth, no telephone in two of five, other telephones
// and villages of who moved.
void write_persons(const std::filesystem::path& folder, std::uint64_t rows, std::uint64_t seed);

}  // namespace ssiis::bench
