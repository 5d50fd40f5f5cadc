// What several letters state alike: lines as numbered rows, the decision in force, what was chosen in a form.
#pragma once
#include "inspections/letter_values.hpp"

namespace ssiis::inspections {

std::vector<std::string> lines_in(const std::string& text);
// One row a line, numbered; {{no}} and {{text}}. A single dash when there is none, so that the list is never empty.
void rows_of(documents::Values& values, const LetterSource& s, const std::string& section, const std::string& text);

// The decision that stood on the day of the letter; one that was confirmed by its own number, day and words. Dashes
// where there is none.
struct StandingDecision {
  std::string number{"–"}, content{}, basis{};
  std::optional<Day> day{};
};
// A paper about service tells of the newest decision that is not final yet, any other of the one that counts.
enum class Cites { that_counts, being_served };
StandingDecision decision_then(const LetterSource& s, Cites cites = Cites::that_counts);
// {{decision_number}} and {{decision_date}}.
StandingDecision put_decision_named(documents::Values& values, const LetterSource& s, Cites cites = Cites::that_counts);
// The newest report of the file, as it was at the moment of the letter.
std::optional<documents::Document> report_then(const LetterSource& s);
// What was chosen in a choice of a form, in the form's own words; a dash when it was not answered.
std::string chosen_words(const LetterSource& s, std::string_view form_key, std::string_view field);

// The institution's office where the file lies, as letters are addressed to it.
std::string institution_office_of(const Rooms& rooms, const web::Translator& t, const Case& file,
                                  const std::string& language, const std::string& code);
// The code of the institution that a letter of the file went to; empty when it went to none.
std::string institution_written_to(const Rooms& rooms, const web::Translator& t, const Case& file,
                                   const documents::Document& letter);

// The values of letters to others than the labour unit, and of records that steps draw up (fill_letter calls them).
void put_outside_values(documents::Values& values, const LetterSource& s, std::string_view template_key);
void put_record_values(documents::Values& values, const LetterSource& s, std::string_view template_key);

}  // namespace ssiis::inspections
