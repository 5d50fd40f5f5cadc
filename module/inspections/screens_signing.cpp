// The signing folder: the list with boxes to tick, and one page that sums up one decision.
#include <fmt/format.h>

#include <algorithm>

#include "inspections/case_strip.hpp"
#include "inspections/proof.hpp"
#include "inspections/signing_view.hpp"
#include "inspections/so_far.hpp"
#include "inspections/step_words.hpp"
#include "inspections/task_forms.hpp"

namespace ssiis::inspections {
namespace {

using web::N_;

constexpr std::string_view folder_address = "/inspection/signing";
constexpr int sheets_shown = 30;
constexpr std::int64_t furthest_sheet = 100'000;

// What the page tells of the sheets that were sent.
struct Outcome {
  std::optional<Judged> judged{};
  Rejections of_the_form{};
};

std::string key_of(const std::string& order, std::int64_t task, std::int64_t rev) {
  return fmt::format("{}.{}.{}", task, rev, order);
}

std::optional<Sheet> sheet_of(const std::string& key) {
  const auto first = key.find('.');
  const auto second = first == std::string::npos ? first : key.find('.', first + 1);
  if (second == std::string::npos) return std::nullopt;
  const auto task = whole_number(key.substr(0, first));
  const auto rev = whole_number(key.substr(first + 1, second - first - 1));
  if (!task || !rev) return std::nullopt;
  return Sheet{key.substr(second + 1), *task, *rev};
}

std::string sheet_address(const std::string& order, std::int64_t task) {
  return fmt::format("{}/{}/{}", folder_address, order_in_address(order), task);
}

void put_sheet(const Desk& desk, const web::Request& rq, People& people, web::Data& data, const WaitingDecision& w,
               const std::vector<std::string>& ticked) {
  auto& row = data.add("SHEET");
  const auto key = key_of(w.file.order_number, w.task.id, w.task.rev);
  row.set("KEY", key)
      .set("ORDER", w.file.order_number)
      .set("SHEET_HREF", sheet_address(w.file.order_number, w.task.id))
      .set("UNIT", w.file.unit_name)
      .set("PLACE", place_words(desk, rq, *desk.rooms.territories(), w.file.territory))
      .set("STEP", w.form->title.in(rq.language) + for_which(desk.t(), rq.language, w.task))
      .show_if("READY", w.ready)
      .show_if("TICKED", std::find(ticked.begin(), ticked.end(), key) != ticked.end())
      .show_if("EMERGENCY", w.file.emergency);
  const auto* signed_field = w.form->find(w.form->signing->field);
  const auto proposal = w.proposal.find(w.form->signing->field);
  row.show_if("PROPOSED", proposal != w.proposal.end());
  if (proposal != w.proposal.end())
    row.set("PROPOSAL", answer_words(desk, rq, people, *signed_field, proposal->second));
  put_due(desk, rq, row, w.task);
}

void put_judged(const Desk& desk, const web::Request& rq, web::Data& data, const Judged& judged) {
  auto& report = data.add("REPORT");
  report.set("DONE", judged.done).show_if("SOME_REFUSED", !judged.refused.empty());
  report.set("REFUSED", static_cast<std::int64_t>(judged.refused.size()));
  for (const auto& [order, why] : judged.refused)
    report.add("REFUSAL")
        .set("REFUSED_ORDER", order)
        .set("SENTENCE", desk.t().rejection(rq.language, why))
        .set("CODE", why.code);
}

web::Page folder_page(const Desk& desk, const web::Request& rq, SigningFolder& folder, const Outcome& outcome) {
  const auto from = std::clamp<std::int64_t>(whole_number(rq.parameter("from")).value_or(0), 0, furthest_sheet);
  const auto part = folder.waiting(rq.who(), from, sheets_shown);
  web::Data data;
  if (outcome.judged) put_judged(desk, rq, data, *outcome.judged);
  const auto ticked = rq.is_write() ? rq.all_fields("sheet") : std::vector<std::string>{};
  desk.rooms.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    People people{tx};
    for (const auto& w : part.waiting) put_sheet(desk, rq, people, data, w, ticked);
  });
  data.show_if("SHEETS", !part.waiting.empty()).show_if("MORE", part.next > 0).show_if("EARLIER", from > 0);
  if (part.next > 0) data.set("MORE_HREF", fmt::format("{}?from={}", folder_address, part.next));
  put_proof(desk, rq, data);
  web::fill_form(data, rq, desk.t(), outcome.of_the_form);
  if (outcome.judged) data.set("VALUE_reason", "");  // said; the next choice is made afresh
  const auto title = desk.t().text(rq.language, "Signing folder");
  auto page = page_of(desk, rq, "inspections/signing.tpl", data, title, "inspection.signing", {{title, ""}},
                      outcome.of_the_form.empty() ? 200 : web::status_of(outcome.of_the_form.front()));
  if (!outcome.of_the_form.empty()) page.title = web::refused_title(desk.t(), rq.language, title);
  return page;
}

std::optional<Verdict> verdict_of(std::string_view code) {
  if (code == "sign") return Verdict::sign;
  if (code == "return") return Verdict::send_back;
  return std::nullopt;
}

web::Page judge_sheets(const Desk& desk, const web::Request& rq, SigningFolder& folder) {
  const auto key = web::request_key(rq);
  if (!key) return refusal(desk, rq, key.rejection());
  const auto sent = rq.all_fields("sheet");
  const auto verdict = verdict_of(rq.field("verdict"));
  if (!verdict || sent.size() > std::size_t{sheets_shown})
    return folder_page(desk, rq, folder, {.judged = {}, .of_the_form = {Rejection{"request.malformed"}}});
  std::vector<Sheet> sheets;
  std::vector<std::pair<std::string, Rejection>> unreadable;
  for (const auto& typed : sent)
    if (auto sheet = sheet_of(typed))
      sheets.push_back(std::move(*sheet));
    else
      unreadable.emplace_back("", Rejection{"task.unknown"});
  const auto judged = folder.judge(rq.who(), sheets, {*verdict, rq.text_block("reason"), rq.field("proof"), *key});
  if (!judged) return folder_page(desk, rq, folder, {.judged = {}, .of_the_form = judged.rejections()});
  Outcome out{*judged, {}};
  out.judged->refused.insert(out.judged->refused.end(), unreadable.begin(), unreadable.end());
  return folder_page(desk, rq, folder, out);
}

void put_proposal(const Desk& desk, const web::Request& rq, People& people, web::Data& data, const TaskView& view) {
  for (const auto* field : view.form->fields()) {
    const auto at = view.prefilled.find(field->name);
    if (at == view.prefilled.end() || !forms::applies(*field, view.prefilled)) continue;
    data.add("PROPOSED_ROW")
        .set("ROW_LABEL", field->label.in(rq.language))
        .set("ROW_VALUE", answer_words(desk, rq, people, *field, at->second))
        .show_if("MAIN", field->name == view.form->signing->field);
  }
}

// The fields that the form names for its summary, as they were last answered, and who answered them when.
void put_summary(const Desk& desk, const web::Request& rq, db::Transaction& tx, web::Data& data, const TaskView& view) {
  People people{tx};
  put_proposal(desk, rq, people, data, view);
  const auto answers = answers_of(tx, view.open.file.id);
  for (const auto& name : view.form->signing->summary)
    for (auto stored = answers.rbegin(); stored != answers.rend(); ++stored) {
      const auto form = form_of(tx, desk.rooms, stored->bundle, stored->form_key);
      const auto answer = forms::from_json(stored->json);
      const auto* field = form == nullptr ? nullptr : form->find(name);
      if (field == nullptr || !answer || !answer->contains(name)) continue;
      data.add("SUMMARY_ROW")
          .set("ROW_LABEL", field->label.in(rq.language))
          .set("ROW_VALUE", answer_words(desk, rq, people, *field, answer->find(name)->second))
          .set("ROW_WHO", people.name(stored->by, rq.language))
          .set("ROW_AT", desk.t().date(rq.language, stored->at.day()));
      break;
    }
}

web::Page sheet_page(const Desk& desk, const web::Request& rq) {
  const auto id = whole_number(rq.capture("task"));
  if (!id) return refusal(desk, rq, Rejection{"task.unknown"});
  const auto view = desk.tasks.view(rq.who(), rq.capture("order"), *id);
  if (!view) return refusal(desk, rq, view.rejection());
  if (view->form == nullptr || !view->form->signing) return refusal(desk, rq, Rejection{"task.unknown"});
  const Case& c = view->open.file;
  web::Data data;
  put_case_strip(desk, rq, data, c);
  const auto title = view->form->title.in(rq.language) + for_which(desk.t(), rq.language, view->task);
  data.set("TITLE", title)
      .set("KEY", key_of(c.order_number, view->task.id, view->task.rev))
      .set("TASK_HREF", case_address(c.order_number) + "/tasks/" + std::to_string(view->task.id))
      .show_if("READY", ready_to_sign(*view->form, view->prefilled, desk.rooms.clock.today()))
      .show_if("RETURNABLE", !view->form->signing->returned.empty())
      .show_if("ALLOWED", !view->obstacle.has_value());
  if (view->obstacle) data.set("OBSTACLE", desk.t().rejection(rq.language, *view->obstacle));
  put_due(desk, rq, data, view->task);
  desk.rooms.pool.transact(db::Mode::read, [&](db::Transaction& tx) { put_summary(desk, rq, tx, data, *view); });
  put_so_far(desk, rq, data, view->open, view->task.form_key);
  put_proof(desk, rq, data);
  web::fill_form(data, rq, desk.t(), {});
  return page_of(desk, rq, "inspections/signing_sheet.tpl", data, title, "inspection.signing",
                 {{desk.t().text(rq.language, "Signing folder"), std::string{folder_address}}, {c.order_number, ""}});
}

}  // namespace

void put_proof(const Desk& desk, const web::Request& rq, web::Data& data) {
  const auto until = proved_until(desk.rooms, rq.who());
  data.show_if("PROOF_NEEDED", !until.has_value());
  if (until) data.set("PROVED_UNTIL", desk.t().date_time(rq.language, *until));
}

void add_signing_screens(web::Router& router, const Desk& desk, SigningFolder& folder) {
  const std::string address{folder_address};
  router.add({"GET", address, web::Mount::staff, "decision.take",
              [&desk, &folder](const web::Request& rq) { return folder_page(desk, rq, folder, {}); }});
  router.add({"POST", address, web::Mount::staff, "decision.take",
              [&desk, &folder](const web::Request& rq) { return judge_sheets(desk, rq, folder); }});
  router.add({"GET", address + "/{order}/{task}", web::Mount::staff, "decision.take",
              [&desk](const web::Request& rq) { return sheet_page(desk, rq); }});
}

}  // namespace ssiis::inspections
