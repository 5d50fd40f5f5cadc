// A change of law half-way: 1,000 files at many steps, a new bundle with other periods and another calendar, most of
// the files moved to it by a plan, the host killed in between. Every day that a period ends on is computed a second
// time here, from the text of the files and with an arithmetic of its own.
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>

#include <chrono>
#include <regex>

#include "integration/workflow/workflow_fixture.hpp"

extern char** environ;

namespace ssiis::test {
namespace {

namespace chr = std::chrono;

constexpr int files = 1000, begun_before = 700;

// ---- the second computation: nothing of the module's calendar or tables --------------------------------------------

struct Period {
  int days;
  bool working;
};
using Law = std::map<std::string, Period>;

Law law_of(const std::string& dmn) {
  static const std::regex rule{
      R"re(<rule .*?<text>"([a-z._]+)"</text>.*?<outputEntry[^>]*><text>(\d+)</text>.*?<text>"(working|civil)"</text>)re"};
  Law out;
  for (auto it = std::sregex_iterator(dmn.begin(), dmn.end(), rule); it != std::sregex_iterator(); ++it)
    out[(*it)[1]] = {std::stoi((*it)[2]), (*it)[3] == "working"};
  return out;
}

class Office {
 public:
  Office(std::set<chr::sys_days> feasts, std::set<chr::sys_days> made_working) : open_{std::move(made_working)} {
    for (const auto f : feasts) closed_.insert(f);
    for (const auto f : feasts) {
      if (!weekend(f)) continue;
      auto day = f + chr::days{1};
      while (weekend(day) || closed_.contains(day)) day += chr::days{1};
      closed_.insert(day);
    }
  }
  chr::sys_days end(chr::sys_days from, const Period& p) const {
    if (!p.working) return from + chr::days{p.days};
    for (int left = p.days; left > 0;) {
      from += chr::days{1};
      if (open_.contains(from) || (!weekend(from) && !closed_.contains(from))) --left;
    }
    return from;
  }

 private:
  static bool weekend(chr::sys_days d) {
    const auto w = chr::weekday{d};
    return w == chr::Saturday || w == chr::Sunday;
  }
  std::set<chr::sys_days> closed_, open_;
};

std::set<chr::sys_days> feasts() {
  std::set<chr::sys_days> out;
  for (const int year : {2026, 2027})
    for (const auto& [month, day] : {std::pair{1, 1}, {4, 14}, {4, 15}, {4, 16}, {5, 1}, {12, 2}})
      out.insert(chr::sys_days{chr::year{year} / month / day});
  return out;
}

// ---- the law that comes --------------------------------------------------------------------------------------------

std::string with(std::string text, const std::regex& what, const std::string& by) {
  return std::regex_replace(text, what, by);
}

workflow::Files new_law(workflow::Files old) {
  std::string longer;
  auto& periods = old.at("deadlines.dmn");
  const std::regex days{R"re(<text>(\d+)</text>)re"};
  std::sregex_iterator it{periods.begin(), periods.end(), days};
  std::size_t at = 0;
  for (; it != std::sregex_iterator(); ++it) {
    longer += periods.substr(at, static_cast<std::size_t>(it->position()) - at);
    longer += "<text>" + std::to_string(std::stoi((*it)[1]) + 4) + "</text>";
    at = static_cast<std::size_t>(it->position() + it->length());
  }
  periods = longer + periods.substr(at);
  for (const auto* key : {"visit", "decision", "order.issue"})
    periods = with(periods, std::regex{"(\"" + std::string{key} + R"re("</text>.*?<text>)"working")re"}, "$1\"civil\"");
  old.at("holidays.xml") =
      with(with(old.at("holidays.xml"), std::regex{"2026-11\""}, "2026-12\""), std::regex{"</holidays>"},
           "<holiday date=\"2026-12-05\"/><holiday date=\"2026-12-09\"/><holiday "
           "date=\"2026-12-10\"/><working date=\"2026-12-12\"/></holidays>");
  auto& drawing = old.at("inspection.bpmn");
  drawing = with(drawing, std::regex{"([\">])T06_Analyse([\"<])"}, "$1T06_Study$2");
  return old;
}

class LawChange : public WithProcedures {
 protected:
  void SetUp() override {
    WithProcedures::SetUp();
    old_files_ = workflow::files_of(SSIIS_WORKFLOW_DIR);
    new_files_ = new_law(old_files_);
    for (const auto* login : {"head", "clerk", "chief", "director", "inspector"}) people_.emplace(login, actor(login));
    system_ = system();
    bundles_ = std::make_unique<workflow::BundleOffice>(workflow::BundleOffice::Parts{pool(), *ids_, *trail_, clock_});
    office_ = std::make_unique<workflow::MigrationOffice>(*engine_, *bundles_, pool(), *ids_);
  }
  void TearDown() override {
    office_.reset();
    bundles_.reset();
    WithProcedures::TearDown();
  }
  void on(Day day) { clock_.set(Instant::parse(day.iso() + "T03:00:00.000000Z").value()); }

  // One file taken as far as its number says, a day or two at each step.
  void goes(int number) {
    const Day begin = number <= begun_before ? Day{2026, 11, 2}.plus(number % 19) : Day{2026, 12, 1}.plus(number % 9);
    const CaseId c{number};
    struct Doing {
      const char *login, *node;
      workflow::Variables answers;
    };
    const bool later = number > begun_before;
    const std::vector<Doing> story{
        {"head", "T00_Screen", says("screening", "accepted")},
        {"clerk", "T01_Background", {}},
        {"head", "T03_Order", {}},
        {"chief", "T04_Plan", {{"prior_notice", true}}},
        {"director", "T05_Approve", says("approval", "approved")},
        {"inspector", "T06_Visit", {{"enquiry", number % 2 == 0}}},
        {"inspector", later ? "T06_Study" : "T06_Analyse", {{"another_visit", false}}},
        {"chief",
         "T07_Report",
         {{"infringement", true}, {"proposed_measure", std::string{"fine"}}, {"register_workers", false}}},
        {"head", "T07_Review", says("review", "accepted")},
        {"director", "T08_Decision", says("decision", "measure")}};
    on(begin);
    auto begun = request("ComplaintOrRequest");
    begun.case_id = c;
    const auto steps = static_cast<std::size_t>(number) % (story.size() + 1);
    const auto done = writing([&](db::Transaction& tx) -> Result<Done> {
      on(begin);
      if (const auto r = engine_->start(tx, *system_, begun); !r) return r.rejection();
      for (std::size_t i = 0; i < steps; ++i) {
        on(begin.plus(static_cast<int>(i) * (number % 3)));
        const auto open = engine_->open_tasks(tx, c);
        const auto t = std::find_if(open.begin(), open.end(), [&](const auto& x) { return x.node == story[i].node; });
        if (t == open.end()) return Done{};  // it waits for an answer instead: that is a place to be, too
        const auto r = engine_->complete(tx, people_.at(story[i].login), {c, t->id, t->rev}, story[i].answers);
        if (!r) return Rejection{r.rejection().code, {story[i].node}};
      }
      return Done{};
    });
    ASSERT_TRUE(done) << number << ": " << done.rejection().code << " at "
                      << (done.rejection().args.empty() ? "" : done.rejection().args[0]);
  }

  struct Row {
    std::int64_t case_id, bundle;
    std::string node, key;
    Day anchor, due;
    bool operator==(const Row&) const = default;
  };
  std::map<std::string, Row> days() {
    std::map<std::string, Row> out;
    const auto tasks = keys_of_tasks();
    reading([&](db::Transaction& tx) {
      for (auto rows = tx.query({"test/timers",
                                 "SELECT t.case_id, i.bundle, t.node, t.deadline_key, t.anchor_day, t.due_day, t.id "
                                 "FROM insp_wf_timer t JOIN insp_wf_instance i ON i.case_id = t.case_id AND i.id = "
                                 "t.instance WHERE t.state IN ('armed', 'referred')"},
                                db::Params{});
           rows.next();) {
        const auto& r = rows.row();
        out["timer " + std::to_string(r.integer(0)) + " " + std::to_string(r.integer(6))] = {
            r.integer(0), r.integer(1), r.text(2), r.text(3), r.day(4), r.day(5)};
      }
      for (auto rows = tx.query({"test/tasks",
                                 "SELECT t.case_id, i.bundle, t.node, t.opened_at, t.due_day, t.id FROM insp_wf_task t "
                                 "JOIN insp_wf_instance i ON i.case_id = t.case_id AND i.id = t.instance WHERE "
                                 "t.state = 'open' AND t.kind = 'work'"},
                                db::Params{});
           rows.next();) {
        const auto& r = rows.row();
        out["task " + std::to_string(r.integer(0)) + " " + std::to_string(r.integer(5))] = {
            r.integer(0), r.integer(1), r.text(2), tasks.at(r.text(2)), r.instant(3).day(), r.day(4)};
      }
      return 0;
    });
    return out;
  }
  // Which period a step names, from the text of both drawings.
  std::map<std::string, std::string> keys_of_tasks() const {
    static const std::regex task{R"re(<bpmn:userTask id="([A-Za-z0-9_]+)"[^>]*ssiis:deadlineKey="([a-z._]+)")re"};
    std::map<std::string, std::string> out;
    for (const auto* files_of_law : {&old_files_, &new_files_}) {
      const auto& text = files_of_law->at("inspection.bpmn");
      for (auto it = std::sregex_iterator(text.begin(), text.end(), task); it != std::sregex_iterator(); ++it)
        out[(*it)[1]] = (*it)[2];
    }
    return out;
  }

  std::int64_t put_in_force(Day from) {
    const auto id =
        bundles_->propose(actor("legal"), {new_files_, "law of December", "the law", "Law 9/NA", from}).value();
    EXPECT_TRUE(bundles_->check(new_files_).empty());
    const auto trial = office_->try_proposal(actor("legal"), id);
    EXPECT_TRUE(trial);
    office_->run(system());
    return bundles_->approve(actor("director"), id, 1).value();
  }

  // Another process moves files and is killed inside the transaction of the n-th.
  int killed_at(int n) {
    const std::string name = engine() == db::Engine::sqlite       ? "sqlite"
                             : engine() == db::Engine::postgresql ? "postgresql"
                                                                  : "mariadb";
    std::vector<std::string> words{SSIIS_LAW_MOVER, name, spec().database, clock_.now().iso(), std::to_string(n)};
    std::vector<char*> arguments;
    for (auto& w : words) arguments.push_back(w.data());
    arguments.push_back(nullptr);
    pid_t child = 0;
    if (::posix_spawn(&child, SSIIS_LAW_MOVER, nullptr, nullptr, arguments.data(), environ) != 0) return -1;
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 1000 + WEXITSTATUS(status);
  }

  workflow::Files old_files_, new_files_;
  std::unique_ptr<workflow::BundleOffice> bundles_;
  std::unique_ptr<workflow::MigrationOffice> office_;
  std::optional<Actor> system_;
  std::map<std::string, Actor> people_;
};
SSIIS_ON_ALL_ENGINES(LawChange);

TEST_P(LawChange, EveryDayAfterwardsIsWhatTheNewLawSaysAndPinnedFilesKeepTheirs) {
  const auto old_law = law_of(old_files_.at("deadlines.dmn")), next_law = law_of(new_files_.at("deadlines.dmn"));
  ASSERT_GE(old_law.size(), 26u);
  ASSERT_EQ(old_law.size(), next_law.size());
  const Office office_of_old{feasts(), {}};
  auto more = feasts();
  for (const auto d : {5, 9, 10}) more.insert(chr::sys_days{chr::year{2026} / 12 / d});
  const Office office_of_new{more, {chr::sys_days{chr::year{2026} / 12 / 12}}};
  const auto expected = [&](const Row& r, bool by_new) {
    const auto& law = by_new ? next_law : old_law;
    return Day{(by_new ? office_of_new : office_of_old).end(r.anchor.sys(), law.at(r.key))};
  };

  for (int n = 1; n <= begun_before; ++n) goes(n);
  on(Day{2026, 11, 25});
  const auto before = days();
  for (const auto& [id, row] : before) ASSERT_EQ(row.due, expected(row, false)) << id << " " << row.node;
  const auto bundle = put_in_force(Day{2026, 12, 1});
  EXPECT_EQ(days(), before) << "a trial and a bundle in force leave the files where they are";
  for (int n = begun_before + 1; n <= files; ++n) goes(n);
  EXPECT_GE(days().size(), static_cast<std::size_t>(files)) << "files at many steps, with a period at each";

  // All that began from 6 November on; those before stay pinned.
  on(Day{2026, 12, 10});
  workflow::NewPlan plan{bundle,           "inspection",      "T06_Analyse = T06_Study", "",
                         Day{2026, 11, 6}, Day{2026, 11, 30}, "the law of December",     "Law 9/NA"};
  const auto id = office_->propose(actor("legal"), plan).value();
  office_->run(system());
  const auto tried = reading([&](db::Transaction& tx) { return office_->figures(tx, id, workflow::Pass::trial); });
  EXPECT_EQ(tried.refused + tried.failed, 0);
  EXPECT_GT(tried.moved, 400);
  ASSERT_TRUE(office_->approve(actor("director"), id, 2));
  EXPECT_EQ(killed_at(60), SIGKILL);
  EXPECT_EQ(count("insp_wf_plan_line", "pass = 1"), 59) << "the file it died in is not half moved";
  EXPECT_EQ(killed_at(100), SIGKILL);
  EXPECT_EQ(count("insp_wf_plan_line", "pass = 1"), 59 + 99);
  // The host that goes on ends its round early, as when it is told to stop.
  int left = 50;
  office_->run(system(), [&] { return --left < 0; });
  EXPECT_EQ(count("insp_wf_plan_line", "pass = 1"), 59 + 99 + 50);
  office_->run(system());
  const auto done = reading([&](db::Transaction& tx) { return office_->figures(tx, id, workflow::Pass::doing); });
  EXPECT_EQ(done.moved, tried.moved) << "what the trial said";
  EXPECT_EQ(reading([&](db::Transaction& tx) { return office_->find(tx, id); })->state, workflow::PlanState::done);
  EXPECT_EQ(count("insp_audit_record", "event = 'workflow.transferred'"), done.moved) << "each file once";

  std::int64_t pinned = 0, moved = 0, later = 0, changed = 0;
  const auto after = days();
  for (const auto& [key, row] : after) {
    const bool by_new = row.bundle == bundle;
    ASSERT_EQ(row.due, expected(row, by_new)) << key << " " << row.node << " from " << row.anchor.iso();
    const auto was = before.find(key);
    if (was == before.end()) {
      ++later;
      continue;
    }
    ASSERT_EQ(row.anchor, was->second.anchor) << "counted from the same day";
    (by_new ? moved : pinned) += 1;
    if (!by_new) {
      ASSERT_EQ(row, was->second);
    }
    if (by_new && row.due != was->second.due) ++changed;
  }
  EXPECT_EQ(after.size() - static_cast<std::size_t>(later), before.size()) << "no wait is lost, none doubled";
  EXPECT_GT(pinned, 50);
  EXPECT_GT(moved, 400);
  EXPECT_GT(changed, 400);
  EXPECT_EQ(count("insp_wf_plan_change", "pass = 1 AND what = 'due_differs'"), changed);
  EXPECT_EQ(count("insp_wf_history", "event = 'due.changed'"), changed);

  // A file that was moved goes on by the new drawing, and one that is pinned by the old.
  const auto at = [&](const std::string& node) {
    for (const auto& [key, row] : after)
      if (row.node == node && key.starts_with("task") && row.case_id <= begun_before) return row.case_id;
    return std::int64_t{0};
  };
  for (const auto* node : {"T06_Study", "T06_Analyse"}) {
    const CaseId c{at(node)};
    ASSERT_NE(c.value, 0) << node;
    const auto open = reading([&](db::Transaction& tx) { return engine_->open_tasks(tx, c); });
    ASSERT_EQ(open.size(), 1u);
    ASSERT_TRUE(writing([&](db::Transaction& tx) {
      return engine_->complete(tx, people_.at("inspector"), {c, open[0].id, open[0].rev}, {{"another_visit", false}});
    }));
    const auto next = standing(c).tasks;
    ASSERT_EQ(next.size(), 1u) << node;
    EXPECT_EQ(next[0].node, "T07_Report");
  }
}

}  // namespace
}  // namespace ssiis::test
