#include "mapping/keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

namespace ssiis::mapping {
namespace {

constexpr std::size_t asked_at_most = 60;
constexpr double believed = 0.9;

std::string lower_case(std::string_view s) {
  std::string out;
  for (const char c : s) out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

bool number_like(const ColumnProfile& c) { return c.share(Shape::whole) > 0.95; }
bool small_numbers(const ColumnProfile& c) { return number_like(c) && c.largest < 100'000; }

// What vendors leave of a word.
std::string written_out(const std::string& part) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> short_forms{{{"nm", "name"},
                                                                                              {"dt", "date"},
                                                                                              {"cd", "code"},
                                                                                              {"amt", "amount"},
                                                                                              {"addr", "address"},
                                                                                              {"num", "no"},
                                                                                              {"nbr", "no"},
                                                                                              {"fst", "first"},
                                                                                              {"lst", "last"},
                                                                                              {"bth", "birth"},
                                                                                              {"eng", "en"},
                                                                                              {"lao", "lo"}}};
  for (const auto& [brief, full] : short_forms)
    if (part == brief) return std::string{full};
  return part;
}

std::vector<std::string> full_parts(std::string_view name) {
  auto parts = name_parts(name);
  for (auto& p : parts) p = written_out(p);
  return parts;
}

// A pair that cannot be a reference by what their values look like.
bool cannot_point(const ColumnProfile& from, const ColumnProfile& to) {
  if (from.filled() == 0 || !to.unique || to.filled() == 0) return true;
  if (number_like(from) != number_like(to)) return true;
  if (from.longest > to.longest + 1) return true;
  if (from.least > to.greatest || from.greatest < to.least) return true;
  return from.share(Shape::words) > 0.5 && from.longest > 40;  // prose
}

// Up to sixty values, spread over all that are known.
std::vector<std::string> some_of(const std::set<std::string>& values) {
  std::vector<std::string> out;
  const std::size_t step = std::max<std::size_t>(1, values.size() / asked_at_most);
  std::size_t at = 0;
  for (const auto& v : values)
    if (at++ % step == 0 && out.size() < asked_at_most) out.push_back(v);
  return out;
}

class Finder {
 public:
  Finder(db::Pool& pool, const std::vector<TableProfile>& tables) : lease_{pool.take()}, tables_{tables} {}

  std::optional<Reference> best_of(const TableProfile& table, const ColumnProfile& column) {
    if (auto declared = as_declared(table, column)) return declared;
    std::optional<Reference> best;
    for (const auto& target : tables_) {
      if (target.view || target.name == table.name) continue;
      for (const auto& key : target.columns) {
        if (cannot_point(column, key)) continue;
        const auto found = tried(table, column, target, key);
        if (found && (!best || better(*found, *best))) best = found;
      }
    }
    return best;
  }

 private:
  static std::optional<Reference> as_declared(const TableProfile& table, const ColumnProfile& column) {
    for (const auto& key : table.foreign_keys)
      if (lower_case(key.column) == lower_case(column.name))
        return Reference{table.name, column.name, key.table, key.target, 1, true, key.column == key.target};
    return std::nullopt;
  }

  std::optional<Reference> tried(const TableProfile& table, const ColumnProfile& column, const TableProfile& target,
                                 const ColumnProfile& key) {
    const bool same_name = lower_case(column.name) == lower_case(key.name);
    const double named = std::max(same_name ? 1.0 : 0.0, name_fit(column.name, {target.name}));
    if (small_numbers(column) && named < 0.5) return std::nullopt;
    // The key of a table of few rows is met by chance: two letters, a flag.
    if (column.values.size() < 3 && named < 0.5) return std::nullopt;
    const double covered = covered_by(column, target, key);
    if (covered < believed) return std::nullopt;
    return Reference{table.name, column.name, target.name, key.name, covered, false, same_name};
  }

  double covered_by(const ColumnProfile& column, const TableProfile& target, const ColumnProfile& key) {
    const auto values = some_of(column.values);
    if (values.empty()) return 0;
    std::size_t hit = 0;
    if (key.values_all && target.read == target.rows) {
      for (const auto& v : values) hit += key.values.contains(v) ? 1U : 0U;
      return static_cast<double>(hit) / static_cast<double>(values.size());
    }
    const auto engine = lease_->engine();
    const auto name = db::quoted_name(engine, key.name);
    const auto text = engine == db::Engine::postgresql ? fmt::format("CAST({} AS text)", name) : name;
    const auto sql = fmt::format("SELECT count(*) FROM {} WHERE {} = ?", db::quoted_name(engine, target.name), text);
    db::Transaction tx{*lease_, db::Mode::read};
    for (const auto& v : values) {
      if (!valid_utf8(v)) continue;
      hit += tx.find({"mapping/covered", sql}, db::Params{v}, [](const db::Row& r) {
                 return r.integer(0);
               }).value_or(0) > 0;
    }
    return static_cast<double>(hit) / static_cast<double>(values.size());
  }

  // The key that its own table leads with, of the table that has fewest other rows, wins.
  bool better(const Reference& a, const Reference& b) const {
    const auto rank = [this](const Reference& r) {
      const auto& target = *table_named(tables_, r.target);
      const bool primary =
          target.primary_key.size() == 1 ? target.primary_key.front() == r.key : target.columns.front().name == r.key;
      return std::tuple{r.same_name, primary, r.covered, -target.rows};
    };
    return rank(a) > rank(b);
  }

  db::Lease lease_;
  const std::vector<TableProfile>& tables_;
};

}  // namespace

std::vector<Reference> find_references(db::Pool& pool, const std::vector<TableProfile>& tables) {
  std::vector<Reference> out;
  Finder finder{pool, tables};
  for (const auto& table : tables) {
    if (table.view || !table.fault.empty()) continue;
    for (const auto& column : table.columns)
      if (auto reference = finder.best_of(table, column)) out.push_back(*std::move(reference));
  }
  return out;
}

std::vector<std::string> name_parts(std::string_view name) {
  std::vector<std::string> out(1);
  char before = 0;
  for (const char c : name) {
    const auto u = static_cast<unsigned char>(c);
    const bool letter = std::isalnum(u) != 0 || u >= 0x80;
    const bool hump = std::isupper(u) != 0 && std::islower(static_cast<unsigned char>(before)) != 0;
    if ((!letter || hump) && !out.back().empty()) out.emplace_back();
    if (letter) out.back() += static_cast<char>(std::tolower(u));
    before = c;
  }
  if (out.back().empty()) out.pop_back();
  return out;
}

double name_fit(std::string_view name, const std::vector<std::string_view>& wanted) {
  const auto parts = full_parts(name);
  std::string joined;
  for (const auto& p : parts) joined += p;
  double best = 0;
  for (const auto word : wanted) {
    std::string plain;
    for (const auto& p : full_parts(word)) plain += p;
    if (plain.empty()) continue;
    if (joined == plain) return 1;
    if (std::find(parts.begin(), parts.end(), plain) != parts.end())
      best = std::max(best, 0.8);
    else if (plain.size() >= 4 && joined.find(plain) != std::string::npos)
      best = std::max(best, 0.7);
    else if (plain.size() == 3 && (joined.ends_with(plain) || joined.starts_with(plain)))
      best = std::max(best, 0.5);
    else if (joined.size() >= 4 && plain.find(joined) != std::string::npos)
      best = std::max(best, 0.4);
  }
  return best;
}

}  // namespace ssiis::mapping
