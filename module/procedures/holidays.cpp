#include "procedures/holidays.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "procedures/holiday_parts.hpp"

namespace ssiis::procedures {
namespace {

using web::Data;
using web::N_;
using web::Page;
using web::Request;
using workflow::Holiday;
using workflow::HolidayOffice;
using workflow::NewHoliday;

constexpr int orders_shown = 10;

Page holiday_page(const HolidayNeeds& needs, const Request& rq, std::string_view file, std::string title,
                  const Data& data, const Rejections& reasons) {
  const auto& t = needs.renderer.translator();
  auto page = web::fragment(reasons.empty() ? title : web::refused_title(t, rq.language, title),
                            needs.renderer.render("procedures/" + std::string{file}, rq.language, data));
  page.scripts = {"page.js"};
  page.menu_id = "inspection.holidays";
  page.crumbs.push_back({t.text(rq.language, "Public holidays"), file == "holidays.tpl" ? "" : holidays_home.data()});
  if (file != "holidays.tpl") page.crumbs.push_back({std::move(title), ""});
  if (!reasons.empty()) page.status = web::status_of(reasons.front());
  return page;
}

int asked_year(const HolidayNeeds& needs, const Request& rq) {
  const int now = static_cast<int>(needs.clock.today().ymd().year());
  return std::clamp(static_cast<int>(whole_number(rq.parameter("year")).value_or(now)), now - years_around,
                    now + years_around);
}

void put_orders(Data& data, const HolidayView& v) {
  const auto orders = v.needs.deadlines.orders(v.tx, orders_shown);
  data.show_if("ORDERS", !orders.empty());
  for (const auto& o : orders) {
    auto& row = data.add("ORDER");
    row.set("WHY", v.cause(o.cause)).set("NOTICE", o.reason).set("AT", v.t.date_time(v.rq.language, o.ordered_at));
    row.set("LOOKED_AT", v.t.number(v.rq.language, o.files)).set("MOVED", v.t.number(v.rq.language, o.moved));
    row.set("FAILED", v.t.number(v.rq.language, o.failed)).show_if("SOME_FAILED", o.failed > 0);
    const bool done = o.state == "done";
    const bool again = o.state == "again";
    const char* words = done ? N_("done") : again ? N_("once more in a minute") : N_("under way");
    web::fill_tag(row, done ? web::Tone::ok : web::Tone::current, v.t.text(v.rq.language, words));
  }
}

void put_feasts(Data& data, const HolidayView& v, int year) {
  const auto bundle = v.needs.engine.bundle_in_force(v.tx, v.needs.clock.today());
  if (!bundle) return;
  auto& card = data.add("BUNDLE");
  card.set("BUNDLE_NAME", bundle->label).set("VERSION", bundle->calendar->version());
  card.set("SOURCE", bundle->calendar->source()).show_if("HAS_SOURCE", !bundle->calendar->source().empty());
  for (const auto& f : bundle->calendar->feasts(year)) {
    using Kind = workflow::Calendar::Feast::Kind;
    auto& row = card.add("FEAST");
    const auto& name = v.rq.language == "lo" ? f.name_lo : f.name_en;
    row.set("DAY", v.day(f.day)).set("NAME", name.empty() ? v.t.text(v.rq.language, N_("without a name")) : name);
    const char* kind = f.kind == Kind::feast         ? N_("free")
                       : f.kind == Kind::made_up_for ? N_("free, made up for a feast on a weekend")
                                                     : N_("worked");
    row.set("KIND", v.t.text(v.rq.language, kind));
  }
}

Page holiday_list(const HolidayNeeds& needs, const Request& rq) {
  const int year = asked_year(needs, rq);
  const auto data = needs.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    const HolidayView v{needs, rq, tx};
    Data out;
    const auto place = rq.parameter("place");
    const auto* chosen = v.tree->find(place);
    v.put_places(out, "place", chosen ? place : "");
    v.put_years(out, year);
    out.set("YEAR", std::int64_t{year});
    bool any = false;
    for (const auto& h : needs.holidays.list(tx, Day{year, 1, 1}, Day{year, 12, 31})) {
      const auto* at = v.tree->find(h.what.territory);
      if (chosen && (!at || !at->interval.holds(chosen->interval.low))) continue;
      any = true;
      v.put_entry(out.add("ENTRY"), h);
    }
    out.show_if("ENTRIES", any);
    put_feasts(out, v, year);
    put_orders(out, v);
    return out;
  });
  return holiday_page(needs, rq, "holidays.tpl", needs.renderer.translator().text(rq.language, "Public holidays"), data,
                      {});
}

// What was typed; what is no day is told at its field.
NewHoliday typed_entry(const Request& rq, Rejections& reasons) {
  NewHoliday e;
  const auto day = rq.day("day"), notice = rq.day("notice_day");
  if (!day) reasons.push_back({"form.not_a_day", {"day"}, "day"});
  if (!notice) reasons.push_back({"form.not_a_day", {"notice_day"}, "notice_day"});
  const auto kind = rq.field("kind");
  if (kind != "holiday" && kind != "working") reasons.push_back({"holiday.kind_missing", {}, "kind"});
  e.day = day.value_or(Day{});
  e.notice_day = notice.value_or(Day{});
  e.worked = kind == "working";
  e.name_lo = rq.field("name_lo");
  e.name_en = rq.field("name_en");
  e.territory = rq.field("territory");
  e.notice_no = rq.field("notice_no");
  return e;
}

// What a preview was about: entering something else shows a new preview first.
std::string previewed(const NewHoliday& e) {
  return fmt::format("{} {} {}", e.day.iso(), e.worked ? "working" : "holiday", e.territory);
}

Page entry_form(const HolidayNeeds& needs, const Request& rq, const Rejections& reasons,
                const std::optional<NewHoliday>& look_at) {
  const auto& t = needs.renderer.translator();
  const auto data = needs.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    const HolidayView v{needs, rq, tx};
    Data out;
    v.put_places(out, "territory", rq.field("territory"));
    web::fill_options(out, "kind",
                      {{"holiday", t.text(rq.language, N_("Free: it does not count as a working day"))},
                       {"working", t.text(rq.language, N_("Worked: it counts although it would be free"))}},
                      {rq.is_write() ? rq.field("kind") : "holiday"});
    out.show_if("PREVIEWED", look_at.has_value());
    if (look_at) {
      out.set("PREVIEWED_KEY", previewed(*look_at));
      v.put_preview(out, needs.holidays.preview(tx, *look_at));
    }
    return out;
  });
  auto filled = Data{};
  filled.merge(data);
  web::fill_form(filled, rq, t, reasons);
  return holiday_page(needs, rq, "holiday_new.tpl", t.text(rq.language, N_("Enter a notice")), filled, reasons);
}

Page new_entry(const HolidayNeeds& needs, const Request& rq) {
  Rejections reasons;
  const auto entry = typed_entry(rq, reasons);
  if (reasons.empty())
    reasons = needs.pool.transact(db::Mode::read,
                                  [&](db::Transaction& tx) { return needs.holidays.unfit(tx, rq.who(), entry); });
  const bool enters = rq.field("act") == "enter" && rq.field("previewed") == previewed(entry);
  // What is entered already may be this very form, sent a second time: the service knows it by its key.
  const bool sent_again = enters && reasons.size() == 1 && reasons.front().code == "holiday.exists";
  if (!reasons.empty() && !sent_again) return entry_form(needs, rq, reasons, std::nullopt);
  if (!enters) return entry_form(needs, rq, {}, entry);
  const auto key = web::request_key(rq);
  if (!key) return entry_form(needs, rq, key.rejections(), std::nullopt);
  const auto id = needs.holidays.enter(rq.who(), entry, *key);
  if (!id) return entry_form(needs, rq, id.rejections(), std::nullopt);
  return web::see_other(fmt::format("{}?year={}", holidays_home, static_cast<int>(entry.day.ymd().year())));
}

Page one_entry(const HolidayNeeds& needs, const Request& rq, const Rejections& reasons) {
  const auto& t = needs.renderer.translator();
  const auto id = whole_number(rq.capture("holiday")).value_or(0);
  std::string title;
  auto data = needs.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    const HolidayView v{needs, rq, tx};
    Data out;
    const auto found = needs.holidays.find(tx, id);
    if (!found) return out;
    title = v.name(found->what);
    v.put_entry(out, *found);
    out.set("VERSION", found->version).show_if("OPEN", !found->withdrawn_at);
    out.set("ACTION", fmt::format("{}/{}/withdraw", holidays_home, id));
    if (!found->withdrawn_at) v.put_preview(out, needs.holidays.preview_withdrawal(tx, *found));
    return out;
  });
  if (title.empty()) return web::problem(needs.renderer, rq, 404, Rejection{"holiday.missing"});
  web::fill_form(data, rq, t, reasons);
  return holiday_page(needs, rq, "holiday.tpl", title, data, reasons);
}

Page withdraw_entry(const HolidayNeeds& needs, const Request& rq) {
  const auto key = web::request_key(rq);
  const auto version = whole_number(rq.field("version"));
  if (!key || !version)
    return one_entry(needs, rq, key ? Rejections{Rejection{"request.malformed"}} : key.rejections());
  const auto done = needs.holidays.withdraw(rq.who(), whole_number(rq.capture("holiday")).value_or(0), *version,
                                            rq.field("reason"), *key);
  if (!done) return one_entry(needs, rq, done.rejections());
  return web::see_other(fmt::format("{}/{}", holidays_home, rq.capture("holiday")));
}

}  // namespace

void add_holiday_screens(web::Router& router, const HolidayNeeds& given) {
  const auto needs = std::make_shared<const HolidayNeeds>(given);
  const auto route = [&](const char* method, const std::string& below, auto handler) {
    router.add({method, std::string{holidays_home} + below, web::Mount::staff, std::string{HolidayOffice::permission},
                [needs, handler](const Request& rq) { return handler(*needs, rq); }});
  };
  route("GET", "", holiday_list);
  route("GET", "/new", [](const HolidayNeeds& n, const Request& rq) { return entry_form(n, rq, {}, std::nullopt); });
  route("POST", "/new", new_entry);
  route("GET", "/{holiday}", [](const HolidayNeeds& n, const Request& rq) { return one_entry(n, rq, {}); });
  route("POST", "/{holiday}/withdraw", withdraw_entry);
}

}  // namespace ssiis::procedures
