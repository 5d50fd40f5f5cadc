// The room's addresses. Handlers ask a service and fill a page; they decide nothing.
#pragma once
#include "inspections/delegations.hpp"
#include "inspections/incoming.hpp"
#include "inspections/requests.hpp"
#include "inspections/returns.hpp"
#include "inspections/rework.hpp"
#include "inspections/tasks.hpp"
#include "inspections/visits.hpp"
#include "registry/api.hpp"
#include "web/api.hpp"

namespace ssiis::inspections {

// What handlers share. Everything outlives the router.
struct Desk {
  const Rooms& rooms;
  const web::Renderer& renderer;
  RequestService& requests;
  CaseService& cases;
  TaskService& tasks;
  VisitService& visits;
  IncomingService& incoming;
  documents::DocumentRegister& documents;
  documents::Intake& intake;
  documents::BlobStore& blobs;
  registry::SearchBox& search;
  ReworkService& rework;
  ReturnService& returns;
  DelegationService& delegations;
  const web::Translator& t() const noexcept { return renderer.translator(); }
};

void add_work_screens(web::Router& router, const Desk& desk);     // dashboard, search, lists of files
void add_case_screens(web::Router& router, const Desk& desk);     // the file and its tasks
void add_task_screens(web::Router& router, const Desk& desk);     // forms of steps
void add_request_screens(web::Router& router, const Desk& desk);  // requests, new orders
void add_request_slip(web::Router& router, const Desk& desk);     // what the desk hands to who asked
void add_visit_screens(web::Router& router, const Desk& desk);
void add_document_screens(web::Router& router, const Desk& desk);  // register of documents, what comes in, evidence

// ---- shared by the handlers -------------------------------------------------------------------------------------

// A fragment with title, crumbs and menu entry, rendered.
web::Page page_of(const Desk& desk, const web::Request& rq, std::string_view page, const web::Data& data,
                  std::string title, std::string menu_id, std::vector<web::Crumb> crumbs, int status = 200);
// A refusal as a page of its own.
web::Page refusal(const Desk& desk, const web::Request& rq, const Rejection& why);
// The visit of the address once more, with what was typed and why it was refused.
web::Page visit_screen(const Desk& desk, const web::Request& rq, const Rejections& reasons);
// The page of the address's file and this task once more, when a form beside the step's own was refused.
web::Page task_again(const Desk& desk, const web::Request& rq, std::int64_t task, const Rejections& reasons);
// Words and tones of codes.
std::string origin_words(const Desk& desk, const web::Request& rq, Origin origin);
std::string type_words(const Desk& desk, const web::Request& rq, InspectionType type);
std::string state_words(const Desk& desk, const web::Request& rq, CaseState state);
web::Tone state_tone(CaseState state) noexcept;
std::string place_words(const Desk& desk, const web::Request& rq, const profiles::TerritoryTree& tree,
                        const std::string& territory);
std::string order_in_address(const std::string& order_number);
std::string case_address(const std::string& order_number);
// How far away a day is, in words, and its tone: late, today, soon, later.
struct Urgency {
  std::string words;
  web::Tone tone;
};
Urgency urgency_of(const Desk& desk, const web::Request& rq, Day due, Day today);
// DUE_SET with day, tone and words, or DUE_STILL while the period stands still; DUE_UNCONFIRMED when LSSO has not
// confirmed it. Every page that shows one of them shows this mark too (a test looks).
void put_due(const Desk& desk, const web::Request& rq, web::Data& row, const std::optional<Day>& due, bool confirmed,
             const std::optional<Day>& still_since);
void put_due(const Desk& desk, const web::Request& rq, web::Data& row, const workflow::OpenTask& task);

}  // namespace ssiis::inspections
