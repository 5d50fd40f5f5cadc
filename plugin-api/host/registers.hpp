// What the MIS's own screens read from its tables. A provincial office sees its own province; headquarters sees all.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "database/api.hpp"

namespace lsso::host {

struct UnitLine {
  std::string id, number, name_lo, name_en, province, status;
};
struct Unit {
  std::string id, number, name_lo, name_en, sector, province_lo, province_en, district_lo, district_en, village,
      address, phone, director, registered, status;
  std::int64_t workers{0};
};
struct MonthLine {
  std::string month;
  std::int64_t people{0}, due{0}, paid{0};
  std::string paid_on;
};
struct WorkerLine {
  std::string id, number, name, latin;
};
struct Worker {
  std::string id, number, given, surname, latin, sex, born, registered, nationality;
};
struct JobLine {
  std::string unit_id, unit_lo, unit_en, from, to;
};

// What a code of the MIS means; a value that no code knows stays as somebody typed it.
struct Code {
  std::string ref, name_lo, name_en;
};
using Codes = std::map<std::pair<std::string, std::string>, Code>;

inline constexpr int most_lines = 50;

// [any thread] Throws ssiis::db::Error.
class Registers {
 public:
  explicit Registers(ssiis::db::Pool& pool) : pool_{pool} {}
  // The province of an office; "" for headquarters, which sees all. Nothing for an office that is not known: sees none.
  std::optional<std::string> province_of(std::string_view office);
  std::vector<UnitLine> units(std::string_view province, std::string_view words);
  std::optional<Unit> unit(std::string_view province, std::string_view id);
  std::vector<MonthLine> months(std::string_view unit_id, int most);
  std::vector<WorkerLine> workers_of(std::string_view unit_id, int page);
  std::vector<WorkerLine> workers(std::string_view province, std::string_view words);
  std::optional<Worker> worker(std::string_view province, std::string_view id);
  // The meaning of a code, as of the last five minutes.
  Code code(const std::string& group, const std::string& value);
  std::vector<JobLine> jobs_of(std::string_view province, std::string_view worker_id);

 private:
  std::shared_ptr<const Codes> codes();
  ssiis::db::Pool& pool_;
  std::mutex mutex_;
  std::shared_ptr<const Codes> codes_;
  std::int64_t read_us_{0};
};

// 20260214 → 14/02/2026; 202602 → 02/2026; unknown parts and everything else as people should see it.
std::string shown_day(std::string_view eight);
std::string shown_month(std::string_view six);

}  // namespace lsso::host
