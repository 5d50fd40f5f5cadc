// Sending a file back: the form beside that of the step, what it would mean, and what is told of it afterwards.
#include <algorithm>

#include "inspections/document_rows.hpp"
#include "inspections/people.hpp"
#include "inspections/returns_view.hpp"
#include "inspections/step_words.hpp"

namespace ssiis::inspections {
namespace {

using web::N_;

struct GroundWords {
  std::string_view code;
  const char* english;
};
constexpr GroundWords grounds_in_words[] = {{"incomplete", N_("Something is missing")},
                                            {"incorrect", N_("Something is wrong")},
                                            {"new_facts", N_("New facts have come to light")},
                                            {"formal", N_("The form required by the rules was not kept")},
                                            {"other", N_("Another ground")}};

std::string ground_words(const Desk& desk, const web::Request& rq, std::string_view code) {
  for (const auto& g : grounds_in_words)
    if (g.code == code) return desk.t().text(rq.language, g.english);
  return std::string{code};
}

std::vector<web::Option> ground_options(const Desk& desk, const web::Request& rq) {
  std::vector<web::Option> out;
  for (const char* code : return_grounds) out.push_back({code, ground_words(desk, rq, code)});
  return out;
}

void put_papers(const Desk& desk, const web::Request& rq, web::Data& row, const char* name,
                const std::vector<documents::Document>& papers) {
  if (papers.empty()) return;
  auto& list = row.add(name);
  for (const auto& paper : papers)
    list.add("PAPER").set("PAPER_NUMBER", paper.register_number).set("PAPER_TITLE", document_words(desk, rq, paper));
}

void put_way(const Desk& desk, const web::Request& rq, web::Data& data, const ReturnWay& way,
             const workflow::Bundle& bundle, const workflow::OpenTask& task, bool chosen) {
  const auto words = [&](const std::string& node) {
    return node_words(&bundle, desk.t(), rq.language, task.process, node);
  };
  const auto* drawn = bundle.process(task.process);
  auto& row = data.add("WAY");
  row.set("WAY_NODE", way.over.target).set("WAY_NAME", words(way.over.target)).show_if("WAY_CHOSEN", chosen);
  std::string anew;
  for (const auto& step : way.over.steps)
    if (drawn->node(drawn->index(step)).kind == workflow::NodeKind::user_task)
      anew += (anew.empty() ? "" : " · ") + words(step);
  row.set("WAY_ANEW", anew);
  put_papers(desk, rq, row, "WAY_ASIDE", way.set_aside);
  if (rq.who().may("document.read")) put_papers(desk, rq, row, "WAY_STAYS", way.stay);
}

web::Page send_back(const Desk& desk, const web::Request& rq) {
  const auto task = whole_number(rq.capture("task"));
  const auto rev = whole_number(rq.field("rev"));
  const auto key = web::request_key(rq);
  if (!task || !rev) return refusal(desk, rq, Rejection{"request.malformed"});
  if (!key) return refusal(desk, rq, key.rejection());
  const auto order = rq.capture("order");
  const auto done = desk.returns.send_back(rq.who(), {order, *task, *rev, rq.field("return_to"),
                                                      rq.field("return_ground"), rq.text_block("return_reason"), *key});
  if (done) return web::see_other(case_address(order));
  if (done.rejection().code == "task.unknown") return refusal(desk, rq, done.rejection());
  return task_again(desk, rq, *task, done.rejections());
}

}  // namespace

std::vector<NamedReturn> read_returns(db::Transaction& tx, const Desk& desk, const web::Request& rq,
                                      const OpenCase& open) {
  std::vector<NamedReturn> out;
  if (open.by_grant) return out;
  People people{tx};
  std::map<std::int64_t, std::optional<workflow::Standing>> runs;
  for (auto& entry : returns_of(tx, open.file.id)) {
    auto run = runs.find(entry.instance);
    if (run == runs.end())
      run = runs.emplace(entry.instance, desk.rooms.workflow.standing(tx, open.file.id, entry.instance)).first;
    if (!run->second) continue;
    const auto bundle = desk.rooms.workflow.bundle(tx, run->second->bundle);
    const auto words = [&](const std::string& node) {
      return node_words(bundle.get(), desk.t(), rq.language, run->second->process, node);
    };
    NamedReturn named{.entry = entry,
                      .from = words(entry.from),
                      .to = words(entry.to),
                      .by = people.name(entry.by, rq.language),
                      .given_to = entry.given_to.empty() ? std::string{} : people.name(entry.given_to, rq.language),
                      .ground = ground_words(desk, rq, entry.ground)};
    out.push_back(std::move(named));
  }
  return out;
}

void put_returns(const Desk& desk, const web::Request& rq, web::Data& data, const std::vector<NamedReturn>& list) {
  data.show_if("HAS_RETURNS", !list.empty());
  for (auto r = list.rbegin(); r != list.rend(); ++r)
    data.add("RETURN")
        .set("RT_AT", desk.t().date_time(rq.language, r->entry.at))
        .set("RT_BY", r->by)
        .set("RT_FROM", r->from)
        .set("RT_TO", r->to)
        .set("RT_GROUND", r->ground)
        .set("RT_REASON", r->entry.reason);
}

void put_returned(const Desk& desk, const web::Request& rq, web::Data& row, const std::vector<NamedReturn>& list,
                  std::int64_t task) {
  for (const auto& r : list) {
    if (r.entry.opened != task || task == 0) continue;
    auto& note = row.add("RETURNED");
    note.set("RT_AT", desk.t().date_time(rq.language, r.entry.at))
        .set("RT_BY", r.by)
        .set("RT_FROM", r.from)
        .set("RT_GROUND", r.ground)
        .set("RT_REASON", r.entry.reason)
        .set("RT_GIVEN", r.given_to)
        .show_if("RT_NAMED", !r.given_to.empty());
  }
}

std::string drawn_returns(const std::vector<NamedReturn>& list, std::int64_t instance) {
  std::string out;
  for (const auto& r : list)
    if (r.entry.instance == instance) out += (out.empty() ? "" : " ") + r.entry.from + ">" + r.entry.to;
  return out;
}

void put_send_back(const Desk& desk, const web::Request& rq, web::Data& data, const TaskView& view,
                   const Rejections& reasons) {
  if (view.obstacle) return;
  desk.rooms.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    auto ways = desk.returns.ways(tx, view.task);
    const auto sealed = [&](const documents::Document& d) { return sealed_for(rq.who(), view.open, d); };
    for (auto& way : ways) {
      std::erase_if(way.stay, sealed);
      std::erase_if(way.set_aside, sealed);
    }
    data.show_if("MAY_RETURN", !ways.empty());
    const auto bundle = desk.rooms.workflow.bundle(tx, view.task.bundle);
    for (const auto& way : ways)
      put_way(desk, rq, data, way, *bundle, view.task, ways.size() == 1 || rq.field("return_to") == way.over.target);
  });
  web::fill_options(data, "return_ground", ground_options(desk, rq), {rq.field("return_ground")});
  const auto concerned = [](const Rejection& r) { return r.field.starts_with("return_"); };
  data.set("RETURN_ACTION", case_address(view.open.file.order_number) + "/returns/" + std::to_string(view.task.id))
      .show_if("RETURN_OPEN", std::any_of(reasons.begin(), reasons.end(), concerned));
}

void add_return_screens(web::Router& router, const Desk& desk) {
  router.add({"POST", "/inspection/cases/{order}/returns/{task}", web::Mount::staff, "case.work",
              [&desk](const web::Request& rq) { return send_back(desk, rq); }});
}

}  // namespace ssiis::inspections
