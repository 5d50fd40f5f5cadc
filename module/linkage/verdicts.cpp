// Verdicts: each checked, written with its history, its numbers and its audit record in one transaction.
#include <algorithm>
#include <map>

#include "linkage/review.hpp"
#include "linkage/store.hpp"
#include "sql/linkage.hpp"

namespace ssiis::linkage {
namespace {

namespace q = sql::linkage;

struct Change {
  std::string act, event, reason;
  Verdict verdict;
};

// One decision under way: what it needs at hand, in the caller's transaction.
class Deciding {
 public:
  Deciding(db::Transaction& tx, const Reviews::Parts& parts, const Actor& who, Link link)
      : tx_{tx}, parts_{parts}, who_{who}, link_{std::move(link)} {}

  const Link& link() const { return link_; }

  // Where an entry has one owner at most, a person's link of another one must be undone first.
  std::optional<Rejection> taken_elsewhere(Verdict verdict) {
    if (!link_.part->one_to_one || (verdict != Verdict::same && verdict != Verdict::branch)) return std::nullopt;
    for (const auto& other : sharing()) {
      const bool owned = other.verdict == Verdict::same || other.verdict == Verdict::branch;
      if (owned && other.register_id == link_.register_id &&
          !may_be_one(tx_, *link_.part, other.lsso_id, link_.lsso_id))
        return Rejection{"link.entry_taken", {other.lsso_id}};
      if (other.verdict == Verdict::same && verdict == Verdict::same && other.lsso_id == link_.lsso_id)
        return Rejection{"link.unit_taken", {other.register_id}};
    }
    return std::nullopt;
  }

  void write(const Change& change, std::int64_t version) {
    Link next = link_;
    next.verdict = change.verdict;
    next.counts = should_count(next);
    if (tx_.execute(q::link_decide, db::Params{name_of(next.verdict), next.counts, link_.id, version}) != 1)
      throw Conflict{"link"};
    if (link_.counts) registry::end_linked_numbers(tx_, {link_.id}, today());
    if (next.counts) enter(next);
    if (next.counts && link_.part->one_to_one) others_give_way(next);
    tx_.execute(q::decision_insert, db::Params{parts_.ids.next(), link_.id, change.act, name_of(change.verdict),
                                               change.reason, who_.login(), who_.user_id(), parts_.clock.now(),
                                               link_.probability_ppm, link_.weight_milli, link_.run});
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

 private:
  Day today() const { return parts_.clock.today(); }
  std::vector<Link> sharing() {
    return tx_.all(q::links_sharing, db::Params{link_.part->part, link_.id, link_.lsso_id, link_.register_id}, link_of);
  }
  void enter(const Link& next) {
    const auto& reg = register_named(link_.part->reg);
    const auto& own = register_named(own_register(*link_.part));
    const auto as_of =
        tx_.find(q::snapshot_day, db::Params{link_.part->reg}, [](const db::Row& r) { return r.day(0); });
    registry::enter_linked_numbers(tx_, parts_.ids,
                                   numbers_brought(next, numbers_in(reg, record_of(tx_, reg.name, link_.register_id)),
                                                   numbers_in(own, record_of(tx_, own.name, link_.lsso_id)), as_of),
                                   today());
  }
  // What the system had linked by itself gives way to what a person says, and is shown to people.
  void others_give_way(const Link& next) {
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
  void judge(Verdict verdict) {
    if (verdict == Verdict::none || verdict == Verdict::merge_proposed) return;
    tx_.execute(q::sample_judge, db::Params{name_of(verdict), who_.login(), parts_.clock.now(), link_.id});
  }

  db::Transaction& tx_;
  const Reviews::Parts& parts_;
  const Actor& who_;
  Link link_;
};

std::string print_of(const Actor& who, std::string_view act, std::int64_t id, std::string_view said,
                     std::string_view reason) {
  std::string all{act};
  for (const auto part : {std::string_view{who.user_id()}, said, reason}) (all += '\n') += part;
  return hex(sha256(all + '\n' + std::to_string(id)));
}

bool needs_reason(const Link& link, Verdict verdict) {
  const bool overturned = link.verdict != Verdict::none && link.verdict != Verdict::unsure && link.verdict != verdict;
  return verdict == Verdict::branch || overturned;
}

std::optional<Rejection> unfit(const Link& link, Verdict verdict, const std::string& reason) {
  const bool known = verdict == Verdict::same || verdict == Verdict::different || verdict == Verdict::unsure ||
                     (verdict == Verdict::branch && link.part->branches);
  if (!known) return Rejection{"link.verdict_missing", {}, "verdict"};
  if (reason.empty() && needs_reason(link, verdict)) return Rejection{"link.reason_missing", {}, "reason"};
  if (count_code_points(reason) > Reviews::longest_reason) return Rejection{"link.reason_too_long", {}, "reason"};
  return std::nullopt;
}

// Runs one decision: the key first, then the pair under its part's line. `judge` answers with the change or why not.
template <class F>
Result<Done> one_decision(const Reviews::Parts& parts, const Actor& who, std::int64_t id, std::int64_t version,
                          std::string_view print, std::string_view key, F&& judge) {
  bool hidden = false;
  auto done = parts.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
    hidden = false;
    const auto refuse = [&](Rejection why) -> Result<Done> {
      tx.rollback();
      return why;
    };
    if (!key.empty()) {
      const auto before = db::claim_request(tx, key, print, parts.clock.now());
      if (!before || *before) tx.rollback();
      if (!before) return before.rejections();
      if (*before) return Done{};
    }
    auto link = find_link(tx, who.scope(Reviews::permission), id);
    if (link) {
      stand_in_line(tx, *link->part);
      link = find_link(tx, who.scope(Reviews::permission), id);  // as it stands now that nobody else writes
    }
    if (!link) {
      hidden = true;
      return refuse({"access.forbidden"});
    }
    if (link->version != version) throw Conflict{"link"};
    const auto now = db::database_now(tx);
    if (link->claimed_until && *link->claimed_until >= now && link->claimed_by != who.login())
      return refuse({"link.claimed", {link->claimed_by}});
    Deciding deciding{tx, parts, who, std::move(*link)};
    const Result<Change> change = judge(tx, deciding);
    if (!change) return refuse(change.rejection());
    deciding.write(*change, version);
    if (!key.empty()) db::store_result(tx, key, "done");
    return Done{};
  });
  if (hidden) return parts.trail.refused(who, Reviews::permission, "link:" + std::to_string(id));
  return done;
}

}  // namespace

Result<Done> Reviews::decide(const Actor& who, std::int64_t id, std::int64_t version, Verdict verdict,
                             std::string_view given, std::string_view key) {
  if (!who.may(permission)) return parts_.trail.refused(who, permission, "link:" + std::to_string(id));
  const std::string reason{trimmed(given)};
  return one_decision(
      parts_, who, id, version, print_of(who, "link.decide", id, name_of(verdict), reason), key,
      [&](db::Transaction&, Deciding& d) -> Result<Change> {
        const auto& link = d.link();
        if (auto why = unfit(link, verdict, reason)) return *why;
        if (link.part->merges && link.verdict == Verdict::same && !who.may(second_permission))
          return Rejection{"link.merge_confirmed"};
        if (auto why = d.taken_elsewhere(verdict)) return *why;
        if (link.part->merges && verdict == Verdict::same)
          return Change{
              .act = "proposed", .event = "link.merge_proposed", .reason = reason, .verdict = Verdict::merge_proposed};
        return Change{.act = "decided", .event = "link.decided", .reason = reason, .verdict = verdict};
      });
}

Result<Done> Reviews::confirm(const Actor& who, std::int64_t id, std::int64_t version, bool accepted,
                              std::string_view given, std::string_view key) {
  if (!who.may(second_permission)) return parts_.trail.refused(who, second_permission, "link:" + std::to_string(id));
  const std::string reason{trimmed(given)};
  return one_decision(
      parts_, who, id, version, print_of(who, "link.confirm", id, accepted ? "yes" : "no", reason), key,
      [&](db::Transaction& tx, Deciding& d) -> Result<Change> {
        if (d.link().verdict != Verdict::merge_proposed) return Rejection{"link.not_proposed"};
        for (const auto& decision : decisions_of(tx, id)) {
          if (decision.act != "proposed") continue;
          if (decision.user_id == who.user_id()) return Rejection{"link.own_proposal"};
          break;
        }
        if (!accepted && reason.empty()) return Rejection{"link.reason_missing", {}, "reason"};
        if (count_code_points(reason) > longest_reason) return Rejection{"link.reason_too_long", {}, "reason"};
        if (accepted)
          return Change{
              .act = "confirmed", .event = "link.merge_confirmed", .reason = reason, .verdict = Verdict::same};
        return Change{.act = "declined", .event = "link.merge_declined", .reason = reason, .verdict = Verdict::none};
      });
}

}  // namespace ssiis::linkage
