// Figures of the columns of registers that came in without a load of ours.
#include "imports/compare.hpp"
#include "imports/office.hpp"
#include "imports/repository.hpp"

namespace ssiis::imports {

std::vector<FieldFigures> figures_of_snapshot(db::Transaction& tx, const registry::FileSpec& spec,
                                              std::int64_t snapshot) {
  std::vector<FieldFigures> out;
  for (const auto& f : registry::column_figures(tx, spec, snapshot))
    out.push_back({f.field, f.filled, f.distinct, 0, f.lowest, f.highest});
  return out;
}

void ImportOffice::look_at_what_others_brought() {
  const auto overtaken = n_.pool.transact(db::Mode::read, repository::overtaken_sources);
  if (!overtaken.empty())
    n_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
      for (const auto& source : overtaken) repository::overtake_loads(tx, source);
    });
  for (const auto& s : n_.pool.transact(db::Mode::read, repository::unfigured_snapshots)) {
    const auto* spec = registry::file_spec(s.source);
    if (spec == nullptr || spec->keeper != registry::Keeper::snapshot) continue;
    // Reading takes seconds, and a snapshot that is complete does not change under it.
    const auto figures =
        n_.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return figures_of_snapshot(tx, *spec, s.id); });
    n_.pool.transact(db::Mode::write, [&](db::Transaction& tx) { repository::put_figures(tx, s.id, figures); });
  }
}

}  // namespace ssiis::imports
