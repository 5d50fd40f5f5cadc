// What a file says so far, beside the form of a step and on the file itself: who judges a plan, a report or an
// allegation reads it there (pages/so_far.tpl).
#pragma once
#include "inspections/people.hpp"
#include "inspections/screens.hpp"

namespace ssiis::inspections {

// Answers of earlier steps in the words of their forms, roll calls, what came in, what the registers said; the newest
// first. Who reads the file only by an open order elsewhere reads neither the screening nor what people sent: these may
// tell who complained. `form_key` is the form that it stands beside: what this one is about lies open. Empty on the
// file's own page.
void put_so_far(const Desk& desk, const web::Request& rq, web::Data& data, const OpenCase& open,
                const std::string& form_key);

// What was answered to a field, as people read it: the words of a choice, names, days and amounts.
std::string answer_words(const Desk& desk, const web::Request& rq, People& people, const forms::Field& f,
                         const std::string& value);

}  // namespace ssiis::inspections
