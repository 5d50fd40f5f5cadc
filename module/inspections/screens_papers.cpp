// Bringing in old paper files; who read a file and who was refused.
#include <algorithm>

#include <fmt/format.h>

#include "inspections/access_words.hpp"
#include "inspections/case_strip.hpp"
#include "inspections/event_words.hpp"
#include "inspections/people.hpp"
#include "inspections/screens.hpp"
#include "inspections/unit_choice.hpp"
#include "inspections/unit_office.hpp"

namespace ssiis::inspections {
namespace {

using web::N_;
constexpr int rows_a_page = 50;
constexpr std::size_t most_scans = 20;

web::Page import_page(const Desk& desk, const web::Request& rq, const Rejections& reasons) {
  web::Data data;
  put_unit(desk, rq, data, unit_choice(desk, rq), "/inspection/cases/import");
  std::vector<web::Option> origins;
  for (const auto origin : {Origin::national_plan, Origin::regular_plan, Origin::ad_hoc, Origin::authority,
                            Origin::worker_request, Origin::employer_request})
    origins.push_back({std::string{name_of(origin)}, origin_words(desk, rq, origin)});
  web::fill_options(data, "origin", origins, {rq.field("origin")});
  web::fill_options(
      data, "inspection_type",
      {{"direct", type_words(desk, rq, InspectionType::direct)}, {"desk", type_words(desk, rq, InspectionType::desk)}},
      {rq.is_write() ? rq.field("inspection_type") : "direct"});
  std::vector<web::Option> outcomes;
  for (const auto outcome : paper_outcomes)
    outcomes.push_back({std::string{outcome}, paper_outcome_words(desk, rq, outcome)});
  web::fill_options(data, "outcome", outcomes, {rq.field("outcome")});
  web::fill_form(data, rq, desk.t(), reasons);
  const auto title = desk.t().text(rq.language, "Bring in a paper file");
  return page_of(desk, rq, "inspections/case_import.tpl", data, title, "inspection.cases",
                 {{desk.t().text(rq.language, "Inspection files"), "/inspection/cases"}, {title, ""}},
                 reasons.empty() ? 200 : web::status_of(reasons.front()));
}

// Each scan is checked before anything is written; the first that is refused stops the form at its field.
Result<std::vector<documents::ReceivedFile>> received_scans(const Desk& desk, const web::Request& rq) {
  std::vector<documents::ReceivedFile> out;
  for (const auto& upload : rq.uploads) {
    if (upload.field != "scans" || upload.size == 0) continue;
    if (out.size() == most_scans) return Rejection{"import.too_many_scans", {std::to_string(most_scans)}, "scans"};
    const auto received = desk.intake.receive(upload.quarantine_path, upload.file_name);
    if (!received) return Rejection{received.rejection().code, received.rejection().args, "scans"};
    out.push_back(*received);
  }
  return out;
}

web::Page bring_in(const Desk& desk, UnitOffice& office, const web::Request& rq) {
  const auto key = web::request_key(rq);
  if (!key) return refusal(desk, rq, key.rejection());
  const auto origin = named<Origin>(rq.field("origin"));
  const auto type = named<InspectionType>(rq.field("inspection_type"));
  Rejections faults;
  if (!origin) faults.push_back({"form.not_an_option", {"origin"}, "origin"});
  if (!type) faults.push_back({"form.not_an_option", {"inspection_type"}, "inspection_type"});
  if (!faults.empty()) return import_page(desk, rq, faults);
  if (std::any_of(rq.uploads.begin(), rq.uploads.end(), [](const auto& u) { return u.size > 0; }))
    if (const auto may = office.papers.may_bring_in(rq.who(), rq.field("unit_key"), rq.field("workplace_key")); !may)
      return import_page(desk, rq, may.rejections());
  const auto scans = received_scans(desk, rq);
  if (!scans) return import_page(desk, rq, scans.rejections());
  const auto number = office.papers.bring_in(rq.who(), {.number = rq.field("number"),
                                                        .unit_key = rq.field("unit_key"),
                                                        .workplace_key = rq.field("workplace_key"),
                                                        .origin = *origin,
                                                        .type = *type,
                                                        .opened_on = rq.day("opened_on"),
                                                        .closed_on = rq.day("closed_on"),
                                                        .subject = rq.field("subject"),
                                                        .outcome = rq.field("outcome"),
                                                        .kept_at = rq.field("kept_at"),
                                                        .note = rq.text_block("note"),
                                                        .scans = *scans,
                                                        .request_key = *key});
  if (!number) return import_page(desk, rq, number.rejections());
  return web::see_other(case_address(*number));
}

web::Page access_page(const Desk& desk, UnitOffice& office, const web::Request& rq) {
  const auto page =
      office.access.page(rq.who(), rq.capture("order"), whole_number(rq.parameter("before")), rows_a_page);
  if (!page) return refusal(desk, rq, page.rejection());
  const auto here = case_address(page->file.order_number);
  const auto& t = desk.t();
  web::Data data;
  put_case_strip(desk, rq, data, page->file);
  data.show_if("ROWS", !page->rows.empty());
  desk.rooms.pool.transact(
      db::Mode::read,
      [&](db::Transaction& tx) {
        People people{tx};
        for (const auto& r : page->rows)
          data.add("ROW")
              .set("AT", t.date_time(rq.language, r.at))
              .set("WHO", people.name(r.user_id, rq.language))
              .set("WHAT", access_words(t, rq.language, r))
              .set("PURPOSE", purpose_words(t, rq.language, r.purpose))
              .show_if("REFUSED", r.refused);
      },
      1);
  if (page->older) data.add("OLDER").set("OLDER_HREF", fmt::format("{}/access?before={}", here, *page->older));
  const auto title = t.text(rq.language, "Who read this file");
  return page_of(
      desk, rq, "inspections/case_access.tpl", data, title, "inspection.cases",
      {{t.text(rq.language, "Inspection files"), "/inspection/cases"}, {page->file.order_number, here}, {title, ""}});
}

}  // namespace

std::string paper_outcome_words(const Desk& desk, const web::Request& rq, std::string_view outcome) {
  return outcome_words(desk.t(), rq.language, std::string{outcome});
}

void add_paper_screens(web::Router& router, const Desk& desk, UnitOffice& office) {
  router.add({"GET", "/inspection/cases/import", web::Mount::staff, "case.import",
              [&desk](const web::Request& rq) { return import_page(desk, rq, {}); }});
  router.add({"POST", "/inspection/cases/import", web::Mount::staff, "case.import",
              [&desk, &office](const web::Request& rq) { return bring_in(desk, office, rq); }});
  router.add({"GET", "/inspection/cases/{order}/access", web::Mount::staff, "case.read",
              [&desk, &office](const web::Request& rq) { return access_page(desk, office, rq); }});
}

}  // namespace ssiis::inspections
