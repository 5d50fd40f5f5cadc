#include "amendments/screens.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "amendments/batches.hpp"
#include "amendments/words.hpp"

namespace ssiis::amendments {
namespace {

using web::Data;
using web::N_;
using web::Page;
using web::Request;

constexpr std::string_view inbox = "/inspection/amendments";
constexpr int rows_a_page = 50;

struct Tab {
  const char* code;
  const char* words;
  std::vector<State> states;
  bool late{false}, asked{false}, over{false};
};
const std::vector<Tab>& tabs() {
  static const std::vector<Tab> all{
      {"waiting", N_("To be decided"), {State::proposed, State::checked}},
      {"register", N_("Not in the register yet"), {State::accepted, State::sent, State::applied, State::refused}},
      {"unanswered", N_("No answer of the MIS"), {State::accepted}, false, true},
      {"late", N_("Not confirmed in time"), {State::accepted, State::sent, State::applied}, true},
      {"returned", N_("Returned"), {State::returned}},
      {"over", N_("Done"), {State::confirmed, State::applied, State::withdrawn}, false, false, true}};
  return all;
}

const Tab& tab_asked(const Request& rq) {
  for (const auto& tab : tabs())
    if (rq.parameter("tab") == tab.code) return tab;
  return tabs().front();
}

// A number of a file in an address: old paper numbers hold '/'.
std::string order_for_address(std::string order) {
  std::replace(order.begin(), order.end(), '/', '~');
  return percent_encoded(order);
}

std::string order_of_address(std::string captured) {
  std::replace(captured.begin(), captured.end(), '~', '/');
  return captured;
}

std::optional<QueueKey> key_asked(const Request& rq) {
  const auto text = rq.parameter("after");
  const auto at = text.find('~');
  if (at == std::string::npos) return std::nullopt;
  const auto when = Instant::parse(text.substr(0, at));
  const auto id = whole_number(text.substr(at + 1));
  if (!when || !id) return std::nullopt;
  return QueueKey{*when, *id};
}

std::string query_of(const Request& rq, const Tab& tab) {
  std::string out = fmt::format("?tab={}", tab.code);
  for (const char* name : {"kind", "q"})
    if (const auto value = rq.parameter(name); !value.empty())
      out += fmt::format("&{}={}", name, percent_encoded(value));
  return out;
}

Page page_with(const ScreenNeeds& n, const Request& rq, std::string_view file, const Data& data, std::string title,
               const Rejections& reasons, bool below) {
  const auto& t = n.renderer.translator();
  auto page = web::fragment(reasons.empty() ? title : web::refused_title(t, rq.language, title),
                            n.renderer.render("amendments/" + std::string{file}, rq.language, data));
  page.scripts = {"page.js"};
  page.menu_id = "inspection.amendments";
  page.crumbs.push_back({t.text(rq.language, "Inspection"), "/inspection"});
  if (below) page.crumbs.push_back({t.text(rq.language, N_("Changes of the register")), std::string{inbox}});
  page.crumbs.push_back({std::move(title), ""});
  if (!reasons.empty()) page.status = web::status_of(reasons.front());
  return page;
}

std::int64_t shown_in(const Tab& tab, State state, const StateCount& count) {
  if (tab.late) return count.late;
  if (tab.asked) return count.uncertain;
  if (state != State::applied) return count.all;
  return tab.over ? count.settled : count.all - count.settled;
}

void put_tabs(const ScreenNeeds& n, const Request& rq, Data& data, const Tab& current,
              const std::map<State, StateCount>& found) {
  const auto& t = n.renderer.translator();
  for (const auto& tab : tabs()) {
    std::int64_t total = 0;
    for (const auto state : tab.states)
      if (const auto at = found.find(state); at != found.end()) total += shown_in(tab, state, at->second);
    data.add("TAB")
        .set("TAB_HREF", std::string{inbox} + query_of(rq, tab))
        .set("TAB_WORDS", t.text(rq.language, tab.words))
        .set("TAB_COUNT", t.number(rq.language, total))
        .show_if("TAB_CURRENT", std::string_view{tab.code} == current.code);
  }
}

std::string place_of(const ScreenNeeds& n, const Request& rq, const Amendment& a) {
  return n.territories()->resolve(a.territory).name(rq.language);
}

void put_row(const ScreenNeeds& n, const Request& rq, Data& data, const Amendment& a) {
  const auto& t = n.renderer.translator();
  const auto since = waits_since(a);
  const std::int64_t days = since ? n.clock.today().days_since(since->day()) : 0;
  const auto& kinds = n.office.kinds();
  const bool late = waits_for_register(a.state) && days > kinds.expectation().days &&
                    !(a.state == State::applied && kinds.answer_is_all(a.kind));
  data.add("ROW")
      .set("ROW_HREF", amendment_address(a))
      .set("ROW_KIND", kind_words(n.office.kinds(), a.kind, rq.language))
      .set("ROW_SUBJECT", a.subject_name.empty() ? a.subject_key : a.subject_name)
      .set("ROW_UNIT", a.unit_name)
      .set("ROW_PLACE", place_of(n, rq, a))
      .set("ROW_ORDER", a.order_number)
      .set("ROW_SINCE", a.proposed_at ? t.date(rq.language, a.proposed_at->day()) : std::string{})
      .set("ROW_STATE", state_words(t, rq.language, a))
      .set("ROW_TONE", tone_of(a.state))
      .set("ROW_DAYS", t.plural(rq.language, "for {1} day", "for {1} days", days))
      .show_if("ROW_LATE", late)
      .show_if("ROW_OF_WORKER", !a.subject_key.empty());
}

Page inbox_page(const ScreenNeeds& n, const Request& rq) {
  const auto& tab = tab_asked(rq);
  const auto& t = n.renderer.translator();
  QueueFilter f{tab.states,
                rq.parameter("kind"),
                std::string{trimmed(rq.parameter("q"))},
                key_asked(rq),
                rows_a_page + 1,
                tab.late,
                tab.over,
                tab.asked};
  Data data;
  std::vector<Amendment> rows;
  n.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    const auto scope = rq.who().scope(may_decide);
    rows = queue(tx, scope, f);
    data = Data{};
    put_tabs(n, rq, data, tab, counts(tx, scope));
  });
  const bool more = rows.size() > std::size_t{rows_a_page};
  if (more) rows.pop_back();
  std::vector<web::Option> kinds;
  for (const auto& kind : n.office.kinds().all()) kinds.push_back({kind.code, kind.name.in(rq.language)});
  web::fill_options(data, "kind", kinds, {f.kind});
  data.set("VALUE_q", f.text).set("TAB_CODE", tab.code).show_if("ROWS", !rows.empty()).show_if("MORE", more);
  for (const auto& a : rows) put_row(n, rq, data, a);
  if (more)
    data.set("MORE_HREF", fmt::format("{}{}&after={}~{}", inbox, query_of(rq, tab),
                                      percent_encoded(rows.back().proposed_at.value().iso()), rows.back().id));
  data.show_if("MAY_EXPORT", rq.who().may(may_export)).show_if("LATER", f.after.has_value());
  data.set("FIRST_HREF", std::string{inbox} + query_of(rq, tab));
  return page_with(n, rq, "inbox.tpl", data, t.text(rq.language, "Changes of the register"), {}, false);
}

Page problem_of(const ScreenNeeds& n, const Request& rq, const Rejection& why) {
  return web::problem(n.renderer, rq, web::status_of(why), why);
}

Page one_page(const ScreenNeeds& n, const Request& rq, const Rejections& reasons) {
  const auto id = whole_number(rq.capture("id"));
  const auto opened = n.office.open(rq.who(), order_of_address(rq.capture("order")), id.value_or(0));
  if (!opened) return problem_of(n, rq, opened.rejection());
  const auto& t = n.renderer.translator();
  const auto& a = opened->amendment;
  Data data;
  n.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    data = Data{};
    const Shown shown{t, rq.language, n.office.kinds(), n.clock.now(),
                      [&](const std::string& user) { return person_name(tx, user, rq.language); }};
    put_amendment(shown, data, *opened);
  });
  const auto obstacle = n.office.obstacle(rq.who(), *opened);
  const bool open_still = after(a.state, Event::accept).has_value();
  const bool may_return = after(a.state, Event::send_back).has_value();
  const auto file = order_for_address(a.order_number);
  const auto evidence = evidence_address(a);
  data.set("ACTION", amendment_address(a))
      .set("FILE_HREF", "/inspection/cases/" + file)
      .set("ORDER", a.order_number)
      .set("PLACE", place_of(n, rq, a))
      .set("UNIT_HREF", "/inspection/units/" + percent_encoded(a.unit_key))
      .set("EVIDENCE_HREF", evidence)
      .set("VALUE_reason", std::string{})
      .show_if("HAS_EVIDENCE_HREF", !evidence.empty())
      .show_if("DECIDABLE", open_still || may_return)
      .show_if("MAY_ACCEPT", open_still && !obstacle)
      .show_if("MAY_RETURN", may_return)
      .show_if("OBSTRUCTED", open_still && obstacle.has_value())
      .show_if("IS_SECOND", a.state == State::checked)
      .show_if("IS_AGAIN", a.state == State::refused)
      .show_if("IS_FIRST", a.state == State::proposed);
  if (const auto other = a.reverses != 0 ? a.reverses : a.reversed_by; other != 0) {
    auto linked = a;
    linked.id = other;
    data.set("OTHER_HREF", amendment_address(linked));
  }
  data.show_if("HAS_OTHER", a.reverses != 0 || a.reversed_by != 0);
  if (obstacle) data.set("OBSTACLE", t.rejection(rq.language, *obstacle));
  web::fill_form(data, rq, t, reasons);
  return page_with(n, rq, "amendment.tpl", data, kind_words(n.office.kinds(), a.kind, rq.language), reasons, true);
}

Page decide(const ScreenNeeds& n, const Request& rq) {
  const auto key = web::request_key(rq);
  const auto id = whole_number(rq.capture("id")), version = whole_number(rq.field("version"));
  const auto verdict = rq.field("verdict");
  if (!key) return problem_of(n, rq, key.rejection());
  if (!id || !version || (verdict != "accept" && verdict != "return"))
    return problem_of(n, rq, Rejection{"request.malformed"});
  const auto done = n.office.decide(
      rq.who(), {order_of_address(rq.capture("order")), *id, *version,
                 verdict == "accept" ? Verdict::accept : Verdict::send_back, rq.text_block("reason"), *key});
  if (done) return web::see_other(inbox);
  const auto& why = done.rejection();
  if (why.code == "amendment.unknown") return problem_of(n, rq, why);
  return one_page(n, rq, done.rejections());
}

}  // namespace

std::string amendment_address(const Amendment& a) {
  return fmt::format("{}/{}/{}", inbox, order_for_address(a.order_number), a.id);
}

std::string evidence_address(const Amendment& a) {
  const auto colon = a.evidence.find(':');
  if (colon == std::string::npos) return {};
  const auto kind = a.evidence.substr(0, colon), key = a.evidence.substr(colon + 1);
  const auto file = "/inspection/cases/" + order_for_address(a.order_number);
  if (kind == "document") return "/inspection/documents/" + percent_encoded(key) + "/pdf";
  if (kind == "paper") return "/inspection/documents/" + percent_encoded(key) + "/file";
  if (kind == "evidence") return file + "/evidence/" + percent_encoded(key);
  if (kind == "visit") return file + "/visits/" + percent_encoded(key);
  return {};
}

void add_screens(web::Router& router, const ScreenNeeds& needs) {
  const auto route = [&](std::string method, const std::string& below, auto handler) {
    router.add({std::move(method), std::string{inbox} + below, web::Mount::staff, std::string{may_decide},
                [needs, handler](const Request& rq) { return handler(needs, rq); }});
  };
  route("GET", "", inbox_page);
  route("GET", "/{order}/{id}", [](const ScreenNeeds& n, const Request& rq) { return one_page(n, rq, {}); });
  route("POST", "/{order}/{id}", decide);
}

}  // namespace ssiis::amendments
