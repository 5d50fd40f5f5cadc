#include "mapping/copy_rows.hpp"

#include <fmt/format.h>

#include <cstring>
#include <unordered_map>

#include "sql/mapping.hpp"

namespace ssiis::mapping {

std::int64_t hash_of(const Values& row) {
  Sha256Stream hash;
  for (const auto& v : row) {
    const std::string length = v ? std::to_string(v->size()) + ":" : "-";
    hash.add(as_bytes(length));
    if (v) hash.add(as_bytes(*v));
  }
  const auto sum = hash.finish();
  std::int64_t out = 0;
  std::memcpy(&out, sum.data(), sizeof out);
  return out;
}

MonthFigures month_figures(db::Connection& connection, const std::string& from) {
  const auto sql = fmt::format(
      "SELECT month, count(*), sum(declared_wage), sum(due), sum(paid), max(paid_date), count(DISTINCT lu_id), "
      "count(DISTINCT worker_id), min(worker_id), max(worker_id) FROM {} v WHERE month IS NOT NULL GROUP BY month",
      from);
  MonthFigures out;
  db::Transaction tx{connection, db::Mode::read};
  for (auto rows = tx.query({"mapping/months", sql}); rows.next();) {
    const auto month = rows.row().text(0);
    std::string text;
    for (int i = 1; i < 10; ++i) {
      auto value = rows.row().text_or_empty(i);
      if (const auto point = value.find('.');
          point != std::string::npos && value.find_first_not_of('0', point + 1) == std::string::npos)
        value.resize(point);
      text += value + "|";
    }
    out[month] = std::move(text);
  }
  return out;
}

std::pair<std::int64_t, std::int64_t> differing(db::Transaction& tx, const std::vector<Values>& rows,
                                                const std::string& month) {
  std::unordered_map<std::string, std::int64_t> ours;
  std::int64_t fresh = 0, gone = 0;
  for (auto known = tx.query(sql::mapping::month_hashes, db::Params{month}); known.next(); ++gone)
    ++ours[std::to_string(known.row().integer(0))];
  for (const auto& row : rows)
    if (auto at = ours.find(*row.back()); at != ours.end() && at->second > 0)
      --at->second, --gone;
    else
      ++fresh;
  return {fresh, gone};
}

}  // namespace ssiis::mapping
