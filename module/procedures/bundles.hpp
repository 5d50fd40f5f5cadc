// Procedures that are proposed, tried and put in force, and files that are moved to them.
//   GET  /inspection/bundles                       proposals, plans, which files run by what
//   GET, POST /inspection/bundles/new              a ZIP file with a day, a reason and a legal reference
//   GET  /inspection/bundles/{proposal}            files with their hashes, findings, what it would change, decision
//   POST /inspection/bundles/{proposal}/decision   act = try | approve | reject | withdraw
//   GET  /inspection/bundles/{proposal}/report     what it would change for each file, as CSV
//   GET, POST /inspection/moves/new                a plan to move files to a bundle in force
//   GET  /inspection/moves/{plan}                  trial, progress, refusals, decision
//   POST /inspection/moves/{plan}/decision         act = approve | reject | withdraw | stop | resume
//   GET  /inspection/moves/{plan}/report           as CSV: of the trial, or of what was done
#pragma once
#include "procedures/operation.hpp"

namespace ssiis::procedures {

// All must outlive the router.
struct BundleNeeds {
  db::Pool& pool;
  workflow::Engine& engine;
  workflow::BundleOffice& bundles;
  workflow::MigrationOffice& migrations;
  const web::Renderer& renderer;
  const Clock& clock;
  FileNames names;
  // A person's name by user id; the id itself when nobody knows it.
  std::function<std::string(const std::string& user_id, std::string_view language)> person;
};
void add_bundle_screens(web::Router& router, const BundleNeeds& needs);

}  // namespace ssiis::procedures
