// Words and tones of lists and their entries.
#pragma once
#include "inspections/list_types.hpp"
#include "inspections/screens.hpp"

namespace ssiis::inspections {

std::string list_state_words(const Desk& desk, const web::Request& rq, ListState state);
std::string list_tone(ListState state);
std::string entry_state_words(const Desk& desk, const web::Request& rq, EntryState state);
std::string entry_tone(EntryState state);
// Why a unit could not be started, or why it was taken off.
std::string event_sentence(const Desk& desk, const web::Request& rq, const ListEvent& event);

}  // namespace ssiis::inspections
