// What becomes of changes afterwards: their decision falls, their inspection is cancelled, or nobody confirms them.
#include "amendments/office.hpp"
#include "amendments/reading.hpp"

namespace ssiis::amendments {
namespace {

constexpr int followed_at_once = 200;

}  // namespace

void AmendmentOffice::decision_fell(db::Transaction& tx, CaseId id) { mark_to_follow(tx, id); }

int AmendmentOffice::inspection_cancelled(db::Transaction& tx, const Actor& who, CaseId id) {
  int cancelled = 0;
  for (auto& a : rows_of_case(tx, id)) {
    if (a.reverses != 0 || a.state == State::withdrawn) continue;
    const auto* kind = kinds_.find(a.kind);
    if (after(a.state, Event::cancel))
      cancelled += change(tx, who, a, Event::cancel, {}) ? 1 : 0;
    else if (kind == nullptr || !kind->needs_final_decision)  // of the others decision_fell takes care
      write(tx, who, a, Event::keep, {});
  }
  return cancelled;
}

void AmendmentOffice::undo_first(db::Transaction& tx, const Actor& who, const Amendment& back) {
  if (back.reverses == 0) return;
  auto first = find_again(tx, back.case_id, back.reverses);
  if (first && after(first->state, Event::undo)) static_cast<void>(change(tx, who, *first, Event::undo, {}));
}

void AmendmentOffice::drop_back(db::Transaction& tx, const Actor& who, const Amendment& first) {
  if (first.reversed_by == 0) return;
  auto back = find_again(tx, first.case_id, first.reversed_by);
  if (!back || !after(back->state, Event::moot) || !change(tx, who, *back, Event::moot, {})) return;
  note_reversed(tx, first, 0);  // who accepts it again wants it written
}

// Whoever was not sure whether the first was written knows it now. Where the MIS had said that it was, it contradicts
// itself, and a person has to ask.
Result<Done> AmendmentOffice::take_never_written(db::Transaction& tx, const Actor& who, Amendment& back,
                                                 const WriteAnswer& answer) {
  auto first = find_again(tx, back.case_id, back.reverses);
  if (first && first->state != State::accepted) {
    tell_contradiction(tx, who, *first, answer.reason_lo, answer.reason_en);
    return change(tx, who, back, Event::refuse, answer.reason_lo, answer.reason_en);
  }
  if (first)
    if (const auto out = change(tx, who, *first, Event::take_out, answer.reason_lo, answer.reason_en); !out) return out;
  return change(tx, who, back, Event::moot, answer.reason_lo, answer.reason_en);
}

std::int64_t AmendmentOffice::take_back(db::Transaction& tx, const Actor& service, const Amendment& a) {
  auto back = a;
  back.id = ids_.next();
  back.origin = "reverse:" + std::to_string(a.id);
  back.state = State::prepared;
  back.prepared_at = clock_.now();
  back.prepared_by = service.user_id();
  back.accepted_at = back.seen_at = back.sent_at = back.late_at = back.asked_at = std::nullopt;
  back.accepted_by.clear();
  back.asked_key.clear();
  back.batch = 0;
  back.reverses = a.id;
  back.version = 1;
  auto lines = lines_of(tx, a);
  for (auto& l : lines) {
    const auto was = l.before.value_or(std::string{});
    l.before = l.after;
    l.after = was;
  }
  insert(tx, back, lines);
  write(tx, service, back, Event::prepare, {});
  if (const auto done = change(tx, service, back, Event::hand_over, {}); !done)
    throw std::logic_error{"what takes a change back cannot be proposed"};
  return back.id;
}

bool AmendmentOffice::follow(db::Transaction& tx, const Actor& service, const Amendment& found) {
  const auto before = find_again(tx, found.case_id, found.id);
  if (!before || !followed(tx, *before)) {
    tx.rollback();  // another host was first, or the MIS is being asked: the next run looks again
    return false;
  }
  auto a = find_again(tx, found.case_id, found.id);
  const auto why = objection_to(tx, *a);
  if (!why || why->code != "amendment.decision_gone" || a->reversed_by != 0) return false;
  const bool told =
      a->state == State::sent || a->state == State::applied || a->state == State::confirmed || is_uncertain(*a);
  if (!told) return after(a->state, Event::take_out) && change(tx, service, *a, Event::take_out, {});
  note_reversed(tx, *a, take_back(tx, service, *a));
  write(tx, service, *a, Event::reverse, {});
  return true;
}

int AmendmentOffice::follow_decisions(const Actor& service, const std::function<bool()>& cancelled) {
  int done = 0;
  for (std::int64_t after_id = 0;;) {
    const auto page = pool_.transact(
        db::Mode::read, [&](db::Transaction& tx) { return to_be_followed(tx, after_id, followed_at_once); });
    for (const auto& a : page) {
      if (cancelled()) return done;
      try {
        if (pool_.transact(db::Mode::write, [&](db::Transaction& tx) { return follow(tx, service, a); })) ++done;
      } catch (const Conflict&) {
        continue;  // somebody changed it meanwhile; the mark stays, the next run looks again
      }
    }
    if (static_cast<int>(page.size()) < followed_at_once) return done;
    after_id = page.back().id;
  }
}

int AmendmentOffice::point_out_late(const Actor& service, const std::function<bool()>& cancelled) {
  int told = 0;
  for (std::optional<QueueKey> after;;) {
    const auto page =
        pool_.transact(db::Mode::read, [&](db::Transaction& tx) { return to_be_seen(tx, after, followed_at_once); });
    for (const auto& a : page) {
      if (cancelled()) return told;
      const auto since = waits_since(a);
      if (a.late_at || a.reversed_by != 0) continue;
      if (!since || clock_.today().days_since(since->day()) <= kinds_.expectation().days) continue;
      told += pool_.transact(db::Mode::write, [&](db::Transaction& tx) {
        if (!note_late(tx, a, clock_.now())) return 0;
        write(tx, service, a, Event::miss, {});
        return 1;
      });
    }
    if (static_cast<int>(page.size()) < followed_at_once) return told;
    after = QueueKey{page.back().proposed_at.value(), page.back().id};
  }
}

}  // namespace ssiis::amendments
