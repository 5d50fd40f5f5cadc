// A file is sent back to an earlier step, with a reason: what may be chosen and what it would mean, the doing, and what
// stays of it with the file. Where the drawing allows it and how the procedure moves is the workflow room's.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "documents/api.hpp"
#include "inspections/cases.hpp"
#include "inspections/steps.hpp"

namespace ssiis::inspections {

inline constexpr std::size_t shortest_return_reason = 10, longest_return_reason = 2000;
// Codes of the grounds, in the order of the list.
inline constexpr const char* return_grounds[] = {"incomplete", "incorrect", "new_facts", "formal", "other"};

struct StepReturn {
  std::int64_t row, instance, task;
  std::string from, to;  // steps
  std::string ground, reason;
  std::int64_t opened;   // the task with which the earlier step began anew
  std::string given_to;  // who holds it by name; empty: whoever has the role
  Instant at;
  std::string by;
};
// The oldest first.
std::vector<StepReturn> returns_of(db::Transaction& tx, CaseId id);
// The tasks whose answers are of an earlier pass, because their steps are done anew.
std::set<std::int64_t> returned_tasks(db::Transaction& tx, CaseId id);

// A step that a task may send the file back to, and what that means.
struct ReturnWay {
  workflow::WayBack over;
  std::vector<documents::Document> set_aside;  // records that no longer hold then
  std::vector<documents::Document> stay;       // letters that went out: nothing calls them back
};

struct ReturnWish {
  std::string order;
  std::int64_t task, rev;
  std::string target, ground, reason, request_key;
};

// [any thread]
class ReturnService {
 public:
  ReturnService(const Rooms& rooms, CaseService& cases, Steps& steps, documents::DocumentRegister& documents)
      : rooms_{rooms}, cases_{cases}, steps_{steps}, documents_{documents} {}

  // Empty where the drawing allows none.
  std::vector<ReturnWay> ways(db::Transaction& tx, const workflow::OpenTask& task);
  // Whoever may do the task may. Codes at their fields: return.target_missing, .ground_missing, .reason_short {10},
  // form.too_long; task.unknown, access.forbidden, workflow.… Sent twice under one key it is done once; Conflict when
  // the file has moved since.
  Result<Done> send_back(const Actor& who, const ReturnWish& wish);

 private:
  Result<Done> send_back_in(db::Transaction& tx, const Actor& who, const ReturnWish& wish);
  void keep(db::Transaction& tx, const Actor& who, const Case& file, const workflow::OpenTask& task,
            const ReturnWish& wish, const workflow::SentBack& done);
  void set_aside(db::Transaction& tx, const Actor& who, const ReturnWay& way);
  Rooms rooms_;
  CaseService& cases_;
  Steps& steps_;
  documents::DocumentRegister& documents_;
};

}  // namespace ssiis::inspections
