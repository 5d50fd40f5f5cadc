// A demonstration registry out of nothing but a seed: invented units and workers, dirty on purpose.
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/api.hpp"
#include "registry/random.hpp"

namespace ssiis::registry {

struct GenerateOptions {
  std::int64_t units{2000};
  std::uint64_t seed{1};
  Month last{2026, 9};
  int months{24};
  // The day on which the files are written: no day in them lies after it, and what was paid later is still unpaid. In
  // most of the month after the last one its contributions come in.
  Day written() const { return Day{last.plus(2).year(), last.plus(2).month(), 1}.plus(-1); }
};

// What is spoilt on purpose, of a thousand, in the LSSO files unless the code names another
// register.
enum class Dirt {
  unit_district_empty,
  unit_name_en_empty,
  unit_phone_empty,
  unit_number_empty,
  unit_name_misspelt,
  unit_form_missing,
  unit_director_misspelt,
  unit_place_latin,
  unit_place_unknown,
  unit_doubled,
  worker_id_empty,
  worker_id_mistyped,
  worker_latin_empty,
  worker_dob_empty,
  worker_dob_january,
  worker_surname_empty,
  worker_given_misspelt,
  worker_sex_empty,
  worker_doubled,
  contribution_doubled,
  register_name_misspelt,
  register_name_latin,
  register_id_empty,
  register_id_mistyped,
  register_phone_differs,
  count
};
struct DirtRate {
  std::string_view code;
  int per_mille;
  std::string_view what;
};
const DirtRate& rate_of(Dirt kind);

// Draws, and counts what came of it.
class DirtLedger {
 public:
  bool hit(Dirt kind, Random& random) {
    auto& c = counts_[static_cast<std::size_t>(kind)];
    ++c.of;
    const bool yes = random.chance(rate_of(kind).per_mille);
    c.hit += yes ? 1 : 0;
    return yes;
  }
  struct Count {
    std::int64_t hit{0}, of{0};
  };
  const Count& of(Dirt kind) const { return counts_[static_cast<std::size_t>(kind)]; }

 private:
  std::array<Count, static_cast<std::size_t>(Dirt::count)> counts_{};
};

struct GenerateReport {
  std::vector<std::pair<std::string, std::int64_t>> rows;  // of each file
  DirtLedger dirt;
};

// Writes every file of the folder format into `out` (made if need be; files of a former run are
// replaced). The same options give the same bytes. Throws std::runtime_error when a file cannot be
// written, std::invalid_argument on options out of range (1…300,000 units, 1…120 months, none
// before the first month whose law is known).
GenerateReport generate_folder(const GenerateOptions& options, const std::filesystem::path& out,
                               const std::function<void(std::string_view)>& progress);

}  // namespace ssiis::registry
