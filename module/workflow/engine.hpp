// Executes procedures in the host's database. Every change is one step in the caller's transaction: it locks the
// instance's row first, moves the file until it rests, and writes tokens, tasks, timers, variables, history and the
// audit record. When a call answers with a refusal, the caller rolls back: the step has already counted the revision.
// Conflict is thrown when somebody moved the file meanwhile.
#pragma once
#include <mutex>
#include <tuple>

#include "audit/api.hpp"
#include "profiles/substitution.hpp"
#include "profiles/territory.hpp"
#include "workflow/bundle.hpp"
#include "workflow/types.hpp"

namespace ssiis::workflow {

// Stores the files as a bundle of its own and returns its number; the number of the same bundle when it was deployed
// before for the same day. Nothing, with findings, when the files are not fit. Templates of letters need `check`.
std::optional<std::int64_t> deploy(db::Transaction& tx, const Files& files,
                                   const std::set<std::string, std::less<>>& forms, std::string_view label,
                                   Day valid_from, std::string_view by, Instant now, Findings& findings,
                                   const TemplateCheck& check = {});

struct Doable;  // doable.hpp

// [any thread] once all topics are served.
class Engine {
 public:
  struct Step;  // private to the room
  struct Parts {
    const Clock& clock;
    audit::Trail& trail;
    CaseRoles& case_roles;
    std::function<std::shared_ptr<const profiles::TerritoryTree>(db::Transaction&)> territories;
  };
  explicit Engine(Parts parts) : parts_{std::move(parts)} {}

  // Before anything runs. "message.send" is the topic of all send tasks.
  void serve(std::string topic, Handler handler) { handlers_[std::move(topic)] = std::move(handler); }

  // workflow.not_deployed, workflow.process_unknown {1}, workflow.no_such_start {1}, workflow.value_too_long {1}.
  Result<Moved> start(db::Transaction& tx, const Actor& who, const StartRequest& request);

  // The answers of the form are set as variables, then the file moves on. Refusals: workflow.task_unknown,
  // workflow.not_your_task, workflow.task_claimed, workflow.same_person {node}, workflow.value_too_long {1};
  // of a legal task (variables choice = move or wait, article, until): workflow.choice_missing,
  // workflow.article_missing, workflow.until_missing.
  Result<Moved> complete(db::Transaction& tx, const Actor& who, const TaskRef& task, const Variables& answers);
  // Ends the task with a BPMN error instead ("OBSTRUCTION"). Also workflow.error_uncaught {1}.
  Result<Moved> raise(db::Transaction& tx, const Actor& who, const TaskRef& task, const std::string& error_code,
                      const Variables& answers);
  Result<Moved> claim(db::Transaction& tx, const Actor& who, const TaskRef& task);
  Result<Moved> release(db::Transaction& tx, const Actor& who, const TaskRef& task);
  // Gives a task by name to somebody who may do it in his own right, whoever held it. The caller has authorised the
  // giving. Of the receiver: workflow.not_your_task, workflow.same_person {node}; workflow.already_held.
  Result<Moved> hand_over(db::Transaction& tx, const Actor& who, const TaskRef& task, const Actor& to);

  // Where the drawing (ssiis:returnTo) lets the task send the file back to: steps that this instance has come through.
  std::vector<WayBack> ways_back(db::Transaction& tx, const OpenTask& task);
  // Sends it there: whoever may complete the task may. It is not done, but returned; the step begins anew, its periods
  // with it, and whoever did it last holds it by name if he still may do it. `why` is a code, for history and audit;
  // what it means in words the caller keeps. Refusals as of `complete`, and workflow.no_way_back {step}.
  Result<SentBack> send_back(db::Transaction& tx, const Actor& who, const TaskRef& task, const std::string& target,
                             const std::string& why, const FindPerson& person);

  // A file whose procedure has ended goes on with a new instance of it, by the bundle of today: at a step that the
  // drawing marks (ssiis:reopenEntry), or at what a message begins beside the steps. Its variables are those it ended
  // with; the ended instance stays as it is. The caller has authorised it. workflow.no_procedure,
  // workflow.still_running, workflow.not_deployed, workflow.process_unknown {1}, workflow.no_such_entry {1}.
  struct Reentry {
    std::string node{}, message{};  // one of the two
  };
  Result<Moved> reopen(db::Transaction& tx, const Actor& who, CaseId c, const Reentry& at);
  // Where a closed file could begin again today: ids of steps, in the order of the drawing.
  std::vector<std::string> reentries(db::Transaction& tx, CaseId c);
  // Bundle and process by which it would.
  std::shared_ptr<const Bundle> bundle_today(db::Transaction& tx);

  // The caller has authorised it. True: something waited for the message; false: it is kept until something does.
  // Of several instances the one whose part the payload names. workflow.no_procedure, workflow.message_not_expected
  // {1}, workflow.message_ambiguous {1} (several instances wait and it names none), workflow.value_too_long {1}.
  Result<bool> deliver(db::Transaction& tx, const Actor& who, CaseId c, const std::string& message,
                       const Variables& payload);

  // The late answer of a handler that said waiting(). workflow.activation_over: the file has gone on without it.
  Result<Moved> service_done(db::Transaction& tx, const Actor& who, CaseId c, std::int64_t token,
                             const ServiceAnswer& answer);

  // Tries an incident again, with variables corrected. Permission workflow.incident. workflow.incident_unknown.
  Result<Moved> retry(db::Transaction& tx, const Actor& who, CaseId c, std::int64_t incident,
                      const Variables& corrected);

  // Told in the same transaction of each file that moved without a step of its people: by a period that ended, or from
  // the queue of incidents. The procedure has been stored by then; what the rooms keep beside it follows it. Before
  // anything runs; one at most.
  using MovedAside = std::function<void(db::Transaction&, const Actor&, CaseId, const Moved&)>;
  void when_moved_aside(MovedAside told) { moved_aside_ = std::move(told); }
  // Every period that ended before `today`, each in a transaction of its own, once.
  TimersFired fire_due(db::Pool& pool, const Actor& who, Day today);

  // ---- reading; the caller has authorised the case, the work list authorises itself ----------------------------
  std::vector<OpenTask> work_list(db::Transaction& tx, const Actor& who, const WorkListFilter& filter);
  // Keys of the forms that are so, of all bundles that were ever deployed with their forms.
  std::set<std::string> forms_that(db::Transaction& tx, const std::function<bool(const forms::Form&)>& are_so);
  // All tasks that the work list would show, however many; "soon" is from today to `soon_days` later. One statement.
  WorkFigures work_figures(db::Transaction& tx, const Actor& who, Day today, int soon_days);
  std::vector<OpenTask> open_tasks(db::Transaction& tx, CaseId c);
  // Of the newest instance, or of the one that is named.
  std::optional<Standing> standing(db::Transaction& tx, CaseId c, std::optional<std::int64_t> instance = {});
  std::vector<Run> runs(db::Transaction& tx, CaseId c);  // the oldest first
  std::vector<OpenIncident> incidents(db::Transaction& tx, int limit);
  Variables variables(db::Transaction& tx, CaseId c, std::int64_t instance);
  std::shared_ptr<const Bundle> bundle(db::Transaction& tx, std::int64_t id);  // throws when it was never deployed
  // The bundle that what begins on that day follows; nothing when none is in force.
  std::shared_ptr<const Bundle> bundle_in_force(db::Transaction& tx, Day day);
  // The same for a number from outside: nothing when it was never deployed.
  std::shared_ptr<const Bundle> find_bundle(db::Transaction& tx, std::int64_t id);
  // The template from which the bundle of a file has its letters written; nothing when it holds none of that kind.
  struct LetterTemplate {
    std::string sha256;
    Day from;                  // the first day of the bundle
    std::optional<Day> until;  // the first day of the next bundle that holds one of that kind
  };
  std::optional<LetterTemplate> letter_template(db::Transaction& tx, CaseId c, std::string_view language,
                                                std::string_view kind);
  // Why the actor may not do the task now; nothing when he may. For screens that show or hide a button.
  std::optional<Rejection> obstacle(db::Transaction& tx, const Actor& who, const OpenTask& task);
  // In whose right he may do it: "" in his own, else the id of the absent person for whom he stands in (profiles,
  // decision 0090). His own right comes first.
  Result<std::string> acting_for(db::Transaction& tx, const Actor& who, const OpenTask& task);

 private:
  friend class IncidentOffice;
  friend class MigrationOffice;
  friend class DeadlineOffice;
  friend class DueDays;
  friend class DeadlineChanges;
  friend class AlertOffice;
  class World;
  Result<Moved> finish(Step& step, std::string_view event, std::string object,
                       std::vector<std::pair<std::string, std::string>> details);
  Moved after_days_moved(Step& step, Moved moved);
  std::unique_ptr<Step> open(db::Transaction& tx, const Actor& who, CaseId c, std::int64_t instance,
                             std::optional<std::int64_t> rev);
  std::unique_ptr<Step> open_task(db::Transaction& tx, const Actor& who, const TaskRef& ref, Task*& task);
  struct Wanted;  // what is asked of who wants to do a task
  Result<std::string> right_to(db::Transaction& tx, const Actor& who, const Wanted& wanted);
  std::optional<Rejection> may_do(db::Transaction& tx, const Actor& who, const Wanted& wanted);
  bool stands_in(db::Transaction& tx, const Actor& who, const profiles::Absent& absent, const Wanted& wanted);
  std::optional<Rejection> same_person(db::Transaction& tx, const Actor& who, const std::string& done_for,
                                       const Wanted& wanted);
  std::string give_to_who_did_it(Step& step, const FindPerson& person, std::vector<std::int64_t>& opened);
  Result<Moved> answer_legal(Step& step, Task& task, const Variables& answers);
  void describe(db::Transaction& tx, OpenTask& task);
  // The tasks that he may do, in parts of which no two have the same.
  std::vector<Doable> doable(db::Transaction& tx, const Actor& who, bool only_mine);
  void doable_for(db::Transaction& tx, const Actor& who, const profiles::Absent& absent, std::vector<Doable>& parts);
  struct DueTimer;
  void fire_one(db::Transaction& tx, const Actor& who, const DueTimer& due, Day today, TimersFired& out);
  // The day a timer ends by the calendar of this very moment; nothing while its file stands still.
  std::optional<Day> newest_day(db::Transaction& tx, Step& step, std::int64_t timer);
  // The bundle's calendar with the table of holidays as of that revision, at a file's place.
  std::shared_ptr<const Calendar> calendar_at(db::Transaction& tx, const Bundle& bundle, const std::string& territory,
                                              std::int64_t revision);
  // The same made afresh, as if one entry of the table were not there.
  std::shared_ptr<const Calendar> calendar_made(db::Transaction& tx, const Bundle& bundle, const std::string& territory,
                                                std::int64_t revision, std::int64_t but_for = 0);

  Parts parts_;
  std::map<std::string, Handler, std::less<>> handlers_;
  MovedAside moved_aside_;
  std::mutex mutex_;
  std::map<std::int64_t, std::shared_ptr<const Bundle>> bundles_;
  // By bundle, version of the territory tree, place; of the newest revision of the table of holidays that was asked
  // for.
  std::map<std::tuple<std::int64_t, std::int64_t, std::string>, std::shared_ptr<const Calendar>> calendars_;
  std::int64_t calendars_rev_{-1};
};

}  // namespace ssiis::workflow
