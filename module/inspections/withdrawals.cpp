#include "inspections/withdrawals.hpp"

#include <algorithm>

#include "inspections/rules.hpp"
#include "sql/inspections.hpp"

namespace ssiis::inspections {
namespace {

// The first stage after a decision became final: actions by other institutions; closing follows it.
constexpr std::int64_t first_final_stage = 13;

WithdrawalState withdrawal_state(std::string_view code) {
  if (code == "asked") return WithdrawalState::asked;
  if (code == "approved") return WithdrawalState::approved;
  if (code == "refused") return WithdrawalState::refused;
  throw std::runtime_error{"a stored state of a withdrawal that no version of the program knows"};
}

}  // namespace

std::vector<Withdrawal> withdrawals_of(db::Transaction& tx, CaseId id) {
  return tx.all(sql::inspections::withdrawals_of_case, db::Params{id}, [](const db::Row& r) {
    return Withdrawal{r.integer(0), withdrawal_state(r.text(1)), r.text(2),          r.instant(3),
                      r.text(4),    r.text_or_empty(5),          r.maybe_instant(6), r.text_or_empty(7),
                      r.integer(8), r.text_or_empty(9)};
  });
}

std::optional<Withdrawal> pending_withdrawal(db::Transaction& tx, CaseId id) {
  for (auto& w : withdrawals_of(tx, id))
    if (w.state == WithdrawalState::asked) return std::move(w);
  return std::nullopt;
}

void decide(db::Transaction& tx, CaseId id, const Withdrawal& asked, WithdrawalState state, const std::string& refusal,
            Instant now, const std::string& by) {
  const char* code = state == WithdrawalState::approved ? "approved" : "refused";
  if (tx.execute(sql::inspections::withdrawal_decide,
                 db::Params{code, refusal.empty() ? std::nullopt : std::optional{refusal}, now, by, id, asked.row,
                            asked.version}) != 1)
    throw Conflict{"withdrawal"};
}

bool is_final(const workflow::Standing& standing) {
  return std::any_of(standing.steps.begin(), standing.steps.end(), [](const workflow::StageStep& step) {
    return step.state != workflow::StageStep::State::ahead && whole_number(step.stage).value_or(0) >= first_final_stage;
  });
}

std::optional<Rejection> WithdrawalService::obstacle(const Case& file,
                                                     const std::optional<workflow::Standing>& standing,
                                                     const std::vector<Withdrawal>& earlier) {
  if (file.state == CaseState::closed || file.imported || !standing || standing->ended)
    return Rejection{"withdrawal.closed"};
  // A file that was opened again had come to its end before: its decision can only be annulled.
  if (standing->instance > 1 || is_final(*standing)) return Rejection{"withdrawal.final"};
  const auto waits = [](const Withdrawal& w) { return w.state == WithdrawalState::asked; };
  if (std::any_of(earlier.begin(), earlier.end(), waits)) return Rejection{"withdrawal.pending"};
  return std::nullopt;
}

Result<Done> WithdrawalService::ask(const Actor& who, const std::string& order, const forms::Typed& typed,
                                    const std::string& request_key) {
  return rooms_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
    auto done = ask_in(tx, who, order, typed, request_key);
    if (!done) tx.rollback();
    return done;
  });
}

Result<Done> WithdrawalService::ask_in(db::Transaction& tx, const Actor& who, const std::string& order,
                                       const forms::Typed& typed, const std::string& request_key) {
  const auto typed_in = [&](const char* field) {
    const auto at = typed.find(field);
    return at == typed.end() ? std::string{} : at->second;
  };
  const auto print =
      fingerprint_of({who.user_id(), order, typed_in("withdrawal_ground"), typed_in("withdrawal_reason")});
  const auto before = db::claim_request(tx, request_key, print, rooms_.clock.now());
  if (!before) return before.rejections();
  if (*before) return Done{};
  const auto opened = cases_.open_in(tx, who, order);
  if (!opened) return opened.rejections();
  const Case& file = opened->file;
  if (!may_ask(who, *opened)) {
    tx.rollback();
    return rooms_.trail.refused(who, "order.withdraw", "case:" + order, file.id);
  }
  const auto* form = rooms_.forms.find("withdraw");
  if (form == nullptr) throw std::runtime_error{"the form \"withdraw\" is missing"};
  const auto answer = forms::checked(*form, typed, rooms_.clock.today());
  if (!answer) return answer.rejections();
  // Of two who ask at once the second waits here, and then sees the first's request.
  tx.execute(sql::inspections::case_lock, db::Params{file.order_number});
  if (auto no = obstacle(file, rooms_.workflow.standing(tx, file.id), withdrawals_of(tx, file.id))) return *no;
  const auto told = rooms_.workflow.deliver(tx, who, file.id, "WithdrawalRequested", {});
  if (!told) return told.rejections();
  tx.execute(sql::inspections::withdrawal_insert,
             db::Params{file.id, rooms_.ids.next(), answer->at("withdrawal_reason"), rooms_.clock.now(), who.user_id(),
                        answer->at("withdrawal_ground")});
  rooms_.trail.record(tx, who,
                      {.chain = audit::ChainName::of_case(file.id),
                       .event = "withdrawal.asked",
                       .object = "case:" + file.order_number});
  db::store_result(tx, request_key, "done");
  return Done{};
}

}  // namespace ssiis::inspections
