#include "mapping/draft.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "mapping/expressions.hpp"
#include "registry/api.hpp"

namespace ssiis::mapping {
namespace {

std::string counted_values(const ColumnProfile& c) {
  std::vector<std::pair<std::int64_t, std::string>> list;
  for (const auto& [value, n] : c.counts) list.emplace_back(-n, value);
  std::sort(list.begin(), list.end());
  std::string out;
  for (std::size_t i = 0; i < list.size() && i < 12; ++i)
    out += fmt::format("{}{} ({})", i == 0 ? "" : ", ", list[i].second, -list[i].first);
  return list.size() > 12 ? out + ", …" : out;
}

class Drafter {
 public:
  Drafter(db::Engine engine, const std::vector<TableProfile>& tables, const std::vector<Reference>& references)
      : engine_{engine}, tables_{tables}, references_{references} {}

  Draft run(const std::vector<ProposedView>& views) {
    out_.views_sql =
        "-- Drafted from what the tables hold. What is open stands in report.txt and above its column here.\n";
    const auto* unit = &views.front();
    for (const auto& view : views) {
      out_.views_sql += fmt::format("DROP VIEW IF EXISTS {0};\nCREATE VIEW {0} AS\n", view.view);
      if (view.view == "reg_workplace")
        workplaces(view, *unit);
      else if (view.table.empty())
        nothing(view);
      else
        one(view, "");
      out_.views_sql += ";\n\n";
    }
    return std::move(out_);
  }

 private:
  void open(std::string_view view, std::string_view column, std::string_view code, std::string detail = "") {
    for (char& c : detail)
      if (static_cast<unsigned char>(c) < 0x20) c = ' ';  // a value must not end the comment
    lines_.push_back(fmt::format("       -- open: {}: {} {}\n", column.empty() ? view : column, code, detail));
    out_.open.push_back({std::string{view}, std::string{column}, std::string{code}, std::move(detail)});
  }

  // All columns of a canonical view in their order, with an expression each.
  using Columns = std::vector<std::pair<std::string, std::string>>;

  void select(const Columns& columns, const std::map<std::string, std::vector<std::string>>& notes,
              const std::string& from) {
    bool first = true;
    for (const auto& [name, expression] : columns) {
      if (!first) out_.views_sql += ",\n";
      if (const auto at = notes.find(name); at != notes.end())
        for (const auto& note : at->second) out_.views_sql += note;
      out_.views_sql += fmt::format("{}{} AS {}", first ? "SELECT " : "       ", expression, name);
      first = false;
    }
    out_.views_sql += "\nFROM " + from;
  }

  static std::vector<std::string_view> canonical_order(std::string_view view) {
    std::vector<std::string_view> out;
    for (const auto& v : registry::canonical_views())
      if (v.name == view)
        for (const auto& c : v.columns) out.push_back(c.name);
    return out;
  }

  // A typed NULL: PostgreSQL has no view columns of unknown type that match a UNION.
  std::string null_of(std::string_view column) const {
    const bool number = column == "line" || column == "declared_wage" || column == "insurable_income" ||
                        column == "due" || column == "paid" || column == "amount" || column == "derived";
    if (engine_ == db::Engine::sqlite) return "NULL";
    if (engine_ == db::Engine::mariadb) return number ? "CAST(NULL AS SIGNED)" : "CAST(NULL AS CHAR)";
    return number ? "CAST(NULL AS BIGINT)" : "CAST(NULL AS VARCHAR)";
  }

  void nothing(const ProposedView& view) {
    open(view.view, "", "no_table", others(view));
    Columns columns;
    for (const auto name : canonical_order(view.view)) columns.emplace_back(name, null_of(name));
    for (const auto& line : lines_) out_.views_sql += line;
    lines_.clear();
    select(columns, {}, "(SELECT 1 AS one) n WHERE 1 = 0");
  }

  static std::string others(const ProposedView& view) {
    std::string out;
    for (const auto& [table, points] : view.others)
      out += fmt::format("{}{} {:.0f} %", out.empty() ? "" : ", ", table, points * 100);
    return out.empty() ? out : "it may be " + out;
  }

  std::string sex_of(std::string_view view, const ColumnProfile& c) {
    std::string cases;
    bool unknown = false;
    for (const auto& [value, n] : c.counts) {
      const auto v = trimmed(value);
      if (!may_stand_in_sql(value)) {
        unknown = true;
        continue;
      }
      if (v == "M" || v == "m" || v == "ຊ" || v == "ຊາຍ" || v == "male" || v == "Male")
        cases += fmt::format(" WHEN {} THEN 'M'", in_quotes(value));
      else if (v == "F" || v == "f" || v == "ຍ" || v == "ຍິງ" || v == "female" || v == "Female")
        cases += fmt::format(" WHEN {} THEN 'F'", in_quotes(value));
      else if (!v.empty())
        unknown = true;
    }
    if (unknown) open(view, "sex", "values_to_map", counted_values(c) + " to M, F");
    if (cases.empty()) return text_expression(engine_, c);
    return fmt::format("CASE {}{} ELSE NULL END", text_expression(engine_, c), cases);
  }

  std::string code_of(std::string_view view, std::string_view column, const ColumnProfile& c) {
    const auto to = column == "status"        ? " to ACTIVE, SUSPENDED, CLOSED"
                    : column == "sector"      ? " to sections A to U of ISIC"
                    : column == "activity"    ? " to sections A to U of ISIC"
                    : column == "nationality" ? " to LAO, FOREIGN"
                    : view == "reg_self_employed"
                        ? " to SELF_EMPLOYED, VOLUNTARY"
                        : " to INCAPACITY, MATERNITY, UNEMPLOYMENT, PENSION, SICKNESS, WORK_INJURY";
    open(view, column, "values_to_map", counted_values(c) + to);
    return text_expression(engine_, c);
  }

  // SELECT of one view from its table.
  void one(const ProposedView& view, const std::string& condition) {
    const auto& table = *table_named(tables_, view.table);
    std::map<std::string, std::string> found;
    std::map<std::string, std::vector<std::string>> notes;
    std::string from = db::quoted_name(engine_, table.name) + " t";
    const auto keep = [&](const std::string& column) {
      for (auto& line : lines_) notes[column].push_back(std::move(line));
      lines_.clear();
    };
    for (const auto& wanted : wanted_of(view.view)) {
      const auto* proposed = view.column(wanted.name);
      const std::string name{wanted.name};
      if (proposed == nullptr || proposed->source.empty()) {
        if (!(name == "emp_id" || name == "benefit_id" || name == "workplace_id")) open(view.view, name, "no_column");
        keep(name);
        continue;
      }
      const auto& c = *table.column(proposed->source);
      if (wanted.kind == Kind::province || wanted.kind == Kind::district) {
        auto place = place_expression(engine_, tables_, references_, table, c, wanted.kind == Kind::district);
        if (place.code.empty()) open(view.view, name, "place_text", c.name);
        found[name] = place.text;
        found[name + "_code"] = place.code;
        from += place.join;
      } else {
        found[name] = expression(view.view, wanted, c);
      }
      const auto writing = c.writing();
      if (writing == Writing::doubled_utf8 || writing == Writing::code_page || writing == Writing::font) {
        if (writing != Writing::font) out_.decodings.push_back({std::string{view.view}, name, writing});
        open(view.view, name, "writing", fmt::format("{} ({})", c.name, name_of(writing)));
      }
      if (proposed->confidence < 0.6 && wanted.kind != Kind::text)
        open(view.view, name, "unsure", fmt::format("{} {:.0f} %", c.name, proposed->confidence * 100));
      keep(name);
    }
    made_keys(view, table, found);
    keep(std::string{canonical_order(view.view).front()});
    Columns columns;
    for (const auto name : canonical_order(view.view)) {
      const auto at = found.find(std::string{name});
      columns.emplace_back(name, at == found.end() || at->second.empty() ? null_of(name) : at->second);
    }
    select(columns, notes, from + condition);
  }

  static const std::vector<WantedColumn>& wanted_of(std::string_view view) {
    for (const auto& v : wanted_views())
      if (v.name == view) return v.columns;
    static const std::vector<WantedColumn> none;
    return none;
  }

  std::string expression(std::string_view view, const WantedColumn& wanted, const ColumnProfile& c) {
    switch (wanted.kind) {
      case Kind::day:
        return day_expression(engine_, c);
      case Kind::month:
        return month_expression(engine_, c);
      case Kind::money:
        return money_expression(engine_, c);
      case Kind::sex:
        return sex_of(view, c);
      case Kind::code:
        return code_of(view, wanted.name, c);
      default:
        return text_expression(engine_, c);
    }
  }

  // What the module needs and an MIS may lack: the number of a doubled line, the key of an employment.
  void made_keys(const ProposedView& view, const TableProfile& table, std::map<std::string, std::string>& found) {
    if (view.view == "reg_workplace") found["derived"] = "0";
    const bool lines = view.view == "reg_contribution" || view.view == "reg_self_employed_contribution";
    if (lines) found["line"] = line_of(view, table, found);
    const std::string key{canonical_order(view.view).front()};
    if (found.contains(key) || lines) return;
    if (view.view == "reg_employment" && found.contains("lu_id") && found.contains("worker_id")) {
      const auto start =
          found.contains("start_date") ? fmt::format("coalesce({}, '')", found["start_date"]) : std::string{"''"};
      found[key] =
          fmt::format("{{{{concat:{};'-';{};'-';{}}}}}", found["lu_id"], found["worker_id"], macro_free(start));
      open(view.view, key, "key_made");
    } else if (!table.primary_key.empty()) {
      std::string parts;
      for (const auto& p : table.primary_key)
        parts += fmt::format("{}{}", parts.empty() ? "" : ";'-';", text_expression(engine_, *table.column(p)));
      found[key] = fmt::format("{{{{concat:{}}}}}", parts);
      open(view.view, key, "key_made");
    }
  }
  // 1 where the MIS itself allows no second line; the last part of its key where it numbers them; else counted.
  std::string line_of(const ProposedView& view, const TableProfile& table, std::map<std::string, std::string>& found) {
    const auto keys = view.view == "reg_contribution" ? std::vector<std::string>{"lu_id", "worker_id", "month"}
                                                      : std::vector<std::string>{"member_id", "month"};
    std::string parts;
    for (const auto& key : keys) {
      if (!found.contains(key)) return "1";
      parts += (parts.empty() ? "" : ", ") + found[key];
    }
    std::vector<std::string> rest;
    for (const auto& part : table.primary_key)
      if (std::none_of(view.columns.begin(), view.columns.end(), [&](const auto& c) {
            return c.source == part && std::find(keys.begin(), keys.end(), c.wanted) != keys.end();
          }))
        rest.push_back(part);
    if (table.primary_key.size() == keys.size() && rest.empty()) return "1";
    if (table.primary_key.size() == keys.size() + 1 && rest.size() == 1)
      if (const auto* c = table.column(rest.front()); c->kind == db::ColumnClass::integer)
        return column_expression(engine_, *c);
    return fmt::format("row_number() OVER (PARTITION BY {} ORDER BY {})", parts,
                       found.contains("paid_date") ? found["paid_date"] : found[keys.front()]);
  }
  // Macros do not nest: a key takes the column as it stands.
  static std::string macro_free(const std::string& expression) {
    const auto open = expression.find("{{");
    if (open == std::string::npos) return expression;
    const auto colon = expression.find(':', open), close = expression.find("}}", open);
    return expression.substr(0, open) + expression.substr(colon + 1, close - colon - 1) + expression.substr(close + 2);
  }

  // A unit without workplaces of its own has one: itself.
  void workplaces(const ProposedView& view, const ProposedView& unit) {
    if (!view.table.empty()) {
      one(view, "");
      if (!unit.table.empty()) out_.views_sql += "\nUNION ALL\n";
    }
    if (unit.table.empty()) {
      if (view.table.empty()) nothing(view);
      return;
    }
    ProposedView own{view.view, unit.table, unit.confidence, {}, {}};
    const std::map<std::string_view, std::string_view> from_unit{{"open_date", "reg_date"}, {"workplace_id", ""}};
    for (const auto& wanted : wanted_of(view.view)) {
      const auto at = from_unit.find(wanted.name);
      const auto* c = unit.column(at == from_unit.end() ? wanted.name : at->second);
      if (c != nullptr) own.columns.push_back({wanted.name, c->source, 1, c->reason});
    }
    const auto open_before = out_.open.size();
    const auto& table = *table_named(tables_, unit.table);
    const auto* key = unit.column("lu_id");
    std::string condition;
    if (!view.table.empty() && key != nullptr && !key->source.empty())
      if (const auto* pointing = view.column("lu_id"); pointing != nullptr && !pointing->source.empty())
        condition = fmt::format("\nWHERE NOT EXISTS (SELECT 1 FROM {} b WHERE b.{} = t.{})",
                                db::quoted_name(engine_, view.table), db::quoted_name(engine_, pointing->source),
                                db::quoted_name(engine_, key->source));
    derived(own, table, key, condition);
    out_.open.resize(open_before);  // said of the unit already
    lines_.clear();
  }

  void derived(const ProposedView& own, const TableProfile& table, const ProposedColumn* key,
               const std::string& condition) {
    std::map<std::string, std::string> found;
    std::string from = db::quoted_name(engine_, table.name) + " t";
    for (const auto& wanted : wanted_of(own.view)) {
      const auto* proposed = own.column(wanted.name);
      if (proposed == nullptr || proposed->source.empty()) continue;
      const auto& c = *table.column(proposed->source);
      if (wanted.kind == Kind::province || wanted.kind == Kind::district) {
        auto place = place_expression(engine_, tables_, references_, table, c, wanted.kind == Kind::district);
        found[std::string{wanted.name}] = place.text;
        found[std::string{wanted.name} + "_code"] = place.code;
        from += place.join;
      } else {
        found[std::string{wanted.name}] = expression(own.view, wanted, c);
      }
    }
    if (key != nullptr && !key->source.empty()) {
      const auto id = text_expression(engine_, *table.column(key->source));
      found["workplace_id"] = fmt::format("{{{{concat:{};'-0'}}}}", id);
      found["lu_id"] = id;
    }
    found["derived"] = "1";
    Columns columns;
    for (const auto name : canonical_order(own.view)) {
      const auto at = found.find(std::string{name});
      columns.emplace_back(name, at == found.end() || at->second.empty() ? null_of(name) : at->second);
    }
    select(columns, {}, from + condition);
  }

  db::Engine engine_;
  const std::vector<TableProfile>& tables_;
  const std::vector<Reference>& references_;
  std::vector<std::string> lines_;
  Draft out_;
};

}  // namespace

Draft write_draft(db::Engine engine, const std::vector<TableProfile>& tables, const std::vector<Reference>& references,
                  const std::vector<ProposedView>& views) {
  return Drafter{engine, tables, references}.run(views);
}

}  // namespace ssiis::mapping
