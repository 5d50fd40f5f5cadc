#include "inspections/register_book.hpp"

#include <algorithm>
#include <set>

#include "sql/inspections.hpp"

namespace ssiis::inspections {
namespace {

// "%text%" in small letters, its own signs escaped by '!'.
std::string pattern_of(std::string_view text) {
  if (text.empty()) return {};
  std::string out{"%"};
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '!') out += '!';
    out += (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out + "%";
}

std::string series_kind(documents::Direction direction) { return "document." + std::string{code_of(direction)}; }

RegisterLine line_of(const db::Row& r) {
  return {static_cast<int>(r.integer(0)),
          r.text(1),
          r.day(2),
          r.text(3),
          r.text(4),
          r.text(5),
          !r.text_or_empty(6).empty(),
          r.text_or_empty(7),
          r.text(8),
          r.text(9),
          r.maybe_integer(10).has_value(),
          r.maybe_integer(11).has_value(),
          r.maybe_integer(12).has_value(),
          r.text_or_empty(13),
          r.text_or_empty(14),
          r.text(15),
          r.text(16),
          r.text_or_empty(17),
          r.instant(18),
          r.integer(19),
          r.maybe_instant(20).has_value()};
}

// The section that keeps the book of a place: its province, headquarters above provinces.
std::string office_of(const profiles::TerritoryTree& tree, const std::string& territory) {
  const auto* province = tree.above(territory, "province");
  return province == nullptr ? tree.root().code : province->code;
}

}  // namespace

RegisterBooks RegisterBook::books(const Actor& who) {
  const auto tree = rooms_.territories();
  const Scope scope = who.scope(permission);
  std::set<std::string> mine;
  for (const auto& node : tree->all())
    if (scope.holds(node.interval.low)) mine.insert(office_of(*tree, node.code));
  std::set<std::string> offices;
  std::set<int> years{rooms_.clock.today().year()};
  rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    for (auto rows = tx.query(sql::inspections::register_books); rows.next();) {
      if (!mine.contains(rows.row().text(0))) continue;
      offices.insert(rows.row().text(0));
      years.insert(static_cast<int>(rows.row().integer(1)));
    }
  });
  return {{offices.begin(), offices.end()}, {years.rbegin(), years.rend()}};
}

std::vector<RegisterLine> RegisterBook::lines(const Scope& scope, const RegisterFilter& f, int limit) {
  const db::ScopedQuery scoped{sql::inspections::register_page, scope, "t.low"};
  const auto like = pattern_of(first_code_points(f.text, 100));
  return rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    return tx.all(scoped.query(),
                  db::Params{code_of(f.direction), f.office, f.year, f.before.value_or(1'000'000'000), f.kind, f.kind,
                             like, like, like, like, like, like, like, limit},
                  line_of);
  });
}

std::optional<RegisterGaps> RegisterBook::gaps(const Scope& scope, const RegisterFilter& f) {
  if (!scope.holds(rooms_.territories()->point(f.office))) return std::nullopt;
  return rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    const auto kind = series_kind(f.direction);
    const auto used = tx.all(sql::inspections::register_numbers, db::Params{code_of(f.direction), f.office, f.year},
                             [](const db::Row& r) { return static_cast<int>(r.integer(0)); });
    return RegisterGaps{db::last_number(tx, kind, f.office, f.year), db::void_numbers(tx, kind, f.office, f.year),
                        db::unexplained_numbers(tx, kind, f.office, f.year, used)};
  });
}

void RegisterBook::looked(const Actor& who, const RegisterFilter& f, std::string_view event) {
  audit::Event entry{
      .chain = audit::ChainName::of_person(who.user_id()),
      .act = audit::Act::read,
      .event = std::string{event},
      .object = "register:" + f.office + "/" + std::to_string(f.year) + "/" + std::string{code_of(f.direction)},
      .purpose = "register"};
  if (!f.text.empty()) entry.personal = {{"text", first_code_points(f.text, 100)}};
  rooms_.trail.read(who, entry);
}

std::string csv_cell(std::string_view text) {
  std::string out{"\""};
  if (!text.empty() && std::string_view{"=+-@\t\r\n"}.find(text.front()) != std::string_view::npos) out += '\'';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += (c == '\n' || c == '\r' || c == '\t') ? ' ' : c;
  }
  return out + "\"";
}

}  // namespace ssiis::inspections
