#include "inspections/signing.hpp"

#include "inspections/letters.hpp"
#include "inspections/task_forms.hpp"

namespace ssiis::inspections {
namespace {

constexpr int read_at_once = 200;  // tasks of the work list, of which most of a Director's are signed

forms::Typed typed_from(const forms::Form& form, const forms::Answer& proposal) {
  forms::Typed out;
  for (const auto* field : form.fields()) {
    const auto at = proposal.find(field->name);
    if (at == proposal.end()) continue;
    if (forms::takes_several(field->type))
      for (auto& one : split(at->second, '\n')) out.emplace(field->name, std::move(one));
    else
      out.emplace(field->name, at->second);
  }
  return out;
}

}  // namespace

bool ready_to_sign(const forms::Form& form, const forms::Answer& proposal, Day today) {
  const auto* decided = form.signing ? form.find(form.signing->field) : nullptr;
  return decided != nullptr && decided->type == forms::FieldType::choice && proposal.contains(decided->name) &&
         forms::checked(form, typed_from(form, proposal), today);
}

FolderPart SigningFolder::waiting(const Actor& who, std::int64_t from, int limit) {
  return rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    FolderPart out;
    auto place = from;
    for (;;) {
      auto tasks = rooms_.workflow.work_list(tx, who, {.after_offset = place, .limit = read_at_once});
      const bool last = tasks.size() < std::size_t{read_at_once};
      for (auto& [task, file] : with_their_cases(tx, std::move(tasks))) {
        ++place;
        auto form = form_of(tx, rooms_, task.bundle, task.form_key);
        if (form == nullptr || !form->signing) continue;
        auto proposal = proposed_answer(*form, known_answers(tx, task.case_id), rooms_.settings);
        const bool ready = ready_to_sign(*form, proposal, rooms_.clock.today());
        out.waiting.push_back({std::move(task), std::move(file), std::move(form), std::move(proposal), ready});
        if (static_cast<int>(out.waiting.size()) < limit) continue;
        out.next = place;
        return out;
      }
      if (last) return out;
    }
  });
}

Result<Judged> SigningFolder::judge(const Actor& who, const std::vector<Sheet>& sheets, const Judgement& judgement) {
  Rejections faults;
  if (sheets.empty()) faults.push_back(Rejection{"signature.none_chosen"});
  if (judgement.verdict == Verdict::send_back && trimmed(judgement.reason).empty())
    faults.push_back(Rejection{"signature.reason_missing", {}, "reason"});
  if (!faults.empty()) return faults;
  const auto proof = proof_of(rooms_, who, {{std::string{proof_field}, judgement.proof}});
  if (!proof) return proof.rejections();
  if (*proof == Proof::none) return Rejection{"signature.proof_needed", {}, std::string{proof_field}};
  Judged out;
  for (const auto& sheet : sheets)
    if (auto done = settle(who, sheet, judgement, *proof))
      ++out.done;
    else
      out.refused.emplace_back(sheet.order, done.rejection());
  return out;
}

Result<Done> SigningFolder::settle(const Actor& who, const Sheet& sheet, const Judgement& judgement, Proof proof) {
  const bool signs = judgement.verdict == Verdict::sign;
  const auto print = who.user_id() + '\n' + sheet.order + '\n' + std::to_string(sheet.task) + '\n' +
                     (signs ? "sign" : "send back\n" + judgement.reason);
  // Ids of tasks are counted in each file.
  const auto of_this = judgement.request_key + '\n' + sheet.order + '\n' + std::to_string(sheet.task);
  const auto key = hex(sha256(of_this)).substr(0, judgement.request_key.size());
  const auto view = tasks_.view(who, sheet.order, sheet.task);
  // A sheet that is gone goes on all the same: sent twice, its first sending answers.
  if (!view && view.rejection().code == "task.unknown")
    return tasks_.complete_proved(who, sheet, {}, proof, key, print);
  if (!view) return view.rejections();
  if (view->obstacle) return *view->obstacle;
  if (view->form == nullptr || !view->form->signing) return Rejection{"signature.not_offered"};
  const auto& signing = *view->form->signing;
  if (signs && !ready_to_sign(*view->form, view->prefilled, rooms_.clock.today()))
    return Rejection{"signature.incomplete"};
  if (!signs && signing.returned.empty()) return Rejection{"signature.no_return"};
  const auto typed = signs ? typed_from(*view->form, view->prefilled)
                           : forms::Typed{{signing.field, signing.returned}, {signing.reason, judgement.reason}};
  return tasks_.complete_proved(who, sheet, typed, proof, key, print);
}

}  // namespace ssiis::inspections
