// The room as one object: its services, made in order, and its addresses.
#pragma once
#include "inspections/copies.hpp"
#include "inspections/deadlines.hpp"
#include "inspections/delegations.hpp"
#include "inspections/handover.hpp"
#include "inspections/incoming.hpp"
#include "inspections/letters.hpp"
#include "inspections/register_book.hpp"
#include "inspections/register_changes.hpp"
#include "inspections/requests.hpp"
#include "inspections/returns.hpp"
#include "inspections/rework.hpp"
#include "inspections/signing.hpp"
#include "inspections/tasks.hpp"
#include "inspections/unit_office.hpp"
#include "inspections/visits.hpp"
#include "inspections/withdrawals.hpp"
#include "registry/api.hpp"
#include "web/api.hpp"

namespace ssiis::inspections {

struct Desk;

// Must not move: its parts hold references to each other. [any thread] once constructed.
class Inspectorate {
 public:
  Inspectorate(Rooms rooms, documents::DocumentRegister& documents, documents::Intake& intake,
               documents::BlobStore& blobs, const web::Renderer& renderer, registry::SearchBox& search,
               std::vector<ChecklistItem> checklist);
  ~Inspectorate();
  Inspectorate(const Inspectorate&) = delete;
  Inspectorate& operator=(const Inspectorate&) = delete;

  void add_routes(web::Router& router);
  // May this person read the file of this document now? Audits the reading or the refusal.
  Result<Done> may_read_document(const Actor& who, const documents::Document& document);

  RequestService& requests() noexcept { return requests_; }
  CaseService& cases() noexcept { return cases_; }
  TaskService& tasks() noexcept { return tasks_; }
  VisitService& visits() noexcept { return visits_; }
  IncomingService& incoming() noexcept { return incoming_; }
  UnitOffice& units() noexcept { return units_; }
  CopyService& copies() noexcept { return copies_; }
  WithdrawalService& withdrawals() noexcept { return withdrawals_; }
  DeadlineService& deadlines() noexcept { return deadlines_; }
  HandoverService& handovers() noexcept { return handovers_; }
  ReworkService& rework() noexcept { return rework_; }
  ReturnService& returns() noexcept { return returns_; }
  DelegationService& delegations() noexcept { return delegations_; }
  RegisterChanges& changes() noexcept { return changes_; }

 private:
  Rooms rooms_;
  LetterWriter letters_;
  CaseService cases_;
  RequestService requests_;
  Steps steps_;
  TaskService tasks_;
  SigningFolder folder_;
  VisitService visits_;
  IncomingService incoming_;
  UnitOffice units_;
  WithdrawalService withdrawals_;
  HandoverService handovers_;
  ReworkService rework_;
  ReturnService returns_;
  DelegationService delegations_;
  RegisterBook register_;
  RegisterChanges changes_;
  DeadlineService deadlines_;
  CopyService copies_;
  std::unique_ptr<Desk> desk_;
};

}  // namespace ssiis::inspections
