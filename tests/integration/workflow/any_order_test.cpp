// No order of stays, holidays, extensions and decisions may change it: the day is always the one that a clerk counts on
// paper from anchor, rule, calendar and what happened.
#include <gtest/gtest.h>

#include <random>

#include "integration/workflow/file_days.hpp"

namespace ssiis::test {
namespace {

// What happened, as a clerk notes it beside the paper calendar. Nothing of it is read back from the module's tables.
struct PaperFile {
  PaperCalendar calendar;
  std::vector<workflow::Standstill> court;
  std::map<std::pair<std::int64_t, std::string>, int> longer;  // by activation and key
  std::map<std::int64_t, std::pair<Day, Day>> by_hand;         // by timer: the day, and the day it was set on

  bool in_court(Day d) const {
    for (const auto& s : court)
      if (s.from <= d && (!s.to || d < *s.to)) return true;
    return false;
  }
  std::string counted(Day from, std::int64_t days, bool all_days) const {
    for (; days > 0;) {
      from = from.plus(1);
      if (!court.empty() && !court.back().to && from >= court.back().from) return "-";
      if (!in_court(from) && (all_days || calendar.counts(from))) --days;
    }
    return from.iso();
  }
  std::string day_of(const StoredDeadline& d) const {
    const auto more = longer.find({d.activation, d.key});
    const auto by_law = counted(d.anchor, d.days + (more == longer.end() ? 0 : more->second), false);
    const auto hand = d.kind == "timer" ? by_hand.find(d.id) : by_hand.end();
    if (hand == by_hand.end() || by_law == "-") return by_law;
    const auto set = counted(hand->second.second, hand->second.first.days_since(hand->second.second), true);
    return set == "-" ? set : std::max(by_law, set);
  }
};

class AnyOrder : public WithFileDays {
 protected:
  int upto(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n + 1)); }
  Day today() { return clock_.today(); }

  void all_as_on_paper(const std::string& after) {
    for (const auto& d : stored()) {
      const auto expected = paper_.day_of(d);
      const auto says = after + ": " + d.kind + " " + d.node + " from " + d.anchor.iso() + " " + d.state;
      if (d.state == "suspended" || (d.kind == "task" && !d.due)) {
        EXPECT_EQ(expected, "-") << says;
      } else if (d.state == "referred") {
        EXPECT_TRUE(expected == "-" || (expected == d.due->iso() && *d.due < today())) << says << " " << expected;
      } else {
        EXPECT_EQ(d.due->iso(), expected) << says;
      }
    }
  }
  std::string holiday() {
    if (!declared_.empty() && upto(2) == 0) {
      const auto [id, day] = declared_.back();
      declared_.pop_back();
      const auto done = holidays_->withdraw(actor("officer"), id, 1, "taken back");
      EXPECT_TRUE(done);
      paper_.calendar.off.erase(day);
      all_worked_off();
      return "holiday withdrawn";
    }
    const auto day = today().plus(1 + upto(30)).iso();
    if (paper_.calendar.off.contains(day)) return "no holiday";
    declared_.emplace_back(entered(notice(day.c_str())), day);
    paper_.calendar.off.insert(day);
    all_worked_off();
    return "holiday " + day;
  }
  std::string court() {
    if (!paper_.court.empty() && !paper_.court.back().to) {
      const Day until = std::max(paper_.court.back().from, today().plus(-upto(3)));
      EXPECT_EQ(why(resumed(until)), "");
      paper_.court.back().to = until;
      return "resumed " + until.iso();
    }
    const Day from =
        std::max(paper_.court.empty() ? Day{2026, 11, 23} : *paper_.court.back().to, today().plus(-upto(5)));
    EXPECT_EQ(why(suspended(from)), "");
    paper_.court.push_back({from, std::nullopt});
    return "suspended " + from.iso();
  }
  std::string longer() {
    const auto all = stored();
    const auto& d = all[static_cast<std::size_t>(upto(static_cast<int>(all.size()) - 1))];
    const int days = 1 + upto(8);
    const auto said = why(extended(d.id, days));
    if (said.empty()) paper_.longer[{d.activation, d.key}] += days;
    EXPECT_TRUE(said.empty() || said == "extension.over" || said == "extension.no_effect") << said;
    return "longer " + std::to_string(days) + " " + said;
  }
  std::string time() {
    wait(1 + upto(6));
    std::set<std::int64_t> over;
    for (const auto& d : stored("kind = 'timer' AND state = 'armed'"))
      if (paper_.day_of(d) < today().iso()) over.insert(d.id);
    const auto fired = engine_->fire_due(pool(), system(), today());
    EXPECT_EQ(fired.referred, static_cast<int>(over.size())) << "not early, and each of them";
    EXPECT_EQ(engine_->fire_due(pool(), system(), today()).referred, 0) << "once";
    return "time " + today().iso();
  }
  std::string decided() {
    for (const auto& t : standing().tasks) {
      if (t.kind != workflow::TaskKind::legal) continue;
      const Day until = today().plus(1 + upto(20));
      does("officer", t.node, {{"choice", std::string{"wait"}}, {"article", std::string{"Art. 1"}}, {"until", until}});
      paper_.by_hand[t.timer] = {until, today()};
      return "decided " + until.iso();
    }
    return "nothing to decide";
  }
  std::string forward() {
    static const std::vector<std::tuple<const char*, const char*, workflow::Variables>> story{
        {"director", "T05_Approve", says("approval", "approved")},
        {"inspector", "T06_Visit", {{"enquiry", false}}},
        {"inspector", "T06_Analyse", {{"another_visit", false}}},
        {"chief",
         "T07_Report",
         {{"infringement", true}, {"proposed_measure", std::string{"fine"}}, {"register_workers", false}}},
        {"head", "T07_Review", says("review", "accepted")},
        {"director", "T08_Decision", says("decision", "measure")}};
    if (steps_ == story.size()) return "no step left";
    const auto& [login, node, answers] = story[steps_++];
    does(login, node, answers);
    return std::string{"step "} + node;
  }
  std::string something() {
    if (count("insp_wf_task", "kind = 'legal' AND state = 'open'") > 0 && upto(1) == 0) return decided();
    switch (upto(9)) {
      case 0:
      case 1:
        return holiday();
      case 2:
      case 3:
        return court();
      case 4:
        return longer();
      case 5:
        return decided();
      case 6:
        return forward();
      default:
        return time();
    }
  }

  std::mt19937 random_;
  PaperFile paper_;
  std::vector<std::pair<std::int64_t, std::string>> declared_;
  std::size_t steps_{0};
};
SSIIS_ON_ALL_ENGINES(AnyOrder);

TEST_P(AnyOrder, OfStaysHolidaysExtensionsAndDecisionsGivesTheDayThatAClerkCounts) {
  random_.seed(20261130u + static_cast<unsigned>(engine()));
  up_to_approval();
  std::string story;
  for (int i = 0; i < 60 && !HasFailure(); ++i) {
    const auto what = something();
    story += what + "; ";
    all_as_on_paper(what);
  }
  EXPECT_FALSE(HasFailure()) << story;
}

}  // namespace
}  // namespace ssiis::test
