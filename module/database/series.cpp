#include "database/series.hpp"

#include <set>

#include "sql/database.hpp"

namespace ssiis::db {
namespace {

namespace q = sql::database;

int small(std::int64_t n) { return static_cast<int>(n); }

}  // namespace

int last_number(Transaction& tx, std::string_view kind, std::string_view office, int year) {
  const auto last =
      tx.find(q::series_last, Params{kind, office, year}, [](const Row& r) { return small(r.integer(0)); });
  return last.value_or(0);
}

int next_number(Transaction& tx, std::string_view kind, std::string_view office, int year) {
  if (tx.execute(q::series_advance, Params{kind, office, year}) == 0) {
    const auto insert = tx.dialect().insert_ignore("insp_number_series", {"kind", "office", "year", "last_number"});
    tx.execute({"database/series_insert", insert}, Params{kind, office, year, 0});
    tx.execute(q::series_advance, Params{kind, office, year});
  }
  return last_number(tx, kind, office, year);
}

Result<Done> void_number(Transaction& tx, std::string_view kind, std::string_view office, int year, int number,
                         std::string_view reason, std::string_view voided_by, Instant now) {
  if (trimmed(reason).empty()) return Rejection{"number.reason_missing"};
  if (number < 1 || number > last_number(tx, kind, office, year)) return Rejection{"number.unknown"};
  const auto insert = tx.dialect().insert_ignore(
      "insp_number_void", {"kind", "office", "year", "number", "reason", "voided_by", "voided_at"});
  const Params row{kind, office, year, number, trimmed(reason), voided_by, now};
  if (tx.execute({"database/number_void", insert}, row) == 0) return Rejection{"number.already_void"};
  return Done{};
}

std::vector<VoidNumber> void_numbers(Transaction& tx, std::string_view kind, std::string_view office, int year) {
  return tx.all(q::number_voids, Params{kind, office, year}, [](const Row& r) {
    return VoidNumber{small(r.integer(0)), r.text(1), r.text(2), r.instant(3)};
  });
}

std::vector<int> unexplained_numbers(Transaction& tx, std::string_view kind, std::string_view office, int year,
                                     const std::vector<int>& used) {
  std::set<int> explained{used.begin(), used.end()};
  for (const auto& v : void_numbers(tx, kind, office, year)) explained.insert(v.number);
  std::vector<int> out;
  const int last = last_number(tx, kind, office, year);
  for (int n = 1; n <= last; ++n)
    if (!explained.contains(n)) out.push_back(n);
  return out;
}

}  // namespace ssiis::db
