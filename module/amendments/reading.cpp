#include "amendments/reading.hpp"

#include <algorithm>
#include <map>

#include "sql/amendments.hpp"

namespace ssiis::amendments {
namespace {

namespace rq = sql::amendments;

using Found = std::map<std::string, std::string, std::less<>>;

// Two texts with one space between, or the one that there is.
std::string joined_name(const std::string& given, const std::string& surname, const std::string& latin) {
  if (given.empty() && surname.empty()) return latin;
  return given.empty() || surname.empty() ? given + surname : given + " " + surname;
}

Numbered worker_of(const db::Row& r) {
  return {r.text(0), joined_name(r.text_or_empty(1), r.text_or_empty(2), r.text_or_empty(3))};
}

void put(Found& into, const char* field, std::string value) {
  if (!value.empty()) into.emplace(field, std::move(value));
}

// By what somebody or something is found in the register: as proposed, or, where that is taken back, as it was
// proposed.
std::string identity_in(const Amendment& a, const Line& line) {
  return a.reverses == 0 ? line.after : line.before.value_or(std::string{});
}

Found employment(db::Transaction& tx, const Amendment& a, const std::vector<Line>& lines) {
  const auto id_line = std::find_if(lines.begin(), lines.end(), [](const Line& l) { return l.field == "id_no"; });
  const std::string id_no = id_line == lines.end() ? std::string{} : identity_in(a, *id_line);
  // The MIS names the worker's key when it says that it has written him.
  const std::string& key = a.mis_reference;
  return tx
      .find(rq::employment_by_identity, db::Params{a.unit_key, id_no, id_no, key, key},
            [](const db::Row& r) {
              Found f;
              put(f, "name", joined_name(r.text_or_empty(0), r.text_or_empty(1), {}));
              put(f, "id_no", r.text_or_empty(2));
              put(f, "sex", r.text_or_empty(3));
              put(f, "dob", r.text_or_empty(4));
              put(f, "start_month", r.text_or_empty(5).substr(0, 7));
              return f;
            })
      .value_or(Found{});
}

Found workplace(db::Transaction& tx, const Amendment& a, const std::vector<Line>& lines) {
  const auto name = std::find_if(lines.begin(), lines.end(), [](const Line& l) { return l.field == "name_lo"; });
  if (name == lines.end()) return {};
  return tx
      .find(rq::workplace_by_name, db::Params{a.unit_key, identity_in(a, *name)},
            [](const db::Row& r) {
              Found f;
              int column = 0;
              for (const char* field : {"name_lo", "name_en", "district", "village", "address", "phone", "open_date"})
                put(f, field, r.text_or_empty(column++));
              return f;
            })
      .value_or(Found{});
}

// A sum of one month; nothing when the register has no line of that month.
std::optional<std::string> sum_of(const db::Row& r) {
  if (r.integer(0) == 0) return std::nullopt;
  return std::to_string(r.integer(1));
}

std::optional<std::string> month_value(db::Transaction& tx, const Kind& kind, const Amendment& a, const Line& line) {
  if (kind.reading == Reading::wage && line.field == "wage")
    return tx.find(rq::wage_of_month, db::Params{a.unit_key, a.subject_key, line.period}, sum_of).value();
  if (kind.reading == Reading::due && line.field == "due")
    return tx.find(rq::due_of_month, db::Params{a.unit_key, line.period}, sum_of).value();
  return std::nullopt;
}

// A number that is to be joined to another: while the register has it, it stands for itself; afterwards for the one
// that stays, if that one is there.
std::optional<std::string> joined(db::Transaction& tx, const Kind& kind, const Amendment& a, const Line& line) {
  if (line.field != "drop_no" || !line.before) return std::nullopt;
  const auto& dropped = a.reverses == 0 ? *line.before : line.after;
  const auto known = [&](const std::string& key) {
    const auto& statement = kind.reading == Reading::joined_unit ? rq::unit_by_number : rq::worker_by_number;
    return tx.find(statement, db::Params{key, key}, [](const db::Row& r) { return r.text(0); }).has_value();
  };
  if (known(dropped)) return dropped;
  const auto& stays = kind.reading == Reading::joined_unit ? a.unit_key : a.subject_key;
  return known(stays) ? std::optional{stays} : std::nullopt;
}

std::optional<std::string> of_field(const Found& found, const std::string& field) {
  const auto at = found.find(field);
  return at == found.end() ? std::nullopt : std::optional{at->second};
}

}  // namespace

Result<Numbered> worker_with(db::Transaction& tx, const std::string& number, const std::string& unit_key,
                             std::string_view field) {
  const auto found = unit_key.empty() ? tx.all(rq::worker_by_number, db::Params{number, number}, worker_of)
                                      : tx.all(rq::worker_at_unit, db::Params{unit_key, number, number}, worker_of);
  if (found.empty()) return Rejection{"amendment.worker_unknown", {number}, std::string{field}};
  if (found.size() > 1) return Rejection{"amendment.worker_ambiguous", {number}, std::string{field}};
  return found.front();
}

Result<Numbered> unit_with(db::Transaction& tx, const std::string& number, std::string_view field) {
  const auto found = tx.all(rq::unit_by_number, db::Params{number, number}, [](const db::Row& r) {
    const auto lao = r.text_or_empty(1);
    return Numbered{r.text(0), lao.empty() ? r.text_or_empty(2) : lao};
  });
  if (found.empty()) return Rejection{"amendment.unit_unknown", {number}, std::string{field}};
  if (found.size() > 1) return Rejection{"amendment.unit_ambiguous", {number}, std::string{field}};
  return found.front();
}

std::vector<std::optional<std::string>> register_values(db::Transaction& tx, const Kind& kind, const Amendment& a,
                                                        const std::vector<Line>& lines) {
  Found found;
  if (kind.reading == Reading::employment) found = employment(tx, a, lines);
  if (kind.reading == Reading::workplace) found = workplace(tx, a, lines);
  std::vector<std::optional<std::string>> out;
  out.reserve(lines.size());
  for (const auto& line : lines) {
    if (kind.reading == Reading::joined_worker || kind.reading == Reading::joined_unit)
      out.push_back(joined(tx, kind, a, line));
    else if (!line.period.empty())
      out.push_back(month_value(tx, kind, a, line));
    else
      out.push_back(of_field(found, line.field));
  }
  return out;
}

bool shows(const Kind& kind, const std::vector<Line>& lines, const std::vector<std::optional<std::string>>& now) {
  bool any = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (std::find(kind.shown_by.begin(), kind.shown_by.end(), lines[i].field) == kind.shown_by.end()) continue;
    if (now.at(i).value_or(std::string{}) != lines[i].after) return false;
    any = true;
  }
  return any;
}

}  // namespace ssiis::amendments
