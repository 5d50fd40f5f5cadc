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

// A part of the folder. `next` is where the caller's work list goes on behind it; 0 when nothing more is to come.
struct FolderPart {
  std::vector<WaitingDecision> waiting;
  std::int64_t next{0};
};

enum class Verdict { sign, send_back };

// One sheet, as it lay before the person who judged it: `rev` tells whether the file has moved since.
struct Sheet {
  std::string order;
  std::int64_t task, rev;
};

struct Judgement {
  Verdict verdict;
  std::string reason;  // typed; needed to send back
  std::string proof;   // the password, or ""
  std::string request_key;
};

class SigningFolder {
 public:
  SigningFolder(const Rooms& rooms, TaskService& tasks) : rooms_{rooms}, tasks_{tasks} {}

  // From position `from` of the caller's work list on, the most urgent first.
  FolderPart waiting(const Actor& who, std::int64_t from, int limit);

  // Does one sheet, in a transaction of its own; the same request key twice does it once. signature.not_offered (the
  // step is none that is signed), signature.incomplete (the proposal lacks something: open it), signature.no_return,
  // and all that TaskService::complete refuses.
  Result<Done> settle(const Actor& who, const Sheet& sheet, const Judgement& judgement);

 private:
  Rooms rooms_;
  TaskService& tasks_;
};

// Whether the form is signed and the proposal answers all that it asks.
bool ready_to_sign(const forms::Form& form, const forms::Answer& proposal, Day today);

}  // namespace ssiis::inspections
