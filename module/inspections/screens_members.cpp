// The data sheet of a member who is insured without an employer.
#include "inspections/contribution_view.hpp"
#include "inspections/entity_numbers.hpp"
#include "inspections/event_words.hpp"
#include "inspections/member_view.hpp"
#include "inspections/step_words.hpp"
#include "inspections/unit_office.hpp"
#include "inspections/word_table.hpp"

namespace ssiis::inspections {
namespace {

using web::N_;

std::string member_kind_words(const Desk& desk, const web::Request& rq, std::optional<registry::MemberKind> kind) {
  const auto& t = desk.t();
  if (kind == registry::MemberKind::self_employed) return t.text(rq.language, N_("Self-employed member"));
  if (kind == registry::MemberKind::voluntary) return t.text(rq.language, N_("Voluntarily insured"));
  return t.text(rq.language, N_("Insured without an employer"));
}

// Of an insurance, not of a firm.
constexpr CodeWords insurance_states[] = {
    {"ACTIVE", N_("insured")}, {"SUSPENDED", N_("insurance suspended")}, {"CLOSED", N_("insurance ended")}};

void put_member(const Desk& desk, const web::Request& rq, web::Data& data, const MemberSheet& sheet) {
  const auto& t = desk.t();
  const auto& m = sheet.member;
  put_person(desk, rq, data, m.person);
  put_numbers(desk, rq, data, sheet.numbers);
  put_own_contributions(desk, rq, data, sheet.months);
  data.set("MEMBER_KIND", member_kind_words(desk, rq, m.kind))
      .set("MEMBER_ACTIVITY", m.activity.empty() ? std::string{} : sector_words(t, rq.language, m.activity))
      .set("MEMBER_STATUS", words_in(t, rq.language, insurance_states, m.status, N_("status not recorded")))
      .set("MEMBER_SINCE", m.person.reg_date ? t.date(rq.language, *m.person.reg_date) : std::string{"–"})
      .set("MEMBER_UNTIL", m.close_date ? t.date(rq.language, *m.close_date) : std::string{})
      .show_if("HAS_MEMBER_ACTIVITY", !m.activity.empty())
      .show_if("HAS_MEMBER_UNTIL", m.close_date.has_value())
      .show_if("HAS_SAME_WORKERS", !sheet.workers.empty());
  for (const auto& w : sheet.workers)
    data.add("SAME_WORKER")
        .set("SAME_HREF", "/inspection/workers/" + percent_encoded(w.worker_id))
        .set("SAME_NAME", w.name(rq.language))
        .set("SAME_NUMBER", w.ss_no);
}

// Without a purpose the page asks for it and shows nothing of the person.
web::Page member_sheet(const Desk& desk, UnitOffice& office, const web::Request& rq) {
  const auto key = rq.capture("key");
  const auto purpose = rq.parameter("purpose");
  const auto sheet = office.members.sheet(rq.who(), key, purpose);
  const bool asks = !sheet && sheet.rejection().code == "unit.purpose_missing";
  if (!sheet && !asks) return refusal(desk, rq, sheet.rejection());
  web::Data data;
  data.set("HERE", "/inspection/members/" + percent_encoded(key)).show_if("SHOWN", !asks);
  put_purposes(desk, rq, data, purpose);
  if (sheet) put_member(desk, rq, data, *sheet);
  const bool wrong = asks && !purpose.empty();
  web::fill_form(data, rq, desk.t(), wrong ? sheet.rejections() : Rejections{});
  const auto title = desk.t().text(rq.language, "Insured without an employer");  // not the name: browsers keep titles
  return page_of(desk, rq, "inspections/member.tpl", data, title, "inspection.work",
                 {{desk.t().text(rq.language, "My work"), "/inspection"},
                  {desk.t().text(rq.language, "Search"), "/inspection/search"},
                  {title, ""}},
                 wrong ? web::status_of(sheet.rejection()) : 200);
}

}  // namespace

void put_insurances(const Desk& desk, const web::Request& rq, web::Data& data,
                    const std::vector<registry::SelfEmployed>& insurances) {
  data.show_if("HAS_INSURANCES", !insurances.empty());
  for (const auto& m : insurances)
    data.add("INSURANCE")
        .set("INSURANCE_HREF", "/inspection/members/" + percent_encoded(m.member_id))
        .set("INSURANCE_NAME", m.person.name(rq.language))
        .set("INSURANCE_KIND", member_kind_words(desk, rq, m.kind))
        .set("INSURANCE_NUMBER", m.person.ss_no);
}

void add_member_screens(web::Router& router, const Desk& desk, UnitOffice& office) {
  router.add({"GET", "/inspection/members/{key}", web::Mount::staff, "worker.read",
              [&desk, &office](const web::Request& rq) { return member_sheet(desk, office, rq); }});
}

}  // namespace ssiis::inspections
