// The list of a file's periods; making one longer; the times in which all of them stand still.
#include <fmt/format.h>

#include <algorithm>

#include "inspections/case_strip.hpp"
#include "inspections/deadlines_view.hpp"
#include "inspections/document_rows.hpp"

namespace ssiis::inspections {
namespace {

std::vector<documents::Document> visible_papers(const Desk& desk, db::Transaction& tx, const web::Request& rq,
                                                const OpenCase& open) {
  if (!rq.who().may("document.read")) return {};
  auto out = desk.documents.of_case(tx, open.file.id);
  std::erase_if(out, [&](const documents::Document& d) { return sealed_for(rq.who(), open, d); });
  return out;
}

std::vector<web::Crumb> crumbs_to(const Desk& desk, const web::Request& rq, const Case& c, std::string last = {}) {
  const auto list = desk.t().text(rq.language, "Deadlines of the file");
  std::vector<web::Crumb> out{{desk.t().text(rq.language, "Inspection files"), "/inspection/cases"},
                              {c.order_number, case_address(c.order_number)},
                              {list, last.empty() ? std::string{} : case_address(c.order_number) + "/deadlines"}};
  if (!last.empty()) out.push_back({std::move(last), ""});
  return out;
}

web::Page deadlines_page(const Desk& desk, const web::Request& rq, DeadlineService& deadlines) {
  const auto opened = desk.cases.open(rq.who(), rq.capture("order"), "deadlines");
  if (!opened) return refusal(desk, rq, opened.rejection());
  web::Data data;
  put_case_strip(desk, rq, data, opened->file);
  desk.rooms.pool.transact(
      db::Mode::read,
      [&](db::Transaction& tx) {
        PeriodPage p{.desk = desk, .rq = rq, .open = *opened, .tx = tx};
        p.papers = visible_papers(desk, tx, rq, *opened);
        const auto all = deadlines.of(tx, opened->file.id);
        const bool runs = all.rev.has_value();
        const bool may_extend = runs && DeadlineService::may_extend(rq.who(), *opened);
        bool open = false, past = false;
        for (const auto& period : all.periods) {
          (period.line.open() ? open : past) = true;
          put_period(p, data.add(period.line.open() ? "OPEN" : "PAST"), period, all, may_extend);
        }
        put_moves(p, data, all);
        put_extensions(p, data, all);
        put_standstills(p, data, all);
        data.show_if("HAS_OPEN", open)
            .show_if("HAS_PAST", past)
            .show_if("MAY_SUSPEND", runs && DeadlineService::may_suspend(rq.who(), *opened))
            .show_if("STANDS_STILL", all.still_since.has_value());
        if (all.still_since) data.set("STILL_DAY", desk.t().date(rq.language, *all.still_since));
      },
      1);
  return page_of(desk, rq, "inspections/deadlines.tpl", data, desk.t().text(rq.language, "Deadlines of the file"),
                 "inspection.cases", crumbs_to(desk, rq, opened->file));
}

// ---- the forms
// -------------------------------------------------------------------------------------------------------

Result<PaperBehind> paper_of(const Desk& desk, const web::Request& rq) {
  PaperBehind out{.sender = rq.field("sender")};
  if (const auto id = whole_number(rq.field("document"))) out.on_file = DocumentId{*id};
  for (const auto& upload : rq.uploads) {
    if (upload.field != "file" || upload.size == 0) continue;
    const auto received = desk.intake.receive(upload.quarantine_path, upload.file_name);
    if (!received) return Rejection{received.rejection().code, received.rejection().args, "file"};
    out.file = *received;
  }
  return out;
}

void put_paper_choice(const Desk& desk, const web::Request& rq, web::Data& data,
                      const std::vector<documents::Document>& papers) {
  std::vector<web::Option> options;
  for (const auto& d : papers)
    if (!d.copy_of)
      options.push_back({std::to_string(d.id.value), d.register_number + " " + document_words(desk, rq, d)});
  web::fill_options(data, "document", options, {rq.field("document")});
}

// What the law says of extensions of this period.
void put_limit(web::Data& data, const workflow::ExtensionLimit& limit) {
  data.show_if("LIMIT_KNOWN", limit.known).show_if("LIMIT_UNCONFIRMED", !limit.confirmed);
  if (limit.known)
    data.set("LIMIT_TIMES", std::int64_t{limit.times})
        .set("LIMIT_DAYS", std::int64_t{limit.days})
        .set("LIMIT_BASIS", limit.legal_basis);
}

web::Page extension_page(const Desk& desk, const web::Request& rq, DeadlineService& deadlines,
                         const Rejections& reasons) {
  const auto opened = desk.cases.open(rq.who(), rq.capture("order"), "deadlines");
  if (!opened) return refusal(desk, rq, opened.rejection());
  const Case& c = opened->file;
  if (!DeadlineService::may_extend(rq.who(), *opened))
    return refusal(desk, rq, desk.rooms.trail.refused(rq.who(), "deadline.extend", "case:" + c.order_number, c.id));
  const auto id = whole_number(rq.capture("deadline"));
  web::Data data;
  put_case_strip(desk, rq, data, c);
  const bool found = desk.rooms.pool.transact(
      db::Mode::read,
      [&](db::Transaction& tx) {
        PeriodPage p{.desk = desk, .rq = rq, .open = *opened, .tx = tx};
        p.papers = visible_papers(desk, tx, rq, *opened);
        const auto all = deadlines.of(tx, c.id);
        const auto at = std::find_if(all.periods.begin(), all.periods.end(),
                                     [&](const auto& x) { return id && x.line.id == *id && x.line.open(); });
        if (at == all.periods.end() || !all.rev) return false;
        put_period(p, data.add("OPEN"), *at, all, false);
        put_paper_choice(desk, rq, data, p.papers);
        put_limit(data, deadlines.limit(tx, at->line));
        data.set("REV", *all.rev).show_if("WORKING", at->line.rule.calendar == "working");
        return true;
      },
      1);
  if (!found) return refusal(desk, rq, Rejection{"extension.not_open"});
  data.set("ACTION", fmt::format("{}/deadlines/{}/extension", case_address(c.order_number), *id));
  web::fill_form(data, rq, desk.t(), reasons);
  const auto title = desk.t().text(rq.language, "Make a period longer");
  return page_of(desk, rq, "inspections/deadline_extension.tpl", data, title, "inspection.cases",
                 crumbs_to(desk, rq, c, title), reasons.empty() ? 200 : web::status_of(reasons.front()));
}

web::Page send_extension(const Desk& desk, const web::Request& rq, DeadlineService& deadlines) {
  if (const auto may = deadlines.may(rq.who(), rq.capture("order"), "deadline.extend"); !may)
    return refusal(desk, rq, may.rejection());
  const auto key = web::request_key(rq);
  const auto id = whole_number(rq.capture("deadline")), rev = whole_number(rq.field("rev"));
  if (!key) return refusal(desk, rq, key.rejection());
  if (!id || !rev) return refusal(desk, rq, Rejection{"request.malformed"});
  auto paper = paper_of(desk, rq);
  if (!paper) return extension_page(desk, rq, deadlines, paper.rejections());
  const auto days = whole_number(rq.field("days")).value_or(0);
  const auto done = deadlines.extend(rq.who(), rq.capture("order"),
                                     {.deadline = *id,
                                      .rev = *rev,
                                      .days = static_cast<int>(std::clamp<std::int64_t>(days, 0, 100'000)),
                                      .article = rq.field("article"),
                                      .reason = rq.text_block("reason"),
                                      .paper = *paper,
                                      .request_key = *key});
  if (done) return web::see_other(case_address(rq.capture("order")) + "/deadlines");
  if (done.rejection().code == "access.forbidden") return refusal(desk, rq, done.rejection());
  return extension_page(desk, rq, deadlines, done.rejections());
}

web::Page standstill_page(const Desk& desk, const web::Request& rq, DeadlineService& deadlines,
                          const Rejections& reasons) {
  const auto opened = desk.cases.open(rq.who(), rq.capture("order"), "deadlines");
  if (!opened) return refusal(desk, rq, opened.rejection());
  const Case& c = opened->file;
  if (!DeadlineService::may_suspend(rq.who(), *opened))
    return refusal(desk, rq, desk.rooms.trail.refused(rq.who(), "deadline.suspend", "case:" + c.order_number, c.id));
  web::Data data;
  put_case_strip(desk, rq, data, c);
  data.set("VALUE_from", desk.rooms.clock.today().iso());
  bool still = false;
  desk.rooms.pool.transact(
      db::Mode::read,
      [&](db::Transaction& tx) {
        const auto all = deadlines.of(tx, c.id);
        still = all.still_since.has_value();
        data.show_if("RUNNING_FILE", all.rev.has_value()).set("REV", all.rev.value_or(0));
        if (still) data.set("STILL_DAY", desk.t().date(rq.language, *all.still_since));
        put_paper_choice(desk, rq, data, visible_papers(desk, tx, rq, *opened));
      },
      1);
  data.show_if("STANDS_STILL", still);
  web::fill_form(data, rq, desk.t(), reasons);
  const auto title = still ? desk.t().text(rq.language, "Let the periods run again")
                           : desk.t().text(rq.language, "Let the periods stand still");
  data.set("TITLE", title);
  return page_of(desk, rq, "inspections/deadline_standstill.tpl", data, title, "inspection.cases",
                 crumbs_to(desk, rq, c, title), reasons.empty() ? 200 : web::status_of(reasons.front()));
}

web::Page send_standstill(const Desk& desk, const web::Request& rq, DeadlineService& deadlines) {
  if (const auto may = deadlines.may(rq.who(), rq.capture("order"), "deadline.suspend"); !may)
    return refusal(desk, rq, may.rejection());
  const auto key = web::request_key(rq);
  const auto rev = whole_number(rq.field("rev"));
  if (!key) return refusal(desk, rq, key.rejection());
  const auto act = rq.field("act");
  if (!rev || (act != "suspend" && act != "resume")) return refusal(desk, rq, Rejection{"request.malformed"});
  const auto day = Day::parse(rq.field("from"));
  if (!day) return standstill_page(desk, rq, deadlines, {{"form.not_a_day", {"from"}, "from"}});
  auto paper = paper_of(desk, rq);
  if (!paper) return standstill_page(desk, rq, deadlines, paper.rejections());
  const StandstillWish wish{
      .rev = *rev, .day = *day, .reason = rq.text_block("reason"), .paper = *paper, .request_key = *key};
  const auto order = rq.capture("order");
  const auto done =
      act == "suspend" ? deadlines.suspend(rq.who(), order, wish) : deadlines.resume(rq.who(), order, wish);
  if (done) return web::see_other(case_address(order) + "/deadlines");
  if (done.rejection().code == "access.forbidden") return refusal(desk, rq, done.rejection());
  return standstill_page(desk, rq, deadlines, done.rejections());
}

}  // namespace

void add_deadline_screens(web::Router& router, const Desk& desk, DeadlineService& deadlines) {
  const auto add = [&](const char* method, const char* pattern, const char* right, auto page) {
    router.add({method, pattern, web::Mount::staff, right,
                [&desk, &deadlines, page](const web::Request& rq) { return page(desk, rq, deadlines); }});
  };
  add("GET", "/inspection/cases/{order}/deadlines", "case.read", deadlines_page);
  add("GET", "/inspection/cases/{order}/deadlines/{deadline}/extension", "deadline.extend",
      [](const Desk& d, const web::Request& rq, DeadlineService& s) { return extension_page(d, rq, s, {}); });
  add("POST", "/inspection/cases/{order}/deadlines/{deadline}/extension", "deadline.extend", send_extension);
  add("GET", "/inspection/cases/{order}/deadlines/standstill", "deadline.suspend",
      [](const Desk& d, const web::Request& rq, DeadlineService& s) { return standstill_page(d, rq, s, {}); });
  add("POST", "/inspection/cases/{order}/deadlines/standstill", "deadline.suspend", send_standstill);
}

}  // namespace ssiis::inspections
