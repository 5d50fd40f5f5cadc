// The data sheet of a worker.
#include <fmt/format.h>

#include "inspections/benefit_view.hpp"
#include "inspections/entity_numbers.hpp"
#include "inspections/member_view.hpp"
#include "inspections/screens.hpp"
#include "inspections/step_words.hpp"
#include "inspections/unit_office.hpp"

namespace ssiis::inspections {
namespace {

std::string amount_words(const Desk& desk, const web::Request& rq, const std::optional<Money>& amount) {
  return amount ? desk.t().number(rq.language, amount->units()) : std::string{"–"};
}

std::string sex_words(const Desk& desk, const web::Request& rq, const std::string& sex) {
  if (sex == "F") return desk.t().text(rq.language, "Woman");
  if (sex == "M") return desk.t().text(rq.language, "Man");
  return sex;
}

}  // namespace

void put_person(const Desk& desk, const web::Request& rq, web::Data& data, const registry::Worker& w) {
  const auto& t = desk.t();
  const auto other = w.name(rq.language == "lo" ? "en" : "lo");
  const auto tree = desk.rooms.territories();
  const auto line = [&](const char* field, const std::string& value) {
    data.set(field, value).show_if(std::string{"HAS_"} + field, !value.empty());
  };
  data.set("NAME_LANG", lao::has_lao(w.name(rq.language)) ? "lo" : "en");  // who has no Latin name keeps the Lao one
  data.set("WORKER_NAME", w.name(rq.language)).set("OTHER_LANG", rq.language == "lo" ? "en" : "lo");
  line("OTHER_NAME", other == w.name(rq.language) ? std::string{} : other);
  line("SS_NUMBER", w.ss_no);
  line("ID_NUMBER", w.id_no);
  line("SEX", sex_words(desk, rq, w.sex));
  line("BORN", w.dob ? t.date(rq.language, *w.dob) : std::string{});
  line("NATIONALITY", w.nationality);
  line("PHONE", w.phone);
  line("HOME",
       place_words(desk, rq, *tree, w.where.territory) + (w.where.village.empty() ? "" : " · " + w.where.village));
  line("REGISTERED", w.reg_date ? t.date(rq.language, *w.reg_date) : std::string{});
}

namespace {

void put_employments(const Desk& desk, const web::Request& rq, web::Data& data, const WorkerSheet& sheet) {
  const auto& t = desk.t();
  const auto day = [&](const std::optional<Day>& d) { return d ? t.date(rq.language, *d) : std::string{"–"}; };
  data.show_if("HAS_EMPLOYMENTS", !sheet.employments.empty()).show_if("HAS_MONTHS", !sheet.months.empty());
  std::map<std::string, std::string> names;
  for (const auto& line : sheet.employments) {
    names[line.unit.lu_id] = line.unit.name(rq.language);
    data.add("EMPLOYMENT")
        .set("UNIT_HREF", "/inspection/units/" + percent_encoded(line.unit.lu_id))
        .set("UNIT_NAME", line.unit.name(rq.language))
        .set("UNIT_NUMBER", line.unit.ss_reg_no)
        .set("FROM", day(line.employment.start_date))
        .set("ENTERED", day(line.employment.reg_date))
        .set("UNTIL", day(line.employment.end_date))
        .show_if("STILL", !line.employment.end_date);
  }
  for (const auto& m : sheet.months) {
    const bool in_full = m.due && m.paid && *m.paid >= *m.due;
    auto& row = data.add("MONTH");
    put_drawn_in(desk, rq, row, sheet.benefits, m.month);
    row.set("MONTH_NAME", fmt::format("{:02}/{}", m.month.month(), m.month.year()))
        .set("MONTH_UNIT", names.contains(m.lu_id) ? names[m.lu_id] : m.lu_id)
        .set("WAGE", amount_words(desk, rq, m.declared_wage))
        .set("DUE", amount_words(desk, rq, m.due))
        .set("PAID", amount_words(desk, rq, m.paid))
        .set("TONE", in_full ? "ok" : "bad")
        .show_if("IN_FULL", in_full);
  }
}

// Without a purpose the page asks for it and shows nothing of the person.
web::Page worker_sheet(const Desk& desk, UnitOffice& office, const web::Request& rq) {
  const auto key = rq.capture("key");
  const auto purpose = rq.parameter("purpose");
  const auto sheet = office.workers.sheet(rq.who(), key, purpose);
  const bool asks = !sheet && sheet.rejection().code == "unit.purpose_missing";
  if (!sheet && !asks) return refusal(desk, rq, sheet.rejection());
  web::Data data;
  data.set("HERE", "/inspection/workers/" + percent_encoded(key)).show_if("SHOWN", !asks);
  put_purposes(desk, rq, data, purpose);
  if (sheet) {
    put_person(desk, rq, data, sheet->worker);
    put_employments(desk, rq, data, *sheet);
    put_numbers(desk, rq, data, sheet->numbers);
    put_benefits(desk, rq, data, sheet->benefits);
    put_insurances(desk, rq, data, sheet->insurances);
  }
  const bool wrong = asks && !purpose.empty();
  web::fill_form(data, rq, desk.t(), wrong ? sheet.rejections() : Rejections{});
  const auto title = desk.t().text(rq.language, "Worker");  // not the name: titles stay in a browser's history
  return page_of(desk, rq, "inspections/worker.tpl", data, title, "inspection.work",
                 {{desk.t().text(rq.language, "My work"), "/inspection"},
                  {desk.t().text(rq.language, "Search"), "/inspection/search"},
                  {title, ""}},
                 wrong ? web::status_of(sheet.rejection()) : 200);
}

}  // namespace

void add_worker_screens(web::Router& router, const Desk& desk, UnitOffice& office) {
  router.add({"GET", "/inspection/workers/{key}", web::Mount::staff, "worker.read",
              [&desk, &office](const web::Request& rq) { return worker_sheet(desk, office, rq); }});
}

}  // namespace ssiis::inspections
