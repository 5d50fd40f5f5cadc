#include "linkage/quality_screens.hpp"

#include <fmt/format.h>

#include <cmath>

#include "linkage/words.hpp"

namespace ssiis::linkage {
namespace {

using web::Data;
using web::N_;
using web::Page;
using web::Request;

constexpr int weeks_shown = 12, pairs_shown = 50;

std::string share_words(const Say& say, double share) { return probability_words(say, std::llround(share * 1e6)); }

void put_week(Data& row, const Say& say, const SampleFigures& f, const std::vector<SampleFigures>& all) {
  const auto& t = say.t;
  row.set("PART", part_words(say, *f.part)).set("WEEK", t.date(say.language, f.week));
  row.set("DRAWN", t.number(say.language, f.drawn)).set("POPULATION", t.number(say.language, f.population));
  row.set("RIGHT", t.number(say.language, f.right)).set("WRONG", t.number(say.language, f.wrong));
  row.set("UNSURE", t.number(say.language, f.unsure)).set("SEED", std::to_string(f.seed));
  row.show_if("JUDGED", f.judged() > 0);
  if (f.judged() > 0) {
    const auto interval = wilson(f.right, f.judged());
    row.set("PRECISION", share_words(say, static_cast<double>(f.right) / static_cast<double>(f.judged())));
    row.set("LOW", share_words(say, interval.low)).set("HIGH", share_words(say, interval.high));
  }
  row.show_if("WORSE", worse_than_before(f, all));
}

Page quality_page(const QualityNeeds& needs, const Request& rq) {
  const auto& t = needs.renderer.translator();
  const Say say{t, rq.language};
  Data data;
  needs.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    const auto all = needs.quality.figures(tx, weeks_shown);
    data.show_if("WEEKS", !all.empty());
    for (const auto& f : all) put_week(data.add("WEEK_ROW"), say, f, all);
    const auto pairs = needs.quality.waiting(tx, rq.who().scope("link.review"), pairs_shown);
    data.show_if("PAIRS", !pairs.empty());
    for (const auto& l : pairs) {
      auto& row = data.add("PAIR");
      row.set("HREF", fmt::format("{}/{}?state=linked", links_home, l.id)).set("OWN", l.lsso_id);
      row.set("ENTRY", l.register_id).set("PART", part_words(say, *l.part));
      row.set("PROBABILITY", probability_words(say, l.probability_ppm));
    }
  });
  const auto title = t.text(rq.language, N_("Quality of links"));
  auto page = web::fragment(title, needs.renderer.render("linkage/quality.tpl", rq.language, data));
  page.scripts = {"page.js"};
  page.menu_id = "inspection.links";
  page.crumbs.push_back({t.text(rq.language, "Links between registers"), std::string{links_home}});
  page.crumbs.push_back({title, ""});
  return page;
}

}  // namespace

void add_quality_screens(web::Router& router, const QualityNeeds& given) {
  const auto needs = std::make_shared<const QualityNeeds>(given);
  router.add({"GET", "/inspection/linkquality", web::Mount::staff, "link.review",
              [needs](const Request& rq) { return quality_page(*needs, rq); }});
}

}  // namespace ssiis::linkage
