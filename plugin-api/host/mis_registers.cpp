// The screens over the registers: labour units and workers.
#include "core/text.hpp"
#include "host/mis.hpp"
#include "host/mis_parts.hpp"

namespace lsso::host {
namespace {

void worker_table(Html& h, const Visit& v, const std::vector<WorkerLine>& lines) {
  const auto& _t = v._t;
  h << "<div class=\"tw\" role=\"group\" tabindex=\"0\" aria-label=\"";
  h.text(_t("Workers")) << "\"><table class=\"t\"><thead><tr><th scope=\"col\">";
  h.text(_t("Social security number")) << "</th><th scope=\"col\">";
  h.text(_t("Name")) << "</th><th scope=\"col\">";
  h.text(_t("Name in Latin script")) << "</th></tr></thead><tbody>";
  for (const auto& w : lines) {
    h << "<tr><th scope=\"row\"><a href=\"";
    h.href("/mis/workers/" + ssiis::percent_encoded(w.id)) << "\">";
    h.text(w.number.empty() ? w.id : w.number) << "</a></th><td>";
    h.text(w.name) << "</td><td>";
    h.text(w.latin) << "</td></tr>";
  }
  h << "</tbody></table></div>";
}

std::string meant(const Visit& v, const Code& code) { return parts::named(v, code.name_lo, code.name_en, code.ref); }

void unit_state(Html& h, const Visit& v, const Code& code) {
  if (code.ref == "ACTIVE")
    parts::state(h, "ok", "ok", meant(v, code));
  else if (code.ref.empty())
    parts::state(h, "idle", "idle", v._t("status not recorded"));
  else
    parts::state(h, "idle", "skip", meant(v, code));
}

std::string joined(std::initializer_list<std::string> pieces) {
  std::string out;
  for (const auto& p : pieces) {
    if (p.empty()) continue;
    if (!out.empty()) out += " · ";
    out += p;
  }
  return out;
}

}  // namespace

Answer Mis::units(const Visit& v, const Shell& shell, std::string_view province) {
  const auto& _t = v._t;
  const auto typed = v.exchange.query_value("q");
  const auto found = registers_.units(province, typed);
  Html h;
  h << "<h1>";
  h.text(_t("Labour units")) << "</h1>";
  parts::tabs(h, v, "units");
  parts::search_box(h, v, "/mis/units", _t("Number or name"),
                    _t("Social security number, or part of the name in Lao or Latin script"), typed);
  if (found.empty()) {
    parts::empty(h, typed.empty() ? _t("Type a number or a name to search.") : _t("Nothing was found."));
  } else {
    h << "<div class=\"card hostcard\"><div class=\"tw\" role=\"group\" tabindex=\"0\" aria-label=\"";
    h.text(_t("Labour units")) << "\"><table class=\"t\"><thead><tr><th scope=\"col\">";
    h.text(_t("Social security number")) << "</th><th scope=\"col\">";
    h.text(_t("Name")) << "</th><th scope=\"col\">";
    h.text(_t("Province")) << "</th><th scope=\"col\">";
    h.text(_t("Status")) << "</th></tr></thead><tbody>";
    for (const auto& u : found) {
      h << "<tr><th scope=\"row\"><a href=\"";
      h.href("/mis/units/" + ssiis::percent_encoded(u.id)) << "\">";
      h.text(u.number.empty() ? u.id : u.number) << "</a></th><td>";
      h.text(parts::named(v, u.name_lo, u.name_en, "–")) << "</td><td>";
      h.text(u.province) << "</td><td>";
      unit_state(h, v, registers_.code("UNTSTA", u.status));
      h << "</td></tr>";
    }
    h << "</tbody></table></div></div>";
    if (found.size() == most_lines) {
      h << "<p class=\"small mute mt-2\">";
      h.text(_t("Only the first 50 are shown; type more to find the one you need.")) << "</p>";
    }
  }
  PageHead p;
  p.title = _t("Labour units");
  p.menu_id = "mis.registration";
  p.crumbs = {{_t("Registration"), ""}};
  return shell.page(v, p, h);
}

Answer Mis::unit(const Visit& v, const Shell& shell, std::string_view province, const std::string& id) {
  const auto& _t = v._t;
  const auto u = registers_.unit(province, id);
  if (!u) return shell.problem(v, 404, E_("host.unit_unknown"));
  users_.record(v.who.user_id, "unit.read", v.exchange.correlation_id(), "{\"unit\":" + json_quoted(u->id) + "}");
  const auto name = parts::named(v, u->name_lo, u->name_en, u->id);
  const auto number = u->number.empty() ? u->id : u->number;
  const auto registered = shown_day(u->registered);
  Html h;
  h << "<div class=\"head\"><div><div class=\"d-flex flex-wrap gap-2 align-items-center\"><h1>";
  parts::own_name(h, name);
  h << "</h1>";
  unit_state(h, v, registers_.code("UNTSTA", u->status));
  h << "</div><div class=\"small mute\">";
  h.text(_t("Social security number {1}", {u->number.empty() ? "–" : u->number}));
  if (!registered.empty()) h.text(" · " + _t("registered {1}", {registered}));
  h << "</div></div></div><div class=\"grid settle\"><div class=\"stackv\">";
  parts::card(h, "general", _t("General data"));
  h << "<div class=\"bd\"><div class=\"row gx-3\">";
  parts::field(h, "f-name-lo", _t("Name (Lao)"), u->name_lo);
  parts::field(h, "f-name-en", _t("Name (English)"), u->name_en);
  parts::field(h, "f-sector", _t("Sector"), meant(v, registers_.code("SECT", u->sector)));
  parts::field(
      h, "f-place", _t("Province · district · village"),
      joined({_t.lao() ? u->province_lo : u->province_en, _t.lao() ? u->district_lo : u->district_en, u->village}));
  parts::field(h, "f-address", _t("Address"), u->address);
  parts::field(h, "f-phone", _t("Telephone"), u->phone);
  parts::field(h, "f-director", _t("Director"), u->director);
  parts::field(h, "f-workers", _t("Workers now"), _t.translator().number(_t.language(), u->workers));
  h << "</div></div>";
  parts::end_card(h);
  parts::card(h, "latest", _t("Latest contributions"));
  month_table(h, v, registers_.months(u->id, 6));
  h << "<div class=\"ft\"><a href=\"";
  h.href("/mis/contributions?unit=" + ssiis::percent_encoded(u->id)) << "\">";
  h.text(_t("24 months")) << "</a></div>";
  parts::end_card(h);
  parts::card(h, "workers", _t("Workers"));
  const auto page = ssiis::whole_number(v.exchange.query_value("page")).value_or(0);
  const auto lines = registers_.workers_of(u->id, static_cast<int>(std::clamp<std::int64_t>(page, 0, 10'000)));
  if (lines.empty()) {
    h << "<div class=\"bd\">";
    parts::empty(h, _t("No worker is registered here."));
    h << "</div>";
  } else {
    worker_table(h, v, lines);
    if (lines.size() == most_lines) {
      h << "<div class=\"ft\"><a href=\"";
      h.href("/mis/units/" + ssiis::percent_encoded(u->id) + "?page=" + std::to_string(page + 1)) << "\">";
      h.text(_t("Next 50")) << "</a></div>";
    }
  }
  parts::end_card(h);
  h << "</div><aside class=\"stackv\" aria-label=\"";
  h.text(_t("From other parts of the system")) << "\">";
  h.append(panels_.html(v, LSSO_SCREEN_LABOUR_UNIT, u->id));
  h << "</aside></div>";
  PageHead p;
  p.title = name;
  p.menu_id = "mis.registration";
  p.crumbs = {{_t("Registration"), "/mis/units"}, {_t("Labour units"), "/mis/units"}, {number, ""}};
  return shell.page(v, p, h);
}

Answer Mis::workers(const Visit& v, const Shell& shell, std::string_view province) {
  const auto& _t = v._t;
  const auto typed = v.exchange.query_value("q");
  const auto found = registers_.workers(province, typed);
  Html h;
  h << "<h1>";
  h.text(_t("Workers")) << "</h1>";
  parts::tabs(h, v, "workers");
  parts::search_box(h, v, "/mis/workers", _t("Number or name"),
                    _t("Social security number, identity card number, or part of the name"), typed);
  if (found.empty()) {
    parts::empty(h, typed.empty() ? _t("Type a number or a name to search.") : _t("Nothing was found."));
  } else {
    h << "<div class=\"card hostcard\">";
    worker_table(h, v, found);
    h << "</div>";
  }
  PageHead p;
  p.title = _t("Workers");
  p.menu_id = "mis.registration";
  p.crumbs = {{_t("Registration"), "/mis/units"}, {_t("Workers"), ""}};
  return shell.page(v, p, h);
}

Answer Mis::worker(const Visit& v, const Shell& shell, std::string_view province, const std::string& id) {
  const auto& _t = v._t;
  const auto w = registers_.worker(province, id);
  if (!w) return shell.problem(v, 404, E_("host.worker_unknown"));
  users_.record(v.who.user_id, "worker.read", v.exchange.correlation_id(), "{\"worker\":" + json_quoted(w->id) + "}");
  const bool lao = !(w->given.empty() && w->surname.empty()) && (_t.lao() || w->latin.empty());
  const auto name = lao ? w->given + " " + w->surname : w->latin;
  Html h;
  h << "<div class=\"head\"><div><h1>";
  parts::own_name(h, name);
  h << "</h1><div class=\"small mute\">";
  h.text(_t("Social security number {1}", {w->number.empty() ? "–" : w->number}));
  h << "</div></div></div><div class=\"grid settle\"><div class=\"stackv\">";
  parts::card(h, "general", _t("General data"));
  h << "<div class=\"bd\"><div class=\"row gx-3\">";
  parts::field(h, "f-given", _t("Given name"), w->given);
  parts::field(h, "f-surname", _t("Surname"), w->surname);
  parts::field(h, "f-latin", _t("Name in Latin script"), w->latin);
  parts::field(h, "f-sex", _t("Sex"), meant(v, registers_.code("SEX", w->sex)));
  parts::field(h, "f-born", _t("Born"), shown_day(w->born));
  parts::field(h, "f-registered", _t("Registered"), shown_day(w->registered));
  parts::field(h, "f-nationality", _t("Nationality"), meant(v, registers_.code("NAT", w->nationality)));
  h << "</div></div>";
  parts::end_card(h);
  parts::card(h, "jobs", _t("Employment"));
  h << "<div class=\"tw\" role=\"group\" tabindex=\"0\" aria-label=\"";
  h.text(_t("Employment")) << "\"><table class=\"t\"><thead><tr><th scope=\"col\">";
  h.text(_t("Labour unit")) << "</th><th scope=\"col\">";
  h.text(_t("From")) << "</th><th scope=\"col\">";
  h.text(_t("To")) << "</th></tr></thead><tbody>";
  for (const auto& j : registers_.jobs_of(province, w->id)) {
    h << "<tr><th scope=\"row\"><a href=\"";
    h.href("/mis/units/" + ssiis::percent_encoded(j.unit_id)) << "\">";
    h.text(parts::named(v, j.unit_lo, j.unit_en, j.unit_id)) << "</a></th><td>";
    h.text(shown_day(j.from)) << "</td><td>";
    const auto to = shown_day(j.to);
    h.text(to.empty() ? _t("still employed") : to) << "</td></tr>";
  }
  h << "</tbody></table></div>";
  parts::end_card(h);
  h << "</div><aside class=\"stackv\" aria-label=\"";
  h.text(_t("From other parts of the system")) << "\">";
  h.append(panels_.html(v, LSSO_SCREEN_WORKER, w->id));
  h << "</aside></div>";
  PageHead p;
  p.title = name;
  p.menu_id = "mis.registration";
  p.crumbs = {
      {_t("Registration"), "/mis/units"}, {_t("Workers"), "/mis/workers"}, {w->number.empty() ? w->id : w->number, ""}};
  return shell.page(v, p, h);
}

}  // namespace lsso::host
