#include "profiles/screens.hpp"

#include <algorithm>

namespace ssiis::profiles {
namespace {

using web::Data;
using web::Option;
using web::Page;
using web::Request;

constexpr std::string_view home = "/inspection/profiles";

std::string address_of(std::int64_t id) { return std::string{home} + "/" + std::to_string(id); }

// What the pages need of the loaded data, read once a request.
struct Shown {
  TerritoryTree tree;
  Catalogue catalogue;
  std::string language;
  std::string role(const std::string& code) const {
    const auto* found = catalogue.role(code);
    return found != nullptr ? found->label.name(language) : code;
  }
  std::string title(const std::string& code) const {
    const auto* found = catalogue.title(code);
    return found != nullptr ? found->name(language) : "";
  }
  std::string place(const std::string& code) const {
    const auto* found = tree.find(code);
    return found != nullptr ? found->name(language) + " (" + code + ")" : code;
  }
};

Shown shown_for(const ScreenNeeds& needs, const Request& request) {
  return {needs.service.tree(), needs.service.catalogue(), request.language};
}

std::vector<Option> role_options(const Shown& shown) {
  std::vector<Option> out;
  for (const auto& r : shown.catalogue.roles) out.push_back({r.label.code, r.label.name(shown.language)});
  return out;
}

std::vector<Option> territory_options(const Shown& shown) {
  std::vector<Option> out;
  for (const auto& t : shown.tree.all()) {
    if (t.valid_to) continue;
    const auto depth = shown.tree.path(t.code).size() - 1;
    std::string indent;
    for (std::size_t i = 0; i < depth; ++i) indent += "\u2013 ";
    out.push_back({t.code, indent + shown.place(t.code)});
  }
  return out;
}

void fill_profile(Data& data, const Profile& p, const Shown& shown, const ScreenNeeds& needs) {
  const auto& tr = needs.renderer.translator();
  const auto today = needs.clock.today();
  data.set("HREF", address_of(p.id)).set("LOGIN", p.login).set("NAME", p.name(shown.language));
  data.set("ROLE", shown.role(p.role)).set("TITLE", shown.title(p.title)).set("PLACE", shown.place(p.territory));
  data.set("FIRST_DAY", tr.date(shown.language, p.first_day));
  data.show_if("LIMITED", p.last_day.has_value());
  data.set("LAST_DAY", p.last_day ? tr.date(shown.language, *p.last_day) : "");
  data.set("REASON", p.reason).set("VERSION", p.version);
  const bool later = today < p.first_day;
  const auto tone = p.in_force(today) ? web::Tone::ok : web::Tone::idle;
  web::fill_tag(data, tone,
                tr.text(shown.language, p.in_force(today) ? web::N_("in force")
                                        : later           ? web::N_("later")
                                                          : web::N_("ended")));
}

Page page_of(const ScreenNeeds& needs, const Request& request, std::string_view title, std::string_view name,
             const Data& data, bool below_list) {
  const auto& tr = needs.renderer.translator();
  auto page =
      web::fragment(tr.text(request.language, title),
                    needs.renderer.render(std::string{"profiles/"} + std::string{name}, request.language, data));
  page.menu_id = "inspection.profiles";
  page.crumbs.push_back({tr.text(request.language, "Inspection"), "/inspection"});
  if (below_list) page.crumbs.push_back({tr.text(request.language, "Profiles"), std::string{home}});
  page.crumbs.push_back({tr.text(request.language, title), ""});
  return page;
}

Page list(const ScreenNeeds& needs, const Request& request) {
  const auto shown = shown_for(needs, request);
  const bool ended = request.parameter("ended") == "1";
  const auto role = request.parameter("role");
  Data data;
  web::fill_options(data, "role", role_options(shown), {role});
  data.show_if("ENDED_TOO", ended);
  const auto found = needs.service.list(request.who().scope("profile.manage"), {role, "", ended});
  data.show_if("PROFILES", !found.empty());
  for (const auto& p : found) fill_profile(data.add("PROFILE"), p, shown, needs);
  return page_of(needs, request, web::N_("Profiles"), "list.tpl", data, false);
}

Page grant_form(const ScreenNeeds& needs, const Request& request, const Rejections& reasons) {
  const auto shown = shown_for(needs, request);
  std::vector<Option> users, titles;
  for (const auto& u : needs.service.users())
    users.push_back({u.login, u.login + " \u2013 " + (shown.language == "lo" ? u.name_lo : u.name_en)});
  for (const auto& t : shown.catalogue.titles) titles.push_back({t.code, t.name(shown.language)});
  Data data;
  web::fill_options(data, "login", users, {request.field("login")});
  web::fill_options(data, "role", role_options(shown), {request.field("role")});
  web::fill_options(data, "title", titles, {request.field("title")});
  web::fill_options(data, "territory", territory_options(shown), {request.field("territory")});
  data.set("VALUE_first_day", needs.clock.today().iso());
  web::fill_form(data, request, needs.renderer.translator(), reasons);
  auto page = page_of(needs, request, web::N_("Give a profile"), "new.tpl", data, true);
  if (!reasons.empty()) page.status = web::status_of(reasons.front());
  return page;
}

Page grant(const ScreenNeeds& needs, const Request& request) {
  const auto first = Day::parse(request.field("first_day"));
  const auto last_text = request.field("last_day");
  const auto last = Day::parse(last_text);
  Rejections reasons;
  if (!first) reasons.push_back(Rejection{"profile.day_malformed", {}, "first_day"});
  if (!last_text.empty() && !last) reasons.push_back(Rejection{"profile.day_malformed", {}, "last_day"});
  if (!reasons.empty()) return grant_form(needs, request, reasons);
  const auto done =
      needs.service.grant(request.who(), {request.field("login"), request.field("role"), request.field("title"),
                                          request.field("territory"), *first, last, request.field("reason")});
  return done ? web::see_other(address_of(*done)) : grant_form(needs, request, done.rejections());
}

Page one(const ScreenNeeds& needs, const Request& request, std::int64_t id, const Rejections& reasons) {
  const auto found = needs.service.find(request.who(), id);
  if (!found) return web::problem(needs.renderer, request, web::status_of(found.rejection()), found.rejection());
  const auto shown = shown_for(needs, request);
  Data data;
  fill_profile(data, *found, shown, needs);
  const bool over = found->last_day && *found->last_day < needs.clock.today();
  data.show_if("OPEN", !over && found->user_id != request.who().user_id());
  web::fill_options(data, "territory", territory_options(shown), {request.field("territory")});
  data.set("VALUE_last_day", needs.clock.today().iso()).set("VALUE_from", needs.clock.today().plus(1).iso());
  web::fill_form(data, request, needs.renderer.translator(), reasons);
  auto page = page_of(needs, request, web::N_("Profile"), "one.tpl", data, true);
  if (!reasons.empty()) page.status = web::status_of(reasons.front());
  return page;
}

// The id in the address; a malformed one is as unknown as a foreign one.
std::int64_t id_of(const Request& request) { return whole_number(request.capture("id")).value_or(0); }

Page end(const ScreenNeeds& needs, const Request& request) {
  const auto id = id_of(request);
  const auto day = request.field("at_once") == "1" ? std::optional{needs.clock.today().plus(-1)}
                                                   : Day::parse(request.field("last_day"));
  const auto version = whole_number(request.field("version"));
  if (!day) return one(needs, request, id, {Rejection{"profile.day_malformed", {}, "last_day"}});
  if (!version) return one(needs, request, id, {Rejection{"request.malformed"}});
  const auto done = needs.service.end(request.who(), id, *version, *day, request.field("reason"));
  return done ? web::see_other(address_of(id)) : one(needs, request, id, done.rejections());
}

Page transfer(const ScreenNeeds& needs, const Request& request) {
  const auto id = id_of(request);
  const auto from = Day::parse(request.field("from"));
  const auto version = whole_number(request.field("version"));
  if (!from) return one(needs, request, id, {Rejection{"profile.day_malformed", {}, "from"}});
  if (!version) return one(needs, request, id, {Rejection{"request.malformed"}});
  auto done = needs.service.transfer(request.who(), id, *version, request.field("territory"), *from,
                                     request.field("move_reason"));
  if (done) return web::see_other(address_of(*done));
  // The service speaks of the profile's fields; this form has its own names for two of them.
  auto reasons = done.rejections();
  for (auto& why : reasons) {
    if (why.field == "last_day" || why.field == "first_day") why.field = "from";
    if (why.field == "reason") why.field = "move_reason";
  }
  return one(needs, request, id, reasons);
}

}  // namespace

void add_screens(web::Router& router, const ScreenNeeds& needs) {
  const std::string base{home};
  const auto route = [&](std::string method, const std::string& path, auto handler) {
    router.add({std::move(method), base + path, web::Mount::staff, "profile.manage",
                [needs, handler](const Request& request) { return handler(needs, request); }});
  };
  route("GET", "", list);
  route("GET", "/new", [](const ScreenNeeds& n, const Request& r) { return grant_form(n, r, {}); });
  route("POST", "/new", grant);
  route("GET", "/{id}", [](const ScreenNeeds& n, const Request& r) { return one(n, r, id_of(r), {}); });
  route("POST", "/{id}/end", end);
  route("POST", "/{id}/transfer", transfer);
}

}  // namespace ssiis::profiles
