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

// What became of the sheets that were sent.
struct Judged {
  std::int64_t done{0};
  std::vector<std::pair<std::string, Rejection>> refused{};  // order
  Rejections of_the_form{};
  bool tried{false};
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
  return std::string{folder_address} + case_address(order).substr(std::string_view{"/inspection/cases"}.size()) + "/" +
         std::to_string(task);
}

void put_due(const Desk& desk, const web::Request& rq, web::Data& row, const workflow::OpenTask& task) {
  row.show_if("DUE", task.due.has_value());
  if (!task.due) return;
  const auto urgency = urgency_of(desk, rq, *task.due, desk.rooms.clock.today());
  row.set("DUE_DAY", desk.t().date(rq.language, *task.due))
      .set("DUE_TONE", std::string{tone_code(urgency.tone)})
      .set("DUE_WORDS", urgency.words)
      .show_if("UNCONFIRMED", !task.due_confirmed);
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
      .set("STEP", w.form->title.in(rq.language))
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
  if (!judged.tried) return;
  auto& report = data.add("REPORT");
  report.set("DONE", judged.done).show_if("SOME_REFUSED", !judged.refused.empty());
  report.set("REFUSED", static_cast<std::int64_t>(judged.refused.size()));
  for (const auto& [order, why] : judged.refused)
    report.add("REFUSAL")
        .set("REFUSED_ORDER", order)
        .set("SENTENCE", desk.t().rejection(rq.language, why))
        .set("CODE", why.code);
}

web::Page folder_page(const Desk& desk, const web::Request& rq, SigningFolder& folder, const Judged& judged) {
  const auto from = std::clamp<std::int64_t>(whole_number(rq.parameter("from")).value_or(0), 0, furthest_sheet);
  const auto part = folder.waiting(rq.who(), from, sheets_shown);
  web::Data data;
  put_judged(desk, rq, data, judged);
  const auto ticked = rq.is_write() ? rq.all_fields("sheet") : std::vector<std::string>{};
  desk.rooms.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    People people{tx};
    for (const auto& w : part.waiting) put_sheet(desk, rq, people, data, w, ticked);
  });
  data.show_if("SHEETS", !part.waiting.empty()).show_if("MORE", part.next > 0).show_if("EARLIER", from > 0);
  if (part.next > 0) data.set("MORE_HREF", fmt::format("{}?from={}", folder_address, part.next));
  put_proof(desk, rq, data);
  web::fill_form(data, rq, desk.t(), judged.of_the_form);
  if (judged.tried) data.set("VALUE_reason", "");  // said; the next choice is made afresh
  const auto title = desk.t().text(rq.language, "Signing folder");
  auto page = page_of(desk, rq, "inspections/signing.tpl", data, title, "inspection.signing", {{title, ""}},
                      judged.of_the_form.empty() ? 200 : web::status_of(judged.of_the_form.front()));
  if (!judged.of_the_form.empty()) page.title = web::refused_title(desk.t(), rq.language, title);
  return page;
}

// What the caller sends at once must make sense before anything is done.
Rejections faults_of(const std::vector<std::string>& sheets, std::optional<Verdict> verdict, const web::Request& rq) {
  Rejections out;
  if (!verdict || sheets.size() > std::size_t{sheets_shown}) out.push_back(Rejection{"request.malformed"});
  if (sheets.empty()) out.push_back(Rejection{"signature.none_chosen"});
  if (verdict == Verdict::send_back && trimmed(rq.field("reason")).empty())
    out.push_back(Rejection{"signature.reason_missing", {}, "reason"});
  return out;
}

std::optional<Verdict> verdict_of(std::string_view code) {
  if (code == "sign") return Verdict::sign;
  if (code == "return") return Verdict::send_back;
  return std::nullopt;
}

// Each sheet by itself: one that is refused keeps none of the others back. A missing or wrong proof stops all.
web::Page judge_sheets(const Desk& desk, const web::Request& rq, SigningFolder& folder) {
  const auto key = web::request_key(rq);
  if (!key) return refusal(desk, rq, key.rejection());
  const auto sheets = rq.all_fields("sheet");
  const auto verdict = verdict_of(rq.field("verdict"));
  Judged out;
  out.of_the_form = faults_of(sheets, verdict, rq);
  if (!out.of_the_form.empty()) return folder_page(desk, rq, folder, out);
  for (const auto& typed : sheets) {
    const auto sheet = sheet_of(typed);
    if (!sheet) {
      out.refused.emplace_back("", Rejection{"task.unknown"});
      continue;
    }
    const auto own_key = hex(sha256(*key + typed)).substr(0, key->size());
    const auto done = folder.settle(rq.who(), *sheet, {*verdict, rq.text_block("reason"), rq.field("proof"), own_key});
    if (done) {
      ++out.done;
    } else if (done.rejection().field == proof_field) {
      out.of_the_form = done.rejections();
      break;
    } else {
      out.refused.emplace_back(sheet->order, done.rejection());
    }
  }
  out.tried = out.done > 0 || !out.refused.empty();
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
      const auto form = form_of(tx, desk.rooms, view.task.bundle, stored->form_key);
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
  const auto title = view->form->title.in(rq.language);
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
