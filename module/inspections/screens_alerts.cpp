// POST /inspection/cases/{order}/alerts/{alert}   version, back = desk | file: the addressee has seen it
#include "inspections/alerts_view.hpp"
#include "inspections/event_words.hpp"
#include "inspections/people.hpp"
#include "inspections/step_words.hpp"

namespace ssiis::inspections {
namespace {

using web::N_;
constexpr int alerts_of_file_shown = 20;

std::string step_of_alert(const Desk& desk, const web::Request& rq, db::Transaction& tx, const workflow::Alert& a) {
  return node_words(desk.rooms.workflow.find_bundle(tx, a.bundle).get(), desk.t(), rq.language, a.process, a.node);
}

web::Page acknowledge_alert(const Desk& desk, const web::Request& rq) {
  const auto order = rq.capture("order");
  const auto opened = desk.cases.open(rq.who(), order, "file");
  if (!opened) return refusal(desk, rq, opened.rejection());
  const auto version = whole_number(rq.field("version"));
  if (!version) return refusal(desk, rq, Rejection{"request.malformed"});
  const auto done =
      alert_office(desk.rooms)
          .acknowledge(rq.who(), opened->file.id, whole_number(rq.capture("alert")).value_or(0), *version);
  if (!done) return refusal(desk, rq, done.rejection());
  return web::see_other(rq.field("back") == "file" ? case_address(order) : std::string{"/inspection"});
}

}  // namespace

workflow::AlertOffice alert_office(const Rooms& rooms) {
  return workflow::AlertOffice{rooms.workflow, rooms.pool, rooms.ids, rooms.trail};
}

std::vector<NamedAlert> alerts_for(const Desk& desk, const web::Request& rq, db::Transaction& tx, int limit) {
  std::vector<NamedAlert> out;
  auto alerts = alert_office(desk.rooms).of(tx, rq.who(), limit);
  if (alerts.empty()) return out;
  std::vector<CaseId> ids;
  for (const auto& a : alerts) ids.push_back(a.case_id);
  const auto files = case_lines(tx, ids);
  for (auto& a : alerts) {
    const auto file = files.find(a.case_id);
    if (file == files.end()) continue;
    auto step = step_of_alert(desk, rq, tx, a);
    out.push_back({std::move(a), file->second.order_number, file->second.unit_name, std::move(step), {}, true});
  }
  return out;
}

std::vector<NamedAlert> alerts_of_file(const Desk& desk, const web::Request& rq, db::Transaction& tx,
                                       const Case& file) {
  std::vector<NamedAlert> out;
  auto office = alert_office(desk.rooms);
  People people{tx};
  for (auto& a : office.of_case(tx, file.id, alerts_of_file_shown)) {
    if (a.state == "over") continue;
    const auto seen_by = a.acknowledged_by.empty() ? std::string{} : people.name(a.acknowledged_by, rq.language);
    const bool mine = a.state == "open" && office.addressed_to(tx, rq.who(), a);
    auto step = step_of_alert(desk, rq, tx, a);
    out.push_back({std::move(a), file.order_number, file.unit_name, std::move(step), seen_by, mine});
  }
  return out;
}

void put_alerts(const Desk& desk, const web::Request& rq, web::Data& data, const std::vector<NamedAlert>& alerts,
                const char* back) {
  const auto& t = desk.t();
  data.show_if("ALERTS", !alerts.empty()).set("BACK", back);
  bool unconfirmed_rule = false;
  for (const auto& n : alerts) {
    const auto& a = n.alert;
    unconfirmed_rule = unconfirmed_rule || !a.rule_confirmed;
    const auto address = case_address(n.order);
    auto& row = data.add("ALERT");
    row.set("ALERT_HREF", address).set("ALERT_ORDER", n.order).set("ALERT_UNIT", n.unit).set("ALERT_STEP", n.step);
    row.set("ALERT_ACTION", address + "/alerts/" + std::to_string(a.id)).set("ALERT_VERSION", a.version);
    row.set("ALERT_TONE", a.state != "open" ? "idle" : a.level == 0 ? "warn" : "bad");
    row.set("ALERT_WORDS", t.text(rq.language, a.level == 0 ? N_("ends soon") : N_("over and not done")));
    row.set("ALERT_TOLD", role_words(t, rq.language, a.role)).set("ALERT_ON", t.date(rq.language, a.raised_on));
    row.show_if("ON_DESK", std::string_view{back} == "desk")
        .show_if("ALERT_MINE", n.mine)
        .show_if("ALERT_SEEN", !n.seen_by.empty())
        .set("ALERT_SEEN_BY", n.seen_by);
    if (a.acknowledged_at) row.set("ALERT_SEEN_AT", t.date_time(rq.language, *a.acknowledged_at));
    put_due(desk, rq, row, a.due, a.confirmed, std::nullopt);
  }
  data.show_if("ALERT_RULES_UNCONFIRMED", unconfirmed_rule);
  if (!alerts.empty()) web::fill_form(data, rq, t, {});
}

void add_alert_screens(web::Router& router, const Desk& desk) {
  router.add({"POST", "/inspection/cases/{order}/alerts/{alert}", web::Mount::staff, "case.work",
              [&desk](const web::Request& rq) { return acknowledge_alert(desk, rq); }});
}

}  // namespace ssiis::inspections
