// Whom and what the registers know already of what is typed into a proposal, before it is proposed.
#include <algorithm>

#include "inspections/candidates_view.hpp"
#include "inspections/case_strip.hpp"
#include "inspections/changes_view.hpp"
#include "inspections/finding.hpp"

namespace ssiis::inspections {
namespace {

using web::N_;

// What of a kind's form says who or what is meant; empty: the form has no such field.
struct Telling {
  std::string_view kind, name, number, born;
  std::string_view number_kind;  // as config/identifiers names it; empty: no rule
  bool people;
  std::string_view chosen_into;  // the field that the choice of a worker answers
};
constexpr Telling tellings[] = {
    {"worker", "name", "id_no", "dob", "id_no", true, "id_no"},
    {"duplicate_worker", "", "drop_no", "", "ss_no", true, "drop_no"},
    {"tax_number", "", "tin", "", "tin", false, ""},
    {"duplicate_unit", "", "drop_no", "", "ss_reg_no", false, ""},
    {"workplace", "name_lo", "", "", "", false, ""},
};

const Telling* telling_of(std::string_view kind) {
  const auto* at =
      std::find_if(std::begin(tellings), std::end(tellings), [&](const Telling& t) { return t.kind == kind; });
  return at == std::end(tellings) ? nullptr : at;
}

web::Page change_candidates_page(const Desk& desk, const web::Request& rq) {
  const auto order = rq.capture("order");
  const auto opened = desk.cases.open(rq.who(), order, "changes");
  if (!opened) return refusal(desk, rq, opened.rejection());
  if (!RegisterChanges::may_propose(rq.who(), *opened))
    return refusal(desk, rq,
                   desk.rooms.trail.refused(rq.who(), amendments::may_propose, "case:" + order, opened->file.id));
  web::Data data;
  put_change_candidates(desk, rq, data, rq.parameter("kind"), order);
  data.show_if("CHANGE_ALONE", !rq.from_htmx());
  if (!rq.from_htmx()) put_case_strip(desk, rq, data, opened->file);
  const auto title = desk.t().text(rq.language, N_("Already in a register?"));
  return page_of(desk, rq, "inspections/change_candidates.tpl", data, title, "inspection.cases",
                 {{order, case_address(order)}, {title, ""}});
}

}  // namespace

void put_change_candidates(const Desk& desk, const web::Request& rq, web::Data& data, std::string_view kind,
                           const std::string& order) {
  const auto* t = telling_of(kind);
  data.show_if("LOOKS", t != nullptr).show_if("OF_PEOPLE", t != nullptr && t->people);
  data.show_if("OF_UNITS", t != nullptr && !t->people);
  if (t == nullptr) return;
  const auto typed = [&](std::string_view field) {
    const std::string name{field};
    return name.empty() ? std::string{} : rq.is_write() ? rq.field(name) : rq.parameter(name);
  };
  if (t->people) {
    const auto as_of_roll = [&](const std::string& field) {
      if (field == "new_name") return typed(t->name);
      if (field == "new_identity") return typed(t->number);
      return typed(field == "new_born" ? t->born : field);
    };
    put_worker_candidates(desk, rq, data, as_of_roll, "case:" + order, t->number_kind);
    return;
  }
  put_doubt(desk, rq, data, t->number_kind, t->number_kind.empty() ? std::string{} : typed(t->number));
  put_candidates(desk, rq, data, {typed(t->name), typed(t->number), ""}, "");
}

Result<Done> take_known_worker(const Desk& desk, const web::Request& rq, ChangeWish& wish) {
  const auto* t = telling_of(wish.kind);
  const auto key = rq.field("new_worker");
  if (t == nullptr || !t->people || key.empty()) return Done{};
  const auto known = desk.rooms.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    return registry::find_worker(tx, rq.who().scope("worker.read"), key);
  });
  if (!known) return Rejection{"roll.worker_unknown", {}, std::string{t->chosen_into}};
  const auto number = t->number_kind == "ss_no" ? known->ss_no : known->id_no;
  if (number.empty()) return Rejection{"amendment.known_without_number", {}, std::string{t->chosen_into}};
  const auto say = [&wish](const std::string& field, const std::string& value) {
    wish.typed.erase(field);
    wish.typed.emplace(field, value);
  };
  say(std::string{t->chosen_into}, number);
  if (wish.kind != "worker") return Done{};
  say("name", known->name("lo"));
  if (known->dob) say("dob", known->dob->iso());
  return Done{};
}

void add_change_candidates(web::Router& router, const Desk& desk) {
  router.add({"GET", "/inspection/cases/{order}/changes/candidates", web::Mount::staff,
              std::string{amendments::may_propose},
              [&desk](const web::Request& rq) { return change_candidates_page(desk, rq); }});
}

}  // namespace ssiis::inspections
