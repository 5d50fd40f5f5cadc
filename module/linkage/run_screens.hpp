// Runs as those who order them see them.
//   GET  /inspection/linkruns              the newest runs, part by part, with the progress of the one under way
//   POST /inspection/linkruns              orders a run
//   POST /inspection/linkruns/{run}/stop   version
#pragma once
#include "linkage/runs.hpp"
#include "web/api.hpp"

namespace ssiis::linkage {

// All must outlive the router.
struct RunNeeds {
  db::Pool& pool;
  Runs& runs;
  const web::Renderer& renderer;
  std::function<std::string(const std::string& login, std::string_view language)> person;
};
void add_run_screens(web::Router& router, const RunNeeds& needs);

}  // namespace ssiis::linkage
