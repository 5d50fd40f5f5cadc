#include "mapping/screens.hpp"

namespace ssiis::mapping {
namespace {

using web::Data;
using web::N_;
using web::Page;
using web::Request;

constexpr std::string_view copies_home = "/inspection/registrycopy";
constexpr int copies_shown = 30;

void put_copy_state(Data& row, const std::function<std::string(const char*)>& say, const CopyRun& run) {
  if (run.state == "done") return web::fill_tag(row, web::Tone::ok, say(N_("done")));
  if (run.state == "failed") return web::fill_tag(row, web::Tone::bad, say(N_("failed")));
  if (run.state == "running") return web::fill_tag(row, web::Tone::current, say(N_("under way")));
  web::fill_tag(row, web::Tone::idle, say(N_("waits for a host")));
}

void put_copy(Data& row, const ScreenNeeds& needs, const Request& rq, const CopyRun& run) {
  const auto& t = needs.renderer.translator();
  const auto number = [&](std::int64_t n) { return t.number(rq.language, n); };
  put_copy_state(
      row, [&](const char* english) { return t.text(rq.language, english); }, run);
  row.set("ORDERED_AT", t.date_time(rq.language, run.ordered_at));
  // What is ordered by the clock is ordered by the module itself.
  const bool by_clock = run.ordered_by.find(':') != std::string::npos || run.ordered_by.empty();
  row.show_if("BY_CLOCK", by_clock).set("ORDERED_BY", by_clock ? "" : needs.person(run.ordered_by, rq.language));
  row.show_if("FULL", run.full).show_if("DONE", run.state == "done");
  row.show_if("ENDED", run.ended_at.has_value());
  if (run.ended_at) row.set("ENDED_AT", t.date_time(rq.language, *run.ended_at));
  row.show_if("TOLD", run.state == "running" && !run.progress.empty()).set("PROGRESS", run.progress);
  row.show_if("FAILED", !run.failure.empty()).set("WHY", run.failure);
  row.set("READ", number(run.read)).set("ADDED", number(run.added));
  row.set("CHANGED", number(run.changed)).set("REMOVED", number(run.removed));
}

Page copies_page(const ScreenNeeds& needs, const Request& rq, const Rejections& reasons) {
  const auto& t = needs.renderer.translator();
  const auto runs =
      needs.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return needs.copies.list(tx, copies_shown); });
  Data data;
  bool open = false;
  for (const auto& run : runs) {
    open = open || run.state == "ordered" || run.state == "running";
    put_copy(data.add("COPY"), needs, rq, run);
  }
  const bool source = needs.copies.has_source();
  data.show_if("COPIES", !runs.empty()).show_if("OPEN", open).show_if("SOURCE", source);
  data.show_if("MAY_ORDER", source && !open);
  web::fill_form(data, rq, t, reasons);
  const auto title = t.text(rq.language, N_("Copies of the registry"));
  auto page = web::fragment(reasons.empty() ? title : web::refused_title(t, rq.language, title),
                            needs.renderer.render("mapping/copies.tpl", rq.language, data));
  page.scripts = {"page.js"};
  page.menu_id = "inspection.control";
  page.crumbs.push_back({t.text(rq.language, N_("Control centre")), "/inspection/control"});
  page.crumbs.push_back({title, ""});
  if (!reasons.empty()) page.status = web::status_of(reasons.front());
  return page;
}

Page order_copy(const ScreenNeeds& needs, const Request& rq) {
  const auto key = web::request_key(rq);
  if (!key) return copies_page(needs, rq, key.rejections());
  const auto done = needs.copies.order(rq.who(), !rq.field("full").empty(), *key);
  return done ? web::see_other(std::string{copies_home}) : copies_page(needs, rq, done.rejections());
}

}  // namespace

void add_screens(web::Router& router, const ScreenNeeds& given) {
  const auto needs = std::make_shared<const ScreenNeeds>(given);
  const auto route = [&](const char* method, auto handler) {
    router.add({method, std::string{copies_home}, web::Mount::staff, std::string{CopyOffice::permission},
                [needs, handler](const Request& rq) { return handler(*needs, rq); }});
  };
  route("GET", [](const ScreenNeeds& n, const Request& rq) { return copies_page(n, rq, {}); });
  route("POST", order_copy);
}

}  // namespace ssiis::mapping
