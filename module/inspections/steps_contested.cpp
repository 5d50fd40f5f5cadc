// What may follow a decision: its review after allegations, an appeal, a judgment, its annulment, and the closing.
#include <algorithm>

#include "inspections/rework.hpp"
#include "inspections/steps.hpp"
#include "inspections/withdrawals.hpp"
#include "sql/inspections.hpp"

namespace ssiis::inspections {

// The reasons of a review stand in its answer; its basis is the law on which the decision before it stands.
void Steps::review_decision(StepContext& s, const std::string& outcome, std::string content) {
  std::string basis;
  for (auto rows = s.tx.query(sql::inspections::decisions_of_case, db::Params{s.file.id}); rows.next();)
    basis = rows.row().text(5);
  if (outcome == "annulled") s.file.outcome = "annulled";
  write_decision(s, "review", outcome, std::move(content), std::move(basis));
}

Result<std::string> Steps::decision_review(StepContext& s) {
  const auto outcome = s.text("outcome");
  if (outcome == "modified") {
    const auto known = rooms_.workflow.variables(s.tx, s.file.id, s.task.instance);
    const auto left = known.find("rounds_left");  // a procedure without the limit does not know it
    if (left != known.end() && left->second == workflow::Value{std::int64_t{0}})
      return Rejection{"decision.rounds_used", {}, "outcome"};
  }
  review_decision(s, outcome, outcome == "modified" ? s.text("modified_text") : s.text("outcome_text"));
  return std::string{};
}

// An appeal upheld in part is followed by the modified decision itself, which the next step writes.
Result<std::string> Steps::appeal_decision(StepContext& s) {
  if (const auto appeal = s.text("appeal"); appeal != "partly")
    review_decision(s, appeal == "annulled" ? "annulled" : "confirmed", s.text("appeal_reasons"));
  return std::string{};
}

Result<std::string> Steps::decision_modified(StepContext& s) {
  review_decision(s, "modified", s.text("modified_text"));
  return std::string{};
}

Result<std::string> Steps::judgment(StepContext& s) {
  if (s.text("judgment") == "annulled") s.file.outcome = "annulled";
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
  if (approved) review_decision(s, "annulled", s.text("annulment_reasons"));
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
