// Requests to annul a final decision and to open a closed file again, as the file shows them (pages/rework.tpl), the
// screens of asking and deciding, and the earlier runs of a file that was opened again.
#pragma once
#include "inspections/rework.hpp"
#include "inspections/screens.hpp"

namespace ssiis::inspections {

struct NamedRework {
  Rework request;
  std::string asker, decider, entry;  // in the person's language
};
struct ReworkRead {
  std::vector<NamedRework> list;
  std::vector<workflow::Run> runs;
  bool may_annul{false}, may_reopen{false}, may_decide{false};  // the caller, now
};
ReworkRead read_rework(db::Transaction& tx, const Desk& desk, const web::Request& rq, const OpenCase& open);
// REWORK rows, the buttons, and RUN rows of a file with more than one; `shown` is the run that the page shows.
void put_rework(const Desk& desk, const web::Request& rq, web::Data& data, const ReworkRead& read, const Case& file,
                std::optional<std::int64_t> shown);
// On the dashboard: what waits for this person's decision.
void put_reopenings(const Desk& desk, const web::Request& rq, web::Data& data);
void add_rework_screens(web::Router& router, const Desk& desk);

}  // namespace ssiis::inspections
