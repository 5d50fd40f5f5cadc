// The way to the MIS and what comes of it. It is asked to write what was accepted; the register is looked at for what
// should have arrived, and only it says whether a change is there.
#include "amendments/office.hpp"
#include "amendments/reading.hpp"

namespace ssiis::amendments {
namespace {

constexpr int looked_at_once = 200;
constexpr int unanswered_in_a_row = 3;  // then the MIS is out of reach, and the next run asks again

}  // namespace

bool AmendmentOffice::shown_by_register(db::Transaction& tx, const Kind& kind, const Amendment& a) {
  // The value of before says that a change was taken back only where the change was once seen, or the MIS says so: it
  // may not have written the change yet.
  if (a.reverses != 0 && a.state != State::applied) {
    const auto first = find_again(tx, a.case_id, a.reverses);
    if (!first || !first->seen_at) return false;
  }
  const auto lines = lines_of(tx, a);
  return shows(kind, lines, register_values(tx, kind, a, lines));
}

bool AmendmentOffice::see(const Actor& service, const Amendment& found) {
  const auto* kind = kinds_.find(found.kind);
  if (kind == nullptr || kind->reading == Reading::none) {
    // An answer from before this was kept.
    if (found.state == State::applied) pool_.transact(db::Mode::write, [&](db::Transaction& tx) { settle(tx, found); });
    return false;
  }
  // Most have not arrived: they are looked at without a write.
  if (!pool_.transact(db::Mode::read, [&](db::Transaction& tx) { return shown_by_register(tx, *kind, found); }))
    return false;
  return pool_.transact(db::Mode::write, [&](db::Transaction& tx) {
    auto a = find_again(tx, found.case_id, found.id);
    if (!a || !waits_for_register(a->state) || !shown_by_register(tx, *kind, *a)) return false;
    return static_cast<bool>(change(tx, service, *a, Event::see, {}));
  });
}

std::optional<WriteRequest> AmendmentOffice::request_for(db::Transaction& tx, const Amendment& a, bool takes_back) {
  if (a.state != State::accepted || a.reversed_by != 0) return std::nullopt;
  std::string first_key;
  if (a.reverses != 0) {
    // Only what the service was asked to write can be taken back through it: it knows no other keys.
    const auto first = find_again(tx, a.case_id, a.reverses);
    if (first && takes_back) first_key = first->asked_key;
    if (first_key.empty()) return std::nullopt;
  } else if (objection_to(tx, a)) {
    return std::nullopt;  // its decision has gone since it was accepted
  }
  return WriteRequest{key_of(a),      a.kind,        a.unit_key,      a.subject_key,
                      a.order_number, a.accepted_by, lines_of(tx, a), std::move(first_key)};
}

std::optional<WriteRequest> AmendmentOffice::claim(const Amendment& found, bool takes_back) {
  return pool_.transact(db::Mode::write, [&](db::Transaction& tx) -> std::optional<WriteRequest> {
    const auto a = find_again(tx, found.case_id, found.id);
    if (!a || a->version != found.version) return std::nullopt;
    auto request = request_for(tx, *a, takes_back);
    if (request && !a->asked_at && !note_asked(tx, *a, clock_.now(), request->key)) return std::nullopt;
    return request;
  });
}

void AmendmentOffice::tell_unanswered(const Actor& service, const Amendment& asked) {
  const auto told = [&](db::Transaction& tx) {
    const auto all = changes_of(tx, asked);
    for (auto it = all.rbegin(); it != all.rend() && it->event != Event::accept; ++it)
      if (it->event == Event::unanswered) return true;
    return false;
  };
  if (pool_.transact(db::Mode::read, told)) return;
  pool_.transact(db::Mode::write, [&](db::Transaction& tx) {
    const auto a = find_again(tx, asked.case_id, asked.id);
    if (a && is_uncertain(*a) && a->version == asked.version && !told(tx))
      write(tx, service, *a, Event::unanswered, {});
  });
}

bool AmendmentOffice::keep_answer(const Actor& service, const Amendment& asked, const WriteAnswer& answer) {
  return pool_.transact(db::Mode::write, [&](db::Transaction& tx) {
    auto a = find_again(tx, asked.case_id, asked.id);
    if (!a || a->state != State::accepted || a->version != asked.version) return false;
    return static_cast<bool>(take_answer(tx, service, *a, answer));
  });
}

int AmendmentOffice::write_accepted(const Actor& service, const RegisterWriter& writer,
                                    const std::function<bool()>& cancelled) {
  int answered = 0, unheard = 0;
  for (std::optional<QueueKey> after;;) {
    const auto page =
        pool_.transact(db::Mode::read, [&](db::Transaction& tx) { return to_be_written(tx, after, looked_at_once); });
    const auto may_be_asked = pool_.transact(db::Mode::read, [&](db::Transaction& tx) {
      std::vector<bool> out;
      for (const auto& a : page) out.push_back(request_for(tx, a, writer.takes_back).has_value());
      return out;
    });
    for (std::size_t i = 0; i < page.size(); ++i) {
      if (cancelled()) return answered;
      if (!may_be_asked[i]) continue;
      const auto request = claim(page[i], writer.takes_back);
      if (!request) continue;
      const auto answer = writer.ask(*request);
      if (!answer) {
        tell_unanswered(service, page[i]);
        if (++unheard == unanswered_in_a_row) return answered;
        continue;
      }
      unheard = 0;
      try {
        if (!keep_answer(service, page[i], *answer)) continue;
        ++answered;
        if (!answer->applied) continue;
        const auto now = pool_.transact(
            db::Mode::read, [&](db::Transaction& tx) { return find_again(tx, page[i].case_id, page[i].id); });
        if (now) see(service, *now);
      } catch (const Conflict&) {
        continue;  // somebody changed it meanwhile; the MIS answers the same when it is asked again
      }
    }
    if (static_cast<int>(page.size()) < looked_at_once) return answered;
    after = QueueKey{page.back().proposed_at.value(), page.back().id};
  }
}

int AmendmentOffice::look_at_register(const Actor& service, const std::function<bool()>& cancelled) {
  int seen = 0;
  for (std::optional<QueueKey> after;;) {
    const auto page =
        pool_.transact(db::Mode::read, [&](db::Transaction& tx) { return to_be_seen(tx, after, looked_at_once); });
    for (const auto& a : page) {
      if (cancelled()) return seen;
      try {
        if (see(service, a)) ++seen;
      } catch (const Conflict&) {
        continue;  // another host was first, or somebody changed it: the next run looks again
      }
    }
    if (static_cast<int>(page.size()) < looked_at_once) return seen;
    after = QueueKey{page.back().proposed_at.value(), page.back().id};
  }
}

}  // namespace ssiis::amendments
