#include "inspections/case_access.hpp"

namespace ssiis::inspections {
namespace {

std::string detail(const audit::Record& record, std::string_view name) {
  for (const auto& [key, value] : record.details)
    if (key == name) return value;
  return {};
}

}  // namespace

Result<AccessPage> CaseAccess::page(const Actor& who, const std::string& order, std::optional<std::int64_t> before,
                                    int limit) {
  const auto file = rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return find_case(tx, order); });
  if (!file || !may_look(who, *file))
    return rooms_.trail.refused(who, "audit.read", "case:" + first_code_points(order, 40),
                                file ? std::optional{file->id} : std::nullopt);
  rooms_.trail.read(who, {.chain = audit::ChainName::of_case(file->id),
                          .act = audit::Act::read,
                          .event = "case.access_read",
                          .object = "case:" + order,
                          .purpose = "oversight"});
  return rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    AccessPage out{.file = *file, .rows = {}, .older = std::nullopt};
    auto records = rooms_.trail.readings_of_case(tx, file->id, before, limit + 1);
    if (records.size() > static_cast<std::size_t>(limit)) {
      records.pop_back();
      out.older = records.back().seq;
    }
    for (const auto& r : records)
      out.rows.push_back(
          {r.at, r.act == audit::Act::refused, r.user_id, r.event, r.object, r.purpose, detail(r, "permission")});
    return out;
  });
}

}  // namespace ssiis::inspections
