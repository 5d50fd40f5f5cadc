// The steps of a case that wait for people: the form of a task with what is prefilled, and its completion, which moves
// the procedure, changes the file and makes the step's documents in one transaction.
#pragma once
#include "inspections/cases.hpp"
#include "inspections/proof.hpp"
#include "inspections/steps.hpp"

namespace ssiis::inspections {

struct TaskView {
  OpenCase open;
  workflow::OpenTask task;
  std::shared_ptr<const forms::Form> form;   // nullptr for a legal officer's task about an unconfirmed period
  forms::Answer prefilled;                   // by field name
  std::optional<Rejection> obstacle;         // why the caller may not do it now
  std::vector<profiles::Holder> colleagues;  // whom fields of type user may name
  std::vector<profiles::Label> titles;       // of the colleagues' title codes
};

// A step as it lay before the person who did it: `rev` tells whether the file has moved since.
struct Sheet {
  std::string order;
  std::int64_t task, rev;
};

// Each task with its case, in the same order.
std::vector<std::pair<workflow::OpenTask, CaseLine>> with_their_cases(db::Transaction& tx,
                                                                      std::vector<workflow::OpenTask> tasks);

inline constexpr int soon_days = 7;  // what the dashboard calls due soon

class TaskService {
 public:
  TaskService(const Rooms& rooms, CaseService& cases, Steps& steps) : rooms_{rooms}, cases_{cases}, steps_{steps} {}

  // Audited as a read of the case. task.unknown, access.forbidden.
  Result<TaskView> view(const Actor& who, const std::string& order, std::int64_t task);

  // Checks the form, then completes. Refusals: form.… at their fields, workflow.… , steps' own codes, task.unknown,
  // access.forbidden. Sent twice under one request_key it is done once. A step that is signed needs a proof of identity
  // that is fresh: the password typed as `proof`, or a login of the last minutes (signature.proof_needed,
  // signature.proof_wrong).
  Result<Done> complete(const Actor& who, const std::string& order, std::int64_t task, std::int64_t rev,
                        const forms::Typed& typed, const std::string& request_key);

  // The same with a proof that was asked for before; `print` tells one sending from another under the same key.
  Result<Done> complete_proved(const Actor& who, const Sheet& sheet, const forms::Typed& typed, Proof proof,
                               const std::string& request_key, const std::string& print);

  // Why the caller may not do it now; nothing when it is theirs.
  std::optional<Rejection> obstacle(db::Transaction& tx, const Actor& who, const workflow::OpenTask& task) {
    return steps_.obstacle(tx, who, task);
  }

  // The work of the caller, the most urgent first.
  std::vector<std::pair<workflow::OpenTask, CaseLine>> work_list(const Actor& who, int offset, int limit);
  // How much that is in all; soon is within a week.
  workflow::WorkFigures figures(const Actor& who);

 private:
  struct Sent {  // one answer on its way
    const Sheet& sheet;
    const forms::Typed& typed;
    const std::string &request_key, &print;
    Proof proof;
  };
  Result<Done> complete_in(db::Transaction& tx, const Actor& who, const Sent& sent);
  Rooms rooms_;
  CaseService& cases_;
  Steps& steps_;
};

}  // namespace ssiis::inspections
