// What completing a step does to the file beside moving the procedure: one function per form key. The procedure's
// service topics are served here too.
#pragma once
#include <functional>
#include <map>
#include <string>

#include "inspections/cases.hpp"
#include "inspections/decisions.hpp"

namespace ssiis::inspections {

// What a step sees and may change. `file` is saved after the step.
struct StepContext {
  db::Transaction& tx;
  const Actor& who;
  Case& file;
  const workflow::OpenTask& task;
  const forms::Answer& answer;
  std::string text(std::string_view field) const;  // "" when absent
  std::optional<Day> day(std::string_view field) const;
  std::optional<Money> money(std::string_view field) const;
};

// Makes a document of the case from its template in the step's transaction; given by the room that makes them.
using DocumentMaker = std::function<Result<Done>(db::Transaction& tx, const Actor& who, const Case& file,
                                                 const std::string& key, const forms::Answer& answer)>;

// Stage and state of the file from its open tasks; the caller saves it. Whether they changed.
bool follow_procedure(db::Transaction& tx, const Rooms& rooms, Case& file);

class Steps {
 public:
  Steps(const Rooms& rooms, DocumentMaker make_document);

  // The effect of a form; forms without one only move the procedure. The BPMN error to raise instead of completing,
  // or "" to complete.
  Result<std::string> apply(StepContext& step);
  // Makes the documents that the task names, after its effect. Refusals of the room that makes them.
  Result<Done> make_documents(StepContext& step);
  // Why this person may not do this step of this file, beside what the procedure says: who asked for a withdrawal does
  // not decide on it (withdrawal.same_person).
  std::optional<Rejection> obstacle(db::Transaction& tx, const Actor& who, const workflow::OpenTask& task);
  // What follows once the procedure has taken the step: an approved withdrawal ends it, with its letter.
  Result<workflow::Moved> afterwards(StepContext& step, workflow::Moved moved);
  // Brings stage and state of the file to where the procedure stands now, and saves it.
  void settle(db::Transaction& tx, const Actor& who, Case& file, const workflow::Moved& moved);
  // Serves the procedure's topics; before the first start.
  void serve(workflow::Engine& engine);

 private:
  using Effect = std::function<Result<std::string>(StepContext&)>;
  Result<std::string> order(StepContext& step);
  Result<std::string> plan(StepContext& step);
  Result<std::string> approval(StepContext& step);
  Result<std::string> findings(StepContext& step);
  Result<std::string> report(StepContext& step);
  Result<std::string> decision(StepContext& step);
  Result<std::string> decision_review(StepContext& step);
  Result<std::string> appeal_decision(StepContext& step);
  Result<std::string> decision_modified(StepContext& step);
  Result<std::string> judgment(StepContext& step);
  Result<std::string> service(StepContext& step);
  Result<std::string> annulment(StepContext& step);
  Result<std::string> compliance(StepContext& step);
  Result<std::string> close(StepContext& step);
  Result<std::string> withdrawal(StepContext& step);
  workflow::ServiceAnswer documents_of_node(db::Transaction& tx, const Actor& who, const workflow::ServiceCall& call);
  workflow::ServiceAnswer query_registers(db::Transaction& tx, const Actor& who, const workflow::ServiceCall& call);
  workflow::ServiceAnswer suspend_periods(db::Transaction& tx, const Actor& who, const workflow::ServiceCall& call);
  workflow::ServiceAnswer resume_periods(db::Transaction& tx, const Actor& who, const workflow::ServiceCall& call);
  workflow::ServiceAnswer raise_alert(db::Transaction& tx, const Actor& who, const workflow::ServiceCall& call);
  // A decision on those that stand, on the same legal basis: confirmed, annulled, or modified (as a whole, or in part).
  Result<std::string> rule(StepContext& step, const std::string& kind, const std::string& outcome,
                           const std::string& content, const std::string& reason);
  // The message that began what this step is part of; empty for steps of the main path.
  std::string begun_by(const StepContext& step);

  Rooms rooms_;
  DecisionBook book_;
  DocumentMaker make_document_;
  std::map<std::string, Effect, std::less<>> effects_;
};

}  // namespace ssiis::inspections
