#include "linkage/effects.hpp"

#include <algorithm>

#include "linkage/successors.hpp"
#include "sql/linkage.hpp"

namespace ssiis::linkage {
namespace {

namespace q = sql::linkage;

std::int64_t number_of_rows(db::Transaction& tx, const db::Query& query, const db::Params& params) {
  return tx.find(query, params, [](const db::Row& r) { return r.integer(0); }).value_or(0);
}

}  // namespace

BranchEffect branch_effect(db::Transaction& tx, const Link& l) {
  BranchEffect out;
  // A pair that counts already changes nothing by becoming a branch.
  out.numbers_after = number_of_rows(tx, q::effect_numbers, db::Params{l.part->part, l.lsso_id, l.id}) + 1;
  out.numbers_before = out.numbers_after - (l.counts ? 0 : 1);
  out.month = registry::newest_month(tx);
  if (!out.month) return out;
  out.declared = number_of_rows(tx, q::effect_declared, db::Params{l.lsso_id, *out.month});
  const bool payroll = l.part->reg == "tax_employer" &&
                       tx.find(q::snapshot_of, db::Params{"tax_payroll"}, [](const db::Row&) { return true; });
  if (!payroll) return out;
  const auto people = [&](const std::string& tin) {
    return number_of_rows(tx, q::effect_payroll,
                          db::Params{*out.month, *out.month, tin, l.part->part, l.lsso_id, l.id});
  };
  out.payroll_after = people(l.register_id);
  out.payroll_before = l.counts ? *out.payroll_after : people("");
  return out;
}

SharedPeople shared_people(db::Transaction& tx, const Actor& who, const Link& l, const SuccessorRule& rule) {
  SharedPeople out;
  const auto closed = tx.find(q::closing_of_unit, db::Params{l.lsso_id}, [](const db::Row& r) { return r.day(0); });
  if (!closed) return out;
  std::vector<Employment> employments;
  for (auto rows = tx.query(q::employments_of_two, db::Params{l.lsso_id, l.register_id}); rows.next();) {
    const auto& r = rows.row();
    employments.push_back({r.text(0), r.text(1), r.maybe_day(2), r.maybe_day(3)});
  }
  std::unordered_map<std::string, std::string> one_person;
  for (auto rows = tx.query(q::doubled_workers_of_two, db::Params{l.lsso_id, l.register_id}); rows.next();)
    one_person[rows.row().text(1)] = rows.row().text(0);
  const auto staff = staff_shared({l.lsso_id, *closed}, l.register_id, employments, one_person, rule);
  out.left = static_cast<std::int64_t>(staff.left);
  out.shared = static_cast<std::int64_t>(staff.people.size());
  const auto scope = who.scope("worker.read");
  for (const auto& p : staff.people)  // all of them, since the cut goes by name
    if (const auto worker = registry::find_worker(tx, scope, p.worker))
      out.people.push_back({p.worker, worker->name("lo"), worker->name("en"), p.from, p.until, p.begun});
  std::sort(out.people.begin(), out.people.end(), [](const auto& a, const auto& b) {
    return a.name_lo != b.name_lo ? a.name_lo < b.name_lo : a.worker_id < b.worker_id;
  });
  if (out.people.size() > most_people_shown) out.people.resize(most_people_shown);
  return out;
}

std::string keys_of(const SharedPeople& people) {
  std::string out;
  for (const auto& p : people.people) out += (out.empty() ? "" : " ") + p.worker_id;
  return out;
}

}  // namespace ssiis::linkage
