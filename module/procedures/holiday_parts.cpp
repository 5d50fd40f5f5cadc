#include "procedures/holiday_parts.hpp"

#include <fmt/format.h>

namespace ssiis::procedures {

using web::N_;

HolidayView::HolidayView(const HolidayNeeds& n, const web::Request& r, db::Transaction& x)
    : needs{n}, rq{r}, tx{x}, t{n.renderer.translator()}, tree{n.territories(x)} {}

std::string HolidayView::day(Day d) const {
  static constexpr const char* names[] = {N_("Sunday"),   N_("Monday"), N_("Tuesday"), N_("Wednesday"),
                                          N_("Thursday"), N_("Friday"), N_("Saturday")};
  return fmt::format("{} {}", t.text(rq.language, names[d.weekday() % 7]), t.date(rq.language, d));
}

std::string HolidayView::name(const workflow::NewHoliday& e) const {
  return rq.language == "lo" ? e.name_lo : e.name_en;
}

std::string HolidayView::place(const std::string& territory) const {
  const auto* at = tree->find(territory);
  if (!at) return territory;
  return at->kind == "national" ? t.text(rq.language, N_("Whole country")) : at->name(rq.language);
}

std::string HolidayView::cause(const std::string& code) const {
  if (code == "holiday") return t.text(rq.language, N_("Public holiday"));
  if (code == "bundle") return t.text(rq.language, N_("Another procedure"));
  return t.text(rq.language, N_("Other cause"));
}

void HolidayView::put_places(web::Data& into, std::string_view field, const std::string& chosen) const {
  std::vector<web::Option> options;
  for (const auto& at : tree->all())
    if (!at.valid_to && (at.kind == "national" || at.kind == "province"))
      options.push_back({at.code, place(at.code), ""});
  web::fill_options(into, field, options, {chosen});
}

void HolidayView::put_years(web::Data& into, int chosen) const {
  const int now = static_cast<int>(needs.clock.today().ymd().year());
  std::vector<web::Option> options;
  for (int y = now - years_around; y <= now + years_around; ++y)
    options.push_back({std::to_string(y), std::to_string(y), ""});
  web::fill_options(into, "year", options, {std::to_string(chosen)});
}

void HolidayView::put_entry(web::Data& row, const workflow::Holiday& h) const {
  row.set("HREF", fmt::format("{}/{}", holidays_home, h.id)).set("DAY", day(h.what.day)).set("NAME", name(h.what));
  row.set("NAME_LO", h.what.name_lo).set("NAME_EN", h.what.name_en);
  row.set("KIND", t.text(rq.language, h.what.worked ? N_("worked") : N_("free")));
  row.set("PLACE", place(h.what.territory)).set("NOTICE", h.what.notice_no);
  row.set("NOTICE_DAY", t.date(rq.language, h.what.notice_day));
  row.set("BY", needs.person(h.entered_by, rq.language)).set("AT", t.date_time(rq.language, h.entered_at));
  row.show_if("WITHDRAWN", h.withdrawn_at.has_value());
  if (h.withdrawn_at)
    row.set("WITHDRAWN_BY", needs.person(h.withdrawn_by, rq.language))
        .set("WITHDRAWN_AT", t.date_time(rq.language, *h.withdrawn_at))
        .set("WITHDRAWN_WHY", h.withdrawn_reason);
}

void HolidayView::put_preview(web::Data& into, const workflow::HolidayPreview& preview) const {
  auto& out = into.add("PREVIEW");
  out.show_if("MOVES", preview.deadlines > 0);
  out.set("DEADLINES", t.plural(rq.language, "{1} deadline", "{1} deadlines", preview.deadlines));
  out.set("FILES", t.plural(rq.language, "{1} file", "{1} files", preview.files));
  const auto shown = static_cast<std::int64_t>(preview.first.size());
  out.show_if("FURTHER", shown < preview.deadlines).set("SHOWN", t.number(rq.language, shown));
  for (const auto& m : preview.first) put_move(out.add("MOVE"), m);
}

void HolidayView::put_move(web::Data& row, const workflow::DeadlineMove& m) const {
  const auto name = needs.names(tx, m.case_id);
  row.set("FILE", name ? name->number : t.text(rq.language, N_("no file")));
  row.show_if("READS", name && !name->address.empty() && rq.who().may(needs.reads_files));
  if (name) row.set("FILE_HREF", name->address);
  const auto bundle = needs.engine.find_bundle(tx, m.bundle);
  const auto label = bundle ? bundle->label_of(m.process, m.node) : workflow::StepLabel{m.node, {}};
  row.set("STEP", rq.language == "lo" && !label.lo.empty()
                      ? label.lo
                      : t.keyed(rq.language, "bpmn", m.process + "/" + m.node, label.drawn));
  const auto date = [&](const std::optional<Day>& d) {
    return d ? t.date(rq.language, *d) : t.text(rq.language, N_("no day while it stands still"));
  };
  row.set("BEFORE", date(m.before)).set("AFTER", date(m.after));
}

}  // namespace ssiis::procedures
