// The cards of the administrator's screen.
#include "core/text.hpp"
#include "host/mis_parts.hpp"
#include "host/modules_screen.hpp"
#include "host/statements.hpp"

namespace lsso::host {
namespace {

std::string version_text(std::int64_t v) { return v < 0 ? "–" : std::to_string(v); }

void token(Html& h, const Visit& v) {
  h << "<input type=\"hidden\" name=\"csrf\" value=\"";
  h.text(form_token(v.who.session_secret)) << "\">";
}

std::string event_sentence(const Visit& v, const SlotEvent& e) {
  const auto& _t = v._t;
  if (e.kind == "loaded") return _t("loaded {1}", {e.detail});
  if (e.kind == "failed") return _t("did not start: {1}", {e.detail});
  if (e.kind == "disabled") return _t("disabled");
  if (e.kind == "retired") return _t("the old one has ended: {1}", {e.detail});
  return _t("the old one does not end: {1}", {e.detail});
}

}  // namespace

void ModulesScreen::figures(Html& h, const Visit& v, const SlotView& slot, const Health& health) const {
  const auto& _t = v._t;
  const auto& entry = slot.plugin->entry();
  const auto cell = [&](const std::string& label, const std::string& value, const std::string& beside) {
    h << "<div><dt>";
    h.text(label) << "</dt><dd><span class=\"kv\">";
    h.text(value) << " <small>";
    h.text(beside) << "</small></span></dd></div>";
  };
  const bool differs = health.schema_version != health.schema_expected;
  h << "<dl class=\"strip\">";
  cell(_t("Version"), copied(entry.version), "");
  cell(_t("ABI: module / MIS"), std::to_string(entry.abi_major) + "." + std::to_string(entry.abi_minor),
       "/ " + std::to_string(LSSO_ABI_MAJOR) + "." + std::to_string(LSSO_ABI_MINOR));
  cell(_t("Schema: found / expected"), version_text(health.schema_version),
       "/ " + version_text(health.schema_expected) + (differs ? " · " + _t("differs") : ""));
  cell(_t("Calls now"), std::to_string(slot.plugin->inside()), "");
  cell(_t("Loaded"), _t.translator().date_time(_t.language(), slot.plugin->loaded_at()), "");
  h << "</dl>";
}

void ModulesScreen::reasons(Html& h, const Visit& v, const SlotView& slot, const Health& health) const {
  const auto& _t = v._t;
  parts::card(h, "h-" + slot.name, _t("State"));
  h << "<div class=\"tw\" role=\"group\" tabindex=\"0\" aria-label=\"";
  h.text(_t("State")) << "\"><table class=\"t mid\"><thead><tr><th scope=\"col\">";
  h.text(_t("Code")) << "</th><th scope=\"col\">";
  h.text(_t("State")) << "</th><th scope=\"col\">";
  h.text(_t("Detail")) << "</th></tr></thead><tbody>";
  const auto row = [&](const std::string& code, std::uint32_t state, const std::string& sentence,
                       const std::string& technical = {}) {
    h << "<tr><th scope=\"row\" class=\"mono\">";
    h.text(code) << "</th><td>";
    if (state == LSSO_HEALTH_OK)
      parts::state(h, "ok", "ok", _t("good"));
    else if (state == LSSO_HEALTH_DEGRADED)
      parts::state(h, "warn", "warn", _t("limited"));
    else
      parts::state(h, "bad", "bad", _t("failed"));
    h << "</td><td>";
    h.text(sentence);
    if (!technical.empty()) {
      h << " <span class=\"mono\" lang=\"en\" translate=\"no\">";
      h.text(technical) << "</span>";
    }
    h << "</td></tr>";
  };
  if (!slot.failure_code.empty())
    row(slot.failure_code, LSSO_HEALTH_FAILED, failure_sentence(_t, slot.failure_code), slot.failure);
  if (!slot.enabled) row("plugin.disabled", LSSO_HEALTH_DEGRADED, _t("Disabled because: {1}", {slot.disabled_reason}));
  for (const auto& r : health.reasons) row(r.code, r.state, _t.lao() ? r.message_lo : r.message_en);
  if (slot.plugin && health.reasons.empty()) row("health", health.state, _t("It reports nothing in particular."));
  h << "</tbody></table></div>";
  parts::end_card(h);
}

void ModulesScreen::offered(Html& h, const Visit& v, const SlotView& slot) const {
  const auto& _t = v._t;
  const auto& r = slot.plugin->registered();
  parts::card(h, "o-" + slot.name, _t("What it offers"));
  h << "<div class=\"bd\"><dl class=\"dl\">";
  const auto line = [&](const std::string& label, std::size_t count, const std::string& sample) {
    h << "<dt>";
    h.text(label) << "</dt><dd>";
    h.number(static_cast<std::int64_t>(count)) << " <span class=\"mono\">";
    h.text(sample) << "</span></dd>";
  };
  line(_t("Addresses"), r.mounts.size(), r.mounts.empty() ? "" : r.mounts.front().prefix);
  line(_t("Menu entries"), r.menu.size(), r.menu.empty() ? "" : r.menu.front().href);
  line(_t("Panels"), r.panels.size(), r.panels.empty() ? "" : r.panels.front().screen);
  line(_t("Jobs"), r.jobs.size(), r.jobs.empty() ? "" : r.jobs.front().name);
  h << "<dt>";
  h.text(_t("File")) << "</dt><dd class=\"mono\">";
  h.text(slot.library) << "</dd><dt>SHA-256</dt><dd class=\"mono\">";
  h.text(slot.plugin->sha256()) << "</dd></dl></div>";
  parts::end_card(h);
}

void ModulesScreen::events(Html& h, const Visit& v, const SlotView& slot) const {
  const auto& _t = v._t;
  parts::card(h, "e-" + slot.name, _t("Latest events"));
  h << "<div class=\"bd\">";
  if (slot.events.empty()) {
    parts::empty(h, _t("Nothing has happened since the host started."));
  } else {
    h << "<ol class=\"tl\">";
    for (const auto& e : slot.events) {
      h << "<li><time datetime=\"";
      h.text(e.at.iso()) << "\">";
      h.text(e.at.local_clock()) << "</time>";
      if (e.kind == "failed" || e.kind == "stuck")
        h.icon("bad");
      else
        h.icon("ok");
      h << "<span>";
      h.text(event_sentence(v, e)) << "</span></li>";
    }
    h << "</ol>";
  }
  h << "</div>";
  parts::end_card(h);
}

void ModulesScreen::switches(Html& h, const Visit& v, const SlotView& slot) const {
  const auto& _t = v._t;
  const std::string action = "/mis/admin/modules/" + slot.name + "/";
  const auto form = [&](const std::string& verb) {
    h << "<form method=\"post\" action=\"";
    h.href(action + verb) << "\">";
    token(h, v);
  };
  if (slot.enabled) {
    parts::card(h, "r-" + slot.name, _t("Load anew"));
    h << "<div class=\"bd\"><p class=\"small\">";
    h.text(_t("Takes the file as it is now. Requests under way end with the old one; nobody waits.")) << "</p>";
    form("reload");
    h << "<button class=\"btn btn-sm btn-line\">";
    h.icon("sync");
    h.text(_t("Load anew")) << "</button></form></div>";
    parts::end_card(h);
    h << "<section class=\"card dz\" aria-labelledby=\"d-";
    h.text(slot.name) << "\"><div class=\"hd\"><h2 id=\"d-";
    h.text(slot.name) << "\">";
    h.text(_t("Disable")) << "</h2></div><div class=\"bd\"><p class=\"small\">";
    h.text(_t("Its menu entries and panels disappear from the MIS. No data is deleted.")) << "</p>";
    form("disable");
    h << "<label for=\"why-";
    h.text(slot.name) << "\">";
    h.text(_t("Reason")) << "</label><input class=\"form-control form-control-sm mb-2\" name=\"reason\" required "
                            "maxlength=\"200\" id=\"why-";
    h.text(slot.name) << "\"><label for=\"sure-";
    h.text(slot.name) << "\">";
    h.text(_t("Type {1} to confirm", {slot.name})) << "</label><input class=\"form-control form-control-sm mb-2\" "
                                                      "name=\"confirm\" autocomplete=\"off\" required id=\"sure-";
    h.text(slot.name) << "\"><button class=\"btn btn-sm btn-stop\">";
    h.icon("lock");
    h.text(_t("Disable")) << "</button></form></div></section>";
  }
  if (!slot.enabled || !slot.plugin) {
    parts::card(h, "n-" + slot.name, _t("Enable"));
    h << "<div class=\"bd\">";
    form("enable");
    h << "<button class=\"btn btn-sm btn-primary\">";
    h.text(_t("Enable")) << "</button></form></div>";
    parts::end_card(h);
  }
}

void ModulesScreen::day_card(Html& h, const Visit& v) const {
  const auto& _t = v._t;
  parts::card(h, "day", _t("Legal day"));
  h << "<div class=\"bd\"><p>";
  h.text(_t.translator().long_date(_t.language(), clock_.today())) << "</p>";
  if (config_.demonstration) {
    h << "<form method=\"post\" action=\"/mis/admin/day\">";
    token(h, v);
    h << "<label for=\"day-in\">";
    h.text(_t("Move to (demonstration only)"))
        << "</label><div class=\"acts\"><input class=\"form-control form-control-sm\" type=\"date\" id=\"day-in\" "
           "name=\"day\" required value=\"";
    h.text(clock_.today().iso()) << "\"><button class=\"btn btn-sm btn-line\">";
    h.text(_t("Move")) << "</button></div></form>";
  }
  h << "</div>";
  parts::end_card(h);
}

void ModulesScreen::trail(Html& h, const Visit& v) {
  const auto& _t = v._t;
  parts::card(h, "trail", _t("Who switched what"));
  h << "<div class=\"tw\" role=\"group\" tabindex=\"0\" aria-label=\"";
  h.text(_t("Who switched what")) << "\"><table class=\"t\"><thead><tr><th scope=\"col\">";
  h.text(_t("When")) << "</th><th scope=\"col\">";
  h.text(_t("Who")) << "</th><th scope=\"col\">";
  h.text(_t("Event")) << "</th><th scope=\"col\">";
  h.text(_t("Detail")) << "</th></tr></thead><tbody>";
  bool empty = true;
  pool_.transact(ssiis::db::Mode::read, [&](ssiis::db::Transaction& tx) {
    Html rows;
    for (auto found = tx.query(sql::audit_latest); found.next();) {
      const auto& r = found.row();
      rows << "<tr><th scope=\"row\">";
      rows.text(_t.translator().date_time(_t.language(), r.instant(0))) << "</th><td>";
      rows.text(parts::named(v, r.text_or_empty(3), r.text_or_empty(4), "–")) << "</td><td class=\"mono\">";
      rows.text(r.text(1)) << "</td><td class=\"mono\">";
      rows.text(r.text_or_empty(2)) << "</td></tr>";
    }
    empty = rows.str().empty();
    h.append(rows.str());
  });
  h << "</tbody></table></div>";
  if (empty) {
    h << "<div class=\"bd\">";
    parts::empty(h, _t("Nobody has switched anything yet."));
    h << "</div>";
  }
  parts::end_card(h);
}

}  // namespace lsso::host
