// Verdicts being written: what one changes and what has to give way, in the caller's transaction. Private to the room.
#pragma once
#include "linkage/review.hpp"
#include "linkage/store.hpp"

namespace ssiis::linkage {

struct Change {
  std::string act, event, reason;
  Verdict verdict;
};

// One decision under way. The caller stands in the part's line already (stand_in_line).
class Deciding {
 public:
  Deciding(db::Transaction& tx, const Reviews::Parts& parts, const Actor& who, Link link)
      : tx_{tx}, parts_{parts}, who_{who}, link_{std::move(link)} {}

  const Link& link() const { return link_; }
  // Where an entry has one owner at most, a person's link of another one must be undone first: link.entry_taken,
  // link.unit_taken.
  std::optional<Rejection> taken_elsewhere(Verdict verdict);
  // The verdict with its history, its numbers, what gives way and its audit record. Conflict when the pair changed.
  void write(const Change& change, std::int64_t version);

 private:
  Day today() const { return parts_.clock.today(); }
  std::vector<Link> sharing();
  void enter(const Link& next);
  void others_give_way(const Link& next);
  void judge(Verdict verdict);

  db::Transaction& tx_;
  const Reviews::Parts& parts_;
  const Actor& who_;
  Link link_;
};

// Whether saying this needs a reason: a branch, and what overturns an earlier verdict.
bool needs_reason(const Link& link, Verdict verdict) noexcept;

}  // namespace ssiis::linkage
