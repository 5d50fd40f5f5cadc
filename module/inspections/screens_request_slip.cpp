// What the desk hands or sends to whoever asked for an inspection before there is a file: that the request has come, or
// why it is not taken up. Numbered by the request; letters in the register begin with the file (decision 0160).
#include "inspections/screens.hpp"

namespace ssiis::inspections {
namespace {

// Names neither who asked nor the labour unit: the slip may lie on any table.
web::Page request_slip(const Desk& desk, const web::Request& rq) {
  const auto request = desk.requests.open(rq.who(), rq.capture("number"));
  if (!request) return refusal(desk, rq, request.rejection());
  const bool rejected = request->state == RequestState::rejected;
  web::Data data;
  const auto title = desk.t().text(
      rq.language, rejected ? web::N_("Answer to a request: not taken up") : web::N_("Acknowledgement of a request"));
  data.set("TITLE", title)
      .set("LANG", rq.language)
      .set("OFFICE", desk.rooms.settings.text("office.name_" + rq.language, ""))
      .set("NUMBER", request->number)
      .set("DAY", desk.t().long_date(rq.language, request->received_on))
      .set("TODAY", desk.t().long_date(rq.language, desk.rooms.clock.today()))
      .set("WHY", request->outcome_reason)
      .show_if("REJECTED", rejected);
  return page_of(desk, rq, "inspections/request_slip.tpl", data, title, "inspection.requests",
                 {{desk.t().text(rq.language, "Requests"), "/inspection/requests"},
                  {request->number, "/inspection/requests/" + percent_encoded(request->number)},
                  {title, ""}});
}

}  // namespace

void add_request_slip(web::Router& router, const Desk& desk) {
  router.add({"GET", "/inspection/requests/{number}/slip", web::Mount::staff, "request.register",
              [&desk](const web::Request& rq) { return request_slip(desk, rq); }});
}

}  // namespace ssiis::inspections
