// Entries of other registers, read from the current snapshot of each, with its date.
#include "registry/api.hpp"
#include "registry/scoped.hpp"
#include "sql/registry.hpp"

namespace ssiis::registry {
namespace {

// province_code, district_code, province, district, village, address, territory, point.
Whereabouts where_at(const db::Row& r, int c) {
  return {r.text_or_empty(c),     r.text_or_empty(c + 1), r.text_or_empty(c + 2), r.text_or_empty(c + 3),
          r.text_or_empty(c + 4), r.text_or_empty(c + 5), r.text_or_empty(c + 6), r.integer(c + 7)};
}

Snapshot snapshot_at(const db::Row& r, int c) {
  return {r.text(c), r.day(c + 1), r.instant(c + 2), r.integer(c + 3), r.text_or_empty(c + 4), r.text_or_empty(c + 5)};
}

std::optional<Month> month_at(const db::Row& r, int c) { return Month::parse(r.text_or_empty(c)); }

TaxEmployer tax_employer_of(const db::Row& r) {
  return {r.text(0),          r.text_or_empty(1), r.text_or_empty(2), r.text_or_empty(3), r.text_or_empty(4),
          r.text_or_empty(5), where_at(r, 7),     r.maybe_day(6),     snapshot_at(r, 15)};
}

EnterpriseEntry enterprise_of(const db::Row& r) {
  EnterpriseEntry e{};
  e.er_no = r.text(0);
  e.tin = r.text_or_empty(1);
  e.name_lo = r.text_or_empty(2);
  e.name_en = r.text_or_empty(3);
  e.legal_form = r.text_or_empty(4);
  e.isic = r.text_or_empty(5);
  e.director_name = r.text_or_empty(6);
  e.phone = r.text_or_empty(7);
  e.status = r.text_or_empty(8);
  e.capital = r.maybe_money(9);
  e.reg_date = r.maybe_day(10);
  e.dissolved_date = r.maybe_day(11);
  e.where = where_at(r, 12);
  e.snapshot = snapshot_at(r, 20);
  return e;
}

CivilEntry civil_of(const db::Row& r) {
  CivilEntry e{};
  e.civil_id = r.text(0);
  e.id_no = r.text_or_empty(1);
  e.family_book = r.text_or_empty(2);
  e.given_lo = r.text_or_empty(3);
  e.surname_lo = r.text_or_empty(4);
  e.name_latin = r.text_or_empty(5);
  e.sex = r.text_or_empty(6);
  e.status = r.text_or_empty(7);
  e.dob = r.maybe_day(8);
  e.death_date = r.maybe_day(9);
  e.where = where_at(r, 10);
  e.snapshot = snapshot_at(r, 18);
  return e;
}

}  // namespace

std::vector<Snapshot> current_snapshots(db::Transaction& tx) {
  return tx.all(sql::registry::snapshots_current, db::Params{}, [](const db::Row& r) { return snapshot_at(r, 0); });
}

std::vector<TaxEmployer> tax_employers(db::Transaction& tx, const Scope& scope, std::string_view tin) {
  return tx.all(ScopedQuery{sql::registry::tax_employers_by_tin, scope}, db::Params{tin}, tax_employer_of);
}

std::vector<EnterpriseEntry> enterprises(db::Transaction& tx, const Scope& scope, std::string_view number) {
  return tx.all(ScopedQuery{sql::registry::enterprises_by_number, scope}, db::Params{number, number}, enterprise_of);
}

std::vector<CivilEntry> civil_entries(db::Transaction& tx, const Scope& scope, std::string_view id_no) {
  return tx.all(ScopedQuery{sql::registry::civil_by_id_no, scope}, db::Params{id_no}, civil_of);
}

std::vector<PayrollLine> payroll_of(db::Transaction& tx, const Scope& scope, std::string_view tin, int limit) {
  if (tax_employers(tx, scope, tin).empty()) return {};
  return tx.all(sql::registry::payroll_by_tin, db::Params{tin, limit}, [](const db::Row& r) {
    return PayrollLine{r.text(0),      r.text_or_empty(1), r.text_or_empty(2), r.text_or_empty(3),
                       month_at(r, 4), month_at(r, 5),     r.maybe_money(6)};
  });
}

std::vector<PastInspection> past_inspections(db::Transaction& tx, const Scope& scope, std::string_view lu_id) {
  if (!find_unit(tx, scope, lu_id)) return {};
  return tx.all(sql::registry::past_inspections, db::Params{lu_id}, [](const db::Row& r) {
    return PastInspection{r.text(0), month_at(r, 1), r.text_or_empty(2), r.text_or_empty(3)};
  });
}

}  // namespace ssiis::registry
