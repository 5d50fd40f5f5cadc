// Words of decisions; what other files of the room need of them stands in decision_view.hpp.
#pragma once
#include "inspections/decision_view.hpp"
#include "inspections/word_table.hpp"

namespace ssiis::inspections {

std::string decision_event_words(const web::Translator& t, const std::string& language, DecisionEvent event);
// What it is and what it says: "Review after allegations · modified decision".
std::string decision_kind_words(const web::Translator& t, const std::string& language, const Decision& d);

}  // namespace ssiis::inspections
