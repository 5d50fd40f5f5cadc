#include "inspections/candidates_view.hpp"
#include "inspections/entity_numbers.hpp"
#include "inspections/step_words.hpp"

namespace ssiis::inspections {
namespace {

using web::N_;

constexpr std::size_t most_candidates = 6;

// Why it is shown, the strongest reason first.
std::string reasons_of(const Desk& desk, const web::Request& rq, const registry::Candidate& c) {
  std::string out;
  const auto say = [&](bool yes, std::string_view words) {
    if (yes) out += (out.empty() ? "" : ", ") + desk.t().text(rq.language, words);
  };
  say(c.same_number, N_("same number"));
  say(c.same_name, N_("same name"));
  say(c.similar_name && !c.same_name, N_("similar name"));
  say(c.same_activity, N_("same activity"));
  say(c.same_province, N_("same province"));
  return out;
}

std::string unit_of(const registry::SearchHit& hit) {
  if (hit.kind == "labour_unit") return hit.key;
  return hit.entity_kind == "labour_unit" ? hit.entity_key : std::string{};
}

web::Page candidates_page(const Desk& desk, const web::Request& rq) {
  web::Data data;
  const bool for_request = rq.parameter("form") == "request";
  put_candidates(desk, rq, data, {rq.parameter("unit_name"), rq.parameter("number"), rq.parameter("territory")},
                 for_request ? "/inspection/requests/new?unit=" : "");
  data.show_if("ALONE", !rq.from_htmx());
  const auto title = desk.t().text(rq.language, N_("Likely the same labour unit"));
  return page_of(desk, rq, "inspections/candidates.tpl", data, title, "inspection.work", {{title, ""}});
}

}  // namespace

void put_candidates(const Desk& desk, const web::Request& rq, web::Data& data, const registry::TypedUnit& typed,
                    const std::string& take) {
  const auto found = desk.rooms.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    return registry::unit_candidates(tx, desk.search, rq.who().scope("search.use"), typed, most_candidates);
  });
  const auto tree = desk.rooms.territories();
  data.show_if("ASKED", !typed.name.empty() || !typed.number.empty()).show_if("CANDIDATES", !found.empty());
  for (const auto& c : found) {
    const auto unit = unit_of(c.hit);
    auto& row = data.add("CANDIDATE");
    row.set("TITLE", c.hit.title(rq.language)).set("SUBTITLE", c.hit.subtitle);
    const bool ours = c.hit.kind == "labour_unit";
    row.set("KIND",
            ours ? desk.t().text(rq.language, N_("Labour unit")) : register_name(desk.t(), rq.language, c.hit.kind));
    row.set("PLACE", place_words(desk, rq, *tree, c.hit.territory)).show_if("UNIT", !unit.empty());
    row.set("HREF", (take.empty() ? "/inspection/units/" : take) + percent_encoded(unit))
        .show_if("TAKE", !take.empty());
    row.set("REASONS", reasons_of(desk, rq, c));
  }
}

void add_candidate_screens(web::Router& router, const Desk& desk) {
  router.add({"GET", "/inspection/registry/candidates", web::Mount::staff, "search.use",
              [&desk](const web::Request& rq) { return candidates_page(desk, rq); }});
}

}  // namespace ssiis::inspections
