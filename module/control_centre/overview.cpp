#include "control_centre/overview.hpp"

#include <algorithm>

#include "amendments/api.hpp"
#include "imports/api.hpp"
#include "mapping/api.hpp"
#include "sql/control_centre.hpp"

namespace ssiis::control_centre {
namespace {

namespace q = sql::control_centre;

void note(Waiting& waiting, std::int64_t count, const std::optional<Instant>& oldest) {
  waiting.count += count;
  if (oldest && (!waiting.oldest || *oldest < *waiting.oldest)) waiting.oldest = oldest;
}

Feed* feed_of(std::vector<Feed>& feeds, std::string_view source) {
  const auto at = std::find_if(feeds.begin(), feeds.end(), [&](const Feed& f) { return f.source == source; });
  return at == feeds.end() ? nullptr : &*at;
}

void read_feeds(db::Transaction& tx, Day today, const FreshDays& fresh_days, Overview& out) {
  for (const auto source : sources) {
    Feed feed{std::string{source}};
    if (const auto at = fresh_days.find(source); at != fresh_days.end()) feed.expected_days = at->second;
    out.feeds.push_back(std::move(feed));
  }
  for (auto& snapshot : registry::current_snapshots(tx))
    if (auto* feed = feed_of(out.feeds, snapshot.source)) {
      feed->age_days = std::max(0, today.days_since(snapshot.as_of));
      feed->current = std::move(snapshot);
    }
  for (auto rows = tx.query(q::loads); rows.next();) {
    const auto& r = rows.row();
    auto* feed = feed_of(out.feeds, r.text(0));
    using imports::LoadState;
    const auto state = imports::load_state(r.text(1));
    const auto count = r.integer(2);
    const auto oldest = r.maybe_instant(3);
    if (state == LoadState::held) note(out.held, count, oldest);
    if (state == LoadState::mapping) note(out.unmapped, count, oldest);
    if (feed == nullptr) continue;
    if (state == LoadState::held) feed->held = count;
    if (state == LoadState::mapping) feed->unmapped = count;
    if (state == LoadState::waiting || state == LoadState::reading) feed->under_way += count;
  }
  for (auto& folder : imports::drop_states(tx))
    if (auto* feed = feed_of(out.feeds, folder.source)) feed->folder = std::move(folder);
  for (auto rows = tx.query(q::loads_failed); rows.next();)
    if (auto* feed = feed_of(out.feeds, rows.row().text(0))) feed->failed = rows.row().integer(1);
  for (auto rows = tx.query(q::rejects); rows.next();) {
    const auto& r = rows.row();
    note(out.rejects, r.integer(1), r.maybe_instant(2));
    if (auto* feed = feed_of(out.feeds, r.text(0))) feed->rejects = r.integer(1);
  }
}

LinkedPart* part_of(std::vector<LinkedPart>& parts, std::string_view name) {
  const auto at = std::find_if(parts.begin(), parts.end(), [&](const LinkedPart& p) { return p.part->part == name; });
  return at == parts.end() ? nullptr : &*at;
}

void count_pairs(LinkedPart& part, std::string_view band, std::string_view verdict, std::int64_t n) {
  if (verdict == "unsure") {
    part.unsure += n;
  } else if (verdict == "merge_proposed") {
    part.merges += n;
  } else if (verdict == "same" || verdict == "branch" || verdict == "different") {
    part.decided += n;
  } else if (band != "rejected") {
    // What links two of LSSO's own never counts by itself: all of it is to be looked at.
    (band == "review" || part.part->merges ? part.to_review : part.linked) += n;
  }
}

void read_links(db::Transaction& tx, const Scope& scope, Overview& out) {
  for (const auto& part : linkage::parts()) out.parts.push_back({&part});
  for (auto rows = tx.query(registry::ScopedQuery{q::pairs, scope}); rows.next();) {
    const auto& r = rows.row();
    auto* part = part_of(out.parts, r.text(0));
    if (part == nullptr) continue;
    count_pairs(*part, r.text(1), r.text(2), r.integer(4));
    if (r.flag(3)) part->contradicted += r.integer(4);
  }
  for (auto rows = tx.query(q::part_runs); rows.next();) {
    const auto& r = rows.row();
    auto* part = part_of(out.parts, r.text(0));
    if (part == nullptr || !r.maybe_text(1)) continue;
    part->left_out = r.text(1) == "left_out";
    part->capped = r.maybe_integer(2).value_or(0);
    part->run_at = r.maybe_instant(3);
  }
  for (const auto& part : out.parts) {
    note(out.pairs, part.to_review, {});
    note(out.unsure, part.unsure, {});
    note(out.merges, part.merges, {});
    note(out.contradicted, part.contradicted, {});
  }
  out.run = tx.find(q::run_open, db::Params{}, [](const db::Row& r) {
    return OpenRun{r.text(0), r.instant(1), r.maybe_integer(2).value_or(0), r.maybe_integer(3).value_or(0)};
  });
}

// Registers whose current snapshot is not the one that the pairs of their part come from.
void read_unlinked(db::Transaction& tx, Day today, const FreshDays& days, Overview& out) {
  out.failed_run = tx.find(q::run_newest, db::Params{}, [](const db::Row& r) {
                       return r.text(0) == "failed" ? Waiting{1, r.maybe_instant(1)} : Waiting{};
                     }).value_or(Waiting{});
  const auto in_time = days.find("linkage");
  if (in_time == days.end()) return;
  std::map<std::string, std::string> linked;
  for (auto rows = tx.query(q::part_runs); rows.next();)
    linked.emplace(rows.row().text(0), rows.row().text_or_empty(4));
  for (auto rows = tx.query(q::snapshots_current); rows.next();) {
    const auto& r = rows.row();
    const auto source = r.text(0), sha256 = r.text(1);
    if (feed_of(out.feeds, source) == nullptr) continue;  // LSSO's own are snapshots, too
    // A row that was put right makes another snapshot of it: it is as new as that.
    const auto since = std::max(r.instant(2), r.instant(3));
    if (today.days_since(since.day()) <= in_time->second) continue;
    const auto reads = [&](const linkage::PartSpec& part) { return part.reg == source; };
    // One part is enough: another may have nothing to compare it with, as where the MIS tells of no members.
    const auto has_it = [&](const linkage::PartSpec& part) {
      return reads(part) && linked[std::string{part.part}] == sha256;
    };
    if (std::ranges::any_of(linkage::parts(), reads) && std::ranges::none_of(linkage::parts(), has_it))
      note(out.unlinked, 1, since);
  }
}

void read_changes(db::Transaction& tx, const Scope& scope, Overview& out) {
  const db::ScopedQuery scoped{q::changes, scope, "t.low"};
  for (auto rows = tx.query(scoped.query()); rows.next();) {
    const auto& r = rows.row();
    const auto state = r.text(0);
    auto& waiting = state == "proposed" || state == "checked" ? out.proposals
                    : state == "returned"                     ? out.returned
                    : state == "refused"                      ? out.refused
                                                              : out.unconfirmed;
    note(waiting, r.integer(1), r.maybe_instant(2));
  }
  const db::ScopedQuery late{q::changes_late, scope, "t.low"};
  for (auto rows = tx.query(late.query()); rows.next();)
    note(out.late, rows.row().integer(0), rows.row().maybe_instant(1));
  const db::ScopedQuery confirmations{q::confirmations_waiting, scope, "t.low"};
  for (auto rows = tx.query(confirmations.query()); rows.next();)
    note(out.confirmations, rows.row().integer(0), rows.row().maybe_instant(1));
}

}  // namespace

Freshness Feed::freshness() const noexcept {
  if (!current) return Freshness::never;
  if (expected_days == 0 || age_days <= expected_days) return Freshness::fresh;
  return age_days <= 2 * expected_days ? Freshness::ageing : Freshness::late;
}

FreshDays fresh_days_of(const Settings& settings) {
  FreshDays out;
  for (const auto source : sources)
    if (const auto days = settings.number("control.fresh_days." + std::string{source}, 0); days > 0)
      out.emplace(source, static_cast<int>(std::min<std::int64_t>(days, 3660)));
  out.emplace("linkage", static_cast<int>(std::clamp<std::int64_t>(settings.number("control.link_days", 1), 0, 3660)));
  return out;
}

Overview read_overview(db::Transaction& tx, const Scope& scope, Day today, const FreshDays& fresh_days) {
  Overview out;
  read_feeds(tx, today, fresh_days, out);
  out.own.newest_month = registry::newest_month(tx);
  const auto instant = [](const db::Row& r) { return r.maybe_instant(0); };
  out.own.copied_at = mapping::copied_at(tx);
  out.own.indexed_at = tx.find(q::indexed_at, db::Params{}, instant).value_or(std::nullopt);
  out.own.inputs = registry::input_states(tx);
  read_links(tx, scope, out);
  read_unlinked(tx, today, fresh_days, out);
  read_changes(tx, scope, out);
  return out;
}

}  // namespace ssiis::control_centre
