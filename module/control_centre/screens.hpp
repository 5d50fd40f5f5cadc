// The control centre.
//   GET /inspection/control    feeds, what was linked, what waits for a decision
#pragma once
#include <functional>

#include "control_centre/overview.hpp"
#include "web/api.hpp"

namespace ssiis::control_centre {

// All must outlive the router.
struct ScreenNeeds {
  db::Pool& pool;
  const web::Renderer& renderer;
  const Clock& clock;
  FreshDays fresh_days;
};
void add_screens(web::Router& router, const ScreenNeeds& needs);

}  // namespace ssiis::control_centre
