// A new case: its number, its background, its procedure, in one transaction.
#include "inspections/background.hpp"
#include "inspections/cases.hpp"
#include "inspections/rules.hpp"
#include "inspections/task_forms.hpp"
#include "sql/inspections.hpp"

namespace ssiis::inspections {
namespace {

std::optional<registry::Workplace> chosen(const std::vector<registry::Workplace>& list, const std::string& key) {
  for (const auto& w : list)
    if (w.workplace_id == key || (key.empty() && list.size() == 1)) return w;
  return std::nullopt;
}

// The section that owns the file: the province of the workplace, headquarters for what is above provinces.
std::string owning_office(const profiles::TerritoryTree& tree, const std::string& territory) {
  const auto* province = tree.above(territory, "province");
  return province == nullptr ? tree.root().code : province->code;
}

Case drafted_case(const NewCase& wish, const registry::LabourUnit& unit, const registry::Workplace& place,
                  const profiles::TerritoryTree& tree, const Actor& who, Day today) {
  const auto& node = tree.resolve(place.where.territory);
  return Case{.id = CaseId{0},
              .order_number = {},
              .plan_number = {},
              .origin = wish.origin,
              .type = wish.type,
              .emergency = wish.emergency,
              .unit_key = unit.lu_id,
              .unit_number = unit.ss_reg_no,
              .unit_name = fitted(unit.name("lo"), longest_unit_name),
              .workplace_key = place.workplace_id,
              .workplace_name = place.derived ? std::string{} : fitted(place.name("lo"), longest_unit_name),
              .territory = node.code,
              .office = owning_office(tree, node.code),
              .manager = who.user_id(),
              .state = CaseState::in_course,
              .stage = 1,
              .outcome = {},
              .subject = wish.subject,
              .opened_on = today,
              .closed_on = std::nullopt,
              .version = 1,
              .territory_point = node.interval.low};
}

// Each origin has its own start: requests are screened, an authority's order is not, a plan's unit neither.
std::string start_message(Origin origin) {
  switch (origin) {
    case Origin::worker_request:
    case Origin::employer_request:
      return "ComplaintOrRequest";
    case Origin::authority:
      return "AuthorityOrder";
    case Origin::national_plan:
    case Origin::regular_plan:
    case Origin::ad_hoc:
      return {};
  }
  return {};
}

workflow::StartRequest procedure_for(const Case& c) {
  return {.case_id = c.id,
          .process = "inspection",
          .message = start_message(c.origin),
          .territory = c.territory,
          .variables = {{"origin", std::string{name_of(c.origin)}},
                        {"inspection_type", std::string{name_of(c.type)}},
                        {"emergency", c.emergency},
                        {"territory", c.territory}}};
}

}  // namespace

Result<std::string> CaseService::start(const Actor& who, const NewCase& wish) {
  return rooms_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<std::string> {
    auto done = start_in(tx, who, wish);
    if (!done) tx.rollback();
    return done;
  });
}

Result<std::string> CaseService::start_in(db::Transaction& tx, const Actor& who, const NewCase& wish) {
  if (wish.subject.empty()) return Rejection{"form.required", {"subject"}, "subject"};
  if (count_code_points(wish.subject) > 1000) return Rejection{"form.too_long", {"subject", "1000"}, "subject"};
  const auto print =
      fingerprint_of({who.user_id(), name_of(wish.origin), name_of(wish.type), wish.emergency ? "emergency" : "",
                      wish.unit_key, wish.workplace_key, wish.subject, wish.request_number.value_or("")});
  const auto before = db::claim_request(tx, wish.request_key, print, rooms_.clock.now());
  if (!before) return before.rejections();
  if (*before) return **before;

  const auto scope = who.scope("registry.read");
  const auto unit = registry::find_unit(tx, scope, wish.unit_key);
  if (!unit && wish.unit_key.empty()) return Rejection{"unit.unknown", {}, "unit_key"};
  if (!unit) {
    // Not there, or not in the caller's places: the same words for both, and the attempt is kept.
    tx.rollback();
    rooms_.trail.refused(who, "registry.read", "unit:" + first_code_points(wish.unit_key, 64));
    return Rejection{"unit.unknown", {wish.unit_key}};
  }
  const auto place = chosen(registry::workplaces_of(tx, scope, wish.unit_key), wish.workplace_key);
  if (!place) return Rejection{"workplace.unknown", {wish.workplace_key}, "workplace_key"};
  const auto tree = profiles::current_tree(tx);
  Case c = drafted_case(wish, *unit, *place, tree, who, rooms_.clock.today());
  if (!who.may("order.create", c.territory_point)) {
    tx.rollback();
    return rooms_.trail.refused(who, "order.create", "unit:" + wish.unit_key);
  }
  // The number first: its series is locked from here on, so of two who start at once the second sees the first's file.
  // A refusal gives the number back.
  const int year = rooms_.clock.today().year();
  c.order_number =
      shown_number(rooms_.settings.text("numbers.order_prefix", "SSO"), year, db::next_number(tx, "order", "HQ", year));
  const auto open = tx.find(sql::inspections::case_open_of_workplace, db::Params{c.unit_key, c.workplace_key},
                            [](const db::Row& r) { return r.text(0); });
  if (open) return Rejection{"case.open_already", {*open}};
  c.id = CaseId{rooms_.ids.next()};
  insert(tx, c, rooms_.clock.now(), who.user_id());
  for (const auto& fact : background_from_registers(tx, rooms_.ids, scope, *unit, rooms_.clock.today()))
    insert_background(tx, c.id, fact);
  if (auto joined = join_request(tx, who, wish, c); !joined) return joined.rejections();
  const auto started = rooms_.workflow.start(tx, who, procedure_for(c));
  if (!started) return started.rejections();
  if (auto screened = take_screening(tx, who, wish, c); !screened) return screened.rejections();
  if (wish.together) wish.together(tx, c);
  db::store_result(tx, wish.request_key, c.order_number);
  audit::Pairs details{{"origin", std::string{name_of(c.origin)}}, {"unit", c.unit_key}, {"territory", c.territory}};
  if (wish.request_number) details.emplace_back("request", *wish.request_number);
  rooms_.trail.record(tx, who,
                      {.chain = audit::ChainName::of_case(c.id),
                       .event = "order.created",
                       .object = "case:" + c.order_number,
                       .details = std::move(details)});
  return c.order_number;
}

// Accepting a request is its screening: the procedure's step is done by the same person in the same transaction, when
// it is theirs; else it waits for the head of inspection.
Result<Done> CaseService::take_screening(db::Transaction& tx, const Actor& who, const NewCase& wish, const Case& c) {
  if (!wish.request_number) return Done{};
  for (const auto& task : rooms_.workflow.open_tasks(tx, c.id)) {
    if (task.form_key != "screening" || rooms_.workflow.obstacle(tx, who, task)) continue;
    const auto done =
        rooms_.workflow.complete(tx, who, {c.id, task.id, task.rev}, {{"screening", std::string{"accepted"}}});
    if (!done) return done.rejections();
    const auto form = form_of(tx, rooms_, task.bundle, task.form_key);
    insert_answer(tx, c.id, rooms_.ids.next(),
                  {TaskId{task.id}, "screening", form ? form->version : 1, forms::to_json({{"screening", "accepted"}}),
                   rooms_.clock.now(), who.user_id(), task.bundle});
    return Done{};
  }
  return Done{};
}

Result<Done> CaseService::join_request(db::Transaction& tx, const Actor& who, const NewCase& wish, const Case& c) {
  if (!wish.request_number) return Done{};
  auto found = find_request(tx, *wish.request_number);
  if (!found || !who.may("order.create", found->territory_point))
    return Rejection{"request.unknown", {*wish.request_number}};
  if (found->request.state != RequestState::received)
    return Rejection{"request.already_screened", {*wish.request_number}};
  found->request.state = RequestState::accepted;
  found->request.case_id = c.id;
  settle(tx, found->request);
  return Done{};
}

}  // namespace ssiis::inspections
