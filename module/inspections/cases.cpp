#include "inspections/cases.hpp"

#include <algorithm>

#include "inspections/case_counts.hpp"
#include "inspections/requesters.hpp"

namespace ssiis::inspections {
namespace {

bool inspects_at(const Actor& who, std::int64_t point) {
  return who.has_role_at("inspector", point) || who.has_role_at("chief_inspector", point);
}

// What the caller is to this file, himself or for an absent colleague; nothing when it is not theirs to see.
std::optional<OpenCase> seen_by(db::Transaction& tx, const Actor& who, Case file, Day today) {
  OpenCase out{.file = std::move(file), .my_roles = {}, .by_grant = std::nullopt};
  if (!who.is_service()) {
    out.my_roles = roles_in_case(tx, out.file.id, who.user_id());
    if (inspects_at(who, out.file.territory_point))
      for (const auto& absent : profiles::stands_in_for(tx, who.user_id(), today))
        out.my_roles.merge(roles_in_case(tx, out.file.id, absent.user_id));
  }
  if (who.may("case.read", out.file.territory_point)) return out;
  if (out.member() && who.may("case.read")) return out;
  if (!who.may("case.read")) return std::nullopt;
  out.by_grant = profiles::grant_for(tx, who, out.file.unit_key);
  if (!out.by_grant || !falls_under(*out.by_grant, out.file)) return std::nullopt;
  return out;
}

}  // namespace

bool falls_under(const profiles::UnitGrant& grant, const Case& file) noexcept {
  return file.opened_on <= grant.opened_at.day();
}

// As RequestService::open asks.
bool may_read_requesters_letters(const Actor& who, std::int64_t point) noexcept {
  return who.may("request.register", point) || who.may("order.create", point);
}

bool sealed_for(const Actor& who, const OpenCase& open, const documents::Document& paper) noexcept {
  if (written_to_requester(paper) && !may_read_requesters_letters(who, open.file.territory_point)) return true;
  if (!open.by_grant) return false;
  const bool requested = open.file.origin == Origin::worker_request || open.file.origin == Origin::employer_request;
  return (paper.direction == documents::Direction::incoming && paper.kind == "letter") ||
         (paper.kind == "paper_scan" && requested) || written_to_requester(paper);
}

std::vector<Case> visible_cases_of_unit(db::Transaction& tx, const Actor& who, const std::string& unit_key) {
  const auto scope = who.scope("case.read");
  if (scope.empty()) return {};
  const auto grant = profiles::grant_for(tx, who, unit_key);
  if (!grant) return cases_of_unit(tx, scope, unit_key);
  auto all = cases_of_unit(tx, unit_key);
  std::erase_if(all, [&](const Case& c) { return !scope.holds(c.territory_point) && !falls_under(*grant, c); });
  return all;
}

Result<OpenCase> CaseService::open_in(db::Transaction& tx, const Actor& who, const std::string& order_number) {
  auto file = find_case(tx, order_number);
  const auto id = file ? std::optional{file->id} : std::nullopt;
  if (file)
    if (auto seen = seen_by(tx, who, std::move(*file), rooms_.clock.today())) return *seen;
  tx.rollback();
  return rooms_.trail.refused(who, "case.read", "case:" + order_number, id);
}

Result<OpenCase> CaseService::open(const Actor& who, const std::string& order_number, const std::string& purpose) {
  auto opened =
      rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return open_in(tx, who, order_number); });
  if (!opened) return opened;
  rooms_.trail.read(who, {.chain = audit::ChainName::of_case(opened->file.id),
                          .act = audit::Act::read,
                          .event = "case.read",
                          .object = "case:" + order_number,
                          .purpose = opened->by_grant ? opened->by_grant->purpose() : purpose});
  return opened;
}

std::vector<Case> CaseService::list(const Actor& who, CaseState state, std::optional<PageKey> after, int limit) {
  return rooms_.pool.transact(
      db::Mode::read, [&](db::Transaction& tx) { return list_cases(tx, who.scope("case.read"), state, after, limit); });
}

std::map<CaseState, std::int64_t> CaseService::counts(const Actor& who) {
  return rooms_.pool.transact(db::Mode::read,
                              [&](db::Transaction& tx) { return count_cases(tx, who.scope("case.read")); });
}

std::vector<Case> CaseService::previous(const Actor& who, const std::string& unit_key) {
  return rooms_.pool.transact(db::Mode::read,
                              [&](db::Transaction& tx) { return visible_cases_of_unit(tx, who, unit_key); });
}

}  // namespace ssiis::inspections
