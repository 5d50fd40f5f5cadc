// How long something took, in one unit that people use.
#pragma once
#include <string>

#include "inspections/case_view.hpp"

namespace ssiis::inspections {

// "3 days", "5 hours", "12 minutes"; empty below a minute: automatic steps.
std::string duration_words(const web::Translator& t, const std::string& language, std::int64_t seconds);
// "took 3 days", "3 days so far"; empty where the file has not been, or only in passing.
std::string time_words(const web::Translator& t, const std::string& language, const workflow::StepTime& time);
// "T01_Background=took 2 days;…", as assets/procedure.js reads it. No words hold a semicolon.
std::string times_for_drawing(const web::Translator& t, const std::string& language,
                              const std::vector<NamedStep>& steps);

}  // namespace ssiis::inspections
