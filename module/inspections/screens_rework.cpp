// Asking to annul a final decision or to open a closed file again, and deciding on the latter. On an annulment decides
// whoever the procedure names, in its step.
#include "inspections/case_strip.hpp"
#include "inspections/people.hpp"
#include "inspections/rework_view.hpp"
#include "inspections/step_words.hpp"

namespace ssiis::inspections {
namespace {

using web::N_;

struct ReworkLook {
  const char *tone, *words;
};
ReworkLook rework_look(const Rework& request) {
  const bool annulment = request.kind == ReworkKind::annulment;
  switch (request.state) {
    case ReworkState::asked:
      return {"warn", annulment ? N_("annulment waits for a decision") : N_("opening again waits for a decision")};
    case ReworkState::approved:
      return {"ok", annulment ? N_("decision annulled") : N_("file opened again")};
    case ReworkState::refused:
      return {"bad", annulment ? N_("decision not annulled") : N_("file not opened again")};
  }
  return {"idle", ""};
}

std::string entry_words(const Desk& desk, const web::Request& rq, db::Transaction& tx,
                        const std::vector<workflow::Run>& runs, const std::string& entry) {
  if (entry.empty() || runs.empty()) return {};
  const auto bundle = desk.rooms.workflow.bundle_today(tx);
  return node_words(bundle.get(), desk.t(), rq.language, runs.back().process, entry);
}

void put_rework_list(const Desk& desk, const web::Request& rq, web::Data& data, const std::vector<NamedRework>& list) {
  const auto& t = desk.t();
  data.show_if("HAS_REWORK", !list.empty());
  for (const auto& [request, asker, decider, entry] : list) {
    const auto look = rework_look(request);
    auto& row = data.add("REWORK");
    row.set("RW_TONE", look.tone)
        .set("RW_STATE", t.text(rq.language, look.words))
        .set("RW_REASON", request.reason)
        .set("RW_ASKED", t.date_time(rq.language, request.asked_at))
        .set("RW_ASKER", asker)
        .set("RW_ENTRY", entry)
        .set("RW_REFUSAL", request.refusal)
        .show_if("RW_HAS_ENTRY", !entry.empty())
        .show_if("RW_DECIDED", request.decided_at.has_value())
        .show_if("RW_REFUSED", !request.refusal.empty());
    if (request.decided_at)
      row.set("RW_DECIDED_AT", t.date_time(rq.language, *request.decided_at)).set("RW_DECIDER", decider);
  }
}

web::Page rework_page(const Desk& desk, const web::Request& rq, const OpenCase& open, web::Data& data,
                      std::string_view page, const std::string& title, const Rejections& reasons) {
  put_case_strip(desk, rq, data, open.file);
  web::fill_form(data, rq, desk.t(), reasons);
  return page_of(desk, rq, page, data, title, "inspection.cases",
                 {{desk.t().text(rq.language, "Inspection files"), "/inspection/cases"},
                  {open.file.order_number, case_address(open.file.order_number)},
                  {title, ""}},
                 reasons.empty() ? 200 : web::status_of(reasons.front()));
}

// The file with the right to this; else the refusal as a page.
struct Entered {
  std::optional<OpenCase> open;
  web::Page refused;
};
Entered entered(const Desk& desk, const web::Request& rq, const char* permission, const std::string& purpose) {
  const auto opened = desk.cases.open(rq.who(), rq.capture("order"), purpose);
  if (!opened) return {std::nullopt, refusal(desk, rq, opened.rejection())};
  if (opened->by_grant || !rq.who().may(permission, opened->file.territory_point))
    return {std::nullopt, refusal(desk, rq,
                                  desk.rooms.trail.refused(rq.who(), permission, "case:" + opened->file.order_number,
                                                           opened->file.id))};
  return {*opened, {}};
}

web::Page annulment_page(const Desk& desk, const web::Request& rq, const Rejections& reasons) {
  const auto in = entered(desk, rq, "annulment.ask", "annulment");
  if (!in.open) return in.refused;
  web::Data data;
  const auto obstacle = desk.rooms.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    auto read = read_rework(tx, desk, rq, *in.open);
    std::erase_if(read.list, [](const auto& r) { return r.request.kind != ReworkKind::annulment; });
    put_rework_list(desk, rq, data, read.list);
    return desk.rework.annulment_obstacle(tx, in.open->file);
  });
  data.show_if("POSSIBLE", !obstacle.has_value()).show_if("CLOSED", in.open->file.state == CaseState::closed);
  if (obstacle) data.set("OBSTACLE", desk.t().rejection(rq.language, *obstacle));
  return rework_page(desk, rq, *in.open, data, "inspections/annulment.tpl",
                     desk.t().text(rq.language, N_("Request the annulment of the decision")), reasons);
}

web::Page reopening_page(const Desk& desk, const web::Request& rq, const Rejections& reasons) {
  const auto in = entered(desk, rq, "case.reopen", "reopening");
  if (!in.open) return in.refused;
  web::Data data;
  desk.rooms.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    auto read = read_rework(tx, desk, rq, *in.open);
    std::erase_if(read.list, [](const auto& r) { return r.request.kind != ReworkKind::reopening; });
    put_rework_list(desk, rq, data, read.list);
    const auto pending = pending_rework(tx, in.open->file.id, ReworkKind::reopening);
    const auto obstacle = ReworkService::reopening_obstacle(tx, in.open->file);
    data.show_if("MAY_ASK", !obstacle.has_value())
        .show_if("TO_DECIDE", read.may_decide)
        .show_if("OWN_WAITS", pending.has_value() && !read.may_decide)
        .show_if("NOT_CLOSED", obstacle.has_value() && !pending.has_value());
    if (obstacle) data.set("OBSTACLE", desk.t().rejection(rq.language, *obstacle));
    std::vector<web::Option> entries;
    for (const auto& node : desk.rooms.workflow.reentries(tx, in.open->file.id))
      entries.push_back({node, entry_words(desk, rq, tx, read.runs, node)});
    web::fill_options(data, "entry", entries, {rq.field("entry")});
  });
  return rework_page(desk, rq, *in.open, data, "inspections/reopening.tpl",
                     desk.t().text(rq.language, N_("Open the closed file again")), reasons);
}

template <class Again>
web::Page rework_done(const Desk& desk, const web::Request& rq, const Result<Done>& done, Again again) {
  if (done) return web::see_other(case_address(rq.capture("order")));
  if (done.rejection().code == "access.forbidden") return refusal(desk, rq, done.rejection());
  return again(desk, rq, done.rejections());
}

web::Page ask_annulment(const Desk& desk, const web::Request& rq) {
  const auto key = web::request_key(rq);
  if (!key) return refusal(desk, rq, key.rejection());
  return rework_done(desk, rq, desk.rework.ask_annulment(rq.who(), rq.capture("order"), rq.text_block("reason"), *key),
                     annulment_page);
}

web::Page ask_reopening(const Desk& desk, const web::Request& rq) {
  const auto key = web::request_key(rq);
  if (!key) return refusal(desk, rq, key.rejection());
  return rework_done(
      desk, rq,
      desk.rework.ask_reopening(rq.who(), rq.capture("order"), rq.field("entry"), rq.text_block("reason"), *key),
      reopening_page);
}

web::Page decide_reopening(const Desk& desk, const web::Request& rq) {
  const auto key = web::request_key(rq);
  if (!key) return refusal(desk, rq, key.rejection());
  const auto verdict = rq.field("verdict");
  if (verdict != "approve" && verdict != "refuse") return refusal(desk, rq, Rejection{"request.malformed"});
  return rework_done(
      desk, rq,
      desk.rework.decide_reopening(rq.who(), rq.capture("order"), verdict == "approve", rq.text_block("refusal"), *key),
      reopening_page);
}

}  // namespace

ReworkRead read_rework(db::Transaction& tx, const Desk& desk, const web::Request& rq, const OpenCase& open) {
  ReworkRead out;
  if (open.by_grant) return out;  // the reason may tell of a complaint
  out.runs = desk.rooms.workflow.runs(tx, open.file.id);
  People people{tx};
  for (auto& request : rework_of(tx, open.file.id)) {
    const auto asker = people.name(request.asked_by, rq.language);
    const auto decider = request.decided_by.empty() ? std::string{} : people.name(request.decided_by, rq.language);
    const auto entry = entry_words(desk, rq, tx, out.runs, request.entry);
    const bool reopening = request.kind == ReworkKind::reopening && request.state == ReworkState::asked;
    out.may_decide = out.may_decide ||
                     (reopening && ReworkService::may_reopen(rq.who(), open) && request.asked_by != rq.who().user_id());
    out.list.push_back({std::move(request), asker, decider, entry});
  }
  out.may_annul = ReworkService::may_ask_annulment(rq.who(), open) && !desk.rework.annulment_obstacle(tx, open.file);
  out.may_reopen = ReworkService::may_reopen(rq.who(), open) && !ReworkService::reopening_obstacle(tx, open.file);
  return out;
}

void put_rework(const Desk& desk, const web::Request& rq, web::Data& data, const ReworkRead& read, const Case& file,
                std::optional<std::int64_t> shown) {
  put_rework_list(desk, rq, data, read.list);
  data.show_if("MAY_ANNUL", read.may_annul)
      .show_if("MAY_REOPEN", read.may_reopen)
      .show_if("MAY_DECIDE", read.may_decide)
      .show_if("RUNS", read.runs.size() > 1)
      .show_if("EARLIER_RUN", shown && !read.runs.empty() && *shown != read.runs.back().instance);
  if (read.runs.size() < 2) return;
  for (const auto& run : read.runs) {
    const bool newest = run.instance == read.runs.back().instance;
    const auto address = case_address(file.order_number);
    data.add("RUN")
        .set("RUN_HREF", (newest ? address : address + "?run=" + std::to_string(run.instance)) + "#steps")
        .set("RUN_FROM", desk.t().date(rq.language, run.started_at.day()))
        .set("RUN_TO", run.ended_at ? desk.t().date(rq.language, run.ended_at->day()) : std::string{"…"})
        .show_if("RUN_SHOWN", shown && *shown == run.instance);
  }
}

void put_reopenings(const Desk& desk, const web::Request& rq, web::Data& data) {
  const auto waiting = desk.rework.waiting(rq.who());
  data.show_if("REOPENINGS", !waiting.empty());
  for (const auto& w : waiting)
    data.add("REOPENING")
        .set("RO_HREF", case_address(w.order_number) + "/reopening")
        .set("RO_ORDER", w.order_number)
        .set("RO_UNIT", w.unit_name);
}

void add_rework_screens(web::Router& router, const Desk& desk) {
  const std::string base = "/inspection/cases/{order}/";
  router.add({"GET", base + "annulment", web::Mount::staff, "annulment.ask",
              [&desk](const web::Request& rq) { return annulment_page(desk, rq, {}); }});
  router.add({"POST", base + "annulment", web::Mount::staff, "annulment.ask",
              [&desk](const web::Request& rq) { return ask_annulment(desk, rq); }});
  router.add({"GET", base + "reopening", web::Mount::staff, "case.reopen",
              [&desk](const web::Request& rq) { return reopening_page(desk, rq, {}); }});
  router.add({"POST", base + "reopening", web::Mount::staff, "case.reopen",
              [&desk](const web::Request& rq) { return ask_reopening(desk, rq); }});
  router.add({"POST", base + "reopening/decision", web::Mount::staff, "case.reopen",
              [&desk](const web::Request& rq) { return decide_reopening(desk, rq); }});
}

}  // namespace ssiis::inspections
