// One file whose periods are made longer and stand still.
#pragma once
#include "integration/workflow/deadlines_fixture.hpp"

namespace ssiis::test {

class WithFileDays : public WithDeadlines {
 protected:
  void on(const char* day) { clock_.set(Instant::parse(std::string{day} + "T03:00:00.000000Z").value()); }
  void wait(int days) { clock_.advance_seconds(days * 86'400); }
  static workflow::NewStandstill still(Day day, std::string reason = "order of the court") {
    return {day, std::move(reason), 7};
  }
  Result<Done> suspended(Day from, const char* login = "officer") {
    const auto who = actor(login);
    const auto rev = standing().rev;
    return writing([&](db::Transaction& tx) { return changes_->suspend(tx, who, CaseId{1}, rev, still(from)); });
  }
  Result<Done> resumed(Day until) {
    const auto who = actor("officer");
    const auto rev = standing().rev;
    return writing([&](db::Transaction& tx) { return changes_->resume(tx, who, CaseId{1}, rev, still(until)); });
  }
  Result<Done> extended(std::int64_t deadline, int days, const char* login = "officer", bool even_own = false) {
    const auto who = actor(login);
    const auto rev = standing().rev;
    return writing([&](db::Transaction& tx) {
      return changes_->extend(tx, who, CaseId{1}, rev, {deadline, days, "Art. 7", "the unit asked for it", 9},
                              even_own);
    });
  }
  static std::string why(const Result<Done>& r) { return r ? std::string{} : r.rejection().code; }
  std::string due(const std::string& where) {
    const auto all = stored(where);
    return all.size() != 1 ? std::to_string(all.size()) + " of them" : all[0].due ? all[0].due->iso() : "-";
  }
  std::vector<workflow::DeadlineLine> lines() {
    return reading([&](db::Transaction& tx) { return changes_->lines(tx, CaseId{1}); });
  }
};

}  // namespace ssiis::test
