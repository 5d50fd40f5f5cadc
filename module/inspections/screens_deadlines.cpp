// The list of a file's periods; making one longer; the times in which all of them stand still.
#include <fmt/format.h>

#include <algorithm>

#include "inspections/case_strip.hpp"
#include "inspections/deadlines_view.hpp"
#include "inspections/document_rows.hpp"
#include "inspections/event_words.hpp"
#include "inspections/people.hpp"
#include "inspections/step_words.hpp"
#include "inspections/word_table.hpp"

namespace ssiis::inspections {
namespace {

using web::N_;
using workflow::DeadlineLine;

// What a page of periods is written with.
struct PeriodPage {
  const Desk& desk;
  const web::Request& rq;
  const OpenCase& open;
  db::Transaction& tx;
  People people{tx};
  std::vector<documents::Document> papers{};

  std::string say(const char* words) const { return desk.t().text(rq.language, words); }
  std::string date(Day d) const { return desk.t().date(rq.language, d); }
  std::string who(const std::string& id) {
    return id.starts_with("job:") ? say(N_("automatic")) : people.name(id, rq.language);
  }
  std::string step(const DeadlineLine& l) {
    return node_words(desk.rooms.workflow.bundle(tx, l.bundle).get(), desk.t(), rq.language, l.process, l.node);
  }
};

struct PeriodLook {
  const char *tone, *words;
};
PeriodLook period_look(DeadlineLine::State state) {
  using State = DeadlineLine::State;
  switch (state) {
    case State::running:
      return {"cur", N_("runs")};
    case State::stands_still:
      return {"idle", N_("stands still")};
    case State::with_legal_officer:
      return {"warn", N_("over, lies with the legal officer")};
    case State::fired:
      return {"bad", N_("ended: the file moved on")};
    case State::done:
      return {"ok", N_("done")};
    case State::cancelled:
      return {"idle", N_("no longer needed")};
  }
  return {"idle", ""};
}

constexpr CodeWords anchors[] = {{"posted_day", N_("day of the public announcement")},
                                 {"service_day", N_("day of service")}};

constexpr CodeWords causes_of_moves[] = {{"bundle", N_("Other rules")},     {"extension", N_("Made longer")},
                                         {"holiday", N_("Public holiday")}, {"officer", N_("Set by a legal officer")},
                                         {"resumed", N_("Runs again")},     {"suspended", N_("Stands still")}};

std::string length_words(const PeriodPage& p, const DeadlineLine& l) {
  const auto& t = p.desk.t();
  const int days = l.rule.days + l.extra_days;
  auto out = l.rule.calendar == "working" ? t.plural(p.rq.language, "{1} working day", "{1} working days", days)
                                          : t.plural(p.rq.language, "{1} day", "{1} days", days);
  if (l.extra_days > 0)
    out += " " + t.plural(p.rq.language, "(made longer by {1} day)", "(made longer by {1} days)", l.extra_days);
  return out;
}

// Its number as a link to its row in the register, for who may see it.
void put_paper_behind(PeriodPage& p, web::Data& row, std::int64_t document, const char* section) {
  for (const auto& d : p.papers)
    if (d.id.value == document)
      row.add(section)
          .set("PAPER_HREF", case_address(p.open.file.order_number) + "/documents#d-" + d.verify_code)
          .set("PAPER_NUMBER", d.register_number)
          .set("PAPER_WORDS", document_words(p.desk, p.rq, d));
}

void put_period(PeriodPage& p, web::Data& row, const Period& period, const FileDeadlines& all, bool may_extend) {
  const auto& l = period.line;
  const auto look = period_look(l.state);
  row.set("PERIOD", deadline_words(p.desk.t(), p.rq.language, l.rule.key))
      .set("STEP", p.step(l))
      .set("ANCHOR", p.date(l.rule.anchor))
      .set("ANCHOR_WORDS", l.anchor_name.empty()
                               ? p.say(N_("day on which the period began"))
                               : words_in(p.desk.t(), p.rq.language, anchors, l.anchor_name, N_("a day of the file")))
      .set("LENGTH", length_words(p, l))
      .set("BASIS", l.rule.confirmed ? l.rule.legal_basis : std::string{})
      .set("BUNDLE", p.desk.rooms.workflow.bundle(p.tx, l.bundle)->label)
      .set("RULE", l.rule.rule_version)
      .set("STATE_TONE", look.tone)
      .set("STATE_WORDS", p.say(look.words))
      .show_if("UNCONFIRMED", !l.rule.confirmed)
      .show_if("HAS_BASIS", l.rule.confirmed && !l.rule.legal_basis.empty())
      .show_if("HELD", l.held.has_value())
      .show_if("BY_OFFICER", !period.article.empty())
      .show_if("MAY_EXTEND", may_extend && l.open() && l.state != DeadlineLine::State::with_legal_officer)
      .set("EXTEND_HREF", fmt::format("{}/deadlines/{}/extension", case_address(p.open.file.order_number), l.id));
  if (l.held) row.set("HELD_DAY", p.date(l.held->day));
  if (!period.article.empty()) row.set("OFFICER", p.who(period.ended_by)).set("OFFICER_ARTICLE", period.article);
  if (l.open()) {
    put_due(p.desk, p.rq, row, l.due, l.rule.confirmed, l.due ? std::nullopt : all.still_since);
    return;
  }
  row.show_if("WAS_DUE", l.due.has_value()).show_if("HAS_ENDED", l.ended.has_value());
  if (l.due) row.set("DUE_DAY", p.date(*l.due));
  if (l.ended) row.set("ENDED_AT", p.desk.t().date_time(p.rq.language, *l.ended));
}

void put_moves(PeriodPage& p, web::Data& data, const FileDeadlines& all) {
  data.show_if("HAS_MOVES", !all.moves.empty());
  const auto day = [&](const std::optional<Day>& d) { return d ? p.date(*d) : p.say(N_("stood still")); };
  for (const auto& m : all.moves) {
    auto& row = data.add("MOVE");
    row.set("PERIOD", deadline_words(p.desk.t(), p.rq.language, m.deadline_key))
        .set("BEFORE", day(m.before))
        .set("AFTER", day(m.after))
        .set("CAUSE", words_in(p.desk.t(), p.rq.language, causes_of_moves, m.cause, N_("Another cause")))
        .set("REASON", m.reason)
        .set("WHO", p.who(m.moved_by))
        .set("AT", p.desk.t().date_time(p.rq.language, m.moved_at))
        // Written by hand, it may tell of a complaint.
        .show_if("HAS_REASON", !m.reason.empty() && !p.open.by_grant);
  }
}

void put_extensions(PeriodPage& p, web::Data& data, const FileDeadlines& all) {
  data.show_if("HAS_EXTENSIONS", !all.extensions.empty());
  for (const auto& e : all.extensions) {
    auto& row = data.add("EXTENSION");
    row.set("PERIOD", deadline_words(p.desk.t(), p.rq.language, e.deadline_key))
        .set("DAYS", std::int64_t{e.days})
        .set("ARTICLE", e.article)
        .set("REASON", e.reason)
        .set("WHO", p.who(e.extended_by))
        .set("AT", p.desk.t().date_time(p.rq.language, e.extended_at))
        .show_if("HAS_REASON", !p.open.by_grant);
    put_paper_behind(p, row, e.document, "PAPER");
  }
}

void put_standstills(PeriodPage& p, web::Data& data, const FileDeadlines& all) {
  data.show_if("HAS_STANDSTILLS", !all.standstills.empty());
  for (const auto& s : all.standstills) {
    auto& row = data.add("STANDSTILL");
    row.set("FROM", p.date(s.time.from))
        .set("REASON", s.reason)
        .set("WHO", p.who(s.suspended_by))
        .set("AT", p.desk.t().date_time(p.rq.language, s.suspended_at))
        .set("END_REASON", s.resumed_reason)
        .show_if("HAS_REASON", !s.reason.empty() && !p.open.by_grant)
        .show_if("ENDED", s.time.to.has_value())
        .show_if("HAS_END_REASON", !s.resumed_reason.empty() && !p.open.by_grant);
    put_paper_behind(p, row, s.document, "PAPER");
    if (!s.time.to) continue;
    row.set("TO", p.date(*s.time.to)).set("END_WHO", p.who(s.resumed_by));
    if (s.resumed_at) row.set("END_AT", p.desk.t().date_time(p.rq.language, *s.resumed_at));
    put_paper_behind(p, row, s.resumed_document, "END_PAPER");
  }
}

std::vector<documents::Document> visible_papers(const Desk& desk, db::Transaction& tx, const web::Request& rq,
                                                const OpenCase& open) {
  if (!rq.who().may("document.read")) return {};
  auto out = desk.documents.of_case(tx, open.file.id);
  std::erase_if(out, [&](const documents::Document& d) { return sealed_for(open, d); });
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
                                      .paper = std::move(*paper),
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
      .rev = *rev, .day = *day, .reason = rq.text_block("reason"), .paper = std::move(*paper), .request_key = *key};
  const auto order = rq.capture("order");
  const auto done =
      act == "suspend" ? deadlines.suspend(rq.who(), order, wish) : deadlines.resume(rq.who(), order, wish);
  if (done) return web::see_other(case_address(order) + "/deadlines");
  if (done.rejection().code == "access.forbidden") return refusal(desk, rq, done.rejection());
  return standstill_page(desk, rq, deadlines, done.rejections());
}

}  // namespace

std::string still_words(const Desk& desk, const web::Request& rq, Day since) {
  return desk.t().text(rq.language, "stands still since {1}", {desk.t().date(rq.language, since)});
}

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
