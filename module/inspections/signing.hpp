// The signing folder: the decisions that wait for the caller as their authors propose them, signed or sent back.
#pragma once
#include "inspections/tasks.hpp"

namespace ssiis::inspections {

struct WaitingDecision {
  workflow::OpenTask task;
  CaseLine file;
  std::shared_ptr<const forms::Form> form;  // never nullptr
  forms::Answer proposal;                   // what the step is answered with when it is signed as it lies there
  bool ready{false};                        // whether that answers everything; else it is opened and decided singly
};

// A part of the folder. `next` is where the caller's tasks that are signed go on behind it; 0 when nothing more is to
// come.
struct FolderPart {
  std::vector<WaitingDecision> waiting;
  std::int64_t next{0};
};

enum class Verdict { sign, send_back };

struct Judgement {
  Verdict verdict;
  std::string reason;  // typed; needed to send back
  std::string proof;   // the password, or ""
  std::string request_key;
};

// What became of the sheets that were judged together.
struct Judged {
  std::int64_t done{0};
  std::vector<std::pair<std::string, Rejection>> refused{};  // by order
};

class SigningFolder {
 public:
  SigningFolder(const Rooms& rooms, TaskService& tasks) : rooms_{rooms}, tasks_{tasks} {}

  // From position `from` of the caller's tasks that are signed on, the most urgent first. What else waits for him is
  // not read.
  FolderPart waiting(const Actor& who, std::int64_t from, int limit);

  // Each sheet in a transaction of its own: one that is refused keeps none of the others back. The proof is asked for
  // once, before the first. The same request key twice does it once. Refuses all: signature.none_chosen,
  // signature.reason_missing, signature.proof_needed, signature.proof_wrong; one: signature.not_offered (the step is
  // none that is signed), signature.incomplete (the proposal lacks something: open it), signature.no_return, and all
  // that TaskService::complete refuses.
  Result<Judged> judge(const Actor& who, const std::vector<Sheet>& sheets, const Judgement& judgement);

 private:
  Result<Done> settle(const Actor& who, const Sheet& sheet, const Judgement& judgement, Proof proof);
  Rooms rooms_;
  TaskService& tasks_;
};

// Whether the form is signed, by a choice, and the proposal answers all that it asks. A text is read where it is
// written.
bool ready_to_sign(const forms::Form& form, const forms::Answer& proposal, Day today);

}  // namespace ssiis::inspections
