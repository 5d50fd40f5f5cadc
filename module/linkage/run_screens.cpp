#include "linkage/run_screens.hpp"

#include <fmt/format.h>

#include "linkage/words.hpp"

namespace ssiis::linkage {
namespace {

using web::Data;
using web::N_;
using web::Page;
using web::Request;

constexpr std::string_view runs_home = "/inspection/linkruns";
constexpr int runs_shown = 10;

void put_run_state(Data& into, const Say& say, const Run& run) {
  if (run.state == "done") return web::fill_tag(into, web::Tone::ok, say(N_("done")));
  if (run.state == "stopped") return web::fill_tag(into, web::Tone::idle, say(N_("stopped")));
  if (run.state == "failed") return web::fill_tag(into, web::Tone::bad, say(N_("failed")));
  if (run.stop_asked) return web::fill_tag(into, web::Tone::warn, say(N_("is being stopped")));
  if (run.state == "running") return web::fill_tag(into, web::Tone::current, say(N_("under way")));
  web::fill_tag(into, web::Tone::idle, say(N_("waits for a host")));
}

std::string stage_words(const Say& say, const std::string& stage) {
  if (stage == "reading") return say(N_("reading the registers"));
  if (stage == "writing") return say(N_("writing the pairs"));
  return say(N_("comparing"));
}

void put_run_part(Data& row, const Say& say, const RunPart& p) {
  const auto& t = say.t;
  row.set("PART", part_words(say, *p.part))
      .show_if("DONE", p.state == "done" || p.state == "unchanged")
      .show_if("UNCHANGED", p.same_as.has_value())
      .show_if("LEFT_OUT", p.state == "left_out");
  if (p.same_as) row.set("SAME_AS", t.date_time(say.language, *p.same_as));
  row.show_if("RUNNING", p.state == "running").set("STAGE", stage_words(say, p.stage));
  row.show_if("MEASURED", p.all_work > 0).set("DONE_WORK", p.done_work).set("ALL_WORK", p.all_work);
  row.set("LEFT", t.number(say.language, p.left_rows)).set("RIGHT", t.number(say.language, p.right_rows));
  row.set("COMPARED", t.number(say.language, p.compared)).set("LINKED", t.number(say.language, p.linked));
  row.set("TO_REVIEW", t.number(say.language, p.to_review)).set("CAPPED", t.number(say.language, p.pairs_capped));
  row.show_if("SOME_CAPPED", p.pairs_capped > 0);
  row.set("SECONDS", t.number(say.language, (p.millis + 500) / 1000));
  row.show_if("HAS_AS_OF", p.as_of.has_value());
  if (p.as_of) row.set("AS_OF", t.date(say.language, *p.as_of));
}

void put_run(Data& row, const Say& say, const RunNeeds& needs, const Run& run) {
  const auto& t = say.t;
  const bool over = run.state == "done" || run.state == "stopped" || run.state == "failed";
  put_run_state(row, say, run);
  row.set("RUN", run.id).set("VERSION", run.version).set("ORDERED_AT", t.date_time(say.language, run.ordered_at));
  // The module's own job, when new snapshots have come.
  const bool by_itself = run.ordered_by.starts_with("job:");
  const char* why = run.retry_of ? N_("the system, after a run that failed") : N_("the system, after new snapshots");
  row.set("ORDERED_BY", by_itself ? t.text(say.language, why) : needs.person(run.ordered_by, say.language));
  row.show_if("ANEW", run.anew).show_if("RETRY", run.retry_of.has_value());
  if (run.retry_of) row.set("RETRY_OF", t.date_time(say.language, *run.retry_of));
  row.show_if("ENDED", run.ended_at.has_value());
  if (run.ended_at) row.set("ENDED_AT", t.date_time(say.language, *run.ended_at));
  row.show_if("FAILED", !run.failure.empty()).set("WHY", run.failure);
  row.show_if("STOPS", !over && !run.stop_asked).set("STOP_ACTION", fmt::format("{}/{}/stop", runs_home, run.id));
  row.show_if("PARTS", !run.parts.empty());
  for (const auto& p : run.parts) put_run_part(row.add("RUN_PART"), say, p);
}

Page runs_page(const RunNeeds& needs, const Request& rq, const Rejections& reasons) {
  const auto& t = needs.renderer.translator();
  const Say say{t, rq.language};
  const auto runs =
      needs.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return needs.runs.list(tx, runs_shown); });
  Data data;
  data.show_if("RUNS", !runs.empty());
  bool open = false;
  for (const auto& run : runs) {
    open = open || run.state == "ordered" || run.state == "running";
    put_run(data.add("RUN_ROW"), say, needs, run);
  }
  data.show_if("OPEN", open);
  web::fill_form(data, rq, t, reasons);
  const auto title = t.text(rq.language, N_("Runs of linking"));
  auto page = web::fragment(reasons.empty() ? title : web::refused_title(t, rq.language, title),
                            needs.renderer.render("linkage/runs.tpl", rq.language, data));
  page.scripts = {"page.js"};
  page.menu_id = "inspection.linkruns";
  page.crumbs.push_back({title, ""});
  if (!reasons.empty()) page.status = web::status_of(reasons.front());
  return page;
}

Page order_run(const RunNeeds& needs, const Request& rq) {
  const auto key = web::request_key(rq);
  if (!key) return runs_page(needs, rq, key.rejections());
  const auto done = needs.runs.order(rq.who(), *key, rq.field("anew") == "yes");
  return done ? web::see_other(runs_home) : runs_page(needs, rq, done.rejections());
}

Page stop_run(const RunNeeds& needs, const Request& rq) {
  const auto key = web::request_key(rq);
  const auto version = whole_number(rq.field("version"));
  if (!key || !version)
    return runs_page(needs, rq, key ? Rejections{Rejection{"request.malformed"}} : key.rejections());
  const auto done = needs.runs.stop(rq.who(), whole_number(rq.capture("run")).value_or(0), *version, *key);
  return done ? web::see_other(runs_home) : runs_page(needs, rq, done.rejections());
}

}  // namespace

void add_run_screens(web::Router& router, const RunNeeds& given) {
  const auto needs = std::make_shared<const RunNeeds>(given);
  const auto route = [&](const char* method, const std::string& below, auto handler) {
    router.add({method, std::string{runs_home} + below, web::Mount::staff, std::string{Runs::permission},
                [needs, handler](const Request& rq) { return handler(*needs, rq); }});
  };
  route("GET", "", [](const RunNeeds& n, const Request& rq) { return runs_page(n, rq, {}); });
  route("POST", "", order_run);
  route("POST", "/{run}/stop", stop_run);
}

}  // namespace ssiis::linkage
