// The file of an inspection: whose it is, where it stands, what is next, and all that belongs to it.
#include <fmt/format.h>

#include "inspections/alerts_view.hpp"
#include "inspections/case_view.hpp"
#include "inspections/changes_view.hpp"
#include "inspections/copy_view.hpp"
#include "inspections/deadlines_view.hpp"
#include "inspections/document_rows.hpp"
#include "inspections/enquiries.hpp"
#include "inspections/event_words.hpp"
#include "inspections/file_name.hpp"
#include "inspections/so_far.hpp"
#include "inspections/stages.hpp"
#include "inspections/step_words.hpp"
#include "inspections/time_words.hpp"
#include "inspections/unit_office.hpp"

namespace ssiis::inspections {
namespace {

// The drawing's labels begin with the number of their stage, which the list shows already.
std::string without_number(const std::string& label) {
  const auto at = label.find_first_not_of("0123456789");
  return at != std::string::npos && at > 0 && label[at] == ' ' ? label.substr(at + 1) : label;
}

std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (const auto& s : list) out += (out.empty() ? "" : " ") + s;
  return out;
}

void put_head(const Desk& desk, const web::Request& rq, web::Data& data, const CaseView& view) {
  const Case& c = view.open.file;
  put_case_strip(desk, rq, data, c, view.holders);
  data.set("SUBJECT", c.subject)
      .set("STAGE", std::to_string(std::min(c.stage, 13)))
      .set("OUTCOME", outcome_words(desk.t(), rq.language, c.outcome))
      .show_if("IS_OPEN", c.state != CaseState::closed)
      .show_if("HAS_OUTCOME", c.state == CaseState::closed && !c.imported && !c.outcome.empty())
      .show_if("EMERGENCY", c.emergency)
      .show_if("BY_GRANT", view.open.by_grant.has_value());
}

void put_tasks(const Desk& desk, const web::Request& rq, web::Data& data, const CaseView& view) {
  data.show_if("HAS_TASKS", !view.tasks.empty());
  for (std::size_t i = 0; i < view.tasks.size(); ++i) {
    const auto& [task, words] = view.tasks[i];
    auto& row = data.add("TASK");
    row.set("TASK_WORDS", words)
        .set("TASK_HREF", case_address(view.open.file.order_number) + "/tasks/" + std::to_string(task.id))
        .set("TASK_ROLE", role_words(desk.t(), rq.language, task.role))
        .show_if("TASK_MINE", view.mine[i])
        .show_if("TASK_LEGAL", task.kind == workflow::TaskKind::legal);
    put_due(desk, rq, row, task);
    put_returned(desk, rq, row, view.returns, task.id);
  }
}

struct Look {
  const char *row, *icon, *word;
};
Look look_of(StageState state) {
  using web::N_;
  switch (state) {
    case StageState::done:
      return {"done", "ok", N_("done")};
    case StageState::current:
      return {"now", "cur", N_("now")};
    case StageState::passed_by:
      return {"todo", "idle", N_("not needed")};
    case StageState::ahead:
      break;
  }
  return {"todo", "idle", N_("to come")};
}

void put_stage(const Desk& desk, const web::Request& rq, web::Data& row, const Stage& stage) {
  using State = workflow::StageStep::State;
  const auto look = look_of(stage.state);
  row.set("STAGE_CLASS", look.row)
      .set("STAGE_ICON", look.icon)
      .set("STAGE_WORD", desk.t().text(rq.language, look.word))
      .set("STAGE_NAME", stage_words(desk.t(), rq.language, stage.number))
      .show_if("STAGE_CURRENT", stage.state == StageState::current);
  for (const auto* named : stage.steps) {
    const auto state = named->step.state;
    row.add("STEP")
        .set("STEP_CLASS", state == State::done      ? "done"
                           : state == State::current ? "now"
                                                     : "todo")
        .set("STEP_ICON", state == State::done      ? "ok"
                          : state == State::current ? "cur"
                                                    : "idle")
        .set("STEP_WORDS", without_number(named->words))
        .set("STEP_WHO", named->role.empty() ? desk.t().text(rq.language, "automatic")
                                             : role_words(desk.t(), rq.language, named->role))
        .set("STEP_TIME", time_words(desk.t(), rq.language, named->time))
        .show_if("STEP_DONE", state == State::done);
  }
}

void put_steps(const Desk& desk, const web::Request& rq, web::Data& data, const CaseView& view) {
  if (!view.standing) return;
  data.set("BPMN", drawing_address(view.standing->bundle, view.standing->process))
      .set("DONE_IDS", joined(view.done_nodes))
      .set("TAKEN_IDS", joined(view.taken_flows))
      .set("CURRENT_IDS", joined(view.standing->current))
      .set("TIMES", times_for_drawing(desk.t(), rq.language, view.steps));
  for (const auto& stage : stages_of(view.steps, view.standing->ended))
    put_stage(desk, rq, data.add("STAGE_ROW"), stage);
  data.show_if("HAS_TIMERS", !view.standing->timers.empty())
      .show_if("STANDS_STILL", view.standing->still_since.has_value());
  if (view.standing->still_since) data.set("STILL_DAY", desk.t().date(rq.language, *view.standing->still_since));
  for (const auto& timer : view.standing->timers) {
    auto& row = data.add("TIMER");
    row.set("TIMER_KEY", deadline_words(desk.t(), rq.language, timer.deadline_key))
        .set("TIMER_ANCHOR", desk.t().date(rq.language, timer.anchor))
        .set("TIMER_DAYS", desk.t().number(rq.language, timer.days));
    put_due(desk, rq, row, timer.stands_still ? std::nullopt : std::optional{timer.due}, timer.confirmed,
            view.standing->still_since);
  }
}

// What the registers say of the unit; apart, which registers were loaded when, with how many rows.
void put_background(const Desk& desk, const web::Request& rq, web::Data& data, const CaseView& view) {
  const auto& t = desk.t();
  bool facts = false, registers = false;
  for (const auto& fact : view.background) {
    const bool loaded = fact.topic.starts_with("snapshot.");
    (loaded ? registers : facts) = true;
    auto& row = data.add(loaded ? "REGISTER" : "FACT");
    row.set("FACT_VALUE", topic_value(t, rq.language, fact.topic, fact.value))
        .set("FACT_SOURCE", source_words(t, rq.language, fact.source))
        .set("FACT_DAY", as_of_words(t, rq.language, fact.as_of));
    if (!loaded) row.set("FACT_TOPIC", topic_words(t, rq.language, fact.topic));
  }
  data.show_if("HAS_BACKGROUND", facts).show_if("HAS_REGISTERS", registers);
}

void put_lists(const Desk& desk, const web::Request& rq, web::Data& data, const CaseView& view) {
  const auto& t = desk.t();
  const auto order = case_address(view.open.file.order_number);
  data.show_if("HAS_VISITS", !view.visits.empty());
  for (const auto& v : view.visits)
    data.add("VISIT")
        .set("VISIT_HREF", order + "/visits/" + std::to_string(v.number))
        .set("VISIT_NUMBER", std::to_string(v.number))
        .set("VISIT_TYPE", type_words(desk, rq, v.kind))
        .set("VISIT_START", t.date_time(rq.language, v.started_at))
        .show_if("VISIT_RUNNING", v.state == VisitState::running);
  data.show_if("MAY_VISIT", CaseService::may_record_visit(rq.who(), view.open));
  data.show_if("HAS_PREVIOUS", !view.previous.empty());
  for (const auto& c : view.previous) {
    auto& row = data.add("PREVIOUS");
    const auto decided = view.earlier_decisions.find(c.id);
    put_counting_decision(desk, rq, row, "PREVIOUS",
                          decided == view.earlier_decisions.end() ? std::vector<Decision>{} : decided->second);
    row.set("PREVIOUS_HREF", case_address(c.order_number))
        .set("PREVIOUS_ORDER", c.order_number)
        .set("PREVIOUS_OPENED", t.date(rq.language, c.opened_on))
        .set("PREVIOUS_TONE", std::string{tone_code(state_tone(c.state))})
        .set("PREVIOUS_STATE", state_words(desk, rq, c.state))
        .show_if("PREVIOUS_IMPORTED", c.imported);
  }
  data.show_if("HAS_REQUESTS", !view.requests.empty());
  for (const auto& r : view.requests)
    data.add("REQUEST")
        .set("REQUEST_HREF", "/inspection/requests/" + r.number)
        .set("REQUEST_NUMBER", r.number)
        .set("REQUEST_DAY", t.date(rq.language, r.received_on));
}

// What the system did in consequence of another row that is shown; the audit trail keeps it.
bool goes_without_saying(const std::string& event) {
  return event == "document.pdf_made" || event == "document.received" || event == "workflow.message_delivered" ||
         event.starts_with("grant.");
}

const char* icon_of(const std::string& event) {
  if (event.starts_with("document.")) return "doc";
  if (event.starts_with("visit.")) return "users";
  if (event == "incoming.recorded") return "in";
  if (event == "workflow.task_completed") return "ok";
  if (event.starts_with("workflow.timer") || event.starts_with("alert.")) return "time";
  if (event.starts_with("access.") || event == "informant.read") return "lock";
  return "arr";
}

void put_timeline(const Desk& desk, const web::Request& rq, web::Data& data, const CaseView& view) {
  constexpr std::size_t at_once = 12;
  std::vector<const TimelineRow*> rows;
  for (const auto& row : view.timeline)
    if (!goes_without_saying(row.event)) rows.push_back(&row);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& row = *rows[i];
    data.add(i < at_once ? "EVENT" : "EARLIER_EVENT")
        .set("EVENT_AT", desk.t().date_time(rq.language, row.at))
        .set("EVENT_ICON", icon_of(row.event))
        .set("EVENT_WORDS", event_words(desk.t(), rq.language, row.event))
        .set("EVENT_WHO", row.who)
        .set("EVENT_STEP", without_number(row.step))
        .set("EVENT_TO", without_number(row.to))
        .set("EVENT_REASON", row.reason)
        .show_if("EVENT_EXPLAINED", !row.reason.empty())
        .show_if("OF_STEP", !row.step.empty());
  }
  const auto earlier = rows.size() > at_once ? rows.size() - at_once : 0;
  data.show_if("EARLIER", earlier > 0);
  if (earlier > 0)
    data.set("EARLIER_WORDS", desk.t().plural(rq.language, "{1} earlier event", "{1} earlier events",
                                              static_cast<std::int64_t>(earlier)));
}

// Letters that wait for an answer, how long, and what answered them.
void put_enquiries(const Desk& desk, const web::Request& rq, web::Data& data,
                   const std::vector<documents::Document>& list) {
  const auto& t = desk.t();
  const auto waiting = enquiries_of(list, desk.rooms.clock.today());
  data.show_if("HAS_ENQUIRIES", !waiting.empty());
  for (const auto& e : waiting) {
    const auto title = e.letter.language == rq.language
                           ? e.letter.title
                           : t.keyed(rq.language, "document", e.letter.kind, e.letter.title);
    auto& row = data.add("ENQUIRY");
    row.set("ENQ_NUMBER", e.letter.register_number)
        .set("ENQ_TITLE", title)
        .set("ENQ_DAY", t.date(rq.language, e.letter.day))
        .set("ENQ_PARTY", e.letter.recipient)
        .show_if("ENQ_ANSWERED", e.answer.has_value());
    if (e.answer)
      row.set("ANSWER_NUMBER", e.answer->register_number)
          .set("ANSWER_DAY", t.date(rq.language, e.answer->day))
          .set("ANSWER_PARTY", e.answer->sender)
          .set("ENQ_DAYS", t.plural(rq.language, "after {1} day", "after {1} days", e.days));
    else
      row.set("ENQ_DAYS", t.plural(rq.language, "open for {1} day", "open for {1} days", e.days));
  }
}

// The letters and files of the case; a right of its own opens them.
void put_documents(const Desk& desk, const web::Request& rq, web::Data& data, const CaseView& view) {
  std::vector<documents::Document> list;
  std::map<DocumentId, documents::LetterEffect> effects;
  if (rq.who().may("document.read"))
    desk.rooms.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
      list = desk.documents.of_case(tx, view.open.file.id);
      effects = letter_effects(tx, view.open.file.id);
    });
  std::erase_if(list, [&](const documents::Document& d) { return sealed_for(rq.who(), view.open, d); });
  data.show_if("DOCUMENTS", !list.empty());
  for (const auto& d : list) put_copy(desk, rq, put_document(desk, rq, data, d, effects), d, list, false);
  put_enquiries(desk, rq, data, list);
}

void put_paper(const Desk& desk, const web::Request& rq, web::Data& data, const CaseView& view) {
  if (!view.paper) return;
  const Case& c = view.open.file;
  data.set("PAPER_CLOSED", c.closed_on ? desk.t().date(rq.language, *c.closed_on) : std::string{"–"})
      .set("PAPER_OUTCOME", paper_outcome_words(desk, rq, c.outcome))
      .set("KEPT_AT", view.paper->kept_at)
      .set("PAPER_NOTE", view.paper->note)
      .set("PAPER_IMPORTED", desk.t().date_time(rq.language, view.paper->imported_at))
      .set("PAPER_IMPORTER", view.importer)
      .show_if("HAS_KEPT_AT", !view.paper->kept_at.empty())
      .show_if("HAS_PAPER_NOTE", !view.paper->note.empty());
}

bool may_withdraw(const web::Request& rq, const CaseView& view) {
  std::vector<Withdrawal> earlier;
  for (const auto& named : view.withdrawals) earlier.push_back(named.withdrawal);
  return WithdrawalService::may_ask(rq.who(), view.open) &&
         !WithdrawalService::obstacle(view.open.file, view.standing, earlier);
}

web::Page case_file(const Desk& desk, const web::Request& rq) {
  const auto opened = desk.cases.open(rq.who(), rq.capture("order"), "file");
  if (!opened) return refusal(desk, rq, opened.rejection());
  const CaseView view = view_of(desk, rq, *opened);
  web::Data data;
  put_head(desk, rq, data, view);
  put_interventions(desk, rq, data, view.interventions);
  put_tasks(desk, rq, data, view);
  put_steps(desk, rq, data, view);
  put_background(desk, rq, data, view);
  put_lists(desk, rq, data, view);
  put_decisions(desk, rq, data, view.decisions, view.open);
  put_timeline(desk, rq, data, view);
  put_paper(desk, rq, data, view);
  put_so_far(desk, rq, data, view.open, {});
  put_documents(desk, rq, data, view);
  put_withdrawals(desk, rq, data, view.withdrawals);
  put_rework(desk, rq, data, view.rework, view.open.file,
             view.standing ? std::optional{view.standing->instance} : std::nullopt);
  put_returns(desk, rq, data, view.returns);
  if (view.standing) data.set("RETURNED_IDS", drawn_returns(view.returns, view.standing->instance));
  data.show_if("MAY_WITHDRAW", may_withdraw(rq, view));
  put_alerts(desk, rq, data, view.alerts, "file");
  put_changes_panel(desk, rq, data, view.open.file.id);
  auto page = page_of(
      desk, rq, "inspections/case.tpl", data, view.open.file.order_number + " " + view.open.file.unit_name,
      "inspection.cases",
      {{desk.t().text(rq.language, "Inspection files"), "/inspection/cases"}, {view.open.file.order_number, ""}});
  page.stylesheets.insert(page.stylesheets.end(), {"diagram-js.css", "bpmn-js.css"});
  page.scripts.insert(page.scripts.end(), {"bpmn-viewer.min.js", "procedure.js"});
  return page;
}

// The procedure as drawn, with the labels of the person's language put in its place.
web::Page procedure(const Desk& desk, const web::Request& rq) {
  const auto id = whole_number(rq.capture("bundle"));
  const auto process = rq.capture("process");
  const auto xml = id ? desk.rooms.pool.transact(db::Mode::read,
                                                 [&](db::Transaction& tx) -> std::optional<std::string> {
                                                   const auto bundle = desk.rooms.workflow.find_bundle(tx, *id);
                                                   if (!bundle || !bundle->sources.contains(process))
                                                     return std::nullopt;
                                                   return labelled_procedure(*bundle, process, desk.t(), rq.language);
                                                 })
                      : std::nullopt;
  if (!xml) return refusal(desk, rq, Rejection{"procedure.unknown"});
  auto page = web::document("application/xml; charset=utf-8", *xml);
  page.headers.emplace_back("Cache-Control", "private, max-age=300");
  return page;
}

}  // namespace

void add_case_screens(web::Router& router, const Desk& desk) {
  router.add({"GET", "/inspection/cases/{order}", web::Mount::staff, "case.read",
              [&desk](const web::Request& rq) { return case_file(desk, rq); }});
  router.add({"GET", "/inspection/procedure/{bundle}/{process}", web::Mount::staff, "case.read",
              [&desk](const web::Request& rq) { return procedure(desk, rq); }});
  add_task_screens(router, desk);
}

}  // namespace ssiis::inspections
