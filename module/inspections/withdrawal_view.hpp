// The requests to withdraw an order as the file shows them (pages/withdrawals.tpl), and the screen of asking.
#pragma once
#include "inspections/screens.hpp"
#include "inspections/withdrawals.hpp"

namespace ssiis::inspections {

struct NamedWithdrawal {
  Withdrawal withdrawal;
  std::string asker, decider;  // in the person's language
};
std::vector<NamedWithdrawal> named_withdrawals(db::Transaction& tx, CaseId id, const std::string& language);
// WITHDRAWAL rows, and WITHDRAWN when one was approved.
void put_withdrawals(const Desk& desk, const web::Request& rq, web::Data& data,
                     const std::vector<NamedWithdrawal>& list);
void add_withdrawal_screens(web::Router& router, const Desk& desk, WithdrawalService& withdrawals);

}  // namespace ssiis::inspections
