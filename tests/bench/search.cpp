// The search box: two hundred queries of both scripts, as clerks type them (the beginning of a name, two words, a
// number), beside a plain scan with LIKE over the same names through the native client.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iostream>
#include <stdexcept>

#include "bench/figures.hpp"
#include "bench/native.hpp"
#include "bench/office.hpp"
#include "bench/program.hpp"
#include "registry/search.hpp"

namespace ssiis::bench {
namespace {

constexpr db::Query names{
    "bench/names",
    "SELECT name_lo, name_en, ss_reg_no FROM reg_labour_unit WHERE name_lo IS NOT NULL AND name_en "
    "IS NOT NULL AND ss_reg_no IS NOT NULL ORDER BY lu_id"};

std::vector<std::string> queries_of(Office& office, std::size_t wanted) {
  std::vector<std::array<std::string, 3>> rows;
  office.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    rows = tx.all(names, db::Params{}, [](const db::Row& r) { return std::array{r.text(0), r.text(1), r.text(2)}; });
  });
  if (rows.size() < wanted) throw std::runtime_error{"the registry has too few labour units"};
  std::vector<std::string> out;
  for (std::size_t i = 0; i < wanted; ++i) {
    const auto& row = rows[i * (rows.size() / wanted)];
    const auto latin = words(row[1]);
    switch (i % 4) {
      case 0:
        out.push_back(row[0]);
        break;  // a whole name in Lao
      case 1:
        out.push_back(first_code_points(row[0], 6));
        break;  // its beginning
      case 2:
        out.push_back(latin.empty() ? row[1] : latin.back());
        break;  // a word in Latin script
      default:
        out.push_back(i % 8 == 3 ? row[2] : std::string{row[1].substr(0, 5)});  // a number, or a beginning
    }
  }
  return out;
}

double percentile(std::vector<double> values, double p) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(p * static_cast<double>(values.size() - 1))];
}

void run(const std::string& host_xml, int repetitions) {
  Office office{host_xml, 2};
  const auto asked = queries_of(office, 200);
  const auto scope = office.person("head").scope("search.use");
  registry::SearchBox box;
  auto native = Native::open(office.pool.spec());
  const int scan = native->prepare(
      "SELECT lu_id, name_lo, name_en FROM reg_labour_unit WHERE name_lo LIKE ? OR name_en LIKE ? OR ss_reg_no = ?");
  const int workers = native->prepare(
      "SELECT worker_id, given_lo, surname_lo, name_latin FROM reg_worker WHERE given_lo LIKE ? OR surname_lo LIKE ? "
      "OR "
      "name_latin LIKE ? OR ss_no = ?");
  Figure f{.name = fmt::format("search {} p95", db::name_of(office.pool.engine())), .unit = "ms"};
  f.note = "floor: LIKE over the names of units and workers";
  std::size_t found = 0;
  for (int r = 0; r <= repetitions; ++r) {
    std::vector<double> ours, floor;
    for (const auto& text : asked) {
      ours.push_back(taken([&] {
                       office.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
                         found += box.search(tx, scope, {.text = text}).hits.empty() ? 0U : 1U;
                       });
                     }).wall *
                     1000);
      const std::string pattern = '%' + text + '%';
      floor.push_back(taken([&] {
                        native->execute(scan, {pattern, pattern, text});
                        native->execute(workers, {pattern, pattern, pattern, text});
                      }).wall *
                      1000);
    }
    if (r == 0) continue;
    f.figures.push_back(percentile(ours, 0.95));
    f.floors.push_back(percentile(floor, 0.95));
  }
  if (found < asked.size() / 2) throw std::runtime_error{"most queries find nothing: is the index built?"};
  report(f);
}

}  // namespace
}  // namespace ssiis::bench

// search HOST.XML REPETITIONS
int main(int argc, char** argv) {
  return ssiis::bench::program("search", 2, argc, argv,
                               [](const auto& a) { ssiis::bench::run(a[0], std::stoi(a[1])); });
}
