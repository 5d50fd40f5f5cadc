#include "profiles/grants.hpp"

#include <algorithm>

#include "sql/profiles.hpp"

namespace ssiis::profiles {
namespace {

struct OpenGrant {
  std::string user_id, labour_unit;
};

std::vector<OpenGrant> open_of(db::Transaction& tx, CaseId under) {
  return tx.all(sql::profiles::grants_open_of_case, db::Params{under}, [](const db::Row& r) {
    return OpenGrant{r.text(1), r.text(2)};
  });
}

audit::Event told(CaseId under, std::string event, std::string_view user_id, std::string_view unit) {
  return {audit::ChainName::of_case(under),
          audit::Act::wrote,
          std::move(event),
          "case:" + std::to_string(under.value),
          "",
          {{"user", std::string{user_id}}, {"labour_unit", std::string{unit}}},
          {}};
}

}  // namespace

void Grants::open(db::Transaction& tx, const Actor& who, CaseId under, std::string_view labour_unit,
                  const std::vector<std::string>& user_ids, std::string_view reason) {
  auto held = open_of(tx, under);
  for (const auto& user : user_ids) {
    const auto same = [&](const OpenGrant& g) { return g.user_id == user && g.labour_unit == labour_unit; };
    if (std::any_of(held.begin(), held.end(), same)) continue;
    // The record's place in the case's chain is unique in the case: it serves as the grant's id.
    const auto id = trail_.record(tx, who, told(under, "grant.opened", user, labour_unit));
    tx.execute(sql::profiles::grant_insert, db::Params{under, id, user, labour_unit, reason, clock_.now()});
    held.push_back({user, std::string{labour_unit}});
  }
}

void Grants::close(db::Transaction& tx, const Actor& who, CaseId under) {
  const auto held = open_of(tx, under);
  if (held.empty()) return;
  tx.execute(sql::profiles::grants_close_case, db::Params{clock_.now(), under});
  for (const auto& g : held) trail_.record(tx, who, told(under, "grant.closed", g.user_id, g.labour_unit));
}

void Grants::close_for(db::Transaction& tx, const Actor& who, CaseId under, std::string_view user_id) {
  const auto held = open_of(tx, under);
  if (tx.execute(sql::profiles::grants_close_user, db::Params{clock_.now(), under, user_id}) == 0) return;
  for (const auto& g : held)
    if (g.user_id == user_id) trail_.record(tx, who, told(under, "grant.closed", g.user_id, g.labour_unit));
}

std::optional<UnitGrant> grant_for(db::Transaction& tx, const Actor& who, std::string_view labour_unit) {
  return tx.find(sql::profiles::grant_open_of, db::Params{who.user_id(), labour_unit}, [](const db::Row& r) {
    return UnitGrant{CaseId{r.integer(0)}, r.text(1), r.text(2), r.instant(3)};
  });
}

}  // namespace ssiis::profiles
