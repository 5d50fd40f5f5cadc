// Sending back as the file and the step show it (pages/send_back.tpl, pages/returns.tpl): the form beside a step's own,
// the note on the step that begins anew, what happened on the file's timeline.
#pragma once
#include "inspections/returns.hpp"
#include "inspections/screens.hpp"

namespace ssiis::inspections {

struct NamedReturn {
  StepReturn entry;
  std::string from, to, by, given_to, ground;  // in the person's language
};
// Nothing for who reads the file by an order elsewhere: the reason may tell of a complaint.
std::vector<NamedReturn> read_returns(db::Transaction& tx, const Desk& desk, const web::Request& rq,
                                      const OpenCase& open);
// RETURN rows, the newest first.
void put_returns(const Desk& desk, const web::Request& rq, web::Data& data, const std::vector<NamedReturn>& list);
// Into the row of a task that a return opened: RETURNED with from where, by whom and why.
void put_returned(const Desk& desk, const web::Request& rq, web::Data& row, const std::vector<NamedReturn>& list,
                  std::int64_t task);
// "from>to" of the returns of one run, for the drawing.
std::string drawn_returns(const std::vector<NamedReturn>& list, std::int64_t instance);
// The form, where the drawing allows it and the reader may do the step.
void put_send_back(const Desk& desk, const web::Request& rq, web::Data& data, const TaskView& view,
                   const Rejections& reasons);
void add_return_screens(web::Router& router, const Desk& desk);

}  // namespace ssiis::inspections
