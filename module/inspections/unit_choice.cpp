#include "inspections/unit_choice.hpp"

namespace ssiis::inspections {

UnitChoice unit_choice(const Desk& desk, const web::Request& rq) {
  const auto key = rq.is_write() ? rq.field("unit_key") : rq.parameter("unit");
  const auto text = rq.parameter("find");
  return desk.rooms.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    UnitChoice out;
    const auto scope = rq.who().scope("registry.read");
    if (!key.empty()) out.chosen = registry::find_unit(tx, scope, key);
    if (out.chosen)
      out.workplaces = registry::workplaces_of(tx, scope, key);
    else if (!text.empty())
      out.hits =
          desk.search.search(tx, rq.who().scope("search.use"), {.text = text, .kinds = {"labour_unit"}, .limit = 20})
              .hits;
    return out;
  });
}

void put_unit(const Desk& desk, const web::Request& rq, web::Data& data, const UnitChoice& choice,
              const std::string& here) {
  const bool order = here == "/inspection/orders/new", import = here == "/inspection/cases/import";
  const bool request = here == "/inspection/requests/new";
  data.show_if("WHILE_TYPED", order || import || request).set("FORM", order ? "order" : import ? "import" : "request");
  data.set("FIND", rq.parameter("find")).set("HERE", here).show_if("CHOSEN", choice.chosen.has_value());
  const auto tree = desk.rooms.territories();
  if (choice.chosen) {
    const auto& u = *choice.chosen;
    data.set("UNIT_KEY", u.lu_id)
        .set("UNIT_NAME", u.name(rq.language))
        .set("UNIT_NUMBER", u.ss_reg_no)
        .set("UNIT_PLACE", place_words(desk, rq, *tree, u.where.territory))
        .show_if("SEVERAL_PLACES", choice.workplaces.size() > 1);
    std::vector<web::Option> places;
    for (const auto& w : choice.workplaces)
      places.push_back({w.workplace_id, w.name(rq.language), place_words(desk, rq, *tree, w.where.territory)});
    web::fill_options(data, "workplace_key", places, {rq.field("workplace_key")});
  }
  data.show_if("SEARCHED", !rq.parameter("find").empty() && !choice.chosen).show_if("HITS", !choice.hits.empty());
  for (const auto& hit : choice.hits)
    data.add("HIT")
        .set("HIT_HREF", here + "?unit=" + percent_encoded(hit.key))
        .set("HIT_TITLE", hit.title(rq.language))
        .set("HIT_SUBTITLE", hit.subtitle)
        .set("HIT_PLACE", place_words(desk, rq, *tree, hit.territory));
}

}  // namespace ssiis::inspections
