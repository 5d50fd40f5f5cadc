#include "inspections/member_sheets.hpp"

#include <algorithm>

namespace ssiis::inspections {
namespace {

constexpr int own_months_shown = 24;

void add_known(std::optional<Money>& to, const std::optional<Money>& more) {
  if (more) to = to.value_or(Money{}) + *more;
}

std::optional<std::vector<OwnMonth>> months_of(db::Transaction& tx, const Scope& scope,
                                               const registry::SelfEmployed& member) {
  if (!registry::has_input(tx, registry::Input::self_employed_contributions)) return std::nullopt;
  const auto newest = registry::newest_member_month(tx);
  if (!newest) return std::vector<OwnMonth>{};
  const auto lines = registry::member_history(tx, scope, member.member_id, *newest, own_months_shown);
  auto first = newest->plus(1 - own_months_shown), last = *newest;
  if (member.person.reg_date) first = std::max(first, Month::of(*member.person.reg_date));
  if (member.close_date) last = std::min(last, Month::of(*member.close_date));
  for (const auto& line : lines) {  // a line outside the dates of the insurance is shown, too
    first = std::min(first, line.month);
    last = std::max(last, line.month);
  }
  return own_months(lines, first, last);
}

}  // namespace

std::vector<OwnMonth> own_months(const std::vector<registry::MemberMonth>& lines, Month first, Month last) {
  std::vector<OwnMonth> out;
  for (auto month = first; month <= last; month = month.plus(1)) {
    OwnMonth one{.sum = {.month = month}};
    for (const auto& line : lines) {
      if (line.month != month) continue;
      one.recorded = true;
      add_known(one.sum.insurable_income, line.insurable_income);
      add_known(one.sum.due, line.due);
      add_known(one.sum.paid, line.paid);
      if (line.paid_date && (!one.sum.paid_date || *one.sum.paid_date < *line.paid_date))
        one.sum.paid_date = line.paid_date;
    }
    out.push_back(one);
  }
  return out;
}

Result<MemberSheet> MemberService::sheet(const Actor& who, const std::string& member_key, const std::string& purpose) {
  if (std::find(std::begin(worker_purposes), std::end(worker_purposes), purpose) == std::end(worker_purposes))
    return Rejection{"unit.purpose_missing", {}, "purpose"};
  auto found = rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) -> std::optional<MemberSheet> {
    const auto scope = who.scope("worker.read");
    auto member = registry::find_self_employed(tx, scope, member_key);
    if (!member) return std::nullopt;
    MemberSheet out{.member = std::move(*member)};
    out.numbers = registry::numbers_of(tx, scope, registry::EntityKind::self_employed, member_key);
    out.workers = registry::workers_with_numbers_of(tx, scope, out.member);
    out.months = months_of(tx, scope, out.member);
    return out;
  });
  const auto object = "member:" + first_code_points(member_key, 64);
  if (!found) return rooms_.trail.refused(who, "worker.read", object);
  rooms_.trail.read(who, {.chain = audit::ChainName::of_person(who.user_id()),
                          .act = audit::Act::read,
                          .event = "member.read",
                          .object = object,
                          .purpose = purpose});
  return std::move(*found);
}

}  // namespace ssiis::inspections
