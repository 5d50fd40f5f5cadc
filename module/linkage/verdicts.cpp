// Verdicts: each checked, written with its history, its numbers and its audit record in one transaction.
#include "linkage/contradicting.hpp"
#include "linkage/deciding.hpp"

namespace ssiis::linkage {
namespace {

std::string print_of(const Actor& who, std::string_view act, std::int64_t id, std::string_view said,
                     std::string_view reason) {
  std::string all{act};
  for (const auto part : {std::string_view{who.user_id()}, said, reason}) (all += '\n') += part;
  return hex(sha256(all + '\n' + std::to_string(id)));
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
Result<Done> one_decision(const Reviews::Parts& parts, const Actor& who, std::string_view permission, std::int64_t id,
                          std::int64_t version, std::string_view print, std::string_view key, F&& judge) {
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
    auto link = find_link(tx, who.scope(permission), id);
    if (link) {
      stand_in_line(tx, *link->part);
      link = find_link(tx, who.scope(permission), id);  // as it stands now that nobody else writes
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
  if (hidden) return parts.trail.refused(who, permission, "link:" + std::to_string(id));
  return done;
}

}  // namespace

Result<Done> Reviews::decide(const Actor& who, std::int64_t id, std::int64_t version, Verdict verdict,
                             std::string_view given, std::string_view key) {
  if (!who.may(permission)) return parts_.trail.refused(who, permission, "link:" + std::to_string(id));
  const std::string reason{trimmed(given)};
  return one_decision(
      parts_, who, permission, id, version, print_of(who, "link.decide", id, name_of(verdict), reason), key,
      [&](db::Transaction& tx, Deciding& d) -> Result<Change> {
        const auto& link = d.link();
        if (auto why = unfit(link, verdict, reason)) return *why;
        if (link.part->merges && link.verdict == Verdict::same && !find_link(tx, who.scope(second_permission), id))
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
      parts_, who, second_permission, id, version, print_of(who, "link.confirm", id, accepted ? "yes" : "no", reason),
      key, [&](db::Transaction& tx, Deciding& d) -> Result<Change> {
        if (d.link().verdict != Verdict::merge_proposed) return Rejection{"link.not_proposed"};
        for (const auto& decision : decisions_of(tx, id)) {
          if (decision.act != "proposed") continue;
          if (decision.user_id == who.user_id()) return Rejection{"link.own_proposal"};
          break;
        }
        if (!accepted && reason.empty()) return Rejection{"link.reason_missing", {}, "reason"};
        if (count_code_points(reason) > longest_reason) return Rejection{"link.reason_too_long", {}, "reason"};
        // What contradicts itself is not closed by who comes second: somebody splits it first.
        if (accepted && contradicted_around(tx, who.scope(permission), {d.link()}).any())
          return Rejection{"link.cluster_contradicted"};
        if (accepted)
          return Change{
              .act = "confirmed", .event = "link.merge_confirmed", .reason = reason, .verdict = Verdict::same};
        return Change{.act = "declined", .event = "link.merge_declined", .reason = reason, .verdict = Verdict::none};
      });
}

}  // namespace ssiis::linkage
