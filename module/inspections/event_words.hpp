// Sentences for codes that are stored: events of the timeline, roles, deadlines, background topics, registers.
#pragma once
#include <string>

#include "web/api.hpp"
#include "workflow/api.hpp"

namespace ssiis::inspections {

std::string event_words(const web::Translator& t, const std::string& language, const std::string& event);
std::string role_words(const web::Translator& t, const std::string& language, const std::string& role);
std::string deadline_words(const web::Translator& t, const std::string& language, const std::string& key);
std::string topic_words(const web::Translator& t, const std::string& language, const std::string& topic);
// Money with its unit, days and months in the person's style, codes as words.
std::string topic_value(const web::Translator& t, const std::string& language, const std::string& topic,
                        const std::string& value);
// The day or month that a fact is valid for: 23/11/2026, 11/2026.
std::string as_of_words(const web::Translator& t, const std::string& language, const std::string& as_of);
// The section of an ISIC code of any level, with the code: "Manufacturing (C)", "Construction (4100)".
std::string section_of(const std::string& code);  // what is no such code is given back
std::string sector_words(const web::Translator& t, const std::string& language, const std::string& code);
std::string unit_status_words(const web::Translator& t, const std::string& language, const std::string& status);
// How a file ended; empty for a file that has not ended.
std::string outcome_words(const web::Translator& t, const std::string& language, const std::string& outcome);
// Of an inspection before this system: why the unit was chosen, and its codes of infringements ("V02 V07") as words.
std::string selection_words(const web::Translator& t, const std::string& language, const std::string& selection);
std::string found_words(const web::Translator& t, const std::string& language, const std::string& codes);
std::string source_words(const web::Translator& t, const std::string& language, const std::string& source);
// The BPMN text with every name replaced by the catalogue's label in the language.
std::string labelled_procedure(const workflow::Bundle& bundle, const std::string& process, const web::Translator& t,
                               const std::string& language);

}  // namespace ssiis::inspections
