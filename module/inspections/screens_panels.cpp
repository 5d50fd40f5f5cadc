// Panels inside the host's own screens: fragments without script, small, and silent about what the caller may not see.
#include "inspections/people.hpp"
#include "inspections/screens.hpp"
#include "inspections/step_words.hpp"
#include "inspections/unit_office.hpp"

namespace ssiis::inspections {
namespace {

constexpr std::size_t earlier_shown = 5;
constexpr std::size_t open_shown = 5;
constexpr int urgent_shown = 3;

web::Page panel_of(const Desk& desk, const web::Request& rq, std::string_view page, const web::Data& data) {
  return web::fragment(desk.t().text(rq.language, "Inspections"), desk.renderer.render(page, rq.language, data));
}

// Every MIS user opens the host's screens; who has no part in inspections gets a sentence, not a refusal.
web::Page not_for_you(const Desk& desk, const web::Request& rq) {
  web::Data data;
  data.show("NOT_YOURS");
  return panel_of(desk, rq, "inspections/panel_unit.tpl", data);
}

void put_open(const Desk& desk, const web::Request& rq, db::Transaction& tx, People& people, web::Data& data,
              const OpenOrder& order) {
  auto& row = data.add("OPEN");
  row.set("HREF", case_address(order.file.order_number))
      .set("ORDER", order.file.order_number)
      .set("TONE", std::string{tone_code(state_tone(order.file.state))})
      .set("STAGE", std::to_string(std::min(order.file.stage, 13)))
      .set("CHIEF", order.chief.empty() ? std::string{} : people.name(order.chief, rq.language))
      .show_if("HAS_CHIEF", !order.chief.empty())
      .show_if("HAS_STEP", !order.tasks.empty());
  if (!order.tasks.empty())
    row.set("STEP", step_words(tx, desk.rooms.workflow, desk.t(), rq.language, order.tasks.front()));
  put_due(desk, rq, row, order.due, order.due_confirmed, order.still_since);
}

web::Page unit_panel(const Desk& desk, UnitOffice& office, const web::Request& rq) {
  const auto key = rq.parameter("subject");
  if (!rq.actor || !rq.who().may("case.read")) return not_for_you(desk, rq);
  const auto facts = office.units.facts(rq.who(), key);
  web::Data data;
  data.show("YOURS")
      .show_if("HAS_OPEN", !facts.open.empty())
      .show_if("HAS_EARLIER", !facts.earlier.empty())
      .show_if("MAY_SHEET", rq.who().may("registry.read"))
      .set("SHEET_HREF", "/inspection/units/" + percent_encoded(key))
      .show_if("MORE_EARLIER", facts.earlier.size() > earlier_shown || facts.open.size() > open_shown);
  desk.rooms.pool.transact(
      db::Mode::read,
      [&](db::Transaction& tx) {
        People people{tx};
        for (std::size_t i = 0; i < std::min(facts.open.size(), open_shown); ++i)
          put_open(desk, rq, tx, people, data, facts.open[i]);
      },
      1);
  for (std::size_t i = 0; i < std::min(facts.earlier.size(), earlier_shown); ++i)
    data.add("EARLIER")
        .set("HREF", case_address(facts.earlier[i].order_number))
        .set("ORDER", facts.earlier[i].order_number)
        .set("OPENED", desk.t().date(rq.language, facts.earlier[i].opened_on))
        .show_if("IMPORTED", facts.earlier[i].imported);
  return panel_of(desk, rq, "inspections/panel_unit.tpl", data);
}

web::Page home_panel(const Desk& desk, const web::Request& rq) {
  if (!rq.actor || !rq.who().may("dashboard.use")) return not_for_you(desk, rq);
  const auto work = desk.tasks.work_list(rq.who(), 0, static_cast<int>(urgent_shown));  // the most urgent first
  const auto count = desk.tasks.figures(rq.who()).all;
  web::Data data;
  data.set("COUNT", desk.t().plural(rq.language, "{1} task waits for you", "{1} tasks wait for you", count))
      .show_if("HAS_TASKS", count > 0);
  desk.rooms.pool.transact(
      db::Mode::read,
      [&](db::Transaction& tx) {
        for (std::size_t i = 0; i < std::min<std::size_t>(work.size(), urgent_shown); ++i) {
          const auto& [task, file] = work[i];
          auto& row = data.add("TASK");
          row.set("HREF", case_address(file.order_number) + "/tasks/" + std::to_string(task.id))
              .set("ORDER", file.order_number)
              .set("UNIT", file.unit_name)
              .set("STEP", step_words(tx, desk.rooms.workflow, desk.t(), rq.language, task));
          put_due(desk, rq, row, task);
        }
      },
      1);
  return panel_of(desk, rq, "inspections/panel_home.tpl", data);
}

}  // namespace

void add_panels(web::Router& router, const Desk& desk, UnitOffice& office) {
  router.add({"GET", "/inspection/panel/unit", web::Mount::panel, "",
              [&desk, &office](const web::Request& rq) { return unit_panel(desk, office, rq); }});
  router.add({"GET", "/inspection/panel/home", web::Mount::panel, "",
              [&desk](const web::Request& rq) { return home_panel(desk, rq); }});
}

}  // namespace ssiis::inspections
