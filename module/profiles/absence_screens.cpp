#include "profiles/absence_screens.hpp"

#include <algorithm>
#include <map>

namespace ssiis::profiles {
namespace {

using web::N_;

constexpr std::string_view absences_home = "/inspection/absences";

class AbsencePage {
 public:
  AbsencePage(const AbsenceNeeds& needs, const web::Request& rq)
      : needs_{needs}, rq_{rq}, t_{needs.renderer.translator()}, today_{needs.clock.today()} {}

  web::Page made(const Rejections& reasons) {
    const Actor& who = rq_.who();
    const auto manages = who.scope("absence.manage");
    const auto own = needs_.substitutions.of_person(who.user_id());
    data_.show_if("OWN", !own.empty()).show_if("MANAGES", !manages.empty());
    for (const auto& s : own) put(data_.add("OWN_ROW"), s, s.absent == who.user_id());
    if (!manages.empty()) {
      const auto unit = needs_.substitutions.in_places(manages);
      data_.show_if("UNIT", !unit.empty());
      for (const auto& s : unit) put(data_.add("UNIT_ROW"), s, true);
    }
    put_form(manages);
    web::fill_form(data_, rq_, t_, reasons);
    auto title = t_.text(rq_.language, N_("Absences"));
    const auto words = title;
    if (!reasons.empty()) title = web::refused_title(t_, rq_.language, title);
    auto page = web::fragment(std::move(title), needs_.renderer.render("profiles/absences.tpl", rq_.language, data_));
    page.menu_id = "inspection.absences";
    page.crumbs = {{t_.text(rq_.language, "Inspection"), "/inspection"}, {words, ""}};
    if (!reasons.empty()) page.status = web::status_of(reasons.front());
    return page;
  }

 private:
  const std::string& name_of(const std::string& user_id) {
    auto at = names_.find(user_id);
    if (at == names_.end()) at = names_.emplace(user_id, needs_.substitutions.person(user_id).name(rq_.language)).first;
    return at->second;
  }

  void put(web::Data& row, const Substitution& s, bool may_end) {
    row.set("WHO", name_of(s.absent)).set("INSTEAD", name_of(s.substitute)).set("REASON", s.reason);
    row.set("FIRST_DAY", t_.date(rq_.language, s.first_day)).set("LAST_DAY", t_.date(rq_.language, s.last_day));
    row.show_if("SHORTENED", s.last_day != s.planned_last_day);
    row.set("PLANNED", t_.date(rq_.language, s.planned_last_day));
    const bool now = s.in_force(today_), over = s.over(today_);
    web::fill_tag(row, now ? web::Tone::current : web::Tone::idle,
                  t_.text(rq_.language, now    ? N_("in force")
                                        : over ? N_("ended")
                                               : N_("later")));
    row.show_if("MAY_END", may_end && !over);
    row.set("END_HREF", std::string{absences_home} + "/" + std::to_string(s.id) + "/end").set("VERSION", s.version);
  }

  void put_form(const Scope& manages) {
    const Actor& who = rq_.who();
    // Whom one works with: everybody at the places of one's own roles.
    auto colleagues = needs_.substitutions.people(who.scope("dashboard.use"));
    std::vector<web::Option> absent{{who.user_id(), who.name(rq_.language)}}, instead;
    if (!manages.empty())
      for (const auto& p : needs_.substitutions.people(manages))
        if (p.user_id != who.user_id()) absent.push_back({p.user_id, words_of(p)});
    for (const auto& p : colleagues) instead.push_back({p.user_id, words_of(p)});
    const auto chosen = rq_.field("absent");
    web::fill_options(data_, "absent", absent, {chosen.empty() ? who.user_id() : chosen});
    web::fill_options(data_, "substitute", instead, {rq_.field("substitute")});
    data_.set("VALUE_first_day", today_.iso());
  }
  std::string words_of(const PersonName& p) const { return p.name(rq_.language) + " – " + p.login; }

  const AbsenceNeeds& needs_;
  const web::Request& rq_;
  const web::Translator& t_;
  Day today_;
  std::map<std::string, std::string> names_{};
  web::Data data_{};
};

web::Page absences_refused(const AbsenceNeeds& needs, const web::Request& rq, const Rejections& reasons) {
  if (reasons.front().code == "access.forbidden") return web::problem(needs.renderer, rq, 403, reasons.front());
  return AbsencePage{needs, rq}.made(reasons);
}

web::Page name_substitute(const AbsenceNeeds& needs, const web::Request& rq) {
  const auto key = web::request_key(rq);
  if (!key) return absences_refused(needs, rq, key.rejections());
  const auto first = Day::parse(rq.field("first_day")), last = Day::parse(rq.field("last_day"));
  Rejections reasons;
  if (!first) reasons.push_back(Rejection{"profile.day_malformed", {}, "first_day"});
  if (!last) reasons.push_back(Rejection{"profile.day_malformed", {}, "last_day"});
  if (!reasons.empty()) return absences_refused(needs, rq, reasons);
  const auto absent = rq.field("absent");
  const auto done = needs.substitutions.name(
      rq.who(),
      {absent.empty() ? rq.who().user_id() : absent, rq.field("substitute"), *first, *last, rq.field("reason"), *key});
  return done ? web::see_other(std::string{absences_home}) : absences_refused(needs, rq, done.rejections());
}

web::Page end_substitution(const AbsenceNeeds& needs, const web::Request& rq) {
  const auto version = whole_number(rq.field("version"));
  if (!version) return absences_refused(needs, rq, {Rejection{"request.malformed"}});
  const auto done = needs.substitutions.end(rq.who(), whole_number(rq.capture("id")).value_or(0), *version);
  return done ? web::see_other(std::string{absences_home}) : absences_refused(needs, rq, done.rejections());
}

}  // namespace

void add_absence_screens(web::Router& router, const AbsenceNeeds& needs) {
  const std::string base{absences_home};
  router.add({"GET", base, web::Mount::staff, "dashboard.use", [needs](const web::Request& rq) {
                return AbsencePage{needs, rq}.made({});
              }});
  router.add({"POST", base, web::Mount::staff, "dashboard.use",
              [needs](const web::Request& rq) { return name_substitute(needs, rq); }});
  router.add({"POST", base + "/{id}/end", web::Mount::staff, "dashboard.use",
              [needs](const web::Request& rq) { return end_substitution(needs, rq); }});
}

}  // namespace ssiis::profiles
