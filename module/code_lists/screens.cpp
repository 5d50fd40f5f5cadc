#include "code_lists/screens.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "code_lists/screen_parts.hpp"

namespace ssiis::code_lists {
namespace {

using web::Data;
using web::N_;
using web::Page;
using web::Request;

constexpr std::size_t most_found = 200;

bool keeps(const Request& rq) { return rq.who().may(CodeOffice::permission); }

// Found by code or by any name in either script, also by former ones and other spellings; the newest row of each code.
std::vector<const Entry*> found_in(const Book& book, const std::string& wanted) {
  const auto form = lao::search_form(wanted);
  std::vector<const Entry*> out;
  const auto holds = [&](const std::string& text) { return lao::search_form(text).find(form) != std::string::npos; };
  for (const auto& e : book.entries()) {
    if (!out.empty() && out.back()->code == e.code) continue;
    if (!e.code.starts_with(wanted) && !holds(e.name_lo) && !holds(e.name_en) && !holds(e.other_names)) continue;
    out.push_back(book.last(e.code));
    if (out.size() == most_found) break;
  }
  return out;
}

class ListPage {
 public:
  ListPage(const ScreenNeeds& needs, const Request& rq, const Book& book, Day day)
      : needs_{needs}, rq_{rq}, t_{needs.renderer.translator()}, book_{book}, day_{day} {}

  Page made() {
    put_tabs();
    const auto wanted = rq_.parameter("q");
    const auto under = wanted.empty() ? rq_.parameter("under") : std::string{};
    data_.set("VALUE_day", day_.iso()).set("VALUE_q", wanted).set("LIST", book_.list()).set("UNDER", under);
    data_.set("DAY", t_.date(rq_.language, day_));
    std::vector<const Entry*> rows;
    if (!wanted.empty()) {
      rows = found_in(book_, wanted);
    } else {
      for (const auto* e : book_.as_of(day_))
        if (e->parent == under) rows.push_back(e);
      put_path(under);
    }
    data_.show_if("SEARCHED", !wanted.empty()).show_if("ROWS", !rows.empty());
    for (const auto* e : rows) put_row(*e);
    data_.show_if("KEEPS", keeps(rq_)).set("CHANGE_HREF", fmt::format("{}/{}/change", codes_home, book_.list()));
    data_.show_if("PLACES", book_.list() == territory_list);
    data_.show_if("BEGUN", book_.revision() != 0);
    return codes_page(needs_, rq_, "list.tpl", t_.text(rq_.language, N_("Lists of codes")), data_, book_.list());
  }

 private:
  void put_tabs() {
    for (const auto list : {territory_list, office_list, sector_list}) {
      auto& tab = data_.add("TAB");
      tab.set("TAB_HREF", fmt::format("{}?list={}&day={}", codes_home, list, day_.iso()));
      tab.set("TAB_WORDS", list_words(t_, rq_.language, list)).show_if("TAB_CURRENT", list == book_.list());
    }
  }

  void put_path(const std::string& under) {
    std::vector<const Entry*> path;
    for (const auto* e = book_.on(under, day_); e != nullptr && path.size() < 10; e = book_.on(e->parent, day_))
      path.push_back(e);
    data_.show_if("PATH", !path.empty());
    data_.set("TOP_HREF", fmt::format("{}?list={}&day={}", codes_home, book_.list(), day_.iso()));
    for (auto at = path.rbegin(); at != path.rend(); ++at) {
      auto& step = data_.add("STEP");
      put_name(step, "STEP_", **at, rq_.language);
      step.set("STEP_HREF", below((*at)->code)).set("STEP_ENTRY", entry_address(book_.list(), (*at)->code));
    }
  }

  std::string below(const std::string& code) const {
    return fmt::format("{}?list={}&day={}&under={}", codes_home, book_.list(), day_.iso(), code);
  }

  void put_row(const Entry& e) {
    auto& row = data_.add("ROW");
    const auto children = book_.children(e.code, day_).size();
    row.set("CODE", e.code).set("HREF", entry_address(book_.list(), e.code));
    put_name(row, "", e, rq_.language);
    row.set("LEVEL", level_words(t_, rq_.language, e.level));
    row.show_if("CHILDREN", children > 0).set("BELOW_HREF", below(e.code));
    row.set("CHILD_COUNT", static_cast<std::int64_t>(children));
    row.show_if("LIES", !e.parent.empty()).set("PARENT", code_and_name(book_, e.parent, rq_.language));
    row.set("FROM", t_.date(rq_.language, e.from)).show_if("ENDS", e.to.has_value());
    if (e.to) row.set("TO", t_.date(rq_.language, *e.to));
    web::fill_tag(row, e.holds_on(day_) ? web::Tone::ok : web::Tone::idle,
                  t_.text(rq_.language, e.holds_on(day_) ? N_("holds")
                                        : e.from > day_  ? N_("not yet")
                                                         : N_("ended")));
  }

  const ScreenNeeds& needs_;
  const Request& rq_;
  const web::Translator& t_;
  const Book& book_;
  Day day_;
  Data data_;
};

Page list_page(const ScreenNeeds& needs, const Request& rq) {
  const auto list = is_list(rq.parameter("list")) ? rq.parameter("list") : std::string{territory_list};
  const auto day = Day::parse(rq.parameter("day")).value_or(needs.clock.today());
  const auto book =
      needs.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return needs.office.book(tx, list); });
  return ListPage{needs, rq, book, day}.made();
}

void put_history(Data& data, const Book& book, const std::string& code, const Request& rq, const web::Translator& t) {
  for (const auto* e : book.history(code)) {
    auto& row = data.add("SPAN");
    row.set("FROM", t.date(rq.language, e->from)).show_if("ENDS", e->to.has_value());
    if (e->to) row.set("TO", t.date(rq.language, *e->to));
    row.set("NAME_LO", e->name_lo).set("NAME_EN", e->name_en).show_if("LAO", !e->name_lo.empty());
    row.set("LEVEL", level_words(t, rq.language, e->level));
    row.show_if("LIES", !e->parent.empty()).set("PARENT", code_and_name(book, e->parent, rq.language));
    row.set("PARENT_HREF", entry_address(book.list(), e->parent)).set("SOURCE", e->source);
    row.show_if("SERVED", !e->serves.empty()).set("SERVES", e->serves);
    const auto& contact = e->heading.contact(rq.language);
    row.show_if("HEADED", !contact.empty()).set("CONTACT", contact);
  }
  const auto put = [&](const std::string& section, const std::string& other, const Became& b) {
    auto& row = data.add(section);
    row.set("OTHER", code_and_name(book, other, rq.language)).set("OTHER_HREF", entry_address(book.list(), other));
    row.set("DAY", t.date(rq.language, b.day)).set("KIND", kind_words(t, rq.language, b.kind));
  };
  const auto before = book.predecessors(code), after = book.successors(code);
  data.show_if("BEFORE", !before.empty()).show_if("AFTER", !after.empty());
  for (const auto& b : before) put("CAME", b.code, b);
  for (const auto& b : after) put("WENT", b.successor, b);
}

Page entry_page(const ScreenNeeds& needs, const Request& rq) {
  const auto& t = needs.renderer.translator();
  const auto list = rq.capture("codelist"), code = rq.capture("code");
  if (!is_list(list)) return web::problem(needs.renderer, rq, 404, Rejection{"codes.list_unknown", {list}});
  const auto book =
      needs.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return needs.office.book(tx, list); });
  const auto* entry = book.last(code);
  if (entry == nullptr) return web::problem(needs.renderer, rq, 404, Rejection{"codes.code_unknown", {code}});
  const auto today = needs.clock.today();
  Data data;
  put_name(data, "", *entry, rq.language);
  data.set("CODE", code).set("LIST_WORDS", list_words(t, rq.language, list));
  const bool holds = entry->holds_on(today);
  web::fill_tag(data, holds ? web::Tone::ok : web::Tone::idle,
                t.text(rq.language, holds                 ? N_("holds")
                                    : entry->from > today ? N_("not yet")
                                                          : N_("ended")));
  put_picture(data, book, code, today, t, rq.language);
  put_history(data, book, code, rq, t);
  data.show_if("KEEPS", keeps(rq) && !entry->to);
  for (const auto kind : {ActKind::rename, ActKind::move, ActKind::merge, ActKind::split, ActKind::close}) {
    auto& act = data.add("ACT");
    act.set("ACT_HREF", fmt::format("{}/{}/change?kind={}&code={}", codes_home, list, code_of(kind), code));
    const bool address = list == office_list && kind == ActKind::rename;
    act.set("ACT_WORDS",
            address ? t.text(rq.language, N_("New name or address")) : kind_words(t, rq.language, code_of(kind)));
  }
  const bool named = rq.language != "lo" || !entry->name_lo.empty();
  const auto title = named ? fmt::format("{} ({})", entry->name(rq.language), code) : code;
  return codes_page(needs, rq, "entry.tpl", title, data, list);
}

Page unknown_page(const ScreenNeeds& needs, const Request& rq) {
  const auto& t = needs.renderer.translator();
  const auto all =
      needs.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return needs.office.unknown_places(tx); });
  Data data;
  data.show_if("SOME", !all.empty());
  for (const auto& u : all)
    data.add("PLACE")
        .set("PROVINCE", u.province)
        .set("DISTRICT", u.district)
        .set("CODE", u.code)
        .set("UNITS", t.number(rq.language, u.units));
  return codes_page(needs, rq, "unknown.tpl", t.text(rq.language, N_("Places that no list knows")), data,
                    territory_list);
}

}  // namespace

void add_screens(web::Router& router, const ScreenNeeds& given) {
  const auto needs = std::make_shared<const ScreenNeeds>(given);
  const auto route = [&](const char* method, const std::string& below, std::string_view right, auto handler) {
    router.add({method, std::string{codes_home} + below, web::Mount::staff, std::string{right},
                [needs, handler](const Request& rq) { return handler(*needs, rq); }});
  };
  route("GET", "", CodeOffice::may_read, list_page);
  route("GET", "/{codelist}/entries/{code}", CodeOffice::may_read, entry_page);
  route("GET", "/unknown", CodeOffice::permission, unknown_page);
  route("GET", "/{codelist}/change", CodeOffice::permission, change_form);
  route("POST", "/{codelist}/change", CodeOffice::permission, change_sent);
}

}  // namespace ssiis::code_lists
