// Everything the screen of a file shows, read in one transaction.
#pragma once
#include "inspections/alerts_view.hpp"
#include "inspections/case_strip.hpp"
#include "inspections/cases.hpp"
#include "inspections/decision_view.hpp"
#include "inspections/interventions.hpp"
#include "inspections/paper_files.hpp"
#include "inspections/repository_visits.hpp"
#include "inspections/returns_view.hpp"
#include "inspections/rework_view.hpp"
#include "inspections/screens.hpp"
#include "inspections/withdrawal_view.hpp"

namespace ssiis::inspections {

struct TimelineRow {
  Instant at;
  std::string event, who;
  std::string step;      // the words of the step it is about, or empty
  std::string to{};      // of a return: to which step
  std::string reason{};  // and why
};
struct NamedStep {
  workflow::StageStep step;
  std::string words;
  std::string role;  // of a step that people do; empty for what the system does by itself
  workflow::StepTime time{};
};

struct CaseView {
  OpenCase open;
  CaseHolders holders;
  std::optional<workflow::Standing> standing;
  std::vector<NamedStep> steps;
  std::vector<std::pair<workflow::OpenTask, std::string>> tasks;  // with the step's words
  std::vector<bool> mine;                                         // per task: the caller may do it now
  std::vector<BackgroundFact> background;
  std::vector<Visit> visits;
  std::vector<Request> requests;
  std::vector<Case> previous;
  std::vector<TimelineRow> timeline;
  std::vector<std::string> done_nodes, taken_flows;  // of the drawing: where the file has been, and its way
  std::vector<Intervention> interventions{};
  std::optional<PaperRecord> paper;  // of a file brought in from paper
  std::string importer;
  std::vector<NamedWithdrawal> withdrawals{};
  std::vector<NamedAlert> alerts{};
  ReworkRead rework{};
  DecisionsRead decisions{};
  std::map<CaseId, std::vector<Decision>> earlier_decisions{};  // of the unit's other files
  std::vector<NamedReturn> returns{};
};

CaseView view_of(const Desk& desk, const web::Request& rq, const OpenCase& open);

}  // namespace ssiis::inspections
