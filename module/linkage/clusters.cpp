#include "linkage/clusters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "linkage/contradicting.hpp"
#include "linkage/deciding.hpp"
#include "linkage/publish.hpp"
#include "sql/linkage.hpp"

namespace ssiis::linkage {
namespace {

namespace q = sql::linkage;

struct ClusterFound {
  std::vector<std::string> members;
  std::vector<Link> pairs;
  std::int64_t elsewhere{0};
  bool too_large{false};
};

bool by_keys(const Link& a, const Link& b) {
  return a.lsso_id != b.lsso_id ? a.lsso_id < b.lsso_id : a.register_id < b.register_id;
}

// From the pair outwards, the nearest first, through pairs inside the scope that join; then all pairs between members.
ClusterFound cluster_around(db::Transaction& tx, const Scope& scope, const Link& start) {
  std::map<std::int64_t, Link> near;
  std::set<std::string> members{start.lsso_id, start.register_id};
  std::set<std::int64_t> elsewhere;
  ClusterFound out;
  std::vector<std::string> open(members.begin(), members.end());
  for (std::size_t i = 0; i < open.size(); ++i) {
    const auto key = open[i];
    auto rows = tx.query(registry::ScopedQuery{q::cluster_pairs, scope}, db::Params{start.part->part, key, key});
    while (rows.next()) {
      auto l = link_of(rows.row());
      const bool inside = rows.row().flag(19);
      if (!inside && joins(l)) elsewhere.insert(l.id);
      if (!inside) continue;
      const auto other = l.lsso_id == key ? l.register_id : l.lsso_id;
      if (joins(l) && !members.contains(other)) {
        out.too_large = out.too_large || members.size() >= Clusters::most_members;
        if (members.size() < Clusters::most_members) {
          members.insert(other);
          open.push_back(other);
        }
      }
      near.emplace(l.id, std::move(l));
    }
  }
  out.members.assign(members.begin(), members.end());
  for (auto& [id, l] : near)
    if (members.contains(l.lsso_id) && members.contains(l.register_id)) out.pairs.push_back(std::move(l));
  std::sort(out.pairs.begin(), out.pairs.end(), by_keys);
  out.elsewhere = static_cast<std::int64_t>(elsewhere.size());
  return out;
}

std::string proposer(db::Transaction& tx, const Link& l) {
  for (const auto& d : decisions_of(tx, l.id))
    if (d.act == "proposed") return d.user_id;
  return {};
}

std::string claimed_by_other(const std::vector<Link>& pairs, Instant now, const std::string& login) {
  for (const auto& l : pairs)
    if (l.claimed_until && *l.claimed_until >= now && l.claimed_by != login) return l.claimed_by;
  return {};
}

Clusters::Seen versions_of(const std::vector<Link>& pairs) {
  Clusters::Seen out;
  for (const auto& l : pairs) out[l.id] = l.version;
  return out;
}

std::string cluster_print(const Actor& who, std::string_view act, std::int64_t pair, const Clusters::Groups& groups,
                          std::string_view reason) {
  std::string all = fmt::format("{}\n{}\n{}\n{}", act, who.user_id(), pair, reason);
  for (const auto& [member, group] : groups) all += fmt::format("\n{}={}", member, group);
  return hex(sha256(all));
}

// Where a run would place an entry and what it would say is owed there (Inputs::places): a worker lies where the unit
// lies that employed them last, else at home.
void place_entry(db::Transaction& tx, Link& l) {
  const auto codes = [&l](const db::Row& r, int first) {
    l.province_code = r.text_or_empty(first);
    l.district_code = r.text_or_empty(first + 1);
    return 0;
  };
  const bool worker = l.part->entity == registry::EntityKind::worker;
  tx.find(worker ? q::place_worker : q::place_unit, db::Params{l.lsso_id},
          [&](const db::Row& r) { return codes(r, 0); });
  if (!worker) {
    l.debt = tx.find(q::debt_of_unit, db::Params{l.lsso_id}, [](const db::Row& r) {
                 return r.maybe_money(0).value_or(Money{});
               }).value_or(Money{});
    return;
  }
  using Job = std::tuple<std::optional<Day>, std::string, std::optional<Day>>;
  std::optional<Job> last;
  for (auto rows = tx.query(q::place_jobs, db::Params{l.lsso_id}); rows.next();) {
    const auto& r = rows.row();
    Job job{r.maybe_day(1), r.text(0), r.maybe_day(2)};
    if (last && job < *last) continue;
    last = std::move(job);
    codes(r, 3);
  }
}

// Two that no run compared, so that what is said of them has a row like all else. Nothing when their place is not the
// caller's.
std::optional<Link> pair_made(db::Transaction& tx, const Reviews::Parts& parts, const Scope& scope,
                              const PartSpec& part, const std::string& one, const std::string& other) {
  Link l;
  l.part = &part;
  l.lsso_id = std::min(one, other);
  l.register_id = std::max(one, other);
  // It would be among the pairs that were read, were it the caller's.
  const auto there = [](const db::Row&) { return true; };
  if (tx.find(q::pair_is_there, db::Params{part.part, one, other, other, one}, there)) return std::nullopt;
  l.id = parts.ids.next();
  l.band = Band::rejected;
  place_entry(tx, l);
  l.urgency = urgency_of(0, l.debt);
  rewrite(tx, {l});
  return find_link(tx, scope, l.id);
}

}  // namespace

Result<ClusterView> Clusters::open(const Actor& who, std::int64_t pair) {
  const auto object = "link:" + std::to_string(pair);
  if (!who.may(Reviews::permission)) return parts_.trail.refused(who, Reviews::permission, object);
  const auto scope = who.scope(Reviews::permission);
  ClusterView out;
  const bool found = parts_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    out = {};
    const auto start = find_link(tx, scope, pair);
    if (!start) return false;
    out.part = start->part;
    if (!start->part->merges) return true;
    auto around = cluster_around(tx, scope, *start);
    out.pairs = std::move(around.pairs);
    out.elsewhere = around.elsewhere;
    out.too_large = around.too_large;
    const auto said = groups_said(around.members, out.pairs);
    for (const auto& key : around.members)
      out.members.push_back({key, record_of(tx, own_register(*out.part), key), said.at(key)});
    out.contradicted = contradicted_around(tx, scope, out.pairs);
    out.claimed_by = claimed_by_other(out.pairs, db::database_now(tx), who.login());
    out.may_confirm = who.may(Reviews::second_permission);
    for (const auto& l : out.pairs) {
      if (l.verdict == Verdict::merge_proposed) {
        ++out.proposed;
        out.may_confirm = out.may_confirm && find_link(tx, who.scope(Reviews::second_permission), l.id).has_value();
        out.own_proposal = out.own_proposal || proposer(tx, l) == who.user_id();
      }
      if (!l.run || out.fields.contains(*l.run)) continue;
      tx.find(q::part_fields, db::Params{*l.run, l.part->part}, [&](const db::Row& r) {
        out.fields[*l.run] = fields_of(r.text_or_empty(0));
        return 0;
      });
    }
    return true;
  });
  if (!found) return parts_.trail.refused(who, Reviews::permission, object);
  if (!out.part->merges) return Rejection{"link.no_cluster"};
  std::string keys;
  for (const auto& m : out.members) keys += (keys.empty() ? "" : " ") + m.key;
  parts_.trail.read(who, {.chain = audit::ChainName::of_person(who.user_id()),
                          .act = audit::Act::read,
                          .event = "link.read",
                          .object = object,
                          .purpose = "register_check",
                          .details = {{"kind", std::string{out.part->kind}}, {"cluster", keys}}});
  return out;
}

// One act on a cluster: the key first, then all of its pairs under the part's line. `work` answers with what is
// refused.
template <class F>
Result<Done> Clusters::change(const Actor& who, std::string_view permission, std::int64_t pair, const Seen& seen,
                              std::string_view print, std::string_view key, F&& work) {
  bool hidden = false;
  const auto scope = who.scope(Reviews::permission);
  auto done = parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
    hidden = false;
    const auto refuse = [&](Rejection why) -> Result<Done> {
      tx.rollback();
      return why;
    };
    if (!key.empty()) {
      const auto before = db::claim_request(tx, key, print, parts_.clock.now());
      if (!before || *before) tx.rollback();
      if (!before) return before.rejections();
      if (*before) return Done{};
    }
    const auto start = find_link(tx, scope, pair);
    if (!start) {
      hidden = true;
      return refuse({"access.forbidden"});
    }
    if (!start->part->merges) return refuse({"link.no_cluster"});
    stand_in_line(tx, *start->part);
    const auto cluster = cluster_around(tx, scope, *start);
    if (cluster.too_large) return refuse({"link.cluster_too_large"});
    if (versions_of(cluster.pairs) != seen) throw Conflict{"link"};
    const auto other = claimed_by_other(cluster.pairs, db::database_now(tx), who.login());
    if (!other.empty()) return refuse({"link.claimed", {other}});
    if (auto why = work(tx, cluster)) {
      hidden = why->code == "access.forbidden";
      return refuse(std::move(*why));
    }
    if (!key.empty()) db::store_result(tx, key, "done");
    return Done{};
  });
  if (hidden) return parts_.trail.refused(who, permission, "link:" + std::to_string(pair));
  return done;
}

Result<Done> Clusters::arrange(const Actor& who, std::int64_t pair, const Seen& seen, const Groups& groups,
                               std::string_view given, std::string_view key) {
  if (!who.may(Reviews::permission))
    return parts_.trail.refused(who, Reviews::permission, "link:" + std::to_string(pair));
  const std::string reason{trimmed(given)};
  if (count_code_points(reason) > Reviews::longest_reason) return Rejection{"link.reason_too_long", {}, "reason"};
  if (std::all_of(groups.begin(), groups.end(), [](const auto& g) { return g.second.empty(); }))
    return Rejection{"link.group_missing"};
  const auto scope = who.scope(Reviews::permission);
  const auto work = [&](db::Transaction& tx, const ClusterFound& cluster) -> std::optional<Rejection> {
    const auto group_of = [&](const std::string& member) {
      const auto at = groups.find(member);
      return at == groups.end() ? std::string{} : at->second;
    };
    std::vector<std::pair<Link, Verdict>> changes;
    std::set<std::pair<std::string, std::string>> known;
    for (const auto& l : cluster.pairs) {
      known.insert(std::minmax(l.lsso_id, l.register_id));
      const auto wanted = verdict_by(group_of(l.lsso_id), group_of(l.register_id));
      const bool stands = wanted == l.verdict || (wanted == Verdict::same && l.verdict == Verdict::merge_proposed);
      if (wanted != Verdict::none && !stands) changes.emplace_back(l, wanted);
    }
    for (std::size_t i = 0; i < cluster.members.size(); ++i)
      for (std::size_t j = i + 1; j < cluster.members.size(); ++j) {
        const auto &a = cluster.members[i], &b = cluster.members[j];
        if (verdict_by(group_of(a), group_of(b)) != Verdict::same || known.contains({a, b})) continue;
        auto made = pair_made(tx, parts_, scope, *cluster.pairs.front().part, a, b);
        if (!made) return Rejection{"link.cluster_elsewhere", {a, b}};
        changes.emplace_back(std::move(*made), Verdict::same);
      }
    if (changes.empty()) return Rejection{"link.cluster_unchanged"};
    for (const auto& [l, wanted] : changes) {
      if (reason.empty() && needs_reason(l, wanted)) return Rejection{"link.reason_missing", {}, "reason"};
      if (l.verdict == Verdict::same && !find_link(tx, who.scope(Reviews::second_permission), l.id))
        return Rejection{"link.merge_confirmed"};
    }
    for (const auto& [l, wanted] : changes) {
      const bool one = wanted == Verdict::same;
      Deciding{tx, parts_, who, l}.write({.act = one ? "proposed" : "decided",
                                          .event = one ? "link.merge_proposed" : "link.decided",
                                          .reason = reason,
                                          .verdict = one ? Verdict::merge_proposed : wanted},
                                         l.version);
    }
    return std::nullopt;
  };
  return change(who, Reviews::permission, pair, seen, cluster_print(who, "arrange", pair, groups, reason), key, work);
}

Result<Done> Clusters::confirm(const Actor& who, std::int64_t pair, const Seen& seen, bool accepted,
                               std::string_view given, std::string_view key) {
  if (!who.may(Reviews::second_permission))
    return parts_.trail.refused(who, Reviews::second_permission, "link:" + std::to_string(pair));
  const std::string reason{trimmed(given)};
  if (!accepted && reason.empty()) return Rejection{"link.reason_missing", {}, "reason"};
  if (count_code_points(reason) > Reviews::longest_reason) return Rejection{"link.reason_too_long", {}, "reason"};
  const auto work = [&](db::Transaction& tx, const ClusterFound& cluster) -> std::optional<Rejection> {
    std::vector<Link> waiting;
    for (const auto& l : cluster.pairs)
      if (l.verdict == Verdict::merge_proposed) waiting.push_back(l);
    if (waiting.empty()) return Rejection{"link.not_proposed"};
    for (const auto& l : waiting) {
      if (!find_link(tx, who.scope(Reviews::second_permission), l.id)) return Rejection{"access.forbidden"};
      if (proposer(tx, l) == who.user_id()) return Rejection{"link.own_proposal"};
    }
    // What contradicts itself is not closed by who comes second: somebody splits it first.
    if (accepted && contradicted_around(tx, who.scope(Reviews::permission), cluster.pairs).any())
      return Rejection{"link.cluster_contradicted"};
    for (const auto& l : waiting)
      Deciding{tx, parts_, who, l}.write({.act = accepted ? "confirmed" : "declined",
                                          .event = accepted ? "link.merge_confirmed" : "link.merge_declined",
                                          .reason = reason,
                                          .verdict = accepted ? Verdict::same : Verdict::none},
                                         l.version);
    return std::nullopt;
  };
  return change(who, Reviews::second_permission, pair, seen,
                cluster_print(who, "confirm", pair, {{"accepted", accepted ? "yes" : "no"}}, reason), key, work);
}

}  // namespace ssiis::linkage
