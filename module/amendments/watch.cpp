// The register is looked at for what was accepted: only it says whether a change has arrived.
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
