#include "control_centre/feed_screen.hpp"

#include <algorithm>

#include "control_centre/history.hpp"
#include "control_centre/words.hpp"

namespace ssiis::control_centre {
namespace {

using web::Data;
using web::N_;
using web::Page;
using web::Request;

constexpr int points_shown = 24;

void put_point_state(Data& row, const web::Translator& t, std::string_view language, const FeedPoint& p) {
  if (p.counts) return web::fill_tag(row, web::Tone::ok, t.text(language, N_("counts")));
  if (p.state == "held") return web::fill_tag(row, web::Tone::bad, t.text(language, N_("held")));
  if (p.state == "withdrawn") return web::fill_tag(row, web::Tone::idle, t.text(language, N_("withdrawn")));
  web::fill_tag(row, web::Tone::idle, t.text(language, N_("former")));
}

// A number with its sign, against the one before; nothing for the first.
void put_difference(Data& row, const web::Translator& t, std::string_view language, const FeedPoint* before,
                    const FeedPoint& p) {
  row.show_if("HAS_BEFORE", before != nullptr);
  if (before == nullptr) return;
  const auto by = p.rows - before->rows;
  row.set("BY", (by > 0 ? "+" : "") + t.number(language, by));
}

void put_feed_chart(Data& data, const web::Translator& t, std::string_view language,
                    const std::vector<FeedPoint>& history) {
  const auto chart = chart_of(history);
  for (const auto& line : chart.lines)
    data.add("LINE")
        .set("LINE_Y", line.y)
        .set("LABEL_Y", line.label_y)
        .set("LINE_VALUE", t.number(language, line.value));
  for (std::size_t i = 0; i < chart.bars.size(); ++i) {
    const auto& bar = chart.bars[i];
    auto& row = data.add("BAR");
    row.set("BAR_X", bar.x).set("BAR_WIDTH", bar.width).set("ROWS_Y", bar.rows_y).set("ROWS_HEIGHT", bar.rows_height);
    if (!bar.rejected_height.empty())
      row.add("REJECTED").set("REJECTED_Y", bar.rejected_y).set("REJECTED_HEIGHT", bar.rejected_height);
    if (bar.labelled) row.add("LABEL").set("BAR_MIDDLE", bar.middle).set("BAR_DAY", t.date(language, history[i].as_of));
  }
}

Page feed_page(const ScreenNeeds& needs, const Request& rq, std::string_view source) {
  const auto& t = needs.renderer.translator();
  const auto history =
      needs.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return feed_history(tx, source, points_shown); });
  Data data;
  const auto name = source_words(t, rq.language, source);
  data.set("FEED_NAME", name).show_if("HISTORY", !history.empty());
  put_feed_chart(data, t, rq.language, history);
  const bool may_open = rq.who().may("import.read");
  for (auto i = history.size(); i-- > 0;) {
    const auto& p = history[i];
    auto& row = data.add("POINT");
    put_point_state(row, t, rq.language, p);
    row.set("AS_OF", t.date(rq.language, p.as_of)).set("LOADED_AT", t.date_time(rq.language, p.loaded_at));
    row.set("ROWS", t.number(rq.language, p.rows)).show_if("OF_FILE", p.load.has_value());
    row.set("REJECTS", t.number(rq.language, p.rejected)).set("FILE_NAME", p.file);
    row.show_if("MAY_OPEN", p.load && may_open).set("LOAD", p.load.value_or(0));
    put_difference(row, t, rq.language, i == 0 ? nullptr : &history[i - 1], p);
  }
  const auto centre = t.text(rq.language, N_("Control centre"));
  auto page = web::fragment(name, needs.renderer.render("control_centre/feed.tpl", rq.language, data));
  page.scripts = {"page.js"};
  page.menu_id = "inspection.control";
  page.crumbs.push_back({centre, "/inspection/control"});
  page.crumbs.push_back({name, ""});
  return page;
}

}  // namespace

void add_feed_screen(web::Router& router, const ScreenNeeds& given) {
  const auto needs = std::make_shared<const ScreenNeeds>(given);
  router.add(
      {"GET", "/inspection/control/{source}", web::Mount::staff, std::string{permission}, [needs](const Request& rq) {
         const auto source = rq.capture("source");
         if (std::find(sources.begin(), sources.end(), source) == sources.end())
           return web::problem(needs->renderer, rq, 404, Rejection{"request.address_unknown"});
         return feed_page(*needs, rq, source);
       }});
}

}  // namespace ssiis::control_centre
