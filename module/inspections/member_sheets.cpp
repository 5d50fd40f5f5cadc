#include "inspections/member_sheets.hpp"

#include <algorithm>

namespace ssiis::inspections {

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
