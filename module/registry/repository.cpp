// Labour units, workplaces, workers, contributions: rows in, values out.
#include "registry/api.hpp"
#include "registry/scoped.hpp"
#include "sql/registry.hpp"

namespace ssiis::registry {
namespace {

// Reads columns one after the other.
class Reader {
 public:
  explicit Reader(const db::Row& row, int from = 0) : row_{row}, at_{from} {}
  std::string text() { return row_.text_or_empty(at_++); }
  std::optional<Day> day() { return row_.maybe_day(at_++); }
  std::optional<Money> money() { return row_.maybe_money(at_++); }
  std::int64_t integer() { return row_.integer(at_++); }
  // province_code, district_code, province, district, village, address, territory, point.
  Whereabouts where() {
    Whereabouts w{text(), text(), text(), text(), text(), text(), text(), 0};
    w.point = integer();
    return w;
  }

 private:
  const db::Row& row_;
  int at_;
};

LabourUnit unit_of(const db::Row& row) {
  Reader r{row};
  LabourUnit u{};
  u.lu_id = r.text();
  u.ss_reg_no = r.text();
  u.name_lo = r.text();
  u.name_en = r.text();
  u.sector = r.text();
  u.where = r.where();
  u.phone = r.text();
  u.director_name = r.text();
  u.reg_date = r.day();
  u.status = r.text();
  u.close_date = r.day();
  return u;
}

Workplace workplace_of(const db::Row& row) {
  Reader r{row};
  Workplace w{};
  w.workplace_id = r.text();
  w.lu_id = r.text();
  w.name_lo = r.text();
  w.name_en = r.text();
  w.where = r.where();
  w.phone = r.text();
  w.open_date = r.day();
  w.close_date = r.day();
  w.derived = r.integer() != 0;
  return w;
}

constexpr int worker_columns = 18;
Worker worker_of(const db::Row& row) {
  Reader r{row};
  Worker w{};
  w.worker_id = r.text();
  w.ss_no = r.text();
  w.given_lo = r.text();
  w.surname_lo = r.text();
  w.name_latin = r.text();
  w.sex = r.text();
  w.dob = r.day();
  w.id_no = r.text();
  w.phone = r.text();
  w.where.province_code = r.text();
  w.where.district_code = r.text();
  w.where.province = r.text();
  w.where.district = r.text();
  w.where.village = r.text();
  w.where.territory = r.text();
  w.where.point = r.integer();
  w.reg_date = r.day();
  w.nationality = r.text();
  return w;
}

Employment employment_of(Reader& r) {
  Employment e{r.text(), r.text(), r.text(), {}, {}, {}};
  e.start_date = r.day();
  e.reg_date = r.day();
  e.end_date = r.day();
  return e;
}

Day last_day(Month m) {
  const Month next = m.plus(1);
  return Day{next.year(), next.month(), 1}.plus(-1);
}
Day first_day(Month m) { return Day{m.year(), m.month(), 1}; }

// The numbers of a territory, for a filter; everything when none is named, nothing when it does not
// exist.
TerritoryInterval interval_of(db::Transaction& tx, const std::string& territory) {
  if (territory.empty()) return {0, std::int64_t{1} << 62};
  const auto found = tx.find(sql::registry::territory_interval, db::Params{territory}, [](const db::Row& r) {
    return TerritoryInterval{r.integer(0), r.integer(1)};
  });
  return found.value_or(TerritoryInterval{1, 0});
}

}  // namespace

const std::string& LabourUnit::name(std::string_view language) const noexcept {
  const auto& first = language == "lo" ? name_lo : name_en;
  const auto& second = language == "lo" ? name_en : name_lo;
  return !first.empty() ? first : !second.empty() ? second : lu_id;
}

const std::string& Workplace::name(std::string_view language) const noexcept {
  const auto& first = language == "lo" ? name_lo : name_en;
  const auto& second = language == "lo" ? name_en : name_lo;
  return !first.empty() ? first : !second.empty() ? second : workplace_id;
}

std::string Worker::name(std::string_view language) const {
  std::string lao = given_lo;
  if (!surname_lo.empty()) lao += (lao.empty() ? "" : " ") + surname_lo;
  const auto& first = language == "lo" ? lao : name_latin;
  const auto& second = language == "lo" ? name_latin : lao;
  return !first.empty() ? first : !second.empty() ? second : worker_id;
}

std::optional<LabourUnit> find_unit(db::Transaction& tx, const Scope& scope, std::string_view lu_id) {
  return tx.find(ScopedQuery{sql::registry::unit_by_id, scope}, db::Params{lu_id}, unit_of);
}

std::vector<LabourUnit> units_by_number(db::Transaction& tx, const Scope& scope, std::string_view number) {
  auto out = tx.all(ScopedQuery{sql::registry::units_by_number, scope}, db::Params{number}, unit_of);
  if (!out.empty()) return out;
  for (const auto& entity : entities_by_number(tx, scope, number))
    if (entity.kind == EntityKind::labour_unit)
      if (auto unit = find_unit(tx, scope, entity.lsso_id)) out.push_back(std::move(*unit));
  return out;
}

std::vector<LabourUnit> list_units(db::Transaction& tx, const Scope& scope, const UnitFilter& f) {
  const auto in = interval_of(tx, f.territory);
  return tx.all(ScopedQuery{sql::registry::units_list, scope},
                db::Params{f.after, in.low, in.high, f.sector, f.sector, f.status, f.status, f.limit}, unit_of);
}

std::int64_t count_units(db::Transaction& tx, const Scope& scope, const UnitFilter& f) {
  const auto in = interval_of(tx, f.territory);
  return tx
      .find(ScopedQuery{sql::registry::units_count, scope},
            db::Params{in.low, in.high, f.sector, f.sector, f.status, f.status},
            [](const db::Row& r) { return r.integer(0); })
      .value_or(0);
}

std::int64_t units_written_at(db::Transaction& tx, const std::string& code) {
  return tx.find(sql::registry::units_written_at, db::Params{code, code}, [](const db::Row& r) { return r.integer(0); })
      .value_or(0);
}

std::vector<Workplace> workplaces_of(db::Transaction& tx, const Scope& scope, std::string_view lu_id) {
  if (!find_unit(tx, scope, lu_id)) return {};
  return tx.all(ScopedQuery{sql::registry::workplaces_of_unit, scope}, db::Params{lu_id}, workplace_of);
}

std::optional<Workplace> find_workplace(db::Transaction& tx, const Scope& scope, std::string_view workplace_id) {
  auto found = tx.find(ScopedQuery{sql::registry::workplace_by_id, scope}, db::Params{workplace_id}, workplace_of);
  if (found && !find_unit(tx, scope, found->lu_id)) found.reset();
  return found;
}

std::optional<Worker> find_worker(db::Transaction& tx, const Scope& scope, std::string_view worker_id) {
  return tx.find(ScopedQuery{sql::registry::worker_by_id, scope}, db::Params{worker_id}, worker_of);
}

std::vector<DeclaredWorker> workers_of(db::Transaction& tx, const Scope& scope, std::string_view lu_id, Month month,
                                       std::string_view after, int limit) {
  if (!find_unit(tx, scope, lu_id)) return {};
  return tx.all(ScopedQuery{sql::registry::workers_of_unit, scope},
                db::Params{month, lu_id, after, last_day(month), first_day(month), limit}, [](const db::Row& row) {
                  Reader r{row, worker_columns};
                  DeclaredWorker d{worker_of(row), employment_of(r), {}, {}, {}, {}};
                  d.declared_wage = r.money();
                  d.due = r.money();
                  d.paid = r.money();
                  d.paid_date = r.day();
                  return d;
                });
}

std::int64_t count_workers_of(db::Transaction& tx, const Scope& scope, std::string_view lu_id, Month month) {
  if (!find_unit(tx, scope, lu_id)) return 0;
  return tx
      .find(sql::registry::workers_of_unit_count, db::Params{lu_id, last_day(month), first_day(month)},
            [](const db::Row& r) { return r.integer(0); })
      .value_or(0);
}

std::vector<Employment> employments_of(db::Transaction& tx, const Scope& scope, std::string_view worker_id) {
  return tx.all(ScopedQuery{sql::registry::employments_of_worker, scope}, db::Params{worker_id},
                [](const db::Row& row) {
                  Reader r{row};
                  return employment_of(r);
                });
}

std::vector<ContributionMonth> contribution_history(db::Transaction& tx, const Scope& scope, std::string_view lu_id,
                                                    Month last, int months) {
  if (months < 1 || !find_unit(tx, scope, lu_id)) return {};
  std::vector<ContributionMonth> out;
  for (int i = 0; i < months; ++i) out.push_back({last.plus(1 - months + i), 0, 0, {}, {}, {}, {}});
  auto rows = tx.query(sql::registry::contribution_months, db::Params{lu_id, out.front().month, last});
  while (rows.next()) {
    const auto& r = rows.row();
    const auto month = Month::parse(r.text(0));
    for (auto& m : out) {
      if (m.month != month) continue;
      m.people = r.integer(1);
      m.lines = r.integer(2);
      m.declared = r.maybe_money(3).value_or(Money{});
      m.due = r.maybe_money(4).value_or(Money{});
      m.paid = r.maybe_money(5).value_or(Money{});
      m.last_paid = r.maybe_day(6);
    }
  }
  return out;
}

std::vector<WorkerMonth> worker_history(db::Transaction& tx, const Scope& scope, std::string_view worker_id, Month last,
                                        int months) {
  return tx.all(ScopedQuery{sql::registry::worker_months, scope}, db::Params{worker_id, last.plus(1 - months), last},
                [last](const db::Row& r) {
                  return WorkerMonth{r.text(0),        Month::parse(r.text(1)).value_or(last),
                                     r.maybe_money(2), r.maybe_money(3),
                                     r.maybe_money(4), r.maybe_day(5)};
                });
}

namespace {

// What was loaded knows its period; another MIS is asked, which reads every line.
std::optional<Month> newest_of(db::Transaction& tx, std::string_view file, const db::Query& asked) {
  const auto first_text = [](const db::Row& r) { return r.text_or_empty(0); };
  const auto loaded = tx.find(sql::registry::newest_month_loaded, db::Params{file}, first_text);
  if (loaded && Month::parse(*loaded)) return Month::parse(*loaded);
  const auto text = tx.find(asked, db::Params{}, first_text);
  return text ? Month::parse(*text) : std::nullopt;
}

}  // namespace

std::optional<Month> newest_month(db::Transaction& tx) {
  return newest_of(tx, "contribution", sql::registry::newest_month);
}

std::optional<Month> newest_member_month(db::Transaction& tx) {
  return newest_of(tx, "self_employed_contribution", sql::registry::newest_member_month);
}

}  // namespace ssiis::registry
