#include "registry/generator.hpp"

#include <fstream>
#include <stdexcept>

#include "registry/csv.hpp"
#include "registry/folder.hpp"
#include "registry/generator_model.hpp"

namespace ssiis::registry {
namespace {

constexpr std::array<DirtRate, static_cast<std::size_t>(Dirt::count)> rates{{
    {"unit_district_empty", 250, "labour unit without a district"},
    {"unit_name_en_empty", 450, "labour unit without a Latin name"},
    {"unit_phone_empty", 100, "labour unit without a telephone"},
    {"unit_number_empty", 5, "labour unit without its social security number"},
    {"unit_name_misspelt", 30, "labour unit's Lao name misspelt"},
    {"unit_form_missing", 150, "labour unit's name without its legal form"},
    {"unit_director_misspelt", 40, "director's name misspelt"},
    {"unit_place_latin", 60, "province and district in Latin letters"},
    {"unit_place_unknown", 5, "neither province nor district"},
    {"unit_doubled", 8, "labour unit registered a second time"},
    {"worker_id_empty", 180, "worker without an identity card number"},
    {"worker_id_mistyped", 15, "identity card number with a wrong digit"},
    {"worker_latin_empty", 350, "worker without a Latin name"},
    {"worker_dob_empty", 10, "worker without a date of birth"},
    {"worker_dob_january", 60, "only the year of birth known: 1 January"},
    {"worker_surname_empty", 10, "worker without a surname"},
    {"worker_given_misspelt", 30, "given name misspelt"},
    {"worker_sex_empty", 3, "sex unknown"},
    {"worker_doubled", 10, "worker registered a second time"},
    {"contribution_doubled", 1, "contribution line doubled"},
    {"register_name_misspelt", 40, "other registers: name misspelt"},
    {"register_name_latin", 300, "other registers: name in Latin letters only"},
    {"register_id_empty", 220, "other registers: identity card number missing"},
    {"register_id_mistyped", 15, "other registers: identity card number with a wrong digit"},
    {"register_phone_differs", 250, "other registers: another telephone number"},
}};

void check(const GenerateOptions& o) {
  if (o.units < 1 || o.units > 300'000) throw std::invalid_argument{"units must be 1 to 300000"};
  if (o.months < 1 || o.months > 120) throw std::invalid_argument{"months must be 1 to 120"};
  const Month first = o.last.plus(1 - o.months);
  if (first < minimum_wage.front().since)
    throw std::invalid_argument{"the window begins before " + minimum_wage.front().since.iso() +
                                ", the first month whose values are known"};
}

}  // namespace

const DirtRate& rate_of(Dirt kind) { return rates[static_cast<std::size_t>(kind)]; }

namespace demo {

struct OutFile::State {
  std::string name;
  std::ofstream out;
  std::int64_t rows{0};
  GenerateReport* report;
};

OutFile::OutFile(const std::filesystem::path& dir, std::string name, GenerateReport& report)
    : state_{std::make_unique<State>()} {
  state_->name = std::move(name);
  state_->report = &report;
  state_->out.open(dir / (state_->name + ".csv"), std::ios::binary | std::ios::trunc);
  if (!state_->out) throw std::runtime_error{"cannot write " + (dir / (state_->name + ".csv")).string()};
  std::vector<std::string> header;
  for (const auto& field : file_spec(state_->name)->fields) header.emplace_back(field.name);
  state_->out << csv_line(header);
}

OutFile::~OutFile() noexcept(false) {
  state_->report->rows.emplace_back(state_->name, state_->rows);
  state_->out.close();
  if (!state_->out && std::uncaught_exceptions() == 0)
    throw std::runtime_error{"cannot write " + state_->name + ".csv (disk full?)"};
}

void OutFile::row(const std::vector<std::string>& fields) {
  state_->out << csv_line(fields);
  ++state_->rows;
}

}  // namespace demo

GenerateReport generate_folder(const GenerateOptions& options, const std::filesystem::path& out,
                               const std::function<void(std::string_view)>& progress) {
  check(options);
  std::filesystem::create_directories(out);
  GenerateReport report;
  progress("inventing units and people");
  const demo::Country country = demo::invent(options);
  progress("writing the files of LSSO");
  demo::write_lsso(country, out, report);
  progress("writing the files of the other registers");
  demo::write_agencies(country, out, report);
  return report;
}

}  // namespace ssiis::registry
