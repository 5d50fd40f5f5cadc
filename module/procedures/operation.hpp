// The operator's page.
//   GET  /inspection/operation             where files pile up, kinds of incidents; ?process=&node=&code=&after= one
//   kind POST /inspection/operation/incidents   remedy = retry | skip | terminate, or correct with variable,
//   value_kind, value; reason, incident = <case>.<id> …
//   POST /inspection/operation/work        job = <id>: work that was given up is to be tried again
#pragma once
#include <functional>
#include <optional>

#include "audit/api.hpp"
#include "core/api.hpp"
#include "database/jobs.hpp"
#include "web/api.hpp"
#include "workflow/api.hpp"

namespace ssiis::procedures {

// How a file is called and where it is read; nothing for a case that is no file of anybody's.
struct FileName {
  std::string number, address;
};
using FileNames = std::function<std::optional<FileName>(db::Transaction&, CaseId)>;

// All must outlive the router.
struct OperationNeeds {
  db::Pool& pool;
  workflow::Engine& engine;
  workflow::IncidentOffice& incidents;
  db::Jobs& jobs;
  audit::Trail& trail;
  const web::Renderer& renderer;
  const Clock& clock;
  FileNames names;
  // Where a procedure's drawing is served, to those who hold `drawing_permission`.
  std::function<std::string(std::int64_t bundle, const std::string& process)> drawing;
  std::string drawing_permission;
  // The clocks of the hosts, and what their last look at the deadlines came to.
  std::function<std::vector<workflow::HostClockState>(db::Transaction&)> clocks;
};
void add_operation_screens(web::Router& router, const OperationNeeds& needs);

}  // namespace ssiis::procedures
