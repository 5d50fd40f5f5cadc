#include "linkage/publish.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "sql/linkage.hpp"

namespace ssiis::linkage {
namespace {

namespace q = sql::linkage;
constexpr std::int64_t worth_telling_ppm = 10'000;  // how far a confidence moves before its numbers are written anew
constexpr std::size_t pairs_at_once = 5000;         // written together, so that a part is not held a third time

std::string pair_key(const std::string& lsso, const std::string& entry) { return lsso + '\n' + entry; }

bool person_spoke(const Link& l) { return l.verdict != Verdict::none; }

// Entries and units whose one partner a person has named.
struct Held {
  std::unordered_set<std::string> units;
  std::unordered_map<std::string, std::string> owners;  // of entries
};

class Publication {
 public:
  Publication(db::Transaction& tx, db::IdSource& ids, const PartSpec& part, std::int64_t run,
              const Surroundings& around, Day today)
      : tx_{tx}, ids_{ids}, part_{part}, run_{run}, around_{around}, today_{today} {}

  Published run(const std::vector<Found>& found) {
    stand_in_line(tx_, part_);
    read();
    for (const auto& f : found) take(f);
    for (const auto& [key, l] : before_) gone(l);
    write();
    if (around_.as_of)
      registry::renew_linked_numbers(tx_, part_.entity, part_.reg, *around_.as_of, not_there_any_more_);
    tx_.execute(q::part_published, db::Params{run_, part_.part});
    return out_;
  }

 private:
  void read() {
    for (auto rows = tx_.query(q::links_of_part, db::Params{part_.part}); rows.next();) {
      auto l = link_of(rows.row());
      if (part_.one_to_one && l.verdict == Verdict::same) held_.units.insert(l.lsso_id);
      if (part_.one_to_one && (l.verdict == Verdict::same || l.verdict == Verdict::branch))
        held_.owners.emplace(l.register_id, l.lsso_id);
      auto key = pair_key(l.lsso_id, l.register_id);
      before_.emplace(std::move(key), std::move(l));
    }
  }

  void take(const Found& f) {
    // What is left of those before, once all were taken, was not found any more.
    const auto known = before_.extract(pair_key(f.lsso_id, f.register_id));
    Link l = known ? known.mapped() : Link{};
    l.part = &part_;
    l.lsso_id = f.lsso_id;
    l.register_id = f.register_id;
    l.band = f.band;
    l.probability_ppm = std::llround(f.probability * 1e6);
    l.weight_milli = std::llround(f.weight * 1e3);
    l.evidence = f.evidence;
    l.contradicted = speaks_against(l);
    if (!person_spoke(l) && held(l)) {
      // Somebody else is known to be the one. What looks just as good is shown; the rest is let go.
      l.contradicted = l.band == Band::linked;
      l.band = l.contradicted ? Band::review : Band::rejected;
    }
    place(l);
    if (!known) {
      l.id = ids_.next();
      l.version = 1;
      l.run = run_;
      ++out_.fresh;
      store(std::move(l), nullptr);
    } else {
      settle(std::move(l), known.mapped());
    }
  }

  bool held(const Link& l) {
    if (held_.units.contains(l.lsso_id)) return true;
    const auto owner = held_.owners.find(l.register_id);
    return owner != held_.owners.end() && !may_be_one(tx_, part_, owner->second, l.lsso_id);
  }

  bool speaks_against(const Link& l) const {
    // Without evidence no run has ever found it: people made the pair when they put a cluster together.
    if (l.verdict == Verdict::same || l.verdict == Verdict::branch)
      return l.band == Band::rejected && !l.evidence.empty();
    return l.verdict == Verdict::different && l.band == Band::linked;
  }

  void gone(const Link& old) {
    Link l = old;
    l.band = Band::rejected;
    place(l);
    l.contradicted = speaks_against(l);
    if (l.counts && l.contradicted) not_there_any_more_.push_back(l.id);
    if (old.band != Band::rejected) ++out_.gone;
    settle(std::move(l), old);
  }

  void place(Link& l) const {
    if (around_.places != nullptr)
      if (const auto at = around_.places->find(l.lsso_id); at != around_.places->end()) {
        l.province_code = at->second.province;
        l.district_code = at->second.district;
      }
    l.debt = Money{};
    if (around_.debts != nullptr)
      if (const auto debt = around_.debts->find(l.lsso_id); debt != around_.debts->end()) l.debt = debt->second;
    l.urgency = urgency_of(l.probability_ppm, l.debt);
  }

  void settle(Link l, const Link& old) {
    l.counts = should_count(l);
    const bool same = l.band == old.band && l.probability_ppm == old.probability_ppm &&
                      l.weight_milli == old.weight_milli && l.evidence == old.evidence &&
                      l.contradicted == old.contradicted && l.counts == old.counts && l.urgency == old.urgency &&
                      l.debt == old.debt && l.province_code == old.province_code &&
                      l.district_code == old.district_code;
    if (same) {
      ++out_.unchanged;
      count(l);
      return;
    }
    ++out_.changed;
    ++l.version;
    l.run = run_;
    store(std::move(l), &old);
  }

  void store(Link l, const Link* old) {
    l.counts = should_count(l);
    count(l);
    const bool counted = old != nullptr && old->counts;
    const bool moved = counted && std::llabs(old->probability_ppm - l.probability_ppm) >= worth_telling_ppm;
    if (counted && (!l.counts || moved)) ended_.push_back(l.id);
    if (l.counts && (!counted || moved)) {
      const auto own = part_.merges && around_.own_numbers ? around_.own_numbers(l.lsso_id) : Numbers{};
      for (auto& n : numbers_brought(l, around_.entry_numbers(l.register_id), own, around_.as_of))
        entered_.push_back(std::move(n));
    }
    to_write_.push_back(std::move(l));
    if (to_write_.size() == pairs_at_once) write();
  }

  void write() {
    rewrite(tx_, to_write_);
    registry::end_linked_numbers(tx_, ended_, today_);
    registry::enter_linked_numbers(tx_, ids_, entered_, today_);
    to_write_.clear();
    ended_.clear();
    entered_.clear();
  }

  void count(const Link& l) {
    if (l.contradicted) ++out_.contradicted;
    if (l.band == Band::linked) ++out_.linked;
    if (l.band == Band::review && !person_spoke(l)) ++out_.to_review;
  }

  db::Transaction& tx_;
  db::IdSource& ids_;
  const PartSpec& part_;
  std::int64_t run_;
  const Surroundings& around_;
  Day today_;
  std::unordered_map<std::string, Link> before_;
  Held held_;
  std::vector<Link> to_write_;
  std::vector<std::int64_t> ended_, not_there_any_more_;
  std::vector<registry::LinkedNumber> entered_;
  Published out_;
};

}  // namespace

std::int64_t urgency_of(std::int64_t probability_ppm, Money debt) noexcept {
  constexpr std::int64_t half = 500'000, million = 1'000'000;
  const std::int64_t away = probability_ppm > half ? probability_ppm - half : half - probability_ppm;
  const auto nearness = (half - std::min(half, away)) / 500;  // 0 … 1000
  return nearness + std::min<std::int64_t>(std::max<std::int64_t>(debt.units(), 0) / million, 1000);
}

Published publish(db::Transaction& tx, db::IdSource& ids, const PartSpec& part, std::int64_t run,
                  const std::vector<Found>& found, const Surroundings& around, Day today) {
  return Publication{tx, ids, part, run, around, today}.run(found);
}

}  // namespace ssiis::linkage
