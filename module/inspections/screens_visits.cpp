// The visit on a phone or at a desk: roll call, checklist, statements, evidence, end.
#include <fmt/format.h>

#include <algorithm>

#include "inspections/candidates_view.hpp"
#include "inspections/case_strip.hpp"

namespace ssiis::inspections {
namespace {

using web::N_;

std::string visit_address(const std::string& order, int number) {
  return case_address(order) + "/visits/" + std::to_string(number);
}

// What was typed at the roll call is checked; what the register has is the register's to check.
void put_row_doubt(const Desk& desk, const web::Request& rq, web::Data& row, const RollEntry& e) {
  const bool typed = e.worker_key.empty() && !e.identity_number.empty();
  const auto why = typed && desk.rooms.doubt ? desk.rooms.doubt("id_no", e.identity_number) : std::nullopt;
  row.show_if("ROW_DOUBTED", why.has_value());
  if (why) row.set("ROW_DOUBT", desk.t().rejection(rq.language, *why)).set("ROW_DOUBT_CODE", why->code);
}

// A page that is shown again after a refusal keeps what was typed; nothing of it was saved.
void put_roll(const Desk& desk, const web::Request& rq, web::Data& data, const VisitFile& file) {
  data.show_if("HAS_ROLL", !file.roll.empty());
  for (const auto& e : file.roll) {
    auto& row = data.add("WORKER");
    const auto key = "_" + std::to_string(e.row);
    const auto typed = [&](const char* field, std::string stored) {
      const auto at = rq.fields.find(field + key);
      return at == rq.fields.end() ? stored : at->second;
    };
    const auto wage = typed("wage", e.found_wage ? desk.t().number(rq.language, e.found_wage->units()) : std::string{});
    const auto since = typed("since", e.works_since), note = typed("note", e.note);
    const auto finding = named<RollFinding>(typed("finding", std::string{name_of(e.finding)})).value_or(e.finding);
    row.set("ROW", e.row)
        .set("VERSION", e.version)
        .set("WORKER_NAME", e.name)
        .set("WORKER_NUMBER", e.ss_number.empty() ? e.identity_number : e.ss_number)
        .set("DECLARED", e.declared_wage ? desk.t().kip(rq.language, *e.declared_wage) : std::string{})
        .set("FOUND_WAGE", wage)
        .set("NOTE", note)
        .set("SINCE", since)
        .show_if("ROW_OPEN", finding == RollFinding::wage_differs || !wage.empty() || !since.empty() || !note.empty())
        .show_if("HAS_DECLARED", e.declared_wage.has_value())
        .show_if("UNKNOWN_WORKER", e.worker_key.empty());
    put_row_doubt(desk, rq, row, e);
    for (const auto f : {RollFinding::open, RollFinding::registered, RollFinding::unregistered,
                         RollFinding::wage_differs, RollFinding::absent})
      if (finding == f) row.show("IS_" + std::string{name_of(f)});
  }
}

void put_tally(const Desk& desk, const web::Request& rq, web::Data& data, const VisitFile& file) {
  RollTally tally;
  for (const auto& e : file.roll) switch (e.finding) {
      case RollFinding::open:
        ++tally.open;
        break;
      case RollFinding::registered:
        ++tally.registered;
        break;
      case RollFinding::unregistered:
        ++tally.unregistered;
        break;
      case RollFinding::wage_differs:
        ++tally.wage_differs;
        break;
      case RollFinding::absent:
        ++tally.absent;
        break;
    }
  const auto n = [&](std::int64_t v) { return desk.t().number(rq.language, v); };
  data.set("T_OPEN", n(tally.open))
      .set("T_REGISTERED", n(tally.registered))
      .set("T_UNREGISTERED", n(tally.unregistered))
      .set("T_WAGE", n(tally.wage_differs))
      .set("T_ABSENT", n(tally.absent))
      .set("T_ALL", n(tally.all()));
}

void put_checklist(const Desk& desk, const web::Request& rq, web::Data& data, const VisitFile& file) {
  std::size_t blank = 0;
  for (const auto& item : desk.visits.checklist()) {
    const auto at =
        std::find_if(file.answers.begin(), file.answers.end(), [&](const auto& a) { return a.item == item.code; });
    const auto kept = at == file.answers.end() ? CheckAnswer::blank : at->answer;
    const auto answer = named<CheckAnswer>(rq.field("item_" + item.code)).value_or(kept);
    const auto typed_note = rq.fields.find("note_" + item.code);
    const auto note = typed_note != rq.fields.end() ? typed_note->second
                      : at == file.answers.end()    ? std::string{}
                                                    : at->note;
    blank += answer == CheckAnswer::blank;
    auto& row = data.add("ITEM");
    row.set("ITEM_CODE", item.code)
        .set("ITEM_TEXT", rq.language == "lo" ? item.text_lo : item.text_en)
        .set("ITEM_NOTE", note)
        .show_if("ITEM_OPEN", !note.empty())
        .show_if("A_yes", answer == CheckAnswer::yes)
        .show_if("A_no", answer == CheckAnswer::no)
        .show_if("A_na", answer == CheckAnswer::not_applicable)
        .show_if("A_blank", answer == CheckAnswer::blank);
  }
  data.set("BLANK", desk.t().plural(rq.language, "{1} question unanswered", "{1} questions unanswered",
                                    static_cast<std::int64_t>(blank)))
      .show_if("HAS_BLANK", blank > 0);
}

void put_records(const Desk& desk, const web::Request& rq, web::Data& data, const VisitFile& file) {
  data.show_if("HAS_STATEMENTS", !file.statements.empty());
  for (const auto& s : file.statements)
    data.add("STATEMENT")
        .set("PERSON", s.person)
        .set("POSITION", s.position)
        .set("CONTENT", s.content)
        .set("GIVEN_AT", desk.t().date_time(rq.language, s.given_at));
  data.show_if("HAS_EVIDENCE", !file.evidence.empty());
  for (const auto& e : file.evidence)
    data.add("EVIDENCE")
        .set("EVIDENCE_TITLE", e.title)
        .set("EVIDENCE_FILE", e.file_name)
        .set("EVIDENCE_HASH", e.sha256.substr(0, 16))
        .set("EVIDENCE_AT", desk.t().date_time(rq.language, e.received_at))
        .set("EVIDENCE_HREF", case_address(file.open.file.order_number) + "/evidence/" + std::to_string(e.id.value));
}

web::Page visit_page(const Desk& desk, const web::Request& rq, const VisitFile& file, const Rejections& reasons) {
  const auto& c = file.open.file;
  web::Data data;
  const bool running = file.visit.state == VisitState::running && CaseService::may_record_visit(rq.who(), file.open);
  put_case_strip(desk, rq, data, c);
  data.set("HERE", visit_address(c.order_number, file.visit.number))
      .set("NUMBER", std::to_string(file.visit.number))
      .set("TYPE", type_words(desk, rq, file.visit.kind))
      .set("STARTED", desk.t().date_time(rq.language, file.visit.started_at))
      .set("PLACE", file.visit.place)
      .set("MET", file.visit.met_name)
      .set("MET_POSITION", file.visit.met_position)
      .set("REMARKS", file.visit.remarks)
      .show_if("AT_PLACE", !file.visit.place.empty())
      .show_if("NEWCOMER_OPEN", !rq.field("new_name").empty() || !rq.field("new_identity").empty() ||
                                    !rq.field("new_worker").empty() || !rq.field("look").empty())
      .show_if("RUNNING", running)
      .show_if("ENDED", file.visit.state == VisitState::ended);
  if (file.visit.ended_at) data.set("ENDED_AT", desk.t().date_time(rq.language, *file.visit.ended_at));
  put_roll(desk, rq, data, file);
  if (running && rq.is_write())
    put_worker_candidates(
        desk, rq, data, [&rq](const std::string& field) { return rq.field(field); },
        fmt::format("visit:{}/{}", c.order_number, file.visit.number));
  put_tally(desk, rq, data, file);
  put_checklist(desk, rq, data, file);
  put_records(desk, rq, data, file);
  web::fill_options(data, "signature",
                    {{"signed", desk.t().text(rq.language, "Signed by the employer")},
                     {"refused", desk.t().text(rq.language, "Refused to sign")},
                     {"absent", desk.t().text(rq.language, "Nobody there to sign")}},
                    {rq.field("signature")});
  web::fill_form(data, rq, desk.t(), reasons);
  const auto title = type_words(desk, rq, file.visit.kind) + " " + std::to_string(file.visit.number);
  return page_of(desk, rq, "inspections/visit.tpl", data, title, "inspection.cases",
                 {{desk.t().text(rq.language, "Inspection files"), "/inspection/cases"},
                  {c.order_number, case_address(c.order_number)},
                  {title, ""}},
                 reasons.empty() ? 200 : web::status_of(reasons.front()));
}

web::Page show_visit(const Desk& desk, const web::Request& rq, const Rejections& reasons = {}) {
  const auto number = whole_number(rq.capture("visit")).value_or(0);
  const auto file = desk.visits.open(rq.who(), rq.capture("order"), static_cast<int>(number));
  if (!file) return refusal(desk, rq, file.rejection());
  return visit_page(desk, rq, *file, reasons);
}

// Back to the visit at the part that was saved, or the page with its faults.
web::Page saved(const Desk& desk, const web::Request& rq, const Result<Done>& done, const char* part) {
  if (!done) return show_visit(desk, rq, done.rejections());
  return web::see_other(case_address(rq.capture("order")) + "/visits/" + rq.capture("visit") + "#" + part);
}

int visit_number(const web::Request& rq) { return static_cast<int>(whole_number(rq.capture("visit")).value_or(0)); }

web::Page start_page(const Desk& desk, const web::Request& rq, const Rejections& reasons) {
  const auto opened = desk.cases.open(rq.who(), rq.capture("order"), "visit");
  if (!opened) return refusal(desk, rq, opened.rejection());
  web::Data data;
  put_case_strip(desk, rq, data, opened->file);
  data.set("TYPE", type_words(desk, rq, opened->file.type))
      .show_if("ALLOWED", CaseService::may_record_visit(rq.who(), *opened));
  web::fill_form(data, rq, desk.t(), reasons);
  const auto title = desk.t().text(rq.language, "Start a visit or desk check");
  return page_of(desk, rq, "inspections/visit_new.tpl", data, title, "inspection.cases",
                 {{opened->file.order_number, case_address(opened->file.order_number)}, {title, ""}},
                 reasons.empty() ? 200 : web::status_of(reasons.front()));
}

web::Page start_visit(const Desk& desk, const web::Request& rq) {
  const auto key = web::request_key(rq);
  if (!key) return refusal(desk, rq, key.rejection());
  const auto number = desk.visits.start(rq.who(), rq.capture("order"), rq.field("place"), *key);
  if (!number) return start_page(desk, rq, number.rejections());
  return web::see_other(visit_address(rq.capture("order"), *number));
}

// Fields of the roll: finding_<row>, wage_<row>, since_<row>, note_<row>, version_<row>. Rows that were left as they
// were are not sent as changes.
std::vector<RollChange> typed_roll(const web::Request& rq, const VisitFile& file, Rejections& faults) {
  std::vector<RollChange> changes;
  for (const auto& e : file.roll) {
    const auto suffix = std::to_string(e.row);
    const auto finding = named<RollFinding>(rq.field("finding_" + suffix));
    if (!finding) continue;
    RollChange change{.row = e.row,
                      .version = whole_number(rq.field("version_" + suffix)).value_or(0),
                      .name = e.name,
                      .identity_number = {},
                      .position = {},
                      .works_since = rq.field("since_" + suffix),
                      .source = {},
                      .note = rq.field("note_" + suffix),
                      .finding = *finding,
                      .found_wage = std::nullopt};
    if (const auto typed = rq.field("wage_" + suffix); !typed.empty()) {
      const auto kip = kip_amount(typed);
      if (!kip)
        faults.push_back({"form.not_an_amount", {e.name}, "wage_" + suffix});
      else
        change.found_wage = Money::kip(*kip);
    }
    const bool same = change.finding == e.finding && change.found_wage == e.found_wage && change.note == e.note &&
                      change.works_since == e.works_since;
    if (!same) changes.push_back(std::move(change));
  }
  return changes;
}

std::string all_typed(const web::Request& rq) {
  std::string out;
  for (const auto& [name, value] : rq.fields)
    if (name != "csrf") out += name + '=' + value + '\n';
  return out;
}

web::Page record_roll(const Desk& desk, const web::Request& rq) {
  const auto file = desk.visits.open(rq.who(), rq.capture("order"), visit_number(rq));
  if (!file) return refusal(desk, rq, file.rejection());
  const auto key = web::request_key(rq);
  if (!key) return refusal(desk, rq, key.rejection());
  // Without scripts: the page comes again with who may be meant; nothing is saved.
  if (!rq.field("look").empty()) return visit_page(desk, rq, *file, {});
  Rejections faults;
  auto changes = typed_roll(rq, *file, faults);
  const auto name = rq.field("new_name"), known = rq.field("new_worker");
  if (!name.empty() || !known.empty()) {
    RollChange added{.name = name,
                     .identity_number = rq.field("new_identity"),
                     .position = rq.field("new_position"),
                     .works_since = rq.field("new_since"),
                     .source = {},
                     .note = {},
                     .finding = RollFinding::unregistered,
                     .found_wage = std::nullopt,
                     .worker_key = known};
    if (const auto wage = rq.field("new_wage"); !wage.empty()) {
      const auto kip = kip_amount(wage);
      if (!kip)
        faults.push_back({"form.not_an_amount", {name}, "new_wage"});
      else
        added.found_wage = Money::kip(*kip);
    }
    changes.push_back(std::move(added));
  }
  if (!faults.empty()) return visit_page(desk, rq, *file, faults);
  return saved(desk, rq,
               desk.visits.record_roll(rq.who(), rq.capture("order"), visit_number(rq), changes, *key, all_typed(rq)),
               "roll");
}

web::Page record_checklist(const Desk& desk, const web::Request& rq) {
  const auto key = web::request_key(rq);
  if (!key) return refusal(desk, rq, key.rejection());
  std::vector<ChecklistAnswer> answers;
  for (const auto& item : desk.visits.checklist())
    if (const auto answer = named<CheckAnswer>(rq.field("item_" + item.code)))
      answers.push_back({item.code, *answer, rq.field("note_" + item.code)});
  return saved(desk, rq, desk.visits.answer_checklist(rq.who(), rq.capture("order"), visit_number(rq), answers, *key),
               "checklist");
}

web::Page record_statement(const Desk& desk, const web::Request& rq) {
  const auto key = web::request_key(rq);
  if (!key) return refusal(desk, rq, key.rejection());
  return saved(desk, rq,
               desk.visits.add_statement(rq.who(), rq.capture("order"), visit_number(rq), rq.field("person"),
                                         rq.field("position"), rq.text_block("content"), *key),
               "statements");
}

web::Page end_visit(const Desk& desk, const web::Request& rq) {
  const auto key = web::request_key(rq);
  if (!key) return refusal(desk, rq, key.rejection());
  const VisitEnd how{rq.field("met_name"), rq.field("met_position"), rq.text_block("remarks"),
                     named<Signature>(rq.field("signature")).value_or(Signature::open)};
  const auto done = desk.visits.end(rq.who(), rq.capture("order"), visit_number(rq), how, *key);
  if (!done) return show_visit(desk, rq, done.rejections());
  return web::see_other(case_address(rq.capture("order")));
}

}  // namespace

web::Page visit_screen(const Desk& desk, const web::Request& rq, const Rejections& reasons) {
  return show_visit(desk, rq, reasons);
}

void add_visit_screens(web::Router& router, const Desk& desk) {
  const auto add = [&](const char* method, const char* pattern, const char* right, auto page) {
    router.add(
        {method, pattern, web::Mount::staff, right, [&desk, page](const web::Request& rq) { return page(desk, rq); }});
  };
  const auto visit = "/inspection/cases/{order}/visits/{visit}";
  add("GET", "/inspection/cases/{order}/visits/new", "visit.record",
      [](const Desk& d, const web::Request& rq) { return start_page(d, rq, {}); });
  add("POST", "/inspection/cases/{order}/visits/new", "visit.record", start_visit);
  add("GET", visit, "case.read", [](const Desk& d, const web::Request& rq) { return show_visit(d, rq); });
  add("POST", "/inspection/cases/{order}/visits/{visit}/roll", "visit.record", record_roll);
  add("POST", "/inspection/cases/{order}/visits/{visit}/checklist", "visit.record", record_checklist);
  add("POST", "/inspection/cases/{order}/visits/{visit}/statement", "visit.record", record_statement);
  add("POST", "/inspection/cases/{order}/visits/{visit}/end", "visit.record", end_visit);
}

}  // namespace ssiis::inspections
