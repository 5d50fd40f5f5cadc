// Asking to withdraw an order. Who decides does it in the step that the procedure opens.
#include "inspections/case_strip.hpp"
#include "inspections/people.hpp"
#include "inspections/withdrawal_view.hpp"

namespace ssiis::inspections {
namespace {

using web::N_;

struct WithdrawalLook {
  const char *tone, *words;
};
WithdrawalLook withdrawal_look(WithdrawalState state) {
  switch (state) {
    case WithdrawalState::asked:
      return {"warn", N_("waits for a decision")};
    case WithdrawalState::approved:
      return {"idle", N_("order withdrawn")};
    case WithdrawalState::refused:
      return {"bad", N_("not withdrawn")};
  }
  return {"idle", ""};
}

// In the words of the form that asks for it.
std::string ground_words(const Desk& desk, const web::Request& rq, const std::string& ground) {
  for (const auto& option : desk.rooms.forms.find("withdraw")->find("withdrawal_ground")->options)
    if (option.value == ground) return option.label.in(rq.language);
  return ground;
}

struct WithdrawalRead {
  std::optional<workflow::Standing> standing;
  std::vector<NamedWithdrawal> list;
};

web::Page withdrawal_page(const Desk& desk, const web::Request& rq, const Rejections& reasons) {
  const auto opened = desk.cases.open(rq.who(), rq.capture("order"), "withdrawal");
  if (!opened) return refusal(desk, rq, opened.rejection());
  const Case& c = opened->file;
  if (!WithdrawalService::may_ask(rq.who(), *opened))
    return refusal(desk, rq, desk.rooms.trail.refused(rq.who(), "order.withdraw", "case:" + c.order_number, c.id));
  const auto read = desk.rooms.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    return WithdrawalRead{desk.rooms.workflow.standing(tx, c.id), named_withdrawals(tx, c.id, rq.language)};
  });
  std::vector<Withdrawal> earlier;
  for (const auto& named : read.list) earlier.push_back(named.withdrawal);
  const auto obstacle = WithdrawalService::obstacle(c, read.standing, earlier);
  const auto& form = *desk.rooms.forms.find("withdraw");
  const auto& field = *form.find("withdrawal_reason");
  const auto& ground = *form.find("withdrawal_ground");
  std::vector<web::Option> grounds;
  for (const auto& option : ground.options) grounds.push_back({option.value, option.label.in(rq.language)});
  web::Data data;
  put_case_strip(desk, rq, data, c);
  put_withdrawals(desk, rq, data, read.list);
  data.set("TITLE", form.title.in(rq.language))
      .set("GROUND_LABEL", ground.label.in(rq.language))
      .set("REASON_LABEL", field.label.in(rq.language))
      .set("REASON_HINT", field.hint.in(rq.language))
      .set("SUBMIT", form.submit.in(rq.language))
      .show_if("POSSIBLE", !obstacle.has_value());
  if (obstacle) data.set("OBSTACLE", desk.t().rejection(rq.language, *obstacle));
  web::fill_options(data, "withdrawal_ground", grounds, {rq.field("withdrawal_ground")});
  web::fill_form(data, rq, desk.t(), reasons);
  return page_of(desk, rq, "inspections/withdrawal.tpl", data, form.title.in(rq.language), "inspection.cases",
                 {{desk.t().text(rq.language, "Inspection files"), "/inspection/cases"},
                  {c.order_number, case_address(c.order_number)},
                  {form.title.in(rq.language), ""}},
                 reasons.empty() ? 200 : web::status_of(reasons.front()));
}

web::Page ask_withdrawal(const Desk& desk, const web::Request& rq, WithdrawalService& withdrawals) {
  const auto key = web::request_key(rq);
  if (!key) return refusal(desk, rq, key.rejection());
  const forms::Typed typed{{"withdrawal_ground", rq.field("withdrawal_ground")},
                           {"withdrawal_reason", rq.text_block("withdrawal_reason")}};
  const auto done = withdrawals.ask(rq.who(), rq.capture("order"), typed, *key);
  if (done) return web::see_other(case_address(rq.capture("order")));
  if (done.rejection().code == "access.forbidden") return refusal(desk, rq, done.rejection());
  return withdrawal_page(desk, rq, done.rejections());
}

}  // namespace

std::vector<NamedWithdrawal> named_withdrawals(db::Transaction& tx, CaseId id, const std::string& language) {
  People people{tx};
  std::vector<NamedWithdrawal> out;
  for (auto& w : withdrawals_of(tx, id)) {
    const auto asker = people.name(w.asked_by, language);
    const auto decider = w.decided_by.empty() ? std::string{} : people.name(w.decided_by, language);
    out.push_back({std::move(w), asker, decider});
  }
  return out;
}

void put_withdrawals(const Desk& desk, const web::Request& rq, web::Data& data,
                     const std::vector<NamedWithdrawal>& list) {
  data.show_if("HAS_WITHDRAWALS", !list.empty());
  for (const auto& [w, asker, decider] : list) {
    const auto look = withdrawal_look(w.state);
    auto& row = data.add("WITHDRAWAL");
    row.set("WD_TONE", look.tone)
        .set("WD_STATE", desk.t().text(rq.language, look.words))
        .set("WD_REASON", w.reason)
        .set("WD_ASKED", desk.t().date_time(rq.language, w.asked_at))
        .set("WD_ASKER", asker)
        .set("WD_GROUND", ground_words(desk, rq, w.ground))
        .show_if("WD_HAS_GROUND", !w.ground.empty())
        .show_if("WD_DECIDED", w.decided_at.has_value())
        .show_if("WD_REFUSED", !w.refusal.empty());
    if (w.decided_at)
      row.set("WD_DECIDED_AT", desk.t().date_time(rq.language, *w.decided_at)).set("WD_DECIDER", decider);
    row.set("WD_REFUSAL", w.refusal);
  }
}

void add_withdrawal_screens(web::Router& router, const Desk& desk, WithdrawalService& withdrawals) {
  router.add({"GET", "/inspection/cases/{order}/withdrawal", web::Mount::staff, "order.withdraw",
              [&desk](const web::Request& rq) { return withdrawal_page(desk, rq, {}); }});
  router.add({"POST", "/inspection/cases/{order}/withdrawal", web::Mount::staff, "order.withdraw",
              [&desk, &withdrawals](const web::Request& rq) { return ask_withdrawal(desk, rq, withdrawals); }});
}

}  // namespace ssiis::inspections
