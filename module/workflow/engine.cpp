// Steps of the engine: start, tasks, messages, services.
#include "workflow/engine_step.hpp"

#include "sql/workflow.hpp"
#include "workflow/deadlines.hpp"

namespace ssiis::workflow {
namespace {

namespace q = sql::workflow;
constexpr std::size_t longest_value = 2000;
constexpr std::size_t longest_name = 64;  // the column also holds whose it is: machine_scopes.cpp

}  // namespace

std::optional<Rejection> too_long(const Variables& v) {
  for (const auto& [name, value] : v) {
    if (!valid_name(name) || name.size() > longest_name)
      return Rejection{"workflow.value_too_long", {name.substr(0, 80)}};
    if (const auto* text = std::get_if<std::string>(&value); text && count_code_points(*text) > longest_value)
      return Rejection{"workflow.value_too_long", {name}, name};
  }
  return std::nullopt;
}

ServiceAnswer Engine::World::serve(const ServiceCall& call) {
  const auto it = engine_.handlers_.find(call.topic);
  if (it == engine_.handlers_.end()) return ServiceAnswer::failed("nobody serves " + std::string{call.topic});
  auto answer = it->second(tx_, who_, call);
  if (const auto bad = too_long(answer.set)) return ServiceAnswer::failed("value too long: " + bad->args.front());
  if (answer.days_move) days_move(*answer.days_move);
  return answer;
}

std::shared_ptr<const Bundle> Engine::bundle(db::Transaction& tx, std::int64_t id) {
  auto found = find_bundle(tx, id);
  if (!found) throw std::runtime_error{"workflow: a bundle that was never deployed"};
  return found;
}

std::shared_ptr<const Bundle> Engine::bundle_in_force(db::Transaction& tx, Day day) {
  const auto found = tx.find(q::definition_for_day, db::Params{day}, [](const db::Row& row) { return row.integer(0); });
  return found ? bundle(tx, *found) : nullptr;
}

std::shared_ptr<const Bundle> Engine::find_bundle(db::Transaction& tx, std::int64_t id) {
  {
    const std::lock_guard lock{mutex_};
    if (const auto it = bundles_.find(id); it != bundles_.end()) return it->second;
  }
  Files files;
  std::string label;
  for (auto rows = tx.query(q::definition_files, db::Params{id}); rows.next();) {
    files[rows.row().text(0)] = rows.row().text(1);
    label = rows.row().text(2);
  }
  if (files.empty()) return nullptr;
  Findings findings;
  auto read = read_bundle(files, {}, findings);
  if (!read)
    throw std::runtime_error{"workflow: a deployed bundle is not fit: " +
                             (findings.empty() ? "" : text_of(findings.front()))};
  read->id = id;
  read->label = label;
  const std::lock_guard lock{mutex_};
  return bundles_.emplace(id, std::move(read)).first->second;
}

std::unique_ptr<Engine::Step> Engine::open(db::Transaction& tx, const Actor& who, CaseId c, std::int64_t instance,
                                           std::optional<std::int64_t> rev) {
  if (!store::begin(tx, c, instance, rev)) return nullptr;
  std::shared_ptr<const Bundle> b;
  const Definition* d = nullptr;
  auto state = store::load(tx, c, instance, [&](std::int64_t id, std::string_view process) -> const Definition& {
    b = bundle(tx, id);
    d = b->process(process);
    if (!d) throw std::runtime_error{"workflow: an instance of a process that its bundle does not hold"};
    return *d;
  });
  return std::make_unique<Step>(*this, tx, who, std::move(b), *d, std::move(state));
}

Result<Moved> Engine::finish(Step& s, std::string_view event, std::string object,
                             std::vector<std::pair<std::string, std::string>> details) {
  store::save(s.tx, s.d, s.state, s.ids, s.who.user_id(), parts_.clock.now());
  const auto& i = s.state.instance;
  details.emplace_back("process", i.process);
  if (!s.done_for.empty()) {
    details.emplace_back("for", s.done_for);
    if (s.done_task != 0) s.tx.execute(q::stand_in_insert, db::Params{i.case_id, s.done_task, s.done_for});
  }
  parts_.trail.record(s.tx, s.who,
                      {audit::ChainName::of_case(i.case_id),
                       audit::Act::wrote,
                       std::string{event},
                       std::move(object),
                       {},
                       std::move(details),
                       {}});
  const Moved moved{i.id, i.rev, i.state == InstanceState::ended};
  return s.world.days_move() ? after_days_moved(s, moved) : moved;
}

// Deriving is a step of its own: who goes on with the file needs the revision after it.
Moved Engine::after_days_moved(Step& s, Moved moved) {
  const auto c = s.state.instance.case_id;
  DueDays{*this}.rederive(s.tx, s.who, c, *s.world.days_move());
  moved.rev =
      s.tx.find(q::instance_rev, db::Params{c, moved.instance}, [](const db::Row& r) { return r.integer(0); }).value();
  return moved;
}

Result<Moved> Engine::start(db::Transaction& tx, const Actor& who, const StartRequest& r) {
  if (const auto bad = too_long(r.variables)) return *bad;
  auto b = bundle_in_force(tx, parts_.clock.today());
  if (!b) return Rejection{"workflow.not_deployed"};
  const auto* d = b->process(r.process);
  if (!d) return Rejection{"workflow.process_unknown", {r.process}};
  int begin = nowhere;
  for (const int s : d->starts)
    if (d->node(s).message == r.message) begin = s;
  if (begin == nowhere) return Rejection{"workflow.no_such_start", {r.message}};

  const auto last =
      tx.find(q::instance_newest, db::Params{r.case_id}, [](const db::Row& row) { return row.maybe_integer(0); });
  State state;
  state.instance = {r.case_id,
                    last.value_or(std::nullopt).value_or(0) + 1,
                    r.process,
                    parts_.territories(tx)->resolve(r.territory).code,
                    b->id,
                    1,
                    InstanceState::running,
                    false};
  store::insert_instance(tx, state, parts_.clock.now());
  Step step{*this, tx, who, std::move(b), *d, std::move(state)};
  step.machine.set(r.variables);
  step.machine.note("started", begin, r.message);
  step.machine.start(begin);
  return finish(step, "workflow.started", "instance:" + std::to_string(step.state.instance.id),
                {{"start", d->node(begin).id}});
}

std::unique_ptr<Engine::Step> Engine::open_task(db::Transaction& tx, const Actor& who, const TaskRef& ref,
                                                Task*& task) {
  const auto instance = store::instance_of(ref.task);
  auto step = open(tx, who, ref.case_id, instance, ref.rev);
  if (!step) {
    // Gone on meanwhile is a conflict; never there is an unknown task.
    if (tx.find(q::instance_rev, db::Params{ref.case_id, instance}, [](const db::Row& r) { return r.integer(0); }))
      throw Conflict{"workflow"};
    return nullptr;
  }
  for (auto& t : step->state.tasks)
    if (t.id == ref.task) {
      task = &t;
      return step;
    }
  return nullptr;
}

Result<Moved> Engine::complete(db::Transaction& tx, const Actor& who, const TaskRef& ref, const Variables& answers) {
  if (const auto bad = too_long(answers)) return *bad;
  Task* task = nullptr;
  const auto step = open_task(tx, who, ref, task);
  if (!step) return Rejection{"workflow.task_unknown"};
  const auto right = right_to(tx, who, Wanted::of(*step, *task));
  if (!right) return right.rejections();
  step->done_for = *right;
  step->done_task = ref.task;
  if (task->kind == TaskKind::legal) return answer_legal(*step, *task, answers);
  const auto node = step->d.node(task->node).id;
  step->machine.set(answers, step->machine.token(task->token));
  step->machine.complete(*task);
  return finish(*step, "workflow.task_completed", "task:" + node, {{"role", task->role}});
}

Result<Moved> Engine::raise(db::Transaction& tx, const Actor& who, const TaskRef& ref, const std::string& code,
                            const Variables& answers) {
  if (const auto bad = too_long(answers)) return *bad;
  Task* task = nullptr;
  const auto step = open_task(tx, who, ref, task);
  if (!step || task->kind == TaskKind::legal) return Rejection{"workflow.task_unknown"};
  const auto right = right_to(tx, who, Wanted::of(*step, *task));
  if (!right) return right.rejections();
  step->done_for = *right;
  step->done_task = ref.task;
  const auto node = step->d.node(task->node).id;
  step->machine.set(answers, step->machine.token(task->token));
  if (!step->machine.raise(*task, code)) return Rejection{"workflow.error_uncaught", {code}};
  return finish(*step, "workflow.task_raised", "task:" + node, {{"error", code}});
}

Result<bool> Engine::deliver(db::Transaction& tx, const Actor& who, CaseId c, const std::string& message,
                             const Variables& payload) {
  if (const auto bad = too_long(payload)) return *bad;
  const auto running = tx.all(q::instance_running, db::Params{c}, [](const db::Row& r) { return r.integer(0); });
  if (running.empty()) return Rejection{"workflow.no_procedure"};
  for (const auto instance : running) {
    const auto step = open(tx, who, c, instance, std::nullopt);
    if (!step) continue;
    const auto known = step->d.messages.find(message);
    if (known == step->d.messages.end()) continue;
    // Before the step that it follows nothing takes it, not even what stands beside the work from the beginning.
    const int after = known->second.held_after;
    const auto passed = [&](const db::Query& query, const db::Params& where) {
      return tx.find(query, where, [](const db::Row&) { return true; }).has_value();
    };
    // What an earlier instance came to still counts for what waits; only what this one came to is kept for later.
    const bool here = after != nowhere && passed(q::history_passed, db::Params{c, instance, step->d.node(after).id});
    if (after != nowhere && !here && !passed(q::history_passed_ever, db::Params{c, step->d.node(after).id})) continue;
    if (step->machine.ambiguous(message, payload)) return Rejection{"workflow.message_ambiguous", {message}};
    const bool taken = step->machine.deliver(message, payload);
    if (!taken) {
      if (!here) continue;
      step->machine.hold(message, payload);
    }
    const auto done =
        finish(*step, "workflow.message_delivered", "message:" + message, {{"taken", taken ? "true" : "false"}});
    if (!done) return done.rejection();
    return taken;
  }
  return Rejection{"workflow.message_not_expected", {message}};
}

Result<Moved> Engine::service_done(db::Transaction& tx, const Actor& who, CaseId c, std::int64_t token,
                                   const ServiceAnswer& answer) {
  if (answer.kind == ServiceAnswer::Kind::waiting) throw std::logic_error{"workflow: a late answer cannot be to wait"};
  if (const auto bad = too_long(answer.set)) return *bad;
  const auto step = open(tx, who, c, store::instance_of(token), std::nullopt);
  auto* t = step ? step->machine.token(token) : nullptr;
  if (!t || t->state != TokenState::waiting) return Rejection{"workflow.activation_over"};
  if (!calls_out(step->d.node(t->node))) return Rejection{"workflow.activation_over"};
  const auto node = step->d.node(t->node).id;
  if (answer.days_move) step->world.days_move(*answer.days_move);
  step->machine.service_done(*t, answer);
  return finish(*step, "workflow.service_answered", "service:" + node, {});
}

Result<Moved> Engine::retry(db::Transaction& tx, const Actor& who, CaseId c, std::int64_t id,
                            const Variables& corrected) {
  if (const auto bad = too_long(corrected)) return *bad;
  const auto step = open(tx, who, c, store::instance_of(id), std::nullopt);
  Incident* incident = nullptr;
  if (step)
    for (auto& i : step->state.incidents)
      if (i.id == id) incident = &i;
  if (!incident) return Rejection{"workflow.incident_unknown"};
  if (!who.may("workflow.incident", parts_.territories(tx)->point(step->state.instance.territory)))
    return Rejection{"workflow.not_your_task"};
  const auto node = step->d.node(incident->node).id;
  step->machine.set(corrected, step->machine.token(incident->token));
  ++incident->attempts;
  step->machine.retry(*incident);
  return finish(*step, "workflow.incident_retried", "incident:" + node, {});
}

}  // namespace ssiis::workflow
