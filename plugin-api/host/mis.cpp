#include "host/mis.hpp"

#include "core/text.hpp"
#include "host/mis_parts.hpp"

namespace lsso::host {

Answer Mis::answer(const Visit& v, const Shell& shell) {
  const auto& method = v.exchange.head().method;
  if (method != "GET" && method != "HEAD") return shell.problem(v, 405, E_("host.method"));
  if (v.path == "/mis" || v.path == "/mis/") return home(v, shell);
  const auto province = registers_.province_of(v.who.office);
  if (!province) return shell.problem(v, 403, E_("host.office_unknown"));
  if (v.path == "/mis/units") return units(v, shell, *province);
  if (v.path == "/mis/workers") return workers(v, shell, *province);
  if (v.path == "/mis/contributions") return contributions(v, shell, *province);
  constexpr std::string_view unit_prefix{"/mis/units/"}, worker_prefix{"/mis/workers/"};
  const auto rest = [&](std::string_view prefix) { return v.path.substr(prefix.size()); };
  const auto single = [&](std::string_view prefix) {
    return v.path.starts_with(prefix) && !rest(prefix).empty() && rest(prefix).find('/') == std::string::npos;
  };
  if (single(unit_prefix)) return unit(v, shell, *province, rest(unit_prefix));
  if (single(worker_prefix)) return worker(v, shell, *province, rest(worker_prefix));
  return shell.problem(v, 404, E_("host.no_such_page"));
}

Answer Mis::home(const Visit& v, const Shell& shell) {
  const auto& _t = v._t;
  Html h;
  h << "<div class=\"head\"><div><h1>";
  h.text(_t("Good day, {1}", {v.who.name(_t.language())})) << "</h1><div class=\"small mute\">";
  h.text(v.who.office_name(_t.language())) << "</div></div></div><div class=\"grid g-84\"><div class=\"stackv\">";
  parts::card(h, "find", _t("Find a labour unit"));
  h << "<div class=\"bd\">";
  parts::search_box(h, v, "/mis/units", _t("Number or name"),
                    _t("Social security number, or part of the name in Lao or Latin script"), "");
  h << "</div>";
  parts::end_card(h);
  h.append(panels_.html(v, LSSO_SCREEN_HOME, v.who.user_id));
  h << "</div><div class=\"stackv\">";
  parts::card(h, "parts", _t("Parts of the system"));
  h << "<div class=\"bd\"><ul class=\"plain doors\">";
  const auto door = [&](std::string_view href, std::string_view label) {
    h << "<li><a href=\"";
    h.href(href) << "\">";
    h.icon("arr") << " ";
    h.text(label) << "</a></li>";
  };
  door("/mis/units", _t("Labour units"));
  door("/mis/workers", _t("Workers"));
  door("/mis/contributions", _t("Contributions"));
  for (const auto& e : v.board->menu)
    if (e.parent.empty() && (e.role.empty() || v.who.has_role(e.role)))
      door(e.href, _t.lao() ? e.label_lo : e.label_en);
  h << "</ul></div>";
  parts::end_card(h);
  h << "</div></div>";
  PageHead p;
  p.title = _t("Home");
  p.menu_id = "mis.home";
  return shell.page(v, p, h);
}

void Mis::month_table(Html& h, const Visit& v, const std::vector<MonthLine>& months) const {
  const auto& _t = v._t;
  const auto& tr = _t.translator();
  if (months.empty()) {
    h << "<div class=\"bd\">";
    parts::empty(h, _t("No contribution has been declared yet."));
    h << "</div>";
    return;
  }
  h << "<div class=\"tw\" role=\"group\" tabindex=\"0\" aria-label=\"";
  h.text(_t("Contributions")) << "\"><table class=\"t\"><thead><tr><th scope=\"col\">";
  h.text(_t("Month")) << "</th><th scope=\"col\" class=\"num\">";
  h.text(_t("People")) << "</th><th scope=\"col\" class=\"num\">";
  h.text(_t("Due (kip)")) << "</th><th scope=\"col\" class=\"num\">";
  h.text(_t("Paid (kip)")) << "</th><th scope=\"col\">";
  h.text(_t("Last payment")) << "</th><th scope=\"col\">";
  h.text(_t("Status")) << "</th></tr></thead><tbody>";
  for (const auto& m : months) {
    h << "<tr><th scope=\"row\">";
    h.text(shown_month(m.month)) << "</th><td class=\"num\">";
    h.text(tr.number(_t.language(), m.people)) << "</td><td class=\"num\">";
    h.text(tr.number(_t.language(), m.due)) << "</td><td class=\"num\">";
    h.text(tr.number(_t.language(), m.paid)) << "</td><td>";
    const auto day = shown_day(m.paid_on);
    h.text(day.empty() ? "–" : day) << "</td><td>";
    if (m.paid >= m.due)
      parts::state(h, "ok", "ok", _t("complete"));
    else if (m.paid == 0)
      parts::state(h, "bad", "bad", _t("not paid"));
    else
      parts::state(h, "warn", "warn", _t("partly paid"));
    h << "</td></tr>";
  }
  h << "</tbody></table></div>";
}

Answer Mis::contributions(const Visit& v, const Shell& shell, std::string_view province) {
  const auto& _t = v._t;
  const auto id = v.exchange.query_value("unit");
  const auto typed = v.exchange.query_value("q");
  PageHead p;
  p.title = _t("Contributions");
  p.menu_id = "mis.contributions";
  p.crumbs = {{_t("Contributions"), ""}};
  Html h;
  if (const auto unit = id.empty() ? std::optional<Unit>{} : registers_.unit(province, id)) {
    const auto name = parts::named(v, unit->name_lo, unit->name_en, unit->id);
    p.crumbs = {{_t("Contributions"), "/mis/contributions"}, {unit->number.empty() ? unit->id : unit->number, ""}};
    p.title = name;
    h << "<div class=\"head\"><div><h1>";
    parts::own_name(h, name);
    h << "</h1><a class=\"small\" href=\"";
    h.href("/mis/units/" + ssiis::percent_encoded(unit->id)) << "\">";
    h.text(_t("To the labour unit")) << "</a></div></div>";
    parts::card(h, "months", _t("Contributions of 24 months"));
    month_table(h, v, registers_.months(unit->id, 24));
    parts::end_card(h);
    return shell.page(v, p, h);
  }
  if (!id.empty()) return shell.problem(v, 404, E_("host.unit_unknown"));
  h << "<h1>";
  h.text(p.title) << "</h1>";
  parts::search_box(h, v, "/mis/contributions", _t("Number or name"),
                    _t("Social security number, or part of the name in Lao or Latin script"), typed);
  const auto found = registers_.units(province, typed);
  if (found.empty()) {
    parts::empty(
        h, typed.empty() ? _t("Search a labour unit to see what it has declared and paid.") : _t("Nothing was found."));
  } else {
    h << "<ul class=\"plain doors\">";
    for (const auto& u : found) {
      h << "<li><a href=\"";
      h.href("/mis/contributions?unit=" + ssiis::percent_encoded(u.id)) << "\">";
      h.text(u.number + " · " + parts::named(v, u.name_lo, u.name_en, u.id)) << "</a></li>";
    }
    h << "</ul>";
  }
  return shell.page(v, p, h);
}

}  // namespace lsso::host
