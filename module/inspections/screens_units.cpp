// The data sheet of a labour unit, and the list of its workers.
#include <fmt/format.h>

#include <algorithm>

#include "inspections/benefit_view.hpp"
#include "inspections/contribution_view.hpp"
#include "inspections/decision_view.hpp"
#include "inspections/entity_numbers.hpp"
#include "inspections/event_words.hpp"
#include "inspections/screens.hpp"
#include "inspections/step_words.hpp"
#include "inspections/unit_office.hpp"

namespace ssiis::inspections {
namespace {

using web::N_;

std::string unit_address(const std::string& key) { return "/inspection/units/" + percent_encoded(key); }

std::string shown_month(Month m) { return fmt::format("{:02}/{}", m.month(), m.year()); }

const char* status_tone(const std::string& status) {
  return status == "ACTIVE" ? "ok" : status == "SUSPENDED" ? "warn" : status == "CLOSED" ? "bad" : "idle";
}

// The MIS's own files are loaded as snapshots too; they are the register of the unit, not another one.
bool is_other_register(const registry::Snapshot& s) {
  return s.source.starts_with("tax_") || s.source == "enterprise_register" || s.source == "molsw_workers" ||
         s.source == "civil_register";
}

std::string address_words(const registry::Whereabouts& where) {
  std::string out;
  for (const auto* part : {&where.address, &where.village})
    if (!part->empty() && out.find(*part) == std::string::npos) out += (out.empty() ? "" : " · ") + *part;
  return out;
}

void put_unit_head(const Desk& desk, const web::Request& rq, web::Data& data, const UnitSheet& sheet) {
  const auto& u = sheet.unit;
  const auto& t = desk.t();
  const auto& other = u.name(rq.language == "lo" ? "en" : "lo");
  const bool has_other = other != u.name(rq.language);
  const auto tree = desk.rooms.territories();
  data.set("UNIT_NAME", u.name(rq.language))
      .set("NAME_LANG", lao::has_lao(u.name(rq.language)) ? "lo" : "en")
      .set("OTHER_NAME", has_other ? other : std::string{})
      .set("OTHER_LANG", rq.language == "lo" ? "en" : "lo")
      .set("UNIT_KEY", u.lu_id)
      .set("SS_NUMBER", u.ss_reg_no)
      .set("STATUS", unit_status_words(t, rq.language, u.status))
      .set("STATUS_TONE", status_tone(u.status))
      .set("SECTOR", sector_words(t, rq.language, u.sector))
      .set("PLACE", place_words(desk, rq, *tree, u.where.territory))
      .set("ADDRESS", address_words(u.where))
      .set("PHONE", u.phone)
      .set("DIRECTOR", u.director_name)
      .set("REGISTERED", u.reg_date ? t.date(rq.language, *u.reg_date) : std::string{})
      .set("CLOSED_ON", u.close_date ? t.date(rq.language, *u.close_date) : std::string{})
      .show_if("HAS_OTHER_NAME", has_other)
      .show_if("HAS_STATUS", !u.status.empty())
      .show_if("HAS_SECTOR", !u.sector.empty())
      .show_if("HAS_SS_NUMBER", !u.ss_reg_no.empty())
      .show_if("HAS_ADDRESS", !address_words(u.where).empty())
      .show_if("HAS_PHONE", !u.phone.empty())
      .show_if("HAS_DIRECTOR", !u.director_name.empty())
      .show_if("HAS_REGISTERED", u.reg_date.has_value())
      .show_if("IS_CLOSED", u.close_date.has_value())
      .show_if("MAY_ORDER", sheet.may_order)
      .set("ORDER_HREF", "/inspection/orders/new?unit=" + percent_encoded(u.lu_id))
      .show_if("MAY_IMPORT", rq.who().may("case.import", u.where.point))
      .set("IMPORT_HREF", "/inspection/cases/import?unit=" + percent_encoded(u.lu_id))
      .show_if("MAY_WORKERS", rq.who().may("worker.read", u.where.point))
      .set("WORKERS_HREF", unit_address(u.lu_id) + "/workers")
      .set("WORKERS", t.number(rq.language, sheet.workers));
}

void put_registers(const Desk& desk, const web::Request& rq, web::Data& data, const UnitSheet& sheet) {
  const auto& t = desk.t();
  const auto tree = desk.rooms.territories();
  data.show_if("HAS_SNAPSHOTS", std::any_of(sheet.snapshots.begin(), sheet.snapshots.end(), is_other_register));
  for (const auto& s : sheet.snapshots)
    if (is_other_register(s))
      data.add("SNAPSHOT")
          .set("SNAPSHOT_SOURCE", register_name(t, rq.language, s.source))
          .set("SNAPSHOT_DAY", t.date(rq.language, s.as_of));
  data.show_if("HAS_ELSEWHERE", !sheet.elsewhere.empty());
  for (const auto& hit : sheet.elsewhere) {
    std::string as_of;
    for (const auto& s : sheet.snapshots)
      if (s.source == (hit.kind == "enterprise" ? "enterprise_register" : "tax_employer"))
        as_of = t.date(rq.language, s.as_of);
    data.add("ELSEWHERE")
        .set("ELSEWHERE_SOURCE", register_name(t, rq.language, hit.kind))
        .set("ELSEWHERE_NAME", hit.title(rq.language))
        .set("ELSEWHERE_NUMBERS", hit.subtitle)
        .set("ELSEWHERE_PLACE", place_words(desk, rq, *tree, hit.territory))
        .set("ELSEWHERE_DAY", as_of)
        .show_if("LINKED_OTHER", hit.linked);
  }
  data.show_if("HAS_WORKPLACES", !sheet.workplaces.empty()).show_if("WORKPLACES_KNOWN", sheet.workplaces_known);
  for (const auto& w : sheet.workplaces)
    data.add("WORKPLACE")
        .set("WORKPLACE_KEY", w.derived ? std::string{"–"} : w.workplace_id)
        .set("WORKPLACE_NAME", w.name(rq.language))
        .set("WORKPLACE_ADDRESS", address_words(w.where))
        .set("WORKPLACE_PLACE", place_words(desk, rq, *tree, w.where.territory))
        .set("WORKPLACE_CODE", w.where.territory)
        .set("WORKPLACE_CLOSED", w.close_date ? t.date(rq.language, *w.close_date) : std::string{})
        .set("WORKPLACE_SINCE", w.open_date ? t.date(rq.language, *w.open_date) : std::string{"–"})
        .set("WORKPLACE_PHONE", w.phone)
        .show_if("HAS_WORKPLACE_PHONE", !w.phone.empty())
        .show_if("IS_DERIVED", w.derived)
        .show_if("WORKPLACE_IS_CLOSED", w.close_date.has_value());
}

void put_months(const Desk& desk, const web::Request& rq, web::Data& data, const UnitSheet& sheet) {
  const auto& t = desk.t();
  Money missing;
  std::int64_t short_months = 0;
  for (auto m = sheet.history.rbegin(); m != sheet.history.rend(); ++m) {
    const bool unpaid = m->missing() > Money{};
    missing += m->missing();
    short_months += unpaid ? 1 : 0;
    data.add("MONTH")
        .set("MONTH_NAME", shown_month(m->month))
        .set("PEOPLE", t.number(rq.language, m->people))
        .set("DUE", t.number(rq.language, m->due.units()))
        .set("PAID", t.number(rq.language, m->paid.units()))
        .set("MISSING", t.number(rq.language, m->missing().units()))
        .set("PAID_ON", m->last_paid ? t.date(rq.language, *m->last_paid) : std::string{"–"})
        .set("MONTH_TONE", m->lines == 0 ? "idle"
                           : unpaid      ? "bad"
                                         : "ok")
        .show_if("NOT_DECLARED", m->lines == 0)
        .show_if("IN_FULL", m->lines > 0 && !unpaid)
        .show_if("NOT_IN_FULL", m->lines > 0 && unpaid);
  }
  data.show_if("HAS_HISTORY", sheet.newest.has_value())
      .set("NEWEST", sheet.newest ? shown_month(*sheet.newest) : std::string{})
      .set("MISSING_SUM", t.kip(rq.language, missing))
      .set("SHORT_MONTHS", t.number(rq.language, short_months))
      .set("MONTHS", t.number(rq.language, static_cast<std::int64_t>(sheet.history.size())))
      .show_if("OWES", missing > Money{});
}

void put_unit_files(const Desk& desk, const web::Request& rq, web::Data& data, const UnitSheet& sheet) {
  const auto& t = desk.t();
  bool open = false;
  data.show_if("HAS_FILES", !sheet.files.empty() || !sheet.past.empty());
  for (const auto& c : sheet.files) {
    open = open || c.state != CaseState::closed;
    auto& row = data.add(c.state == CaseState::closed ? "FILE" : "OPEN");
    if (const auto decided = sheet.decisions.find(c.id); decided != sheet.decisions.end())
      put_counting_decision(desk, rq, row, "FILE", decided->second);
    row.set("FILE_HREF", case_address(c.order_number))
        .set("FILE_ORDER", c.order_number)
        .set("FILE_OPENED", t.date(rq.language, c.opened_on))
        .set("FILE_TYPE", type_words(desk, rq, c.type))
        .set("FILE_ORIGIN", origin_words(desk, rq, c.origin))
        .set("FILE_TONE", std::string{tone_code(state_tone(c.state))})
        .set("FILE_STATE", state_words(desk, rq, c.state))
        .set("FILE_STAGE", std::to_string(std::min(c.stage, 13)))
        .show_if("FILE_IMPORTED", c.imported);
  }
  data.show_if("HAS_OPEN", open);
  for (const auto& p : sheet.past)
    data.add("PAST")
        .set("PAST_ID", p.insp_id)
        .set("PAST_MONTH", p.month ? shown_month(*p.month) : std::string{"–"})
        .set("PAST_SELECTION", selection_words(t, rq.language, p.selection))
        .set("PAST_FOUND", found_words(t, rq.language, p.found_codes));
}

web::Page unit_sheet(const Desk& desk, UnitOffice& office, const web::Request& rq) {
  const auto sheet = office.units.sheet(rq.who(), rq.capture("key"));
  if (!sheet) return refusal(desk, rq, sheet.rejection());
  web::Data data;
  put_unit_head(desk, rq, data, *sheet);
  put_registers(desk, rq, data, *sheet);
  put_numbers(desk, rq, data, sheet->numbers);
  put_months(desk, rq, data, *sheet);
  put_contribution_chart(desk, rq, data, sheet->history);
  put_unit_files(desk, rq, data, *sheet);
  data.show_if("SHOWS_BENEFITS", sheet->may_benefits);
  put_benefit_counts(desk, rq, data, sheet->benefits);
  const auto& name = sheet->unit.name(rq.language);
  return page_of(desk, rq, "inspections/unit.tpl", data, name, "inspection.work",
                 {{desk.t().text(rq.language, "My work"), "/inspection"},
                  {desk.t().text(rq.language, "Labour units"), ""},
                  {sheet->unit.ss_reg_no.empty() ? name : sheet->unit.ss_reg_no, ""}});
}

void put_workers(const Desk& desk, const web::Request& rq, web::Data& data, const WorkersPage& page,
                 const std::string& purpose) {
  const auto& t = desk.t();
  const auto amount = [&](const std::optional<Money>& m) {
    return m ? t.number(rq.language, m->units()) : std::string{"–"};
  };
  data.set("MONTH_NAME", shown_month(page.month))
      .set("TOTAL", t.plural(rq.language, "{1} worker", "{1} workers", page.total))
      .show_if("HAS_WORKERS", !page.workers.empty());
  for (const auto& d : page.workers)
    data.add("WORKER")
        .set("WORKER_HREF", "/inspection/workers/" + percent_encoded(d.worker.worker_id) + "?purpose=" + purpose)
        .set("WORKER_NAME", d.worker.name(rq.language))
        .set("WORKER_NUMBER", d.worker.ss_no)
        .set("WORKER_SINCE", d.employment.start_date ? t.date(rq.language, *d.employment.start_date) : std::string{"–"})
        .set("WAGE", amount(d.declared_wage))
        .set("WORKER_DUE", amount(d.due))
        .set("WORKER_PAID", amount(d.paid));
}

// Without a purpose the page asks for it and shows nobody.
web::Page unit_workers(const Desk& desk, UnitOffice& office, const web::Request& rq) {
  const auto key = rq.capture("key");
  const auto purpose = rq.parameter("purpose");
  const auto page = office.units.workers(rq.who(), key, purpose, rq.parameter("after"));
  const bool asks = !page && page.rejection().code == "unit.purpose_missing";
  if (!page && !asks) return refusal(desk, rq, page.rejection());
  web::Data data;
  data.set("UNIT_HREF", unit_address(key))
      .set("HERE", unit_address(key) + "/workers")
      .set("UNIT_NAME", page ? page->unit.name(rq.language) : key)
      .show_if("SHOWN", !asks);
  put_purposes(desk, rq, data, purpose);
  const bool wrong = asks && !purpose.empty();
  if (page) {
    put_workers(desk, rq, data, *page, purpose);
    if (!page->next.empty())
      data.add("MORE").set("MORE_HREF", fmt::format("{}/workers?purpose={}&after={}", unit_address(key), purpose,
                                                    percent_encoded(page->next)));
    if (!rq.parameter("after").empty())
      data.add("FIRST").set("FIRST_HREF", fmt::format("{}/workers?purpose={}", unit_address(key), purpose));
  }
  web::fill_form(data, rq, desk.t(), wrong ? page.rejections() : Rejections{});
  return page_of(desk, rq, "inspections/unit_workers.tpl", data, desk.t().text(rq.language, "Workers of the unit"),
                 "inspection.work",
                 {{desk.t().text(rq.language, "My work"), "/inspection"},
                  {page ? page->unit.name(rq.language) : key, unit_address(key)},
                  {desk.t().text(rq.language, "Workers of the unit"), ""}},
                 wrong ? web::status_of(page.rejection()) : 200);
}

}  // namespace

void put_purposes(const Desk& desk, const web::Request& rq, web::Data& data, const std::string& chosen) {
  static constexpr const char* words[] = {N_("To prepare or carry out an inspection"),
                                          N_("To answer a request or complaint"),
                                          N_("To check what the register holds")};
  std::vector<web::Option> options;
  for (std::size_t i = 0; i < std::size(words); ++i)
    options.push_back({std::string{worker_purposes[i]}, desk.t().text(rq.language, words[i])});
  web::fill_options(data, "purpose", options, {chosen});
}

void add_unit_screens(web::Router& router, const Desk& desk, UnitOffice& office) {
  router.add({"GET", "/inspection/units/{key}", web::Mount::staff, "registry.read",
              [&desk, &office](const web::Request& rq) { return unit_sheet(desk, office, rq); }});
  router.add({"GET", "/inspection/units/{key}/workers", web::Mount::staff, "worker.read",
              [&desk, &office](const web::Request& rq) { return unit_workers(desk, office, rq); }});
}

}  // namespace ssiis::inspections
