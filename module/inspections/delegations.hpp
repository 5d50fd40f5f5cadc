// One task is given by name to a colleague, with a reason. He gets no right by it: he must hold it already, in his own
// name, and four eyes stay four (decision 0130).
#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "inspections/cases.hpp"
#include "inspections/steps.hpp"

namespace ssiis::inspections {

inline constexpr std::size_t longest_delegation_reason = 2000;

struct Delegation {
  std::int64_t row, task;
  std::string held_by;  // empty: whoever had the role
  std::string given_to, reason;
  Instant at;
  std::string by;
};
// The oldest first.
std::vector<Delegation> delegations_of(db::Transaction& tx, CaseId id);
// Of these tasks the newest that gave them to who is asked for, by case and task: the giver and his reason.
using GivenTasks = std::map<std::pair<std::int64_t, std::int64_t>, std::pair<std::string, std::string>>;
GivenTasks given_tasks(db::Transaction& tx, const std::vector<CaseId>& cases, const std::string& user_id);

struct DelegationWish {
  std::string order;
  std::int64_t task, rev;
  std::string receiver, reason, request_key;
};

// [any thread]
class DelegationService {
 public:
  DelegationService(const Rooms& rooms, CaseService& cases, Steps& steps)
      : rooms_{rooms}, cases_{cases}, steps_{steps} {}

  // Whoever may do the task now may give it away, and who manages absences where it is done.
  bool may_give(db::Transaction& tx, const Actor& who, const workflow::OpenTask& task, const Case& file);
  // Who could do it in his own right, without who holds it and who asks.
  std::vector<profiles::Holder> candidates(db::Transaction& tx, const Actor& who, const workflow::OpenTask& task,
                                           const Case& file);
  // Codes at their fields: delegation.receiver_missing, .himself, .no_right, .same_person {step}, .reason_missing,
  // form.too_long; workflow.already_held, task.unknown, access.forbidden. Sent twice under one key it is done once;
  // Conflict when the file has moved since.
  Result<Done> give(const Actor& who, const DelegationWish& wish);

 private:
  Result<Done> give_in(db::Transaction& tx, const Actor& who, const DelegationWish& wish);
  std::optional<Rejection> obstacle_of(db::Transaction& tx, const Actor& to, const workflow::OpenTask& task);
  Actor person(db::Transaction& tx, const Actor& who, const std::string& user_id);
  Rooms rooms_;
  CaseService& cases_;
  Steps& steps_;
};

}  // namespace ssiis::inspections
