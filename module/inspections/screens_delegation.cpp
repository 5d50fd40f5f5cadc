// Giving one task to a colleague who has the right already.
#include <algorithm>

#include "inspections/delegation_view.hpp"
#include "inspections/people.hpp"

namespace ssiis::inspections {
namespace {

web::Page delegate_task(const Desk& desk, const web::Request& rq) {
  const auto task = whole_number(rq.capture("task"));
  const auto rev = whole_number(rq.field("rev"));
  const auto key = web::request_key(rq);
  if (!task || !rev) return refusal(desk, rq, Rejection{"request.malformed"});
  if (!key) return refusal(desk, rq, key.rejection());
  const auto order = rq.capture("order");
  const auto done = desk.delegations.give(
      rq.who(), {order, *task, *rev, rq.field("delegate_to"), rq.text_block("delegate_reason"), *key});
  if (done) return web::see_other(case_address(order));
  if (done.rejection().code == "task.unknown") return refusal(desk, rq, done.rejection());
  return task_again(desk, rq, *task, done.rejections());
}

}  // namespace

void put_delegation(const Desk& desk, const web::Request& rq, web::Data& data, const TaskView& view,
                    const Rejections& reasons) {
  if (view.open.by_grant) return;
  std::vector<web::Option> colleagues;
  desk.rooms.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    colleagues.clear();
    People people{tx};
    const auto all = delegations_of(tx, view.open.file.id);
    const auto newest =
        std::find_if(all.rbegin(), all.rend(), [&](const Delegation& d) { return d.task == view.task.id; });
    if (newest != all.rend() && newest->given_to == view.task.assignee)
      data.add("GIVEN")
          .set("GIVEN_BY", people.name(newest->by, rq.language))
          .set("GIVEN_TO", people.name(newest->given_to, rq.language))
          .set("GIVEN_AT", desk.t().date_time(rq.language, newest->at))
          .set("GIVEN_REASON", newest->reason);
    const bool may = desk.delegations.may_give(tx, rq.who(), view.task, view.open.file);
    data.show_if("MAY_DELEGATE", may);
    if (!may) return;
    for (const auto& holder : desk.delegations.candidates(tx, rq.who(), view.task, view.open.file))
      colleagues.push_back({holder.user_id, holder.name(rq.language) + " – " + holder.login});
  });
  web::fill_options(data, "delegate_to", colleagues, {rq.field("delegate_to")});
  const auto concerned = [](const Rejection& r) { return r.field.starts_with("delegate_"); };
  data.set("DELEGATE_ACTION",
           case_address(view.open.file.order_number) + "/delegations/" + std::to_string(view.task.id))
      .show_if("COLLEAGUES", !colleagues.empty())
      .show_if("DELEGATE_OPEN", std::any_of(reasons.begin(), reasons.end(), concerned));
}

void add_delegation_screens(web::Router& router, const Desk& desk) {
  router.add({"POST", "/inspection/cases/{order}/delegations/{task}", web::Mount::staff, "case.work",
              [&desk](const web::Request& rq) { return delegate_task(desk, rq); }});
}

}  // namespace ssiis::inspections
