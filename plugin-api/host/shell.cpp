#include "host/shell.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "host/csrf.hpp"

namespace lsso::host {
namespace {

struct Own {
  Markup id;
  std::string_view href, english, role;
};

// The first-tier entry under which the page stands, as its id.
std::string first_of(const Board& board, const PageHead& p) {
  for (const auto& e : board.menu)
    if (!p.slot.empty() && e.slot == p.slot && e.id == p.menu_id) return e.parent.empty() ? e.id : e.parent;
  return {};
}

void link(Html& h, std::string_view href, std::string_view label, bool current, bool second) {
  h << "<li><a";
  if (second) h << " class=\"t\"";
  h << " href=\"";
  h.href(href) << "\"";
  if (current) h << " aria-current=\"page\"";
  h << ">";
  h.text(label) << "</a></li>";
}

void brand(Html& h) {
  h << "<a class=\"brand\" href=\"/mis/\"><svg viewBox=\"0 0 32 32\" aria-hidden=\"true\">"
       "<path d=\"M16 2l12 4.500v8.500c0 7.500-5 12.500-12 15-7-2.500-12-7.500-12-15V6.500z\" fill=\"#ffcd00\"/>"
       "<path d=\"M16 5l9.200 3.500V15c0 5.800-3.700 9.800-9.200 12-5.500-2.200-9.200-6.200-9.200-12V8.500z\" "
       "fill=\"#0b3763\"/>"
       "<circle cx=\"16\" cy=\"12.500\" r=\"3.400\" fill=\"#fff\"/>"
       "<path d=\"M9.800 22c.6-4 3-6 6.200-6s5.600 2 6.200 6z\" fill=\"#fff\"/></svg><span>";
}

}  // namespace

void Shell::head_element(Html& h, const Visit& v, const PageHead& p) const {
  h << "<!doctype html>\n<html lang=\"";
  h.text(v._t.language()) << "\"><head><meta charset=\"utf-8\">"
                             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>";
  h.text(p.title) << " – ";
  h.text(v._t("Lao Social Security")) << "</title><link rel=\"icon\" href=\"data:,\">";
  const auto style = [&](std::string_view address) {
    h << "<link rel=\"stylesheet\" href=\"";
    h.href(address) << "\">";
  };
  style(assets_.url("bootstrap.min.css"));
  style(assets_.url("components.css"));
  style(assets_.url("shell.css"));
  for (const auto& s : p.stylesheets) style(s);
  for (const auto& s : p.scripts) {
    h << "<script defer src=\"";
    h.href(s) << "\"></script>";
  }
  h << "</head>";
}

void Shell::first_tier(Html& h, const Visit& v, const PageHead& p, const std::vector<ShownEntry>& menu) const {
  const auto current = p.slot.empty() ? std::string{} : first_of(*v.board, p);
  h << "<nav aria-label=\"";
  h.text(v._t("MIS")) << "\"><ul>";
  link(h, "/mis/", v._t("Home"), p.menu_id == "mis.home", false);
  link(h, "/mis/units", v._t("Registration"), p.menu_id == "mis.registration", false);
  link(h, "/mis/contributions", v._t("Contributions"), p.menu_id == "mis.contributions", false);
  for (const auto& e : menu)
    if (e.parent.empty())
      link(h, e.href, v._t.lao() ? e.label_lo : e.label_en, e.slot == p.slot && e.id == current, false);
  if (v.who.has_role("MIS_ADMIN"))
    link(h, "/mis/admin/modules", v._t("Administration"), p.menu_id == "mis.admin", false);
  h << "</ul></nav>";
}

void Shell::second_tier(Html& h, const Visit& v, const PageHead& p, const std::vector<ShownEntry>& menu) const {
  const auto first = first_of(*v.board, p);
  if (first.empty()) return;
  const auto belongs = [&](const ShownEntry& e) { return e.slot == p.slot && e.parent == first; };
  if (std::none_of(menu.begin(), menu.end(), belongs)) return;
  h << "<div class=\"sub\"><div class=\"in\"><nav aria-label=\"";
  const auto owner = std::find_if(v.board->menu.begin(), v.board->menu.end(),
                                  [&](const auto& e) { return e.slot == p.slot && e.id == first; });
  if (owner != v.board->menu.end()) h.text(v._t.lao() ? owner->label_lo : owner->label_en);
  h << "\"><ul>";
  for (const auto& e : menu)
    if (belongs(e)) link(h, e.href, v._t.lao() ? e.label_lo : e.label_en, e.id == p.menu_id, true);
  h << "</ul></nav></div></div>";
}

void Shell::who_is_here(Html& h, const Visit& v) const {
  auto back = v.exchange.head().path;
  if (!v.exchange.head().query.empty()) back += "?" + v.exchange.head().query;
  if (v.exchange.head().method != "GET") back = "/mis/";
  h << "<div class=\"who\"><span class=\"lang\">";
  for (const auto* language : {"lo", "en"}) {
    h << "<a lang=\"";
    h.text(language) << "\" hreflang=\"";
    h.text(language) << "\" href=\"";
    h.href("/mis/language?lang=" + std::string{language} + "&back=" + ssiis::percent_encoded(back)) << "\"";
    if (v._t.language() == language) h << " aria-current=\"true\"";
    h << ">";
    if (std::string_view{language} == "lo")
      h << "ລາວ</a>";
    else
      h << "English</a>";
  }
  h << "</span>";
  if (v.who.logged_in()) {
    h << "<span>";
    h.text(v.who.name(v._t.language())) << "<br><span class=\"xs\">";
    h.text(v.who.office_name(v._t.language()))
        << "</span></span>"
           "<form method=\"post\" action=\"/mis/logout\"><input type=\"hidden\" name=\"csrf\" value=\"";
    h.text(form_token(v.who.session_secret)) << "\"><button class=\"out\">";
    h.text(v._t("Log out")) << "</button></form>";
  }
  h << "</div>";
}

std::string Shell::opening(const Visit& v, const PageHead& p) const {
  Html h;
  head_element(h, v, p);
  h << "<body><a class=\"visually-hidden-focusable skip\" href=\"#main\">";
  h.text(v._t("Skip to the main content")) << "</a>\n<header><div class=\"mis\"><div class=\"in\">";
  brand(h);
  h.text(v._t("Lao Social Security · MIS")) << "</span></a>";
  const auto menu = v.who.logged_in() ? menus_.of({v.exchange, v.who, *v.board, p.slot}) : std::vector<ShownEntry>{};
  if (v.who.logged_in()) first_tier(h, v, p, menu);
  who_is_here(h, v);
  h << "</div></div>";
  if (v.who.logged_in()) second_tier(h, v, p, menu);
  h << "</header>\n<main id=\"main\" class=\"page\" tabindex=\"-1\">";
  if (!p.crumbs.empty()) {
    h << "<nav class=\"crumb\" aria-label=\"";
    h.text(v._t("Path")) << "\">";
    bool first = true;
    for (const auto& c : p.crumbs) {
      if (!first) h << "<span aria-hidden=\"true\">›</span>";
      first = false;
      if (c.href.empty()) {
        h << "<span aria-current=\"page\">";
        h.text(c.label) << "</span>";
      } else {
        h << "<a href=\"";
        h.href(c.href) << "\">";
        h.text(c.label) << "</a>";
      }
    }
    h << "</nav>";
  }
  h << "\n";
  return h.take();
}

std::string Shell::closing(const Visit& v) const {
  Html h;
  h << "\n</main>\n<footer class=\"foot\"><span>";
  h.text(v._t("Lao Social Security Organization")) << "</span><span>lsso-host ";
  h.text(host_version) << "</span>";
  if (config_.demonstration) {
    h << "<span>";
    h.text(v._t("Demonstration with invented data: no real person or enterprise")) << "</span>";
    if (clock_.shift() != 0) {
      h << "<span class=\"st k-warn\">";
      h.text(v._t("The legal day is moved: {1}", {v._t.translator().date(v._t.language(), clock_.today())}))
          << "</span>";
    }
  }
  h << "</footer></body></html>\n";
  return h.take();
}

Answer Shell::page(const Visit& v, const PageHead& p, const Html& main, int status) const {
  Answer a;
  a.status = status;
  a.body = opening(v, p) + main.str() + closing(v);
  return a;
}

Answer Shell::problem(const Visit& v, int status, std::string_view code, std::string_view message) const {
  const auto& _t = v._t;
  std::string title;
  switch (status) {
    case 400:
      title = _t("The request was not understood");
      break;
    case 401:
      title = _t("Please log in");
      break;
    case 403:
      title = _t("You may not do this");
      break;
    case 404:
      title = _t("There is no such page");
      break;
    case 409:
      title = _t("Somebody else has changed this meanwhile");
      break;
    case 413:
      title = _t("What was sent is too big");
      break;
    case 429:
      title = _t("Too many attempts; please wait a little");
      break;
    case 503:
      title = _t("This part of the system is out of reach now");
      break;
    case 504:
      title = _t("The answer took too long");
      break;
    default:
      title = _t("Something went wrong on our side");
  }
  Html h;
  h << "<div class=\"note k-bad problem\">";
  h.icon("bad") << "<div><h1>";
  h.text(title) << "</h1>";
  std::string sentence{message};
  if (sentence.empty() && _t.translator().has(_t.language(), "error", code))
    sentence = _t.translator().rejection(_t.language(), ssiis::Rejection{std::string{code}});
  if (!sentence.empty()) {
    h << "<p>";
    h.text(sentence) << "</p>";
  }
  h << "<p class=\"small mute\">";
  h.text(_t("Code")) << ": <span class=\"mono\" translate=\"no\">";
  h.text(code) << "</span> · ";
  h.text(_t("Correlation number")) << ": <span class=\"mono\">";
  h.text(v.exchange.correlation_id()) << "</span></p><p><a href=\"/mis/\">";
  h.text(_t("To the start page")) << "</a></p></div></div>";
  PageHead p;
  p.title = title;
  return page(v, p, h, status);
}

}  // namespace lsso::host
