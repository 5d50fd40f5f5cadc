// Open deadlines of cases, the offices over them, and a count of working days that shares nothing with the module's.
#pragma once
#include "integration/workflow/workflow_fixture.hpp"

namespace ssiis::test {

// Counts the way a clerk does with the paper calendar of the year: feasts of 2026 and 2027, what was made up for, and
// what the test declares. `standing` are days that do not count.
struct PaperCalendar {
  std::set<std::string> off{"2026-12-02", "2027-01-01", "2027-04-14", "2027-04-15", "2027-04-16", "2027-05-03"};
  std::set<std::string> worked{};
  std::set<std::string> standing{};
  bool counts(Day d) const {
    if (standing.contains(d.iso())) return false;
    if (worked.contains(d.iso())) return true;
    const auto w = std::chrono::weekday{d.sys()};
    return w != std::chrono::Saturday && w != std::chrono::Sunday && !off.contains(d.iso());
  }
  Day end(Day anchor, std::int64_t days) const {
    Day at = anchor;
    while (days > 0) {
      at = at.plus(1);
      if (counts(at)) --days;
    }
    return at;
  }
};

struct StoredDeadline {
  std::string kind, node, key, state, rule;
  Day anchor;
  std::int64_t days, extra;
  std::optional<Day> due;
  CaseId case_id;
  std::int64_t id, calendar_rev, activation;
};

class WithDeadlines : public WithProcedures {
 protected:
  void SetUp() override {
    WithProcedures::SetUp();
    deadlines_ = std::make_unique<workflow::DeadlineOffice>(*engine_, pool(), *ids_);
    changes_ = std::make_unique<workflow::DeadlineChanges>(*engine_, *ids_);
    holidays_ = std::make_unique<workflow::HolidayOffice>(workflow::HolidayOffice::Parts{
        pool(), *ids_, *trail_, clock_, *deadlines_, [this](db::Transaction&) { return tree_; }});
  }
  void TearDown() override {
    holidays_.reset();
    changes_.reset();
    deadlines_.reset();
    WithProcedures::TearDown();
  }
  static workflow::NewHoliday notice(const char* day, bool worked = false, const char* territory = "LA") {
    return {*Day::parse(day), worked, "ວັນພັກລັດຖະການ", "Public holiday", territory, "15/PM", Day{2026, 11, 20}};
  }
  std::int64_t entered(const workflow::NewHoliday& entry) {
    const auto id = holidays_->enter(actor("officer"), entry);
    EXPECT_TRUE(id) << (id ? "" : id.rejection().code);
    return id ? *id : 0;
  }
  // All that was ordered, to its end: the pass for stragglers a minute later too.
  void all_worked_off() {
    deadlines_->work(system(), [] { return false; });
    clock_.advance_seconds(61);
    deadlines_->work(system(), [] { return false; });
    EXPECT_EQ(count("insp_wf_rederivation", "state <> 'done'"), 0);
  }
  std::vector<StoredDeadline> stored(const std::string& where = "1 = 1") {
    const auto text =
        "SELECT * FROM (SELECT 'timer' AS kind, node, deadline_key, state, rule_version, anchor_day, days, extra_days, "
        "due_day, case_id, id, calendar_rev, activation FROM insp_wf_timer UNION ALL SELECT 'task', node, "
        "deadline_key, state, "
        "rule_version, anchor_day, days, extra_days, due_day, case_id, id, calendar_rev, token FROM insp_wf_task WHERE "
        "deadline_key <> '') x WHERE state IN ('open', 'armed', 'referred', 'suspended') AND " +
        where + " ORDER BY case_id, id";
    return reading([&](db::Transaction& tx) {
      return tx.all(db::Query{"test/deadlines", text}, db::Params{}, [](const db::Row& r) {
        return StoredDeadline{r.text(0),     r.text(1),     r.text(2),    r.text(3),      r.text(4),
                              r.day(5),      r.integer(6),  r.integer(7), r.maybe_day(8), CaseId{r.integer(9)},
                              r.integer(10), r.integer(11), r.integer(12)};
      });
    });
  }
  void expect_all_by(const PaperCalendar& paper) {
    for (const auto& d : stored())
      EXPECT_EQ(d.due ? d.due->iso() : "-", paper.end(d.anchor, d.days + d.extra).iso())
          << d.kind << " " << d.node << " from " << d.anchor.iso();
  }
  std::vector<workflow::DeadlineMove> moves(CaseId c = CaseId{1}) {
    return reading([&](db::Transaction& tx) { return deadlines_->moves(tx, c); });
  }
  std::unique_ptr<workflow::DeadlineOffice> deadlines_;
  std::unique_ptr<workflow::DeadlineChanges> changes_;
  std::unique_ptr<workflow::HolidayOffice> holidays_;
};

}  // namespace ssiis::test
