#include "host/modules_screen.hpp"

#include "core/text.hpp"
#include "host/mis_parts.hpp"
#include "host/statements.hpp"

namespace lsso::host {
namespace {

constexpr std::string_view base{"/mis/admin/modules"};

std::string sentence_of(const Visit& v, const std::string& kind) {
  const auto& _t = v._t;
  if (kind == "enable") return _t("The module was enabled.");
  if (kind == "disable") return _t("The module was disabled. Its data stays as it is.");
  if (kind == "reload") return _t("The module was loaded anew. Requests under way end with the old one.");
  return kind == "day" ? _t("The legal day was moved.") : std::string{};
}

}  // namespace

Answer ModulesScreen::answer(const Visit& v, const Shell& shell) {
  if (!v.who.has_role("MIS_ADMIN")) {
    users_.record(v.who.user_id, "plugin.refused", v.exchange.correlation_id(),
                  "{\"path\":" + json_quoted(v.path) + "}");
    return shell.problem(v, 403, E_("host.administrators_only"));
  }
  if (v.exchange.head().method == "POST") return act(v, shell);
  if (v.path != base) return see_other(std::string{base});
  return page(v, shell, sentence_of(v, v.exchange.query_value("done")), {}, 200);
}

std::string failure_sentence(const Say& _t, const std::string& code) {
  const auto& translator = _t.translator();
  if (!translator.has(_t.language(), "error", code)) return _t("That was not possible: {1}", {code});
  return translator.rejection(_t.language(), ssiis::Rejection{code});
}

Answer ModulesScreen::act(const Visit& v, const Shell& shell) {
  const auto& _t = v._t;
  const auto form = v.exchange.form();
  if (!form || !token_fits(v.exchange, *form, v.who.session_secret))
    return shell.problem(v, 403, E_("host.form_token"));
  if (v.path == "/mis/admin/day") return move_day(v, shell, *form);
  const auto pieces = ssiis::split(v.path.substr(std::min(v.path.size(), base.size() + 1)), '/');
  if (pieces.size() != 2 || !plugins_.slot(pieces[0])) return shell.problem(v, 404, E_("host.module_unknown"));
  const auto& name = pieces[0];
  const auto& verb = pieces[1];
  const auto reason = ssiis::first_code_points(field_of(*form, "reason"), 200);
  if (verb == "disable" && field_of(*form, "confirm") != name)
    return page(v, shell, {}, _t("Type {1} to confirm.", {name}), 422);
  if (verb != "enable" && verb != "disable" && verb != "reload") return shell.problem(v, 404, E_("host.no_such_page"));
  const auto done = verb == "enable"    ? plugins_.enable(name)
                    : verb == "disable" ? plugins_.disable(name, reason)
                                        : plugins_.reload(name);
  users_.record(v.who.user_id, "plugin." + verb + (done ? "" : ".failed"), v.exchange.correlation_id(),
                "{\"plugin\":" + json_quoted(name) + ",\"reason\":" + json_quoted(reason) +
                    (done ? "" : ",\"code\":" + json_quoted(done.rejection().code)) + "}");
  if (done) return see_other(std::string{base} + "?done=" + verb);
  const auto& why = done.rejection();
  return page(v, shell, {}, failure_sentence(_t, why.code), why.field.empty() ? 409 : 422);
}

Answer ModulesScreen::move_day(const Visit& v, const Shell& shell, const Form& form) {
  if (!config_.demonstration) return shell.problem(v, 403, E_("host.demonstration_only"));
  const auto day = ssiis::Day::parse(field_of(form, "day"));
  if (!day) return page(v, shell, {}, v._t("That is no date."), 422);
  clock_.set_today(*day);
  users_.record(v.who.user_id, "plugin.legal_day", v.exchange.correlation_id(),
                "{\"day\":" + json_quoted(day->iso()) + "}");
  return see_other(std::string{base} + "?done=day");
}

Answer ModulesScreen::page(const Visit& v, const Shell& shell, std::string_view said, std::string_view failure,
                           int status) {
  const auto& _t = v._t;
  Html h;
  h << "<div class=\"head\"><h1>";
  h.text(_t("Modules")) << "</h1></div>";
  if (!failure.empty()) {
    h << "<div class=\"esum\" role=\"alert\" tabindex=\"-1\"><h2>";
    h.text(_t("There is a problem")) << "</h2><p>";
    h.text(failure) << "</p></div>";
  } else if (!said.empty()) {
    h << "<div class=\"note k-ok mb-2\" role=\"status\">";
    h.icon("ok") << "<div>";
    h.text(said) << "</div></div>";
  }
  for (const auto& slot : plugins_.slots()) module(h, v, slot);
  if (plugins_.slots().empty()) parts::empty(h, _t("No module is configured."));
  h << "<div class=\"grid g-84 mt-3\">";
  trail(h, v);
  day_card(h, v);
  h << "</div>";
  PageHead p;
  p.title = failure.empty() ? _t("Modules") : _t("Error: {1}", {_t("Modules")});
  p.menu_id = "mis.admin";
  p.crumbs = {{_t("Administration"), ""}, {_t("Modules"), ""}};
  return shell.page(v, p, h, status);
}

void ModulesScreen::module(Html& h, const Visit& v, const SlotView& slot) {
  const auto& _t = v._t;
  const auto health = slot.plugin ? desk_.of(slot.plugin) : Health{};
  const auto name =
      slot.plugin ? copied(_t.lao() ? slot.plugin->entry().name_lo : slot.plugin->entry().name_en) : slot.name;
  h << "<section class=\"module\" aria-labelledby=\"m-";
  h.text(slot.name) << "\"><div class=\"head\"><div class=\"d-flex flex-wrap gap-2 align-items-center\"><h2 id=\"m-";
  h.text(slot.name) << "\">";
  h.text(name) << "</h2><span class=\"mono\">";
  h.text(slot.name) << "</span>";
  if (!slot.enabled)
    parts::state(h, "idle", "skip", _t("disabled"));
  else if (!slot.plugin)
    parts::state(h, "bad", "bad", _t("not started"));
  else if (health.state == LSSO_HEALTH_OK)
    parts::state(h, "ok", "ok", _t("in order"));
  else if (health.state == LSSO_HEALTH_DEGRADED)
    parts::state(h, "warn", "warn", _t("works with limits"));
  else
    parts::state(h, "bad", "bad", _t("failed"));
  h << "</div></div>";
  if (slot.plugin) figures(h, v, slot, health);
  h << "<div class=\"grid g-84 mt-3\"><div class=\"stackv\">";
  reasons(h, v, slot, health);
  h << "<div class=\"grid g-2\">";
  if (slot.plugin) offered(h, v, slot);
  events(h, v, slot);
  h << "</div></div><aside class=\"stackv\" aria-label=\"";
  h.text(_t("Switches")) << "\">";
  switches(h, v, slot);
  h << "</aside></div></section>";
}

}  // namespace lsso::host
