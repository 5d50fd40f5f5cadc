#include "mapping/roles.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "registry/api.hpp"

namespace ssiis::mapping {
namespace {

constexpr double enough = 0.5;  // for a table to be named as a view's
constexpr double fits = 0.35;   // for a column
constexpr double nearly_all = 0.8;

constexpr std::array day_shapes{Shape::day_iso, Shape::day8, Shape::day_dmy, Shape::day8_buddhist,
                                Shape::day_dmy_buddhist};
constexpr std::array month_shapes{Shape::month_iso, Shape::month6, Shape::month_my};

bool day_like(const ColumnProfile& c) {
  return c.kind == db::ColumnClass::day || c.kind == db::ColumnClass::instant || day_shape(c) != nullptr;
}

bool money_like(const ColumnProfile& c) {
  const double number = c.share(Shape::whole) + std::max(c.share(Shape::decimal), c.share(Shape::grouped));
  return number > 0.95 && c.largest >= 10'000 && !day_like(c) && month_shape(c) == nullptr;
}

bool lao_like(const ColumnProfile& c) {
  const auto w = c.writing();
  return w == Writing::lao || w == Writing::doubled_utf8 || w == Writing::code_page || w == Writing::font;
}

// Words that names of firms are made with, in either script and as old code pages show them.
double company_share(const ColumnProfile& c) {
  static constexpr std::array<std::string_view, 8> forms{"ບໍລິສັດ", "ວິສາຫະກິດ", "ຈຳກັດ", "ຈໍາກັດ",
                                                         "ຮ້ານ",  "Co.",     "Ltd",  "Enterprise"};
  std::size_t hit = 0;
  for (const auto& value : c.values) {
    const auto text = decoded(value, c.writing());
    hit += std::any_of(forms.begin(), forms.end(), [&](auto f) { return text.find(f) != std::string::npos; }) ? 1U : 0U;
  }
  return c.values.empty() ? 0 : static_cast<double>(hit) / static_cast<double>(c.values.size());
}

// Days of birth lie a working life back.
bool birth_like(const ColumnProfile& c) {
  if (!day_like(c)) return false;
  std::size_t old = 0, seen = 0;
  for (const auto& value : c.values) {
    const auto digits = lao::ascii_digits(value);
    for (std::size_t i = 0; i + 4 <= digits.size(); ++i) {
      const auto year = whole_number(std::string_view{digits}.substr(i, 4));
      if (!year || *year < 1900) continue;
      const auto y = *year > 2300 ? *year - 543 : *year;
      if (y > 2100) continue;
      ++seen;
      old += y < 2008 ? 1U : 0U;
      break;
    }
  }
  return seen > 0 && old * 10 > seen * 9;
}

bool sex_like(const ColumnProfile& c) {
  if (c.counts.empty() || c.counts.size() > 4) return false;
  static const std::set<std::string, std::less<>> known{"M", "F",   "m",  "f",    "1",      "2",    "ຊ",
                                                        "ຍ", "ຊາຍ", "ຍິງ", "male", "female", "Male", "Female"};
  std::size_t hit = 0;
  for (const auto& [value, n] : c.counts) hit += known.contains(trimmed(value)) ? 1U : 0U;
  return hit >= 2;
}

// Provinces and districts are known by what stands in them.
double place_share(const ColumnProfile& c, bool want_district) {
  static const registry::Gazetteer gazetteer;
  if (c.values.empty() || c.share(Shape::words) < 0.5) return 0;
  std::size_t hit = 0, seen = 0;
  for (const auto& value : c.values) {
    if (++seen > 300) break;
    const auto text = decoded(value, c.writing());
    const auto codes = want_district ? gazetteer.resolve("", text) : gazetteer.resolve(text, "");
    hit += (want_district ? !codes.district.empty() : !codes.province.empty()) ? 1U : 0U;
  }
  return static_cast<double>(hit) / static_cast<double>(std::min<std::size_t>(seen, 300));
}

class Proposer {
 public:
  Proposer(const std::vector<TableProfile>& tables, const std::vector<Reference>& references)
      : tables_{tables}, references_{references} {}

  std::vector<ProposedView> run() {
    std::vector<ProposedView> out;
    for (const auto& view : wanted_views()) {
      ProposedView proposed{view.name, "", 0, {}, {}};
      std::vector<std::pair<double, const TableProfile*>> ranked;
      for (const auto& table : tables_)
        if (!table.view && table.fault.empty() && table.read > 0 && !taken_.contains(table.name))
          ranked.emplace_back(score(view.name, table) + 0.3 * name_fit(table.name, view.words), &table);
      std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
      if (!ranked.empty() && ranked.front().first >= enough) {
        const auto& table = *ranked.front().second;
        proposed.table = table.name;
        proposed.confidence = std::min(1.0, ranked.front().first);
        taken_.insert(table.name);
        if (view.name == "reg_labour_unit") unit_table_ = table.name;
        if (view.name == "reg_worker") worker_table_ = table.name;
        if (view.name == "reg_self_employed") member_table_ = table.name;
        proposed.columns = columns_of(view, table);
      }
      for (const auto& [points, table] : ranked)
        if (table->name != proposed.table && points >= 0.3 && proposed.others.size() < 3)
          proposed.others.emplace_back(table->name, std::min(1.0, points));
      if (proposed.columns.empty())
        for (const auto& column : view.columns) proposed.columns.push_back({column.name, "", 0, "none"});
      out.push_back(std::move(proposed));
    }
    return out;
  }

 private:
  bool any(const TableProfile& t, bool (*like)(const ColumnProfile&)) const {
    return std::any_of(t.columns.begin(), t.columns.end(), like);
  }
  std::size_t how_many(const TableProfile& t, bool (*like)(const ColumnProfile&)) const {
    return static_cast<std::size_t>(std::count_if(t.columns.begin(), t.columns.end(), like));
  }
  const Reference* reference(const TableProfile& t, const std::string& target) const {
    if (target.empty()) return nullptr;
    for (const auto& r : references_)
      if (r.table == t.name && r.target == target) return &r;
    return nullptr;
  }
  static bool has_key(const TableProfile& t) {
    return std::any_of(t.columns.begin(), t.columns.end(), [](const auto& c) { return c.unique; });
  }
  static bool has_month(const ColumnProfile& c) { return month_shape(c) != nullptr; }
  static bool phone_like(const ColumnProfile& c) { return c.share(Shape::phone) > 0.6; }

  // What a table holds, without its name: 0 to 0.9.
  double score(std::string_view view, const TableProfile& t) const {
    const bool to_unit = reference(t, unit_table_) != nullptr, to_worker = reference(t, worker_table_) != nullptr;
    if (view == "reg_labour_unit") {
      if (!has_key(t)) return 0;
      double firms = 0;
      for (const auto& c : t.columns) firms = std::max(firms, company_share(c));
      return (firms > 0.2 ? 0.55 : 0) + (any(t, phone_like) ? 0.1 : 0) + (any(t, day_like) ? 0.05 : 0) -
             (any(t, birth_like) ? 0.2 : 0) + pointed_at(t);
    }
    if (view == "reg_worker") {
      if (!has_key(t)) return 0;
      return (any(t, birth_like) ? 0.3 : 0) + (any(t, sex_like) ? 0.2 : 0) + (any(t, lao_like) ? 0.1 : 0) +
             pointed_at(t);
    }
    if (view == "reg_workplace")
      return !to_unit || to_worker || any(t, birth_like) ? 0
                                                         : 0.25 + (has_key(t) ? 0.1 : 0) + (any(t, lao_like) ? 0.1 : 0);
    if (view == "reg_contribution")
      return (to_unit ? 0.2 : 0) + (to_worker ? 0.2 : 0) + (any(t, has_month) ? 0.25 : 0) +
             (how_many(t, money_like) >= 2   ? 0.2
              : how_many(t, money_like) == 1 ? 0.1
                                             : 0);
    if (view == "reg_employment")
      return !to_unit || !to_worker ? 0 : 0.5 + (any(t, day_like) ? 0.2 : 0) - (any(t, money_like) ? 0.1 : 0);
    if (view == "reg_benefit")
      return !to_worker || to_unit ? 0 : 0.2 + (any(t, money_like) ? 0.2 : 0) + (any(t, day_like) ? 0.1 : 0);
    if (view == "reg_self_employed")  // people again: only its name tells such a table from another one of people
      return !has_key(t) || to_unit || to_worker
                 ? 0
                 : (any(t, birth_like) ? 0.2 : 0) + (any(t, sex_like) ? 0.1 : 0) + (any(t, lao_like) ? 0.1 : 0);
    if (view == "reg_self_employed_contribution")
      return reference(t, member_table_) == nullptr || to_unit
                 ? 0
                 : 0.3 + (any(t, has_month) ? 0.25 : 0) + (any(t, money_like) ? 0.2 : 0);
    return 0;
  }

  // Tables that many others point to are what the register is about.
  double pointed_at(const TableProfile& t) const {
    std::set<std::string> from;
    for (const auto& r : references_)
      if (r.target == t.name) from.insert(r.table);
    return from.size() >= 2 ? 0.2 : from.size() == 1 ? 0.1 : 0;
  }

  double column_fit(const WantedColumn& wanted, const TableProfile& t, const ColumnProfile& c, std::string_view view,
                    std::string_view& reason) const {
    const double named = name_fit(c.name, wanted.words);
    reason = named > 0 ? "name" : "values";
    const auto with = [&](bool holds, double by_values) { return holds ? by_values + 0.75 * named : 0; };
    switch (wanted.kind) {
      case Kind::key: {
        reason = "unique";
        const bool target = std::any_of(references_.begin(), references_.end(),
                                        [&](const auto& r) { return r.target == t.name && r.key == c.name; });
        return c.unique ? 0.5 + (target ? 0.4 : 0) + 0.1 * named : 0;
      }
      case Kind::unit:
      case Kind::worker:
      case Kind::member: {
        reason = "reference";
        const auto* r = reference(t, wanted.kind == Kind::unit     ? unit_table_
                                     : wanted.kind == Kind::worker ? worker_table_
                                                                   : member_table_);
        return r != nullptr && r->column == c.name ? (r->declared ? 1 : 0.9 * r->covered) : 0;
      }
      case Kind::day:
        if (wanted.name == "dob") return day_like(c) ? (birth_like(c) ? 0.5 : 0) + 0.5 * named : 0;
        return with(
            day_like(c) && !((view == "reg_worker" || view == "reg_self_employed") && birth_like(c) && named < 0.5),
            0.15);
      case Kind::month:
        return with(has_month(c), 0.5);
      case Kind::money:
        return with(money_like(c), 0.2);
      case Kind::lao_name:
        if (wanted.name == "name_lo") return with(lao_like(c), 0.15 + 0.4 * company_share(c));
        return with(lao_like(c) && c.longest < 80, 0.1);
      case Kind::latin_name:
        return with(!lao_like(c) && c.share(Shape::words) > 0.8 && c.longest > 6 && c.share(Shape::code) < 0.2,
                    0.1 + 0.3 * company_share(c));
      case Kind::text:
        return with(c.filled() > 0 && c.share(Shape::words) > 0.5, 0.05);
      case Kind::number:
        return with(c.filled() > 0 && !day_like(c) && c.values.size() > 10,
                    0.05 + (c.share(Shape::digits) > 0.5 ? 0.1 : 0));
      case Kind::phone:
        return with(phone_like(c), 0.4);
      case Kind::sex:
        return with(!c.counts.empty() && c.counts.size() <= 5, sex_like(c) ? 0.4 : 0);
      case Kind::code:
        return with(!c.counts.empty() && c.counts.size() <= few_values && !day_like(c), 0.05);
      case Kind::province:
      case Kind::district: {
        const double place = place_share(c, wanted.kind == Kind::district);
        return std::max(with(place > 0.6, 0.5), with(c.values.size() <= 200 && c.filled() > 0, 0));
      }
    }
    return 0;
  }

  // The best pair first; a source serves once, but for what a reference says.
  std::vector<ProposedColumn> columns_of(const WantedView& view, const TableProfile& t) const {
    struct Pair {
      double points;
      std::size_t wanted;
      const ColumnProfile* column;
      std::string_view reason;
    };
    std::vector<Pair> pairs;
    for (std::size_t w = 0; w < view.columns.size(); ++w)
      for (const auto& c : t.columns) {
        std::string_view reason;
        const double points = column_fit(view.columns[w], t, c, view.name, reason);
        if (points >= fits) pairs.push_back({points, w, &c, reason});
      }
    std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.points > b.points; });
    std::vector<ProposedColumn> out;
    for (const auto& wanted : view.columns) out.push_back({wanted.name, "", 0, "none"});
    std::set<const ColumnProfile*> used;
    for (const auto& p : pairs)
      if (out[p.wanted].source.empty() && used.insert(p.column).second)
        out[p.wanted] = {view.columns[p.wanted].name, p.column->name, std::min(1.0, p.points), p.reason};
    return out;
  }

  const std::vector<TableProfile>& tables_;
  const std::vector<Reference>& references_;
  std::set<std::string> taken_;
  std::string unit_table_, worker_table_, member_table_;
};

template <std::size_t N>
const Shape* shape_of_nearly_all(const ColumnProfile& column, const std::array<Shape, N>& shapes) noexcept {
  const Shape* best = nullptr;
  for (const auto& s : shapes)
    if (column.share(s) >= nearly_all && (best == nullptr || column.share(s) > column.share(*best))) best = &s;
  return best;
}

}  // namespace

const ProposedColumn* ProposedView::column(std::string_view wanted) const noexcept {
  for (const auto& c : columns)
    if (c.wanted == wanted) return &c;
  return nullptr;
}

const Shape* day_shape(const ColumnProfile& column) noexcept { return shape_of_nearly_all(column, day_shapes); }
const Shape* month_shape(const ColumnProfile& column) noexcept { return shape_of_nearly_all(column, month_shapes); }

std::vector<ProposedView> propose(const std::vector<TableProfile>& tables, const std::vector<Reference>& references) {
  return Proposer{tables, references}.run();
}

}  // namespace ssiis::mapping
