// What of an inspection goes back into the register, on the file's side.
#include <algorithm>

#include "inspections/case_strip.hpp"
#include "inspections/changes_view.hpp"
#include "inspections/people.hpp"

namespace ssiis::inspections {
namespace {

using web::N_;

std::string changes_address(const std::string& order) { return case_address(order) + "/changes"; }

std::string kind_asked(const web::Request& rq) { return rq.is_write() ? rq.field("kind") : rq.parameter("kind"); }

const char* control_for(forms::FieldType type) {
  switch (type) {
    case forms::FieldType::lines:
      return "AF_LINES";
    case forms::FieldType::day:
      return "AF_DAY";
    case forms::FieldType::select:
    case forms::FieldType::choice:
      return "AF_SELECT";
    default:
      return "AF_TEXT";
  }
}

void put_form_field(const Desk& desk, const web::Request& rq, web::Data& data, const forms::Field& f,
                    const Rejections& reasons) {
  const auto fault =
      std::find_if(reasons.begin(), reasons.end(), [&](const Rejection& r) { return r.field == f.name; });
  const auto value = f.type == forms::FieldType::lines ? rq.text_block(f.name) : rq.field(f.name);
  auto& row = data.add("AF");
  row.set("AF_NAME", f.name)
      .set("AF_LABEL", f.label.in(rq.language))
      .set("AF_VALUE", value)
      .set("AF_HINT", f.hint.in(rq.language))
      .show_if("AF_HINTED", !f.hint.in(rq.language).empty())
      .show_if("AF_REQUIRED", f.required)
      .show_if("AF_FAULTY", fault != reasons.end());
  if (fault != reasons.end()) row.set("AF_FAULT", desk.t().rejection(rq.language, *fault));
  auto& control = row.add(control_for(f.type));
  control.show_if("AF_AMOUNT", f.type == forms::FieldType::money);
  for (const auto& option : f.options)
    control.add("AF_OPTION")
        .set("AF_OPTION_VALUE", option.value)
        .set("AF_OPTION_LABEL", option.label.in(rq.language))
        .show_if("AF_CHOSEN", option.value == value);
}

void put_prepare(const Desk& desk, const web::Request& rq, web::Data& data, const std::vector<EvidenceChoice>& evidence,
                 const Rejections& reasons) {
  const auto& kinds = desk.rooms.amendments.kinds();
  const auto chosen = kind_asked(rq);
  for (const auto& kind : kinds.all())
    data.add("KIND_CHOICE")
        .set("KIND_HREF", "?kind=" + kind.code + "#prepare")
        .set("KIND_NAME", kind.name.in(rq.language))
        .show_if("KIND_CHOSEN", kind.code == chosen);
  const auto* kind = kinds.find(chosen);
  data.show_if("KIND_FORM", kind != nullptr);
  if (kind == nullptr) return;
  std::vector<web::Option> options;
  for (const auto& e : evidence) options.push_back({e.code, e.title});
  web::fill_options(data, "evidence", options, {rq.field("evidence")});
  data.set("KIND_CODE", kind->code)
      .set("KIND_TITLE", kind->form->title.in(rq.language))
      .set("KIND_SUBMIT", kind->form->submit.in(rq.language))
      .set("KIND_LEGAL", kind->legal.in(rq.language))
      .show_if("KIND_LEGAL_UNCONFIRMED", !kind->legal_confirmed)
      .show_if("KIND_SECOND", kind->second_person)
      .show_if("KIND_AT_DECISION", kind->after == "decision")
      .show_if("HAS_EVIDENCE", !evidence.empty());
  for (const auto* field : kind->form->fields()) put_form_field(desk, rq, data, *field, reasons);
  put_change_candidates(desk, rq, data, kind->code, rq.capture("order"));
}

// What stands in the two forms of a proposal of the file.
void put_own_forms(const Desk& desk, const web::Request& rq, web::Data& row, const amendments::Amendment& a, bool may) {
  const auto id = std::to_string(a.id);
  row.set("AM_EVIDENCE_HREF", amendments::evidence_address(a))
      .set("AM_HREF", changes_address(a.order_number) + "/" + id)
      .set("AM_ANSWER", rq.text_block("answer_" + id))
      .set("AM_WITHDRAWAL", rq.text_block("withdrawal_" + id))
      .show_if("AM_MAY_ANSWER", may && a.state == amendments::State::returned)
      .show_if("AM_MAY_WITHDRAW",
               may && a.reverses == 0 && amendments::after(a.state, amendments::Event::withdraw).has_value());
  const auto* kind = desk.rooms.amendments.kinds().find(a.kind);
  row.show_if("AM_WAITS_FOR_DECISION",
              a.state == amendments::State::prepared && kind != nullptr && kind->after == "decision");
}

amendments::Shown shown_to(const Desk& desk, const web::Request& rq, People& people) {
  return {desk.t(), rq.language, desk.rooms.amendments.kinds(), desk.rooms.clock.now(),
          [&people, &rq](const std::string& user) { return people.name(user, rq.language); }};
}

// All of the file, with the forms of who `may` propose, and the register's values of this moment.
void put_changes(const Desk& desk, const web::Request& rq, web::Data& data, CaseId id, bool may) {
  const auto rows = desk.rooms.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    People people{tx};
    auto all = std::make_unique<web::Data>();
    const auto list = desk.rooms.amendments.of_case(tx, id);
    for (const auto& opened : list) {
      auto& row = all->add("AMENDMENT");
      amendments::put_amendment(shown_to(desk, rq, people), row, opened);
      put_own_forms(desk, rq, row, opened.amendment, may);
    }
    all->show_if("HAS_AMENDMENTS", !list.empty());
    return all;
  });
  data.merge(*rows);
}

web::Page changes_page(const Desk& desk, const web::Request& rq, const Rejections& reasons) {
  const auto opened = desk.cases.open(rq.who(), rq.capture("order"), "changes");
  if (!opened) return refusal(desk, rq, opened.rejection());
  const Case& c = opened->file;
  const bool may = RegisterChanges::may_propose(rq.who(), *opened);
  web::Data data;
  put_case_strip(desk, rq, data, c);
  put_changes(desk, rq, data, c.id, may);
  data.show_if("MAY_PROPOSE", may).set("CHANGES_HREF", changes_address(c.order_number));
  if (may) {
    const auto evidence = desk.rooms.pool.transact(
        db::Mode::read, [&](db::Transaction& tx) { return evidence_choices(tx, rq.who(), *opened, desk.documents); });
    put_prepare(desk, rq, data, evidence, reasons);
  }
  web::fill_form(data, rq, desk.t(), reasons);
  const auto title = desk.t().text(rq.language, "Changes of the register");
  return page_of(desk, rq, "inspections/changes.tpl", data, title, "inspection.cases",
                 {{desk.t().text(rq.language, "Inspection files"), "/inspection/cases"},
                  {c.order_number, case_address(c.order_number)},
                  {title, ""}},
                 reasons.empty() ? 200 : web::status_of(reasons.front()));
}

web::Page prepare_change(const Desk& desk, const web::Request& rq, RegisterChanges& changes) {
  const auto key = web::request_key(rq);
  if (!key) return refusal(desk, rq, key.rejection());
  // Without scripts: the page comes again with what the registers know; nothing is proposed.
  if (!rq.field("look").empty()) return changes_page(desk, rq, {});
  ChangeWish wish{rq.field("kind"), {}, rq.field("evidence"), *key};
  if (const auto* kind = desk.rooms.amendments.kinds().find(wish.kind))
    for (const auto* field : kind->form->fields())
      wish.typed.emplace(field->name,
                         field->type == forms::FieldType::lines ? rq.text_block(field->name) : rq.field(field->name));
  if (const auto known = take_known_worker(desk, rq, wish); !known) return changes_page(desk, rq, known.rejections());
  const auto done = changes.prepare(rq.who(), rq.capture("order"), wish);
  if (done) return web::see_other(changes_address(rq.capture("order")));
  if (done.rejection().code == "access.forbidden") return refusal(desk, rq, done.rejection());
  return changes_page(desk, rq, done.rejections());
}

web::Page settle_change(const Desk& desk, const web::Request& rq, RegisterChanges& changes, bool answers) {
  const auto key = web::request_key(rq);
  const auto id = whole_number(rq.capture("id")), version = whole_number(rq.field("version"));
  if (!key) return refusal(desk, rq, key.rejection());
  if (!id || !version) return refusal(desk, rq, Rejection{"request.malformed"});
  const auto text = rq.text_block((answers ? "answer_" : "withdrawal_") + std::to_string(*id));
  const auto done = changes.settle(rq.who(), rq.capture("order"), *id, *version, answers, text, *key);
  if (done) return web::see_other(changes_address(rq.capture("order")));
  const auto& why = done.rejection();
  if (why.code == "access.forbidden" || why.code == "amendment.unknown") return refusal(desk, rq, why);
  return changes_page(desk, rq, done.rejections());
}

}  // namespace

void put_changes_panel(const Desk& desk, const web::Request& rq, web::Data& data, CaseId id) {
  constexpr std::size_t most_shown = 8;
  const auto rows = desk.rooms.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    People people{tx};
    auto all = std::make_unique<web::Data>();
    const auto list = desk.rooms.amendments.brief(tx, id);
    for (std::size_t i = 0; i < std::min(list.size(), most_shown); ++i)
      amendments::put_amendment(shown_to(desk, rq, people), all->add("AMENDMENT"), {list[i], {}, {}, {}, {}});
    all->show_if("HAS_AMENDMENTS", !list.empty()).show_if("MORE_AMENDMENTS", list.size() > most_shown);
    if (list.size() > most_shown)
      all->set("MORE_WORDS", desk.t().plural(rq.language, "{1} more change", "{1} more changes",
                                             static_cast<std::int64_t>(list.size() - most_shown)));
    return all;
  });
  data.merge(*rows);
}

void add_change_screens(web::Router& router, const Desk& desk, RegisterChanges& changes) {
  const std::string page = "/inspection/cases/{order}/changes";
  const std::string permission{amendments::may_propose};
  add_change_candidates(router, desk);
  router.add({"GET", page, web::Mount::staff, "case.read",
              [&desk](const web::Request& rq) { return changes_page(desk, rq, {}); }});
  router.add({"POST", page, web::Mount::staff, permission,
              [&desk, &changes](const web::Request& rq) { return prepare_change(desk, rq, changes); }});
  router.add({"POST", page + "/{id}/answer", web::Mount::staff, permission,
              [&desk, &changes](const web::Request& rq) { return settle_change(desk, rq, changes, true); }});
  router.add({"POST", page + "/{id}/withdrawal", web::Mount::staff, permission,
              [&desk, &changes](const web::Request& rq) { return settle_change(desk, rq, changes, false); }});
}

}  // namespace ssiis::inspections
