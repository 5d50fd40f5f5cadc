// What may follow a decision: its review after allegations, an appeal, a judgment, its annulment, and the closing.
#include <algorithm>

#include "inspections/rework.hpp"
#include "inspections/steps.hpp"
#include "inspections/withdrawals.hpp"
#include "sql/inspections.hpp"

namespace ssiis::inspections {

// The reasons of a review stand in its answer; its basis is the law on which the decision before it stands. What
// modifies in part leaves the rest of the newest decision standing, with the sum that is said to remain; everything
// else is about all that stand.
Result<std::string> Steps::rule(StepContext& s, const std::string& kind, const std::string& outcome,
                                const std::string& content, const std::string& reason) {
  const auto all = decisions_of(s.tx, s.file.id);
  const auto* about = decision_that_counts(all);
  if (about == nullptr) throw std::logic_error{"a review of no decision"};
  if (outcome == "annulled") s.file.outcome = "annulled";
  const bool modified = outcome == "modified";
  const auto ruling = book_.take(
      s.tx, s.who, s.file.id,
      {kind, outcome, content, about->legal_basis, modified ? s.money("modified_amount") : std::nullopt, about->id});
  const Cause cause{.since = ruling.taken_on,
                    .decision = ruling.id,
                    .legal_basis = about->legal_basis,
                    .reason = reason,
                    .remains = s.money("remaining_amount")};
  if (modified && s.text("modified_in_part") == "true" && stands(about->now)) {
    const auto done = book_.change(s.tx, s.who, s.file.id, *about, DecisionEvent::modify_part, cause);
    if (!done) return done.rejections();
    return std::string{};
  }
  const auto event = modified                ? DecisionEvent::modify
                     : outcome == "annulled" ? DecisionEvent::annul
                                             : DecisionEvent::confirm;
  const auto done = book_.change_standing(s.tx, s.who, s.file.id, event, cause);
  if (!done) return done.rejections();
  return std::string{};
}

Result<std::string> Steps::decision_review(StepContext& s) {
  const auto outcome = s.text("outcome");
  if (outcome == "modified") {
    const auto known = rooms_.workflow.variables(s.tx, s.file.id, s.task.instance);
    const auto left = known.find("rounds_left");  // a procedure without the limit does not know it
    if (left != known.end() && left->second == workflow::Value{std::int64_t{0}})
      return Rejection{"decision.rounds_used", {}, "outcome"};
  }
  return rule(s, "review", outcome, outcome == "modified" ? s.text("modified_text") : s.text("outcome_text"),
              s.text("outcome_text"));
}

// An appeal upheld in part is followed by the modified decision itself, which the next step writes.
Result<std::string> Steps::appeal_decision(StepContext& s) {
  const auto appeal = s.text("appeal"), reasons = s.text("appeal_reasons");
  if (appeal == "partly") return std::string{};
  return rule(s, "appeal", appeal == "annulled" ? "annulled" : "confirmed", reasons, reasons);
}

std::string Steps::begun_by(const StepContext& s) {
  const auto bundle = rooms_.workflow.bundle(s.tx, s.task.bundle);
  const auto* drawn = bundle->process(s.task.process);
  const int at = drawn == nullptr ? workflow::nowhere : drawn->index(s.task.node);
  if (at == workflow::nowhere || drawn->node(at).scope == workflow::nowhere) return {};
  const auto& starts = drawn->starts_of(drawn->node(at).scope);
  return starts.empty() ? std::string{} : drawn->node(starts.front()).message;
}

Result<std::string> Steps::decision_modified(StepContext& s) {
  const bool as_judged = begun_by(s) == "EmployerSuit";
  return rule(s, as_judged ? "judgment" : "appeal", "modified", s.text("modified_text"), {});
}

// What a court judged counts from the day of its judgment, on the paper that came from it.
Result<std::string> Steps::judgment(StepContext& s) {
  const auto judged = s.text("judgment");
  if (judged == "annulled") s.file.outcome = "annulled";
  const auto paper = s.tx.find(sql::inspections::incoming_paper_last, db::Params{s.file.id, "judgment"},
                               [](const db::Row& r) { return DocumentId{r.integer(0)}; });
  const Cause cause{.since = s.day("judgment_on").value_or(rooms_.clock.today()),
                    .paper = paper,
                    .legal_basis = s.text("judgment_number"),
                    .reason = s.text("judgment_content")};
  if (judged == "partial") {
    const auto all = decisions_of(s.tx, s.file.id);
    const auto* about = decision_that_counts(all);
    if (about == nullptr || !stands(about->now)) return std::string{};
    const auto done = book_.change(s.tx, s.who, s.file.id, *about, DecisionEvent::annul_part, cause);
    if (!done) return done.rejections();
    return std::string{};
  }
  const auto done = book_.change_standing(s.tx, s.who, s.file.id,
                                          judged == "annulled" ? DecisionEvent::annul : DecisionEvent::confirm, cause);
  if (!done) return done.rejections();
  return std::string{};
}

// Who refuses to take it has been served all the same.
Result<std::string> Steps::service(StepContext& s) {
  const auto outcome = s.text("service_outcome");
  const auto day = s.day("service_day");
  if (day && (outcome == "received" || outcome == "refused"))
    book_.served(s.tx, s.who, s.file.id, {.since = *day, .reason = s.text("service_note")});
  return std::string{};
}

Result<std::string> Steps::annulment(StepContext& s) {
  const auto asked = pending_rework(s.tx, s.file.id, ReworkKind::annulment);
  if (!asked) return Rejection{"annulment.none"};
  const bool approved = s.text("annulment") == "approved";
  decide(s.tx, s.file.id, *asked, approved ? ReworkState::approved : ReworkState::refused,
         approved ? std::string{} : s.text("annulment_reasons"), rooms_.clock.now(), s.who.user_id());
  rooms_.trail.record(s.tx, s.who,
                      {.chain = audit::ChainName::of_case(s.file.id),
                       .event = approved ? "annulment.approved" : "annulment.refused",
                       .object = "case:" + s.file.order_number});
  if (!approved) return std::string{};
  return rule(s, "annulment", "annulled", s.text("annulment_reasons"), s.text("annulment_reasons"));
}

// Carried out in full means that nothing is owed: follow-up goes on until the balance is zero. No more can be owed than
// the decisions that stand order to pay.
Result<std::string> Steps::compliance(StepContext& s) {
  const auto most = sum_standing(decisions_of(s.tx, s.file.id));
  if (const auto balance = s.money("balance"); most && balance && *balance > *most)
    return Rejection{"compliance.balance_above_sum", {}, "balance"};
  if (s.text("compliance") == "full" && s.text("balance") != "0")
    return Rejection{"compliance.balance_open", {}, "balance"};
  return std::string{};
}

// An appeal, a suit or a stay beside the work must have ended before the file does.
Result<std::string> Steps::close(StepContext& s) {
  if (pending_withdrawal(s.tx, s.file.id)) return Rejection{"withdrawal.undecided"};
  const auto standing = rooms_.workflow.standing(s.tx, s.file.id).value();
  const auto procedure = rooms_.workflow.bundle(s.tx, standing.bundle)->process(standing.process);
  const auto steps = std::count_if(standing.current.begin(), standing.current.end(), [&](const std::string& id) {
    return !workflow::holds_steps(procedure->node(procedure->index(id)));
  });
  if (steps > 1) return Rejection{"close.others_open"};
  return std::string{};
}

}  // namespace ssiis::inspections
