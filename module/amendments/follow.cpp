// What becomes of changes afterwards: their decision falls, or nobody confirms them.
#include "amendments/office.hpp"
#include "amendments/reading.hpp"

namespace ssiis::amendments {
namespace {

constexpr int followed_at_once = 200;

}  // namespace

void AmendmentOffice::decision_fell(db::Transaction& tx, CaseId id) { mark_to_follow(tx, id); }

std::int64_t AmendmentOffice::take_back(db::Transaction& tx, const Actor& service, const Amendment& a) {
  auto back = a;
  back.id = ids_.next();
  back.origin = "reverse:" + std::to_string(a.id);
  back.state = State::prepared;
  back.prepared_at = clock_.now();
  back.prepared_by = service.user_id();
  back.accepted_at = back.seen_at = back.sent_at = back.late_at = std::nullopt;
  back.accepted_by.clear();
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
  auto a = find_again(tx, found.case_id, found.id);
  if (!a) return false;
  const auto why = objection_to(tx, *a);
  const bool gone = why && why->code == "amendment.decision_gone";
  const bool untold = a->state == State::accepted || a->state == State::refused;
  const bool told = a->state == State::sent || a->state == State::applied || a->state == State::confirmed;
  const auto back = gone && told ? take_back(tx, service, *a) : 0;
  if (!followed(tx, *a, back)) {
    tx.rollback();  // another host was first
    return false;
  }
  if (gone && untold) return static_cast<bool>(change(tx, service, *a, Event::take_out, {}));
  if (back != 0) write(tx, service, *a, Event::reverse, {});
  return back != 0;
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
      if (a.late_at || !since || clock_.today().days_since(since->day()) <= kinds_.expectation().days) continue;
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
