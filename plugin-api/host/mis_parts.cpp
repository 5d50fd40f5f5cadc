#include "host/mis_parts.hpp"

namespace lsso::host::parts {

void card(Html& h, std::string_view id, std::string_view title) {
  h << "<section class=\"card hostcard\" aria-labelledby=\"";
  h.text(id) << "\"><div class=\"hd\"><h2 id=\"";
  h.text(id) << "\">";
  h.text(title) << "</h2></div>";
}

void end_card(Html& h) { h << "</section>"; }

void own_name(Html& h, std::string_view name) {
  const bool lao = name.find("\xE0\xBA") != std::string_view::npos || name.find("\xE0\xBB") != std::string_view::npos;
  if (lao)
    h << "<span lang=\"lo\">";
  else
    h << "<span>";
  h.text(name) << "</span>";
}

void field(Html& h, std::string_view id, std::string_view label, std::string_view value) {
  h << "<div class=\"col-12 col-sm-6 mb-2\"><label for=\"";
  h.text(id) << "\">";
  h.text(label) << "</label><input class=\"form-control form-control-sm\" readonly id=\"";
  h.text(id) << "\" value=\"";
  h.text(value.empty() ? std::string_view{"–"} : value) << "\"></div>";
}

void search_box(Html& h, const Visit& v, std::string_view action, std::string_view label, std::string_view hint,
                std::string_view value) {
  h << "<form method=\"get\" role=\"search\" class=\"findbox\" action=\"";
  h.href(action) << "\"><label for=\"q\">";
  h.text(label) << "</label><span class=\"hint\" id=\"q-hint\">";
  h.text(hint) << "</span><div class=\"acts\"><input class=\"form-control\" type=\"search\" id=\"q\" name=\"q\" "
                  "maxlength=\"200\" aria-describedby=\"q-hint\" value=\"";
  h.text(value) << "\"><button class=\"btn btn-primary\">";
  h.text(v._t("Search")) << "</button></div></form>";
}

void empty(Html& h, std::string_view sentence) {
  h << "<div class=\"empty\">";
  h.text(sentence) << "</div>";
}

void state(Html& h, Markup kind, Markup icon, std::string_view word) {
  h << "<span class=\"st k-" << kind << "\">";
  h.icon(icon);
  h.text(word) << "</span>";
}

void tabs(Html& h, const Visit& v, std::string_view current) {
  const auto& _t = v._t;
  h << "<nav aria-label=\"";
  h.text(_t("Registration")) << "\"><ul class=\"tabs mt-0\"><li><a href=\"/mis/units\"";
  if (current == "units") h << " aria-current=\"page\"";
  h << ">";
  h.text(_t("Labour units")) << "</a></li><li><a href=\"/mis/workers\"";
  if (current == "workers") h << " aria-current=\"page\"";
  h << ">";
  h.text(_t("Workers")) << "</a></li></ul></nav>";
}

std::string named(const Visit& v, const std::string& lo, const std::string& en, const std::string& otherwise) {
  const auto& first = v._t.lao() ? lo : en;
  const auto& second = v._t.lao() ? en : lo;
  return !first.empty() ? first : !second.empty() ? second : otherwise;
}

}  // namespace lsso::host::parts
