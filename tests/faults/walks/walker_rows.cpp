// How a walk begins, and what a file's rows are.
#include <fmt/format.h>

#include "faults/walks/walker.hpp"

namespace ssiis::walks {

using namespace workflow;

std::string Walker::rows_of(CaseId c) {
  static const std::vector<std::string> parts{
      "SELECT id, rev, 0, state, '' FROM insp_wf_instance WHERE case_id = ? ORDER BY id",
      "SELECT id, scope, 0, node, state FROM insp_wf_token WHERE case_id = ? ORDER BY id",
      "SELECT id, token, timer, state, assignee FROM insp_wf_task WHERE case_id = ? ORDER BY id",
      "SELECT id, activation, confirmed, due_day, state FROM insp_wf_timer WHERE case_id = ? ORDER BY id",
      "SELECT id, token, 0, node, message FROM insp_wf_subscription WHERE case_id = ? ORDER BY id",
      "SELECT kind, instance, 0, name, value FROM insp_wf_variable WHERE case_id = ? ORDER BY instance, name",
      "SELECT COUNT(*), 0, 0, '', '' FROM insp_wf_history WHERE case_id = ?"};
  return office_.read([&](db::Transaction& tx) {
    std::string out;
    for (const auto& sql : parts)
      for (auto rows = tx.query(db::Query{"walks/rows", sql}, db::Params{c}); rows.next();)
        out += fmt::format("{} {} {} {} {};", rows.row().integer(0), rows.row().integer(1), rows.row().integer(2),
                           rows.row().text_or_empty(3), rows.row().text_or_empty(4));
    return out;
  });
}

bool Walker::begin(CaseId c) {
  Dice dice{seed_, c.value, 4};
  const auto origins = {"worker_request", "employer_request", "authority", "ad_hoc", "national_plan", "regular_plan"};
  StartRequest r{.case_id = c, .process = process_walked, .territory = dice.chance(50) ? "13" : "01"};
  r.variables = {{"origin", std::string{origins.begin()[dice.below(6)]}},
                 {"inspection_type", std::string{dice.chance(80) ? "direct" : "desk"}},
                 {"territory", r.territory},
                 {"emergency", dice.chance(15)}};
  bool second = false;
  try {
    const auto begun = office_.write([&](db::Transaction& tx) {
      const auto newest = tx.find(db::Query{"walks/newest", "SELECT MAX(bundle) FROM insp_wf_definition"}, db::Params{},
                                  [](const db::Row& row) { return row.integer(0); });
      const auto bundle = office_.engine.bundle(tx, newest.value());
      const auto& d = *bundle->process(process_walked);
      r.message = d.node(dice.one_of(d.starts)).message;
      auto moved = office_.engine.start(tx, office_.system(), r);
      second = moved && moved->instance != 1;  // another host was faster
      if (second) tx.rollback();
      return moved;
    });
    if (second) return ++counted_.conflicts, true;
    if (!begun) trouble(c, "not begun: " + begun.rejection().code);
    ++counted_.steps;
    return static_cast<bool>(begun);
  } catch (const db::Error&) {  // another host was faster
    ++counted_.conflicts;
    if (!look(c)) throw;
    return true;
  }
}

}  // namespace ssiis::walks
