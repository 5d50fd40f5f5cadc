#include "registry/benefits.hpp"

#include <map>
#include <set>

#include "registry/api.hpp"
#include "sql/registry.hpp"

namespace ssiis::registry {
namespace {

// benefit_id, worker_id, kind, from_date, to_date, amount: the first columns of each query here.
Benefit benefit_of(const db::Row& r) {
  return {r.text(0),      r.text(1),      benefit_kind_named(r.text_or_empty(2)),
          r.maybe_day(3), r.maybe_day(4), r.maybe_money(5)};
}

Day begin_of(Month m) { return Day{m.year(), m.month(), 1}; }
Day end_of(Month m) { return begin_of(m.plus(1)).plus(-1); }

}  // namespace

std::string_view code_of(BenefitKind kind) noexcept {
  switch (kind) {
    case BenefitKind::incapacity:
      return "INCAPACITY";
    case BenefitKind::maternity:
      return "MATERNITY";
    case BenefitKind::unemployment:
      return "UNEMPLOYMENT";
    case BenefitKind::pension:
      return "PENSION";
    case BenefitKind::sickness:
      return "SICKNESS";
    case BenefitKind::work_injury:
      return "WORK_INJURY";
  }
  return "";
}

std::optional<BenefitKind> benefit_kind_named(std::string_view text) {
  const auto code = canonical_value("BNFKND", text);
  for (const auto kind : benefit_kinds)
    if (code == code_of(kind)) return kind;
  return std::nullopt;
}

std::vector<Benefit> benefits_of(db::Transaction& tx, const Scope& scope, std::string_view worker_id) {
  if (!find_worker(tx, scope, worker_id)) return {};
  return tx.all(sql::registry::benefits_of_worker, db::Params{worker_id}, benefit_of);
}

std::vector<BenefitCount> benefits_at(db::Transaction& tx, const Scope& scope, std::string_view lu_id, Month first,
                                      Month last) {
  if (!find_unit(tx, scope, lu_id)) return {};
  std::map<std::optional<BenefitKind>, std::pair<std::set<std::string>, std::int64_t>> found;
  for (auto rows = tx.query(sql::registry::benefits_at_unit, db::Params{lu_id, end_of(last), begin_of(first)});
       rows.next();) {
    auto b = benefit_of(rows.row());
    auto& [people, benefits] = found[b.kind];
    people.insert(std::move(b.worker_id));
    ++benefits;
  }
  std::vector<BenefitCount> out;
  const auto put = [&](std::optional<BenefitKind> kind) {
    if (const auto at = found.find(kind); at != found.end())
      out.push_back({kind, static_cast<std::int64_t>(at->second.first.size()), at->second.second});
  };
  for (const auto kind : benefit_kinds) put(kind);
  put(std::nullopt);
  return out;
}

std::vector<DeclaredDuringBenefit> declared_during_benefits(db::Transaction& tx, const Scope& scope,
                                                            std::string_view lu_id, Month first, Month last) {
  if (!find_unit(tx, scope, lu_id)) return {};
  return tx.all(sql::registry::declared_during_benefits, db::Params{lu_id, first, last}, [&](const db::Row& r) {
    DeclaredDuringBenefit out{benefit_of(r), Month::parse(r.text(6)).value_or(first), r.maybe_money(7)};
    out.whole_month = out.benefit.from && *out.benefit.from <= begin_of(out.month) &&
                      (!out.benefit.to || *out.benefit.to >= end_of(out.month));
    return out;
  });
}

}  // namespace ssiis::registry
