#include "inspections/candidates_view.hpp"
#include "inspections/case_strip.hpp"
#include "inspections/entity_numbers.hpp"
#include "inspections/finding.hpp"
#include "inspections/step_words.hpp"

namespace ssiis::inspections {
namespace {

using web::N_;

constexpr std::size_t most_candidates = 6;

// Why it is shown, the strongest reason first.
struct Reason {
  bool holds;
  std::string_view words;
};
std::string reasons_of(const Desk& desk, const web::Request& rq, std::initializer_list<Reason> reasons) {
  std::string out;
  for (const auto& r : reasons)
    if (r.holds) out += (out.empty() ? "" : ", ") + desk.t().text(rq.language, r.words);
  return out;
}

std::string reasons_of_unit(const Desk& desk, const web::Request& rq, const registry::Candidate& c) {
  return reasons_of(desk, rq,
                    {{c.same_number, N_("same number")},
                     {c.same_name, N_("same name")},
                     {c.similar_name && !c.same_name, N_("similar name")},
                     {c.same_activity, N_("same activity")},
                     {c.same_province, N_("same province")}});
}

std::string unit_of(const registry::SearchHit& hit) {
  if (hit.kind == "labour_unit") return hit.key;
  return hit.entity_kind == "labour_unit" ? hit.entity_key : std::string{};
}

// Where a unit is taken to, by the form that asks.
std::string taken_at(std::string_view form) {
  for (const auto& [name, address] :
       {std::pair{"request", "/inspection/requests/new?unit="}, std::pair{"order", "/inspection/orders/new?unit="},
        std::pair{"import", "/inspection/cases/import?unit="}})
    if (form == name) return address;
  return {};
}

web::Page candidates_page(const Desk& desk, const web::Request& rq) {
  web::Data data;
  const auto find = rq.parameter("find");  // one box for either
  const auto typed = [&](const char* field) { return find.empty() ? rq.parameter(field) : find; };
  put_candidates(desk, rq, data, {typed("unit_name"), typed("number"), rq.parameter("territory")},
                 taken_at(rq.parameter("form")));
  data.show_if("ALONE", !rq.from_htmx());
  const auto title = desk.t().text(rq.language, N_("Likely the same labour unit"));
  return page_of(desk, rq, "inspections/candidates.tpl", data, title, "inspection.work", {{title, ""}});
}

std::string reasons_of_person(const Desk& desk, const web::Request& rq, const registry::WorkerCandidate& c) {
  return reasons_of(desk, rq,
                    {{c.same_number, N_("same number")},
                     {c.same_name, N_("same name")},
                     {c.similar_name && !c.same_name, N_("similar name")},
                     {c.same_birth, N_("same date of birth")}});
}

// As much as tells namesakes apart and no more: numbers, day of birth, home.
std::string facts_of_person(const Desk& desk, const web::Request& rq, const registry::Worker& w) {
  std::string out;
  const auto add = [&](const std::string& text) {
    if (!text.empty()) out += (out.empty() ? "" : " · ") + text;
  };
  add(w.ss_no);
  add(w.id_no);
  add(w.dob ? desk.t().date(rq.language, *w.dob) : std::string{});
  add(place_words(desk, rq, *desk.rooms.territories(), w.where.territory));
  return out;
}

web::Page worker_candidates_page(const Desk& desk, const web::Request& rq) {
  const auto order = rq.capture("order"), visit = rq.capture("visit");
  const auto number = static_cast<int>(whole_number(visit).value_or(0));
  const auto allowed = desk.visits.may_record(rq.who(), order, number);
  const bool over = !allowed && allowed.rejection().code == "visit.ended";
  if (!allowed && !over) return refusal(desk, rq, allowed.rejection());
  web::Data data;
  if (!over)
    put_worker_candidates(
        desk, rq, data, [&rq](const std::string& field) { return rq.parameter(field); },
        "visit:" + order + "/" + visit);
  data.show_if("ALONE", !rq.from_htmx());
  if (!rq.from_htmx()) {
    const auto file = desk.visits.open(rq.who(), order, number);
    if (!file) return refusal(desk, rq, file.rejection());
    put_case_strip(desk, rq, data, file->open.file);
  }
  const auto title = desk.t().text(rq.language, N_("Likely the same person"));
  return page_of(desk, rq, "inspections/worker_candidates.tpl", data, title, "inspection.cases",
                 {{order, case_address(order)}, {title, ""}});
}

}  // namespace

void put_doubt(const Desk& desk, const web::Request& rq, web::Data& data, std::string_view kind,
               const std::string& number) {
  const auto why = desk.rooms.doubt && !number.empty() ? desk.rooms.doubt(kind, number) : std::nullopt;
  data.show_if("DOUBTED", why.has_value());
  if (why) data.set("DOUBT", desk.t().rejection(rq.language, *why)).set("DOUBT_CODE", why->code);
}

void put_worker_candidates(const Desk& desk, const web::Request& rq, web::Data& data,
                           const std::function<std::string(const std::string&)>& typed, const std::string& object,
                           std::string_view number_kind) {
  const registry::TypedWorker person{typed("new_name"), typed("new_identity"), Day::parse(typed("new_born"))};
  const auto found = FindingService{desk.rooms, desk.search}.people_like(rq.who(), person, most_candidates, object);
  data.show_if("WORKERS_ASKED", !person.name.empty() || !person.number.empty());
  data.show_if("WORKER_CANDIDATES", !found.empty());
  put_doubt(desk, rq, data, number_kind, person.number);
  const auto chosen = typed("new_worker");
  std::int64_t n = 0;
  for (const auto& c : found)
    data.add("WORKER_CANDIDATE")
        .set("N", ++n)
        .set("WORKER_KEY", c.worker.worker_id)
        .set("CANDIDATE_NAME", c.worker.name(rq.language))
        .set("CANDIDATE_FACTS", facts_of_person(desk, rq, c.worker))
        .set("CANDIDATE_WHY", reasons_of_person(desk, rq, c))
        .show_if("CANDIDATE_CHOSEN", c.worker.worker_id == chosen);
}

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
    row.set("REASONS", reasons_of_unit(desk, rq, c));
  }
}

void add_candidate_screens(web::Router& router, const Desk& desk) {
  router.add({"GET", "/inspection/cases/{order}/visits/{visit}/candidates", web::Mount::staff, "visit.record",
              [&desk](const web::Request& rq) { return worker_candidates_page(desk, rq); }});
  router.add({"GET", "/inspection/registry/candidates", web::Mount::staff, "search.use",
              [&desk](const web::Request& rq) { return candidates_page(desk, rq); }});
}

}  // namespace ssiis::inspections
