// What a trial or a move says of the files, on screens and as CSV. Private to the room.
#pragma once
#include "procedures/bundles.hpp"

namespace ssiis::procedures {

struct ReportOf {
  const BundleNeeds& needs;
  const web::Request& rq;
  db::Transaction& tx;
};
// Fills REPORT: figures, progress, the summary by step, the files that stay where they are. `labels` names the steps.
void fill_report(web::Data& into, const ReportOf& of, const workflow::Plan& plan, workflow::Pass pass,
                 const workflow::Bundle* labels, const std::string& csv);
web::Page report_csv(const BundleNeeds& needs, const workflow::Plan& plan, workflow::Pass pass);
std::string step_name(const web::Translator& t, std::string_view language, const workflow::Bundle* bundle,
                      const std::string& process, const std::string& node);
bool has_begun(workflow::PlanState state);  // files move or have moved

}  // namespace ssiis::procedures
