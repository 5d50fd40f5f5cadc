// Requests: recorded by a clerk, screened by a head; orders that need no request.
#include <algorithm>

#include "inspections/candidates_view.hpp"
#include "inspections/document_rows.hpp"
#include "inspections/requesters.hpp"
#include "inspections/rules.hpp"
#include "inspections/screens.hpp"
#include "inspections/step_words.hpp"
#include "inspections/unit_choice.hpp"

namespace ssiis::inspections {
namespace {

using web::N_;

struct Choice {
  const char* value;
  const char* english;
};
constexpr Choice sender_kinds[] = {
    {"worker", N_("A worker")}, {"employer", N_("An employer")}, {"authority", N_("An authority")}};
constexpr Choice channels[] = {{"counter", N_("At the counter")},
                               {"phone", N_("By telephone")},
                               {"letter", N_("By letter")},
                               {"portal", N_("Through the portal")},
                               {"authority", N_("Through an authority")}};
constexpr Choice subjects[] = {{"unregistered", N_("Workers not registered")},
                               {"unpaid", N_("Contributions not paid")},
                               {"wages", N_("Wages not declared in full")},
                               {"benefits", N_("Benefits refused or wrong")},
                               {"other", N_("Something else")}};
constexpr Choice origins[] = {{"national_plan", N_("National plan")},
                              {"regular_plan", N_("Regular plan")},
                              {"ad_hoc", N_("Ad hoc")},
                              {"authority", N_("Ordered by an authority")}};
constexpr Choice types[] = {{"direct", N_("Direct inspection")}, {"desk", N_("Desk inspection")}};

template <std::size_t n>
void options(const Desk& desk, const web::Request& rq, web::Data& data, std::string_view field, const Choice (&list)[n],
             const std::string& chosen) {
  std::vector<web::Option> out;
  for (const auto& c : list) out.push_back({c.value, desk.t().text(rq.language, c.english)});
  web::fill_options(data, field, out, {rq.is_write() ? rq.field(field) : chosen});
}

template <std::size_t n>
std::string words_of(const Desk& desk, const web::Request& rq, const Choice (&list)[n], std::string_view value) {
  for (const auto& c : list)
    if (c.value == value) return desk.t().text(rq.language, c.english);
  return std::string{value};
}

void put_provinces(const Desk& desk, const web::Request& rq, web::Data& data) {
  std::vector<web::Option> out;
  const auto tree = desk.rooms.territories();
  for (const auto& node : tree->all())
    if (node.kind == "province" && !node.valid_to) out.push_back({node.code, node.name(rq.language)});
  web::fill_options(data, "territory", out, {rq.field("territory")});
}

web::Page new_request_page(const Desk& desk, const web::Request& rq, const Rejections& reasons) {
  web::Data data;
  put_unit(desk, rq, data, unit_choice(desk, rq), "/inspection/requests/new");
  put_provinces(desk, rq, data);
  put_candidates(desk, rq, data, {rq.field("unit_name"), "", rq.field("territory")}, "/inspection/requests/new?unit=");
  put_doubt(desk, rq, data, "id_no", rq.field("informant_identity"));
  options(desk, rq, data, "kind", sender_kinds, "worker");
  options(desk, rq, data, "channel", channels, "counter");
  options(desk, rq, data, "subject", subjects, "");
  data.set("VALUE_received_on", desk.rooms.clock.today().iso());
  data.show_if("URGENT_CHECKED", rq.field("urgent") == "true")
      .show_if("ANONYMOUS_CHECKED", rq.field("anonymous") == "true");
  web::fill_form(data, rq, desk.t(), reasons);
  return page_of(desk, rq, "inspections/request_new.tpl", data, desk.t().text(rq.language, "New request"),
                 "inspection.requests",
                 {{desk.t().text(rq.language, "Requests"), "/inspection/requests"},
                  {desk.t().text(rq.language, "New request"), ""}},
                 reasons.empty() ? 200 : web::status_of(reasons.front()));
}

// What was posted, with the register's own name and place when a unit was chosen.
Result<NewRequest> typed_request(const Desk& desk, const web::Request& rq) {
  const auto kind = named<RequestKind>(rq.field("kind"));
  const auto day = Day::parse(rq.field("received_on"));
  Rejections faults;
  if (!kind) faults.push_back({"form.not_an_option", {"kind"}, "kind"});
  if (!day) faults.push_back({"form.not_a_day", {"received_on"}, "received_on"});
  if (!faults.empty()) return faults;
  const auto key = web::request_key(rq);
  if (!key) return key.rejections();
  NewRequest out{.kind = *kind,
                 .received_on = *day,
                 .channel = rq.field("channel"),
                 .authority = rq.field("authority"),
                 .authority_reference = rq.field("authority_reference"),
                 .unit_key = std::nullopt,
                 .unit_name = rq.field("unit_name"),
                 .place = rq.field("place"),
                 .territory = rq.field("territory"),
                 .subject = rq.field("subject"),
                 .account = rq.text_block("account"),
                 .urgent = rq.field("urgent") == "true",
                 .informant = {rq.field("informant_name"), rq.field("informant_phone"), rq.field("informant_address"),
                               rq.field("informant_identity"), rq.field("anonymous") == "true"},
                 .request_key = *key};
  if (const auto choice = unit_choice(desk, rq); choice.chosen) {
    out.unit_key = choice.chosen->lu_id;
    out.unit_name = fitted(choice.chosen->name("lo"), longest_unit_name);
    out.territory = choice.chosen->where.territory;
    if (out.place.empty()) out.place = fitted(choice.chosen->where.address, longest_place);
  }
  return out;
}

web::Page record_request(const Desk& desk, const web::Request& rq) {
  // The button beside the name, for browsers that do not look while it is typed: nothing is recorded.
  if (rq.field("look") == "true") return new_request_page(desk, rq, {});
  auto typed = typed_request(desk, rq);
  if (!typed) return new_request_page(desk, rq, typed.rejections());
  const auto number = desk.requests.record(rq.who(), *typed);
  if (!number) return new_request_page(desk, rq, number.rejections());
  return web::see_other("/inspection/requests/" + percent_encoded(*number));
}

std::string request_state_words(const Desk& desk, const web::Request& rq, RequestState state) {
  static constexpr const char* words[] = {N_("Waits for screening"), N_("Accepted"), N_("Not accepted")};
  return desk.t().text(rq.language, words[static_cast<std::size_t>(state)]);
}

web::Page request_list(const Desk& desk, const web::Request& rq) {
  const auto state = named<RequestState>(rq.parameter("state")).value_or(RequestState::received);
  const auto list = desk.requests.list(rq.who(), state);
  const auto tree = desk.rooms.territories();
  web::Data data;
  data.show_if("MAY_RECORD", rq.who().may("request.register"));
  for (const auto s : {RequestState::received, RequestState::accepted, RequestState::rejected})
    data.add("TAB")
        .set("TAB_HREF", "/inspection/requests?state=" + std::string{name_of(s)})
        .set("TAB_WORDS", request_state_words(desk, rq, s))
        .show_if("TAB_CURRENT", s == state);
  data.show_if("REQUESTS", !list.empty());
  for (const auto& r : list)
    data.add("REQUEST")
        .set("HREF", "/inspection/requests/" + r.number)
        .set("NUMBER", r.number)
        .set("DAY", desk.t().date(rq.language, r.received_on))
        .set("UNIT", r.unit_name)
        .set("KIND", words_of(desk, rq, sender_kinds, name_of(r.kind)))
        .set("SUBJECT", words_of(desk, rq, subjects, r.subject))
        .set("PLACE", place_words(desk, rq, *tree, r.territory))
        .show_if("URGENT", r.urgent);
  return page_of(desk, rq, "inspections/requests.tpl", data, desk.t().text(rq.language, "Requests"),
                 "inspection.requests", {{desk.t().text(rq.language, "Requests"), ""}});
}

// What was written to the sender, beside the address that it goes to: neither stands on the other's paper.
void put_letters_to_sender(const Desk& desk, const web::Request& rq, web::Data& data, const Request& r) {
  std::vector<documents::Document> letters;
  if (r.case_id && rq.who().may("document.read"))
    letters = desk.rooms.pool.transact(db::Mode::read,
                                       [&](db::Transaction& tx) { return desk.documents.of_case(tx, *r.case_id); });
  std::erase_if(letters, [&](const documents::Document& d) {
    return !written_to_requester(d) || !d.title.ends_with(" " + r.number);
  });
  data.show_if("LETTERS", !letters.empty());
  for (const auto& d : letters)
    data.add("LETTER")
        .set("LETTER_NUMBER", d.register_number)
        .set("LETTER_DAY", desk.t().date(rq.language, d.day))
        .set("LETTER_TITLE", document_words(desk, rq, d))
        .set("LETTER_CODE", d.verify_code)
        .show_if("LETTER_PDF", d.pdf_blob.has_value());
}

web::Page request_page(const Desk& desk, const web::Request& rq, const Rejections& reasons,
                       const std::optional<Informant>& sender) {
  const auto request = desk.requests.open(rq.who(), rq.capture("number"));
  if (!request) return refusal(desk, rq, request.rejection());
  const Request& r = *request;
  const auto tree = desk.rooms.territories();
  web::Data data;
  const bool screening = r.state == RequestState::received && rq.who().may("order.create");
  data.set("NUMBER", r.number)
      .set("STATE", request_state_words(desk, rq, r.state))
      .set("KIND", words_of(desk, rq, sender_kinds, name_of(r.kind)))
      .set("CHANNEL", words_of(desk, rq, channels, r.channel))
      .set("SUBJECT", words_of(desk, rq, subjects, r.subject))
      .set("DAY", desk.t().date(rq.language, r.received_on))
      .set("UNIT", r.unit_name)
      .set("PLACE", place_words(desk, rq, *tree, r.territory) + (r.place.empty() ? "" : " · " + r.place))
      .set("ACCOUNT", r.account)
      .set("AUTHORITY", r.authority + (r.authority_reference.empty() ? "" : " · " + r.authority_reference))
      .set("OUTCOME", r.outcome_reason)
      .show_if("FROM_AUTHORITY", !r.authority.empty())
      .show_if("URGENT", r.urgent)
      .show_if("HAS_OUTCOME", !r.outcome_reason.empty())
      .show_if("SCREENING", screening)
      .show_if("MAY_SEE_SENDER", rq.who().may("informant.read") && !sender)
      .show_if("SENDER", sender.has_value());
  if (sender)
    data.set("SENDER_NAME", sender->name)
        .set("SENDER_PHONE", sender->phone)
        .set("SENDER_ADDRESS", sender->address)
        .set("SENDER_IDENTITY", sender->identity_number)
        .show_if("SENDER_ANONYMOUS", sender->anonymous);
  if (sender) put_letters_to_sender(desk, rq, data, r);
  if (screening) {
    UnitChoice choice;
    desk.rooms.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
      choice = {};
      const auto key = r.unit_key.value_or(rq.parameter("unit"));
      const auto scope = rq.who().scope("registry.read");
      if (!key.empty()) choice.chosen = registry::find_unit(tx, scope, key);
      if (choice.chosen)
        choice.workplaces = registry::workplaces_of(tx, scope, key);
      else if (!rq.parameter("find").empty())
        choice.hits = desk.search
                          .search(tx, rq.who().scope("search.use"),
                                  {.text = rq.parameter("find"), .kinds = {"labour_unit"}, .limit = 20})
                          .hits;
    });
    put_unit(desk, rq, data, choice, "/inspection/requests/" + r.number);
    options(desk, rq, data, "inspection_type", types, "direct");
    data.set("VALUE_subject", words_of(desk, rq, subjects, r.subject));
    data.show_if("EMERGENCY_CHECKED", r.urgent);
  }
  web::fill_form(data, rq, desk.t(), reasons);
  return page_of(desk, rq, "inspections/request.tpl", data, r.number, "inspection.requests",
                 {{desk.t().text(rq.language, "Requests"), "/inspection/requests"}, {r.number, ""}},
                 reasons.empty() ? 200 : web::status_of(reasons.front()));
}

web::Page screen_request(const Desk& desk, const web::Request& rq) {
  const auto number = rq.capture("number");
  if (rq.field("verdict") == "reject") {
    const auto done = desk.requests.reject(rq.who(), number, rq.text_block("reason"));
    if (!done) return request_page(desk, rq, done.rejections(), std::nullopt);
    return web::see_other("/inspection/requests/" + percent_encoded(number));
  }
  const auto request = desk.requests.open(rq.who(), number);
  if (!request) return refusal(desk, rq, request.rejection());
  const auto key = web::request_key(rq);
  const auto type = named<InspectionType>(rq.field("inspection_type"));
  if (!key) return refusal(desk, rq, key.rejection());
  if (!type)
    return request_page(desk, rq, {{"form.not_an_option", {"inspection_type"}, "inspection_type"}}, std::nullopt);
  const auto started = desk.cases.start(rq.who(), {.origin = origin_of(request->kind),
                                                   .type = *type,
                                                   .emergency = rq.field("emergency") == "true",
                                                   .unit_key = rq.field("unit_key"),
                                                   .workplace_key = rq.field("workplace_key"),
                                                   .subject = rq.field("subject"),
                                                   .request_number = number,
                                                   .request_key = *key});
  if (!started) return request_page(desk, rq, started.rejections(), std::nullopt);
  return web::see_other(case_address(*started));
}

web::Page show_sender(const Desk& desk, const web::Request& rq) {
  const auto sender = desk.requests.sender(rq.who(), rq.capture("number"), rq.field("purpose"));
  if (!sender) return request_page(desk, rq, sender.rejections(), std::nullopt);
  return request_page(desk, rq, {}, *sender);
}

web::Page new_order_page(const Desk& desk, const web::Request& rq, const Rejections& reasons) {
  web::Data data;
  put_unit(desk, rq, data, unit_choice(desk, rq), "/inspection/orders/new");
  options(desk, rq, data, "origin", origins, "regular_plan");
  options(desk, rq, data, "inspection_type", types, "direct");
  data.show_if("EMERGENCY_CHECKED", rq.field("emergency") == "true");
  web::fill_form(data, rq, desk.t(), reasons);
  return page_of(desk, rq, "inspections/order_new.tpl", data, desk.t().text(rq.language, "New order"),
                 "inspection.cases",
                 {{desk.t().text(rq.language, "Inspection files"), "/inspection/cases"},
                  {desk.t().text(rq.language, "New order"), ""}},
                 reasons.empty() ? 200 : web::status_of(reasons.front()));
}

web::Page create_order(const Desk& desk, const web::Request& rq) {
  const auto origin = named<Origin>(rq.field("origin"));
  const auto type = named<InspectionType>(rq.field("inspection_type"));
  const auto key = web::request_key(rq);
  Rejections faults;
  if (!origin) faults.push_back({"form.not_an_option", {"origin"}, "origin"});
  if (!type) faults.push_back({"form.not_an_option", {"inspection_type"}, "inspection_type"});
  if (!key) faults.push_back(key.rejection());
  if (!faults.empty()) return new_order_page(desk, rq, faults);
  const auto started = desk.cases.start(rq.who(), {.origin = *origin,
                                                   .type = *type,
                                                   .emergency = rq.field("emergency") == "true",
                                                   .unit_key = rq.field("unit_key"),
                                                   .workplace_key = rq.field("workplace_key"),
                                                   .subject = rq.field("subject"),
                                                   .request_number = std::nullopt,
                                                   .request_key = *key});
  if (!started) return new_order_page(desk, rq, started.rejections());
  return web::see_other(case_address(*started));
}

}  // namespace

void add_request_screens(web::Router& router, const Desk& desk) {
  using web::Mount;
  const auto get = [&](const char* pattern, const char* right, auto page) {
    router.add({"GET", pattern, Mount::staff, right, [&desk, page](const web::Request& rq) { return page(desk, rq); }});
  };
  const auto post = [&](const char* pattern, const char* right, auto page) {
    router.add(
        {"POST", pattern, Mount::staff, right, [&desk, page](const web::Request& rq) { return page(desk, rq); }});
  };
  get("/inspection/requests", "request.register", request_list);
  get("/inspection/requests/new", "request.register",
      [](const Desk& d, const web::Request& rq) { return new_request_page(d, rq, {}); });
  post("/inspection/requests/new", "request.register", record_request);
  get("/inspection/requests/{number}", "request.register",
      [](const Desk& d, const web::Request& rq) { return request_page(d, rq, {}, std::nullopt); });
  post("/inspection/requests/{number}/screen", "order.create", screen_request);
  post("/inspection/requests/{number}/sender", "informant.read", show_sender);
  get("/inspection/orders/new", "order.create",
      [](const Desk& d, const web::Request& rq) { return new_order_page(d, rq, {}); });
  post("/inspection/orders/new", "order.create", create_order);
}

}  // namespace ssiis::inspections
