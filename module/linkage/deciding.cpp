#include "linkage/deciding.hpp"

#include "sql/linkage.hpp"

namespace ssiis::linkage {
namespace {

namespace q = sql::linkage;

}  // namespace

std::optional<Rejection> Deciding::taken_elsewhere(Verdict verdict) {
  if (!link_.part->one_to_one || (verdict != Verdict::same && verdict != Verdict::branch)) return std::nullopt;
  for (const auto& other : sharing()) {
    const bool owned = other.verdict == Verdict::same || other.verdict == Verdict::branch;
    if (owned && other.register_id == link_.register_id && !may_be_one(tx_, *link_.part, other.lsso_id, link_.lsso_id))
      return Rejection{"link.entry_taken", {other.lsso_id}};
    if (other.verdict == Verdict::same && verdict == Verdict::same && other.lsso_id == link_.lsso_id)
      return Rejection{"link.unit_taken", {other.register_id}};
  }
  return std::nullopt;
}

void Deciding::write(const Change& change, std::int64_t version) {
  Link next = link_;
  next.verdict = change.verdict;
  next.counts = should_count(next);
  if (tx_.execute(q::link_decide, db::Params{name_of(next.verdict), next.counts, link_.id, version}) != 1)
    throw Conflict{"link"};
  if (link_.counts) registry::end_linked_numbers(tx_, {link_.id}, today());
  if (next.counts) enter(next);
  if (next.counts && link_.part->one_to_one) others_give_way(next);
  tx_.execute(q::decision_insert,
              db::Params{parts_.ids.next(), link_.id, change.act, name_of(change.verdict), change.reason, who_.login(),
                         who_.user_id(), parts_.clock.now(), link_.probability_ppm, link_.weight_milli, link_.run});
  judge(next.verdict);
  parts_.trail.record(tx_, who_,
                      {.chain = audit::ChainName::administration(),
                       .event = change.event,
                       .object = "link:" + std::to_string(link_.id),
                       .details = {{"kind", std::string{link_.part->kind}},
                                   {"lsso_id", link_.lsso_id},
                                   {"register", std::string{link_.part->reg}},
                                   {"register_id", link_.register_id},
                                   {"verdict", std::string{name_of(change.verdict)}},
                                   {"before", std::string{name_of(link_.verdict)}}}});
}

std::vector<Link> Deciding::sharing() {
  return tx_.all(q::links_sharing, db::Params{link_.part->part, link_.id, link_.lsso_id, link_.register_id}, link_of);
}

void Deciding::enter(const Link& next) {
  const auto& reg = register_named(link_.part->reg);
  const auto& own = register_named(own_register(*link_.part));
  const auto as_of = tx_.find(q::snapshot_day, db::Params{link_.part->reg}, [](const db::Row& r) { return r.day(0); });
  registry::enter_linked_numbers(tx_, parts_.ids,
                                 numbers_brought(next, numbers_in(reg, record_of(tx_, reg.name, link_.register_id)),
                                                 numbers_in(own, record_of(tx_, own.name, link_.lsso_id)), as_of),
                                 today());
}

// What the system had linked by itself gives way to what a person says, and is shown to people.
void Deciding::others_give_way(const Link& next) {
  for (const auto& other : sharing()) {
    const bool same_entry =
        other.register_id == next.register_id && !may_be_one(tx_, *link_.part, other.lsso_id, next.lsso_id);
    const bool same_unit = other.lsso_id == next.lsso_id && next.verdict == Verdict::same;
    if (!other.counts || other.verdict != Verdict::none || (!same_entry && !same_unit)) continue;
    tx_.execute(q::link_give_way, db::Params{other.id});
    registry::end_linked_numbers(tx_, {other.id}, today());
  }
}

// A pair that was drawn for the weekly sample is judged by the verdict itself.
void Deciding::judge(Verdict verdict) {
  if (verdict == Verdict::none || verdict == Verdict::merge_proposed) return;
  tx_.execute(q::sample_judge, db::Params{name_of(verdict), who_.login(), parts_.clock.now(), link_.id});
}

bool needs_reason(const Link& link, Verdict verdict) noexcept {
  const bool overturned = link.verdict != Verdict::none && link.verdict != Verdict::unsure && link.verdict != verdict;
  return verdict == Verdict::branch || overturned;
}

}  // namespace ssiis::linkage
