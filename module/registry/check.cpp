#include "registry/check.hpp"

#include <fmt/format.h>

#include <array>

#include "registry/benefits.hpp"
#include "registry/canonical.hpp"
#include "registry/inputs.hpp"

namespace ssiis::registry {
namespace {

class Check {
 public:
  explicit Check(db::Pool& pool) : pool_{pool} {}

  std::vector<Finding> run() {
    for (const auto& view : canonical_views()) {
      const auto rows = count(fmt::format("SELECT count(*) FROM {}", view.name));
      if (!rows) {
        add(view.optional ? Severity::ok : Severity::error, view.name, "", view.optional ? "no_view" : "view_missing",
            1);
        continue;
      }
      add(*rows == 0 && !view.optional ? Severity::warning : Severity::ok, view.name, "", "rows", *rows);
      bool all_there = true;
      for (const auto& column : view.columns) all_there = check_column(view, column) && all_there;
      if (all_there) check_key(view);
    }
    orphans();
    benefits();
    inputs_given();
    return std::move(findings_);
  }

 private:
  void add(Severity severity, std::string_view view, std::string_view column, std::string_view code, std::int64_t n) {
    findings_.push_back({severity, std::string{view}, std::string{column}, std::string{code}, n});
  }

  // A number, or nothing when the statement cannot be run: a view or column is missing, a function
  // does not fit its type.
  std::optional<std::int64_t> count(const std::string& text) {
    auto lease = pool_.take();
    db::Transaction tx{*lease, db::Mode::read};
    try {
      return tx.find({"registry/check", text}, db::Params{}, [](const db::Row& r) { return r.integer(0); });
    } catch (const db::Error& e) {
      if (e.fault == db::Fault::connection_lost) throw;
      return std::nullopt;
    }
  }

  // Counts rows for which a condition holds and reports them when there are any.
  void report(Severity severity, const CanonicalView& view, std::string_view column, std::string_view code,
              const std::string& condition) {
    const auto n = count(fmt::format("SELECT count(*) FROM {} WHERE {}", view.name, condition));
    if (!n)
      add(Severity::error, view.name, column, code, -1);
    else if (*n > 0)
      add(severity, view.name, column, code, *n);
  }

  bool check_column(const CanonicalView& view, const CanonicalColumn& column) {
    const auto c = column.name;
    if (!count(fmt::format("SELECT count({}) FROM {}", c, view.name))) {
      add(Severity::error, view.name, c, "column_missing", 1);
      return false;
    }
    if (column.holds == Holds::key || column.holds == Holds::flag)
      report(Severity::error, view, c, "key_null", fmt::format("{} IS NULL", c));
    if (column.holds == Holds::key) report(Severity::error, view, c, "key_null", fmt::format("{} = ''", c));
    if (column.holds == Holds::day) report(Severity::error, view, c, "not_a_day", not_iso(c, 10));
    if (column.holds == Holds::month)
      report(Severity::error, view, c, "not_a_month", fmt::format("{} IS NULL OR {}", c, not_iso(c, 7)));
    if (column.holds == Holds::whole) report(Severity::error, view, c, "not_whole", not_whole(c));
    return true;
  }

  // SQLite stores what it is given and has no decimals; the others say whether something is left over.
  std::string not_whole(std::string_view c) const {
    if (pool_.engine() == db::Engine::sqlite) return fmt::format("typeof({}) NOT IN ('integer', 'null')", c);
    return fmt::format("{0} IS NOT NULL AND {0} % 1 <> 0", c);
  }

  // True where a text is not YYYY-MM(-DD) by its shape and ranges; days beyond the month's end are
  // left to the reader.
  static std::string not_iso(std::string_view c, int length) {
    std::string condition = fmt::format(
        "{0} IS NOT NULL AND ({0} < '1000' OR {0} > '9999~' OR substr({0}, 5, 1) <> '-' OR "
        "substr({0}, 6, 2) NOT BETWEEN '01' AND '12' "
        "OR substr({0}, {1}, 1) <> ''",
        c, length + 1);
    if (length == 10)
      condition += fmt::format(" OR substr({0}, 8, 1) <> '-' OR substr({0}, 9, 2) NOT BETWEEN '01' AND '31'", c);
    return condition + ")";
  }

  void check_key(const CanonicalView& view) {
    const auto list = fmt::format("{}", fmt::join(view.key, ", "));
    const auto n = count(
        fmt::format("SELECT count(*) FROM (SELECT {0} FROM {1} GROUP BY {0} HAVING count(*) > 1) k", list, view.name));
    if (!n)
      add(Severity::error, view.name, list, "key_doubled", -1);
    else if (*n > 0)
      add(Severity::error, view.name, list, "key_doubled", *n);
  }

  // Rows that point to a unit or worker that is not there: the MIS has them, so it is a warning.
  void orphans() {
    static constexpr std::array<std::array<std::string_view, 4>, 6> links{
        {{"reg_workplace", "lu_id", "reg_labour_unit", "lu_id"},
         {"reg_employment", "lu_id", "reg_labour_unit", "lu_id"},
         {"reg_employment", "worker_id", "reg_worker", "worker_id"},
         {"reg_contribution", "worker_id", "reg_worker", "worker_id"},
         {"reg_benefit", "worker_id", "reg_worker", "worker_id"},
         {"reg_self_employed_contribution", "member_id", "reg_self_employed", "member_id"}}};
    for (const auto& [view, column, target, key] : links) {
      const auto n =
          count(fmt::format("SELECT count(*) FROM {0} a WHERE NOT EXISTS (SELECT 1 FROM {2} b WHERE b.{3} = a.{1})",
                            view, column, target, key));
      if (n && *n > 0) add(Severity::warning, view, column, "orphan", *n);
    }
  }

  // Kinds that are none of the codes are shown as such, and days that end before they begin count nowhere.
  void benefits() {
    std::string known;
    for (const auto kind : benefit_kinds) known += fmt::format("{}'{}'", known.empty() ? "" : ", ", code_of(kind));
    const auto warn = [this](std::string_view column, std::string_view code, const std::string& condition) {
      const auto n = count("SELECT count(*) FROM reg_benefit WHERE " + condition);
      if (n && *n > 0) add(Severity::warning, "reg_benefit", column, code, *n);
    };
    warn("kind", "kind_unknown", fmt::format("kind IS NOT NULL AND kind NOT IN ({})", known));
    warn("to_date", "ends_before_it_begins", "to_date < from_date");
  }

  // What no input brings is said, since nothing else will show it.
  void inputs_given() {
    auto lease = pool_.take();
    db::Transaction tx{*lease, db::Mode::read};
    for (const auto& state : input_states(tx))
      add(Severity::ok, name_of(state.input), "", state.rows ? "input" : "no_input", state.rows.value_or(0));
  }

  db::Pool& pool_;
  std::vector<Finding> findings_;
};

}  // namespace

std::string_view name_of(Severity severity) noexcept {
  return severity == Severity::ok ? "ok" : severity == Severity::warning ? "warning" : "error";
}

std::vector<Finding> check_mapping(db::Pool& pool) { return Check{pool}.run(); }

}  // namespace ssiis::registry
