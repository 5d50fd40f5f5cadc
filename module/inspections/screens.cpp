#include "inspections/screens.hpp"

#include "inspections/deadlines_view.hpp"
#include "inspections/step_words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ssiis::inspections {

web::Page page_of(const Desk& desk, const web::Request& rq, std::string_view page, const web::Data& data,
                  std::string title, std::string menu_id, std::vector<web::Crumb> crumbs, int status) {
  if (status == 409 || status == 422) title = web::refused_title(desk.t(), rq.language, title);
  auto out = web::fragment(std::move(title), desk.renderer.render(page, rq.language, data));
  out.status = status;
  out.menu_id = std::move(menu_id);
  out.crumbs = std::move(crumbs);
  out.scripts = {"htmx.min.js", "page.js"};
  return out;
}

web::Page refusal(const Desk& desk, const web::Request& rq, const Rejection& why) {
  return web::problem(desk.renderer, rq, web::status_of(why), why);
}

std::string origin_words(const Desk& desk, const web::Request& rq, Origin origin) {
  using web::N_;
  static constexpr const char* words[] = {
      N_("National plan"),           N_("Regular plan"),          N_("Ad hoc"),
      N_("Ordered by an authority"), N_("Requested by a worker"), N_("Requested by an employer")};
  return desk.t().text(rq.language, words[static_cast<std::size_t>(origin)]);
}

std::string type_words(const Desk& desk, const web::Request& rq, InspectionType type) {
  return type == InspectionType::direct ? desk.t().text(rq.language, "Direct inspection")
                                        : desk.t().text(rq.language, "Desk inspection");
}

std::string state_words(const Desk& desk, const web::Request& rq, CaseState state) {
  using web::N_;
  static constexpr const char* words[] = {N_("In course"), N_("Under review"), N_("Completed"), N_("Closed")};
  return desk.t().text(rq.language, words[static_cast<std::size_t>(state)]);
}

web::Tone state_tone(CaseState state) noexcept {
  switch (state) {
    case CaseState::in_course:
      return web::Tone::current;
    case CaseState::under_review:
      return web::Tone::warn;
    case CaseState::completed:
      return web::Tone::ok;
    case CaseState::closed:
      return web::Tone::idle;
  }
  return web::Tone::idle;
}

std::string place_words(const Desk&, const web::Request& rq, const profiles::TerritoryTree& tree,
                        const std::string& territory) {
  std::string words;
  for (const auto* node : tree.path(territory))
    if (node->kind != "national" && node->kind != "region")
      words += (words.empty() ? "" : " · ") + node->name(rq.language);
  return words.empty() ? tree.root().name(rq.language) : words;
}

std::string order_in_address(const std::string& order_number) {
  auto in_address = order_number;
  std::replace(in_address.begin(), in_address.end(), '/', '~');  // find_case reads it back
  return percent_encoded(in_address);
}

std::string case_address(const std::string& order_number) {
  return "/inspection/cases/" + order_in_address(order_number);
}

Urgency urgency_of(const Desk& desk, const web::Request& rq, Day due, Day today) {
  const int days = due.days_since(today);
  const auto& t = desk.t();
  if (days < 0) return {t.plural(rq.language, "{1} day late", "{1} days late", -days), web::Tone::bad};
  if (days == 0) return {t.text(rq.language, "today"), web::Tone::warn};
  if (days <= 7) return {t.plural(rq.language, "in {1} day", "in {1} days", days), web::Tone::warn};
  return {t.plural(rq.language, "in {1} day", "in {1} days", days), web::Tone::idle};
}

void put_due(const Desk& desk, const web::Request& rq, web::Data& row, const std::optional<Day>& due, bool confirmed,
             const std::optional<Day>& still_since) {
  const bool still = !due && still_since;
  row.show_if("DUE_SET", due.has_value()).show_if("DUE_STILL", still);
  if (still) row.set("STILL_WORDS", still_words(desk, rq, *still_since)).show_if("DUE_UNCONFIRMED", !confirmed);
  if (!due) return;
  const auto urgency = urgency_of(desk, rq, *due, desk.rooms.clock.today());
  row.set("DUE_DAY", desk.t().date(rq.language, *due))
      .set("DUE_TONE", std::string{tone_code(urgency.tone)})
      .set("DUE_WORDS", urgency.words)
      .show_if("DUE_UNCONFIRMED", !confirmed);
}

void put_due(const Desk& desk, const web::Request& rq, web::Data& row, const workflow::OpenTask& task) {
  put_due(desk, rq, row, task.due, task.due_confirmed, task.still_since);
}

}  // namespace ssiis::inspections
