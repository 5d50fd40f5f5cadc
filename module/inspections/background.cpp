#include "inspections/background.hpp"

namespace ssiis::inspections {
namespace {

class Collector {
 public:
  Collector(db::IdSource& ids, Day today) : ids_{ids}, today_{today} {}
  void fact(std::string topic, std::string value, std::string source = "mis", std::string as_of = {}) {
    if (value.empty()) return;
    facts_.push_back({ids_.next(),
                      std::move(topic),
                      std::move(value),
                      std::move(source),
                      as_of.empty() ? today_.iso() : std::move(as_of),
                      "prefilled",
                      {}});
  }
  std::vector<BackgroundFact> take() { return std::move(facts_); }

 private:
  db::IdSource& ids_;
  Day today_;
  std::vector<BackgroundFact> facts_;
};

void contributions(Collector& into, const std::vector<registry::ContributionMonth>& history, Month newest) {
  std::int64_t short_months = 0;
  Money missing;
  std::optional<Day> last_paid;
  for (const auto& m : history) {
    if (m.missing() > Money{}) ++short_months;
    missing += m.missing();
    if (m.last_paid && (!last_paid || *last_paid < *m.last_paid)) last_paid = m.last_paid;
  }
  into.fact("workers.declared", std::to_string(history.empty() ? 0 : history.back().people), "mis", newest.iso());
  into.fact("contributions.months_short", std::to_string(short_months), "mis", newest.iso());
  into.fact("contributions.missing", std::to_string(missing.units()), "mis", newest.iso());
  if (last_paid) into.fact("contributions.last_paid", last_paid->iso(), "mis", newest.iso());
}

}  // namespace

std::vector<BackgroundFact> background_from_registers(db::Transaction& tx, db::IdSource& ids, const Scope& scope,
                                                      const registry::LabourUnit& unit, Day today) {
  Collector into{ids, today};
  into.fact("unit.status", unit.status);
  into.fact("unit.sector", unit.sector);
  into.fact("unit.phone", unit.phone);
  into.fact("unit.director", unit.director_name);
  if (const auto newest = registry::newest_month(tx))
    contributions(into, registry::contribution_history(tx, scope, unit.lu_id, *newest, 12), *newest);
  const auto past = registry::past_inspections(tx, scope, unit.lu_id);
  into.fact("inspections.earlier", std::to_string(past.size()));
  return into.take();
}

}  // namespace ssiis::inspections
