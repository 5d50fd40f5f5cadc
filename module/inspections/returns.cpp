#include "inspections/returns.hpp"

#include <algorithm>

#include "inspections/letters.hpp"
#include "inspections/rules.hpp"
#include "sql/inspections.hpp"
#include "web/api.hpp"

namespace ssiis::inspections {
namespace {

namespace rtq = sql::inspections;

constexpr std::string_view why_set_aside = "step_returned";

Rejections faults_of_return(const ReturnWish& wish) {
  Rejections out;
  if (wish.target.empty()) out.push_back({"return.target_missing", {}, "return_to"});
  const auto is_it = [&](const char* ground) { return wish.ground == ground; };
  if (std::none_of(std::begin(return_grounds), std::end(return_grounds), is_it))
    out.push_back({"return.ground_missing", {}, "return_ground"});
  if (count_code_points(trimmed(wish.reason)) < shortest_return_reason)
    out.push_back({"return.reason_short", {std::to_string(shortest_return_reason)}, "return_reason"});
  if (auto why = too_long(wish.reason, longest_return_reason, "return_reason")) out.push_back(*std::move(why));
  return out;
}

std::string return_print(const Actor& who, const ReturnWish& w) {
  return fingerprint_of({"return", who.user_id(), w.order, std::to_string(w.task), w.target, w.ground, w.reason});
}

// When the file last came to the step, by which everything that it made since is told from what lay there before.
std::optional<Instant> came_to(const workflow::Standing& standing, const std::string& node) {
  std::optional<Instant> out;
  for (const auto& row : standing.path)
    if (row.event == "entered" && row.node == node) out = row.at;
  return out;
}

}  // namespace

std::vector<StepReturn> returns_of(db::Transaction& tx, CaseId id) {
  return tx.all(rtq::returns_of_case, db::Params{id}, [](const db::Row& r) {
    return StepReturn{r.integer(0), r.integer(1), r.integer(2),       r.text(3),    r.text(4), r.text(5),
                      r.text(6),    r.integer(7), r.text_or_empty(8), r.instant(9), r.text(10)};
  });
}

std::set<std::int64_t> returned_tasks(db::Transaction& tx, CaseId id) {
  std::set<std::int64_t> out;
  for (auto rows = tx.query(rtq::returned_tasks, db::Params{id}); rows.next();) out.insert(rows.row().integer(0));
  return out;
}

std::vector<ReturnWay> ReturnService::ways(db::Transaction& tx, const workflow::OpenTask& task) {
  std::vector<ReturnWay> out;
  auto ways = rooms_.workflow.ways_back(tx, task);
  if (ways.empty()) return out;
  const auto standing = rooms_.workflow.standing(tx, task.case_id, task.instance);
  const auto bundle = rooms_.workflow.bundle(tx, task.bundle);
  const auto* drawn = bundle->process(task.process);
  const auto papers = documents_.of_case(tx, task.case_id);
  for (auto& over : ways) {
    ReturnWay way{std::move(over), {}, {}};
    const auto since = came_to(*standing, way.over.target);
    std::set<std::string> kinds;
    for (const auto& step : way.over.steps)
      for (const auto& key : drawn->node(drawn->index(step)).documents) kinds.insert(template_of_letter(key));
    for (const auto& paper : papers) {
      const bool made_there = since && paper.created_at >= *since && kinds.contains(paper.kind) && paper.is_letter();
      if (!made_there || paper.copy_of || paper.superseded_by || paper.set_aside_at) continue;
      (paper.direction == documents::Direction::outgoing ? way.stay : way.set_aside).push_back(paper);
    }
    out.push_back(std::move(way));
  }
  return out;
}

Result<Done> ReturnService::send_back(const Actor& who, const ReturnWish& wish) {
  return rooms_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
    auto done = send_back_in(tx, who, wish);
    if (!done) tx.rollback();
    return done;
  });
}

Result<Done> ReturnService::send_back_in(db::Transaction& tx, const Actor& who, const ReturnWish& wish) {
  const auto before = db::claim_request(tx, wish.request_key, return_print(who, wish), rooms_.clock.now());
  if (!before) return before.rejections();
  if (*before) return Done{};
  tx.execute(rtq::case_lock, db::Params{wish.order});
  auto opened = cases_.open_in(tx, who, wish.order);
  if (!opened) return opened.rejections();
  if (opened->by_grant) {
    tx.rollback();
    return rooms_.trail.refused(who, "case.work", "case:" + wish.order, opened->file.id);
  }
  Case file = opened->file;
  const auto tasks = rooms_.workflow.open_tasks(tx, file.id);
  const auto task = std::find_if(tasks.begin(), tasks.end(), [&](const auto& t) { return t.id == wish.task; });
  if (task == tasks.end()) return Rejection{"task.unknown", {wish.order}};
  if (const auto obstacle = steps_.obstacle(tx, who, *task)) {
    tx.rollback();
    rooms_.trail.refused(who, "case.work", "task:" + std::to_string(wish.task), file.id);
    return *obstacle;
  }
  if (auto why = faults_of_return(wish); !why.empty()) return why;
  const auto all = ways(tx, *task);
  const auto way = std::find_if(all.begin(), all.end(), [&](const auto& w) { return w.over.target == wish.target; });
  if (way == all.end()) return Rejection{"workflow.no_way_back", {wish.target}, "return_to"};
  const auto done =
      rooms_.workflow.send_back(tx, who, {file.id, wish.task, wish.rev}, wish.target, wish.ground,
                                [&](db::Transaction& in, const std::string& user_id) {
                                  profiles::IdentityData person;
                                  person.user_id = user_id;
                                  return rooms_.actors.actor(in, person, {who.correlation_id(), who.client_address()});
                                });
  if (!done) return done.rejections();
  set_aside(tx, who, *way);
  keep(tx, who, file, *task, wish, *done);
  // What the report had found is found anew; how far the file is says the step where it stands now.
  for (const auto& answer : answers_of(tx, file.id))
    if (answer.form_key == "report" && std::count(way->over.tasks.begin(), way->over.tasks.end(), answer.task.value))
      file.outcome.clear();
  file.stage = 0;
  steps_.settle(tx, who, file, done->moved);
  db::store_result(tx, wish.request_key, "done");
  return Done{};
}

void ReturnService::set_aside(db::Transaction& tx, const Actor& who, const ReturnWay& way) {
  for (const auto& paper : way.set_aside)
    if (const auto done = documents_.set_aside(tx, who, paper.case_id, paper.id, std::string{why_set_aside}); !done)
      throw std::logic_error{"a document that was just read cannot be set aside: " + done.rejection().code};
}

void ReturnService::keep(db::Transaction& tx, const Actor& who, const Case& file, const workflow::OpenTask& task,
                         const ReturnWish& wish, const workflow::SentBack& done) {
  const auto row = rooms_.ids.next();
  const std::string reason{trimmed(wish.reason)};
  tx.execute(rtq::return_insert, db::Params{file.id, row, task.instance, task.id, task.node, wish.target, wish.ground,
                                            reason, done.opened.empty() ? std::int64_t{0} : done.opened.front(),
                                            done.given_to, rooms_.clock.now(), who.user_id()});
  const auto known = returned_tasks(tx, file.id);
  for (const auto id : done.over.tasks)
    if (!known.contains(id)) tx.execute(rtq::return_task_insert, db::Params{file.id, id, row});
}

}  // namespace ssiis::inspections
