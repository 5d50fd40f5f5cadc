#include "inspections/tasks.hpp"

#include <algorithm>

#include "inspections/letters.hpp"
#include "inspections/task_forms.hpp"
#include "sql/inspections.hpp"

namespace ssiis::inspections {
namespace {

const workflow::OpenTask* task_with(const std::vector<workflow::OpenTask>& tasks, std::int64_t id) {
  const auto at = std::find_if(tasks.begin(), tasks.end(), [&](const auto& t) { return t.id == id; });
  return at == tasks.end() ? nullptr : &*at;
}

// What the sender sent, so that a second sending under the same key is told from another one. The password is no part.
std::string print_of(const Actor& who, const std::string& order, std::int64_t task, const forms::Typed& typed) {
  std::string out = who.user_id() + '\n' + order + '\n' + std::to_string(task);
  for (const auto& [name, value] : typed)
    if (name != "csrf" && name != proof_field) out += '\n' + name + '=' + value;
  return out;
}

// What a legal officer decides about a period that LSSO has not confirmed.
workflow::Variables choice_about_period(const forms::Typed& typed) {
  workflow::Variables out;
  for (const auto& [name, value] : typed)
    if (name == "choice" || name == "article")
      out[name] = lao::stored(value);
    else if (name == "until")
      if (const auto day = Day::parse(value)) out[name] = *day;
  return out;
}

}  // namespace

Result<TaskView> TaskService::view(const Actor& who, const std::string& order, std::int64_t task_id) {
  auto opened = cases_.open(who, order, "task");
  if (!opened) return opened.rejections();
  return rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) -> Result<TaskView> {
    const auto tasks = rooms_.workflow.open_tasks(tx, opened->file.id);
    const auto* task = task_with(tasks, task_id);
    if (task == nullptr) return Rejection{"task.unknown", {order}};
    TaskView out{.open = *opened,
                 .task = *task,
                 .form = form_of(tx, rooms_, task->bundle, task->form_key),
                 .prefilled = {},
                 .obstacle = steps_.obstacle(tx, who, *task),
                 .colleagues = {},
                 .titles = {}};
    if (out.form == nullptr) return out;
    out.prefilled = proposed_answer(*out.form, known_answers(tx, opened->file.id), rooms_.settings);
    for (const auto* role : {"chief_inspector", "inspector"})
      for (auto& holder : rooms_.actors.holders(tx, role, opened->file.territory_point))
        if (std::none_of(out.colleagues.begin(), out.colleagues.end(),
                         [&](const auto& c) { return c.user_id == holder.user_id; }))
          out.colleagues.push_back(std::move(holder));
    if (!out.colleagues.empty()) out.titles = profiles::current_catalogue(tx).titles;
    return out;
  });
}

Result<Done> TaskService::complete(const Actor& who, const std::string& order, std::int64_t task, std::int64_t rev,
                                   const forms::Typed& typed, const std::string& request_key) {
  const auto proof = proof_of(rooms_, who, typed);
  if (!proof) return proof.rejections();
  return complete_proved(who, {order, task, rev}, typed, *proof, request_key, print_of(who, order, task, typed));
}

Result<Done> TaskService::complete_proved(const Actor& who, const Sheet& sheet, const forms::Typed& typed, Proof proof,
                                          const std::string& request_key, const std::string& print) {
  return rooms_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
    auto done = complete_in(tx, who, {sheet, typed, request_key, print, proof});
    if (!done) tx.rollback();
    return done;
  });
}

Result<Done> TaskService::complete_in(db::Transaction& tx, const Actor& who, const Sent& sent) {
  const auto& [sheet, typed, request_key, print, proof] = sent;
  const auto& [order, task_id, rev] = sheet;
  const auto before = db::claim_request(tx, request_key, hex(sha256(print)), rooms_.clock.now());
  if (!before) return before.rejections();
  if (*before) return Done{};

  // Writers of one case wait for each other: no visit begins while the step that ends visiting is done.
  tx.execute(sql::inspections::case_lock, db::Params{order});
  auto opened = cases_.open_in(tx, who, order);
  if (!opened) return opened.rejections();
  if (opened->by_grant) {
    tx.rollback();
    return rooms_.trail.refused(who, "case.work", "case:" + order, opened->file.id);
  }
  const auto tasks = rooms_.workflow.open_tasks(tx, opened->file.id);
  const auto* task = task_with(tasks, task_id);
  if (task == nullptr) return Rejection{"task.unknown", {order}};
  if (const auto obstacle = steps_.obstacle(tx, who, *task)) {
    tx.rollback();
    rooms_.trail.refused(who, "case.work", "task:" + std::to_string(task_id), opened->file.id);
    return *obstacle;
  }

  const auto form = form_of(tx, rooms_, task->bundle, task->form_key);
  forms::Answer answer;
  workflow::Variables variables;
  if (form != nullptr) {
    auto checked = forms::checked(*form, typed, rooms_.clock.today());
    if (!checked) return checked.rejections();
    answer = *checked;
    if (auto no = unproved(*form, proof)) return *no;
    variables = workflow::variables_of(*form, answer);
    // Free text is no variable, but the engine keeps by which article an expired period was settled.
    if (task->kind == workflow::TaskKind::legal)
      if (const auto article = answer.find("article"); article != answer.end()) variables["article"] = article->second;
  } else {
    variables = choice_about_period(typed);
  }

  Case file = opened->file;
  StepContext step{tx, who, file, *task, answer};
  const auto error = steps_.apply(step);
  if (!error) return error.rejections();
  // Before the procedure moves: letters of the steps that follow state what was answered.
  if (form != nullptr)
    insert_answer(tx, file.id, rooms_.ids.next(),
                  {TaskId{task_id}, form->key, form->version, forms::to_json(answer), rooms_.clock.now(), who.user_id(),
                   task->bundle});
  const workflow::TaskRef ref{file.id, task_id, rev};
  const auto moved = error->empty() ? rooms_.workflow.complete(tx, who, ref, variables)
                                    : rooms_.workflow.raise(tx, who, ref, *error, variables);
  if (!moved) return moved.rejections();
  const bool sent_back = form != nullptr && sends_back(*form, answer);
  if (!sent_back)
    if (auto made = steps_.make_documents(step); !made) return made;
  if (form != nullptr && form->signing) record_signature(tx, rooms_, who, {file.id, task_id, sent_back}, proof);
  const auto settled = steps_.afterwards(step, *moved);
  if (!settled) return settled.rejections();
  steps_.settle(tx, who, file, *settled);
  db::store_result(tx, request_key, "done");
  return Done{};
}

std::vector<std::pair<workflow::OpenTask, CaseLine>> with_their_cases(db::Transaction& tx,
                                                                      std::vector<workflow::OpenTask> tasks) {
  std::vector<CaseId> ids;
  for (const auto& task : tasks) ids.push_back(task.case_id);
  auto cases = case_lines(tx, ids);
  std::map<CaseId, int> waiting;  // tasks of a file that come later
  for (const auto id : ids) ++waiting[id];
  std::vector<std::pair<workflow::OpenTask, CaseLine>> out;
  out.reserve(tasks.size());
  for (auto& task : tasks) {
    const auto file = cases.find(task.case_id);
    if (file == cases.end()) continue;
    if (--waiting[task.case_id] > 0)
      out.emplace_back(std::move(task), file->second);
    else
      out.emplace_back(std::move(task), std::move(file->second));
  }
  return out;
}

std::vector<std::pair<workflow::OpenTask, CaseLine>> TaskService::work_list(const Actor& who, int offset, int limit) {
  return rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    return with_their_cases(tx, rooms_.workflow.work_list(tx, who, {.after_offset = offset, .limit = limit}));
  });
}

workflow::WorkFigures TaskService::figures(const Actor& who) {
  return rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    return rooms_.workflow.work_figures(tx, who, rooms_.clock.today(), soon_days);
  });
}

}  // namespace ssiis::inspections
