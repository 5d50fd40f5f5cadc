// The clocks of the hosts: whether they may end periods, and the confirmation of a time by an administrator.
//   GET  /inspection/operation/clock   POST host, version, reason, proof
#pragma once
#include <functional>

#include "web/api.hpp"
#include "workflow/api.hpp"

namespace ssiis::procedures {

// All must outlive the router.
struct ClockNeeds {
  db::Pool& pool;
  workflow::ClockGuard& guard;
  audit::Trail& trail;
  const web::Renderer& renderer;
  const Clock& clock;
  std::function<std::string(const std::string& user_id, std::string_view language)> person;
  // Whether this is the password of a user who is logged in.
  std::function<bool(std::string_view user_id, std::string_view password)> prove;
  std::int64_t proof_minutes{5};  // how long a login serves as proof of identity
};
// For the operator's page: when the deadlines were last looked at, and whether a host is halted.
void put_clock_line(web::Data& data, const web::Request& rq, const web::Translator& t,
                    const std::vector<workflow::HostClockState>& hosts, Instant now);
void add_clock_screens(web::Router& router, const ClockNeeds& needs);

}  // namespace ssiis::procedures
