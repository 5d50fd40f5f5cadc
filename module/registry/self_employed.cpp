#include "registry/self_employed.hpp"

#include <algorithm>

#include "registry/api.hpp"
#include "sql/registry.hpp"

namespace ssiis::registry {
namespace {

std::optional<MemberKind> member_kind_named(std::string_view text) {
  const auto code = canonical_value("MBRKND", text);
  if (code == "SELF_EMPLOYED") return MemberKind::self_employed;
  if (code == "VOLUNTARY") return MemberKind::voluntary;
  return std::nullopt;
}

SelfEmployed member_of(const db::Row& r) {
  SelfEmployed m{r.text(0),      {}, member_kind_named(r.text_or_empty(16)), r.text_or_empty(17), r.text_or_empty(19),
                 r.maybe_day(20)};
  auto& p = m.person;
  p.worker_id = m.member_id;
  p.ss_no = r.text_or_empty(1);
  p.given_lo = r.text_or_empty(2);
  p.surname_lo = r.text_or_empty(3);
  p.name_latin = r.text_or_empty(4);
  p.sex = r.text_or_empty(5);
  p.dob = r.maybe_day(6);
  p.id_no = r.text_or_empty(7);
  p.phone = r.text_or_empty(8);
  p.where = {r.text_or_empty(9),  r.text_or_empty(10), r.text_or_empty(11),
             r.text_or_empty(12), r.text_or_empty(13), {},
             r.text_or_empty(14), r.integer(15)};
  p.reg_date = r.maybe_day(18);
  return m;
}

// Keys of `wanted` entities that are the same person: by LSSO's own numbers, and by the entry of the civil register
// that both are linked to.
std::vector<std::string> keys_of_same(db::Transaction& tx, const db::Query& by_numbers, EntityKind wanted,
                                      EntityKind given, const Worker& person) {
  const auto first_text = [](const db::Row& r) { return r.text(0); };
  auto keys = tx.all(by_numbers, db::Params{person.ss_no, person.id_no}, first_text);
  for (auto& key : tx.all(sql::registry::entities_sharing_civil_entry,
                          db::Params{name_of(wanted), name_of(given), person.worker_id}, first_text))
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(std::move(key));
  return keys;
}

}  // namespace

std::optional<SelfEmployed> find_self_employed(db::Transaction& tx, const Scope& scope, std::string_view member_id) {
  if (!has_input(tx, Input::self_employed)) return std::nullopt;
  return tx.find(ScopedQuery{sql::registry::self_employed_by_id, scope}, db::Params{member_id}, member_of);
}

std::optional<Money> MemberMonth::missing() const {
  if (!due) return std::nullopt;
  const auto came = paid.value_or(Money{});
  return *due > came ? *due - came : Money{};
}

std::vector<MemberMonth> member_history(db::Transaction& tx, const Scope& scope, std::string_view member_id, Month last,
                                        int months) {
  return tx.all(ScopedQuery{sql::registry::self_employed_months, scope},
                db::Params{member_id, last.plus(1 - months), last}, [last](const db::Row& r) {
                  return MemberMonth{Month::parse(r.text(0)).value_or(last), r.maybe_money(1), r.maybe_money(2),
                                     r.maybe_money(3), r.maybe_day(4)};
                });
}

std::vector<Worker> workers_with_numbers_of(db::Transaction& tx, const Scope& scope, const SelfEmployed& member) {
  std::vector<Worker> out;
  for (const auto& key : keys_of_same(tx, sql::registry::workers_by_numbers, EntityKind::worker,
                                      EntityKind::self_employed, member.person))
    if (auto worker = find_worker(tx, scope, key)) out.push_back(std::move(*worker));
  return out;
}

std::vector<SelfEmployed> self_employed_with_numbers_of(db::Transaction& tx, const Scope& scope, const Worker& worker) {
  std::vector<SelfEmployed> out;
  if (!has_input(tx, Input::self_employed)) return out;
  for (const auto& key :
       keys_of_same(tx, sql::registry::self_employed_by_numbers, EntityKind::self_employed, EntityKind::worker, worker))
    if (auto member = find_self_employed(tx, scope, key)) out.push_back(std::move(*member));
  return out;
}

}  // namespace ssiis::registry
