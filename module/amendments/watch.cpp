// The way to the MIS and what comes of it. It is asked to write what was accepted; the register is looked at for what
// should have arrived, and only it says whether a change is there.
#include "amendments/office.hpp"
#include "amendments/reading.hpp"

namespace ssiis::amendments {
namespace {

constexpr int looked_at_once = 200;

}  // namespace

bool AmendmentOffice::see(const Actor& service, const Amendment& found) {
  const auto* kind = kinds_.find(found.kind);
  if (kind == nullptr || kind->reading == Reading::none) return false;
  const auto shown = [&](db::Transaction& tx, const Amendment& a) {
    const auto lines = lines_of(tx, a);
    return shows(*kind, lines, register_values(tx, *kind, a, lines));
  };
  // Most have not arrived: they are looked at without a write.
  if (!pool_.transact(db::Mode::read, [&](db::Transaction& tx) { return shown(tx, found); })) return false;
  return pool_.transact(db::Mode::write, [&](db::Transaction& tx) {
    auto a = find_again(tx, found.case_id, found.id);
    if (!a || !waits_for_register(a->state) || !shown(tx, *a)) return false;
    return static_cast<bool>(change(tx, service, *a, Event::see, {}));
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
  int answered = 0;
  for (std::optional<QueueKey> after;;) {
    std::vector<WriteRequest> requests;
    std::vector<bool> held;  // its decision has gone since it was accepted
    const auto page = pool_.transact(db::Mode::read, [&](db::Transaction& tx) {
      auto rows = to_be_written(tx, after, looked_at_once);
      requests.clear();
      held.clear();
      // The service of the MIS knows no taking back: officers type it in.
      for (const auto& a : rows) held.push_back(a.reverses != 0 || objection_to(tx, a).has_value());
      for (const auto& a : rows)
        requests.push_back(
            {key_of(a), a.kind, a.unit_key, a.subject_key, a.order_number, a.accepted_by, lines_of(tx, a)});
      return rows;
    });
    for (std::size_t i = 0; i < page.size(); ++i) {
      if (cancelled()) return answered;
      if (held[i]) continue;
      const auto answer = writer(requests[i]);
      if (!answer) return answered;
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
