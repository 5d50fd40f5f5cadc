#include "linkage/review.hpp"

#include <algorithm>
#include <map>

#include "linkage/store.hpp"
#include "sql/linkage.hpp"

namespace ssiis::linkage {
namespace {

namespace q = sql::linkage;

constexpr std::pair<State, std::string_view> states[] = {
    {State::waiting, "waiting"}, {State::unsure, "unsure"},   {State::merges, "merges"},
    {State::linked, "linked"},   {State::decided, "decided"}, {State::contradicted, "contradicted"}};

// Of pairs of LSSO's own also the likely ones wait: nothing is merged by itself.
std::string condition(const QueueFilter& f) {
  switch (f.state) {
    case State::waiting:
      return f.part->merges ? "l.verdict = 'none' AND l.band IN ('review', 'linked')"
                            : "l.verdict = 'none' AND l.band = 'review'";
    case State::unsure:
      return "l.verdict = 'unsure'";
    case State::merges:
      return "l.verdict = 'merge_proposed'";
    case State::linked:
      return "l.verdict = 'none' AND l.band = 'linked'";
    case State::decided:
      return "l.verdict IN ('same', 'branch', 'different')";
    case State::contradicted:
      return "l.contradicted = 1";
  }
  return "(1 = 0)";
}

bool digits_only(const std::string& code) {
  return !code.empty() && std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// A place holds what lies in it, what came of it, and the closed places that it came of (profiles::reaches_of): a pair
// keeps the code that was right when it was written. A district that no tree knows counts as its province.
std::string inside(const std::string& place) {
  const auto held =
      "(SELECT t.code FROM insp_territory_current t JOIN insp_territory_reach_current r "
      "ON t.low BETWEEN r.low AND r.high WHERE r.code = '" +
      place + "' AND r.held_before IS NULL)";
  return "(l.district_code IN " + held + " OR (l.province_code IN " + held +
         " AND l.district_code NOT IN (SELECT t.code FROM insp_territory_current t)))";
}

// Place and points; only digits of a code come into the statement.
std::string narrowed(const QueueFilter& f) {
  std::string out = "(1 = 1)";
  if (digits_only(f.place) && (f.place.size() == 2 || f.place.size() == 4)) out += " AND " + inside(f.place);
  if (f.least) out += " AND l.weight_milli >= " + std::to_string(*f.least * 1000);
  return out;
}

registry::ScopedQuery scoped(const db::Query& query, const Scope& scope, const QueueFilter& f) {
  return {query, scope, {{"state", condition(f) + " AND " + narrowed(f)}}};
}

std::string proposer_of(const std::vector<Decision>& history) {
  for (const auto& d : history)
    if (d.act == "proposed") return d.user_id;
  return {};
}

}  // namespace

std::string_view name_of(State state) noexcept {
  for (const auto& [s, name] : states)
    if (s == state) return name;
  return "";
}

std::optional<State> state_named(std::string_view name) noexcept {
  for (const auto& [s, n] : states)
    if (n == name) return s;
  return std::nullopt;
}

Queue Reviews::queue(const Actor& who, const QueueFilter& f) {
  const auto scope = who.scope(permission);
  return parts_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    Queue out;
    out.pairs = tx.all(scoped(q::link_queue, scope, f), db::Params{f.part->part, f.limit, f.offset}, link_of);
    out.total = tx.find(scoped(q::link_queue_count, scope, f), db::Params{f.part->part}, [](const db::Row& r) {
                    return r.integer(0);
                  }).value_or(0);
    return out;
  });
}

std::map<std::string, Figures> Reviews::figures(const Actor& who, const QueueFilter& filter) {
  const auto scope = who.scope(permission);
  return parts_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    std::map<std::string, Figures> out;
    auto rows = tx.query(registry::ScopedQuery{q::figures, scope, {{"narrowed", narrowed(filter)}}});
    while (rows.next()) {
      const auto& r = rows.row();
      auto& f = out[r.text(0)];
      const auto band = band_named(r.text(1)).value_or(Band::rejected);
      const auto verdict = verdict_named(r.text(2)).value_or(Verdict::none);
      const auto* part = part_named(r.text(0));
      const auto n = r.integer(3);
      if (verdict == Verdict::unsure) f.unsure += n;
      if (verdict == Verdict::merge_proposed) f.merges += n;
      if (verdict == Verdict::same || verdict == Verdict::branch || verdict == Verdict::different) f.decided += n;
      if (verdict != Verdict::none || band == Band::rejected || part == nullptr) continue;
      (band == Band::review || part->merges ? f.waiting : f.linked) += n;
    }
    return out;
  });
}

Result<std::optional<std::int64_t>> Reviews::take_next(const Actor& who, const QueueFilter& f, std::int64_t after) {
  if (!who.may(permission)) return parts_.trail.refused(who, permission, "links");
  const auto scope = who.scope(permission);
  return parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<std::optional<std::int64_t>> {
    tx.execute(q::link_release, db::Params{after, who.login()});
    const auto now = db::database_now(tx);
    // Somebody may take the same one between the look and the claim: then the next is looked for.
    for (int attempt = 0; attempt < 5; ++attempt) {
      const auto next =
          tx.find(scoped(q::link_next, scope, f), db::Params{f.part->part, after, now, who.login()}, link_of);
      if (!next) return std::optional<std::int64_t>{};
      if (tx.execute(q::link_claim,
                     db::Params{who.login(), now.plus_seconds(claim_seconds), next->id, now, who.login()}) == 1)
        return std::optional{next->id};
    }
    return std::optional<std::int64_t>{};
  });
}

Result<PairView> Reviews::open(const Actor& who, std::int64_t id, Claim claim) {
  const auto object = "link:" + std::to_string(id);
  if (!who.may(permission)) return parts_.trail.refused(who, permission, object);
  auto found = parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> std::optional<PairView> {
    auto link = find_link(tx, who.scope(permission), id);
    if (!link) return std::nullopt;
    PairView out;
    out.link = std::move(*link);
    const auto& l = out.link;
    const auto now = db::database_now(tx);
    out.claimed_by_other = l.claimed_until && *l.claimed_until >= now && l.claimed_by != who.login();
    if (!out.claimed_by_other && claim == Claim::yes)
      tx.execute(q::link_claim, db::Params{who.login(), now.plus_seconds(claim_seconds), id, now, who.login()});
    out.own = record_of(tx, own_register(*l.part), l.lsso_id);
    out.entry = record_of(tx, l.part->reg, l.register_id);
    tx.find(q::part_fields, db::Params{l.run.value_or(0), l.part->part}, [&](const db::Row& r) {
      out.fields = fields_of(r.text_or_empty(0));
      out.link_ppm = r.integer(1);
      out.review_ppm = r.integer(2);
      out.as_of = r.maybe_day(3);
      out.found_at = r.maybe_instant(4);
      return 0;
    });
    out.history = decisions_of(tx, id);
    out.around =
        tx.all(registry::ScopedQuery{q::links_around, who.scope(permission)},
               db::Params{l.part->part, id, l.lsso_id, l.register_id, l.part->merges ? l.register_id : l.lsso_id,
                          l.part->merges ? l.lsso_id : l.register_id},
               link_of);
    if (l.part->branches) out.branch = branch_effect(tx, l);
    out.contradicted = contradicted_around(tx, who.scope(permission), {l});
    out.may_confirm = l.part->merges && find_link(tx, who.scope(second_permission), id).has_value();
    if (l.verdict == Verdict::merge_proposed) out.proposed_by = proposer_of(out.history);
    out.own_proposal = out.proposed_by == who.user_id();
    return out;
  });
  if (!found) return parts_.trail.refused(who, permission, object);
  if (found->link.part->kind == "labour_unit_successor")  // much reading, so not while others wait to write
    found->shared = parts_.pool.transact(
        db::Mode::read, [&](db::Transaction& tx) { return shared_people(tx, who, found->link, parts_.successors); });
  parts_.trail.read(who, {.chain = audit::ChainName::of_person(who.user_id()),
                          .act = audit::Act::read,
                          .event = "link.read",
                          .object = object,
                          .purpose = "register_check",
                          .details = {{"kind", std::string{found->link.part->kind}},
                                      {"people", found->shared ? keys_of(*found->shared) : std::string{}}}});
  return std::move(*found);
}

}  // namespace ssiis::linkage
