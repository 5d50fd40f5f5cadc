// The values of each template (config/templates/<language>/<key>.docx), formatted in the letter's language.
#pragma once
#include "documents/api.hpp"
#include "inspections/cases.hpp"
#include "inspections/decision_letters.hpp"
#include "inspections/letter_kinds.hpp"
#include "web/api.hpp"

namespace ssiis::inspections {

struct LetterSource {
  db::Transaction& tx;
  const Rooms& rooms;
  documents::DocumentRegister& documents;
  const web::Translator& t;
  const Case& file;
  const forms::Answer& known;
  const std::string& language;
  // The day on the letter, and the moment whose facts it states: now, or when the original of a copy was made.
  Day day;
  Instant as_of;
  std::string signer;       // user id
  std::string signer_role;  // code; empty for an inspector
  std::optional<DocumentId> original{};
  std::optional<Request> request{};  // of a letter to who asked for the inspection
  std::optional<Cited> cited{};      // of a letter about a decision
  Audience audience{Audience::unit};

  // Whom the letter is written to, in its language: the labour unit; of a letter to an institution, the one that the
  // step is for; an authority by its name; any other requester by the request's number alone, for who it is stays
  // sealed.
  std::string addressee() const;
  std::string text(std::string_view field) const;  // "" when not answered
  std::string date(std::string_view field) const;  // long form; a dash when not answered
  std::string say(std::string_view english) const { return t.text(language, english); }
  std::string or_dash(const std::string& s) const { return s.empty() ? "–" : s; }
};

// Sets every key of the template, so that none is ever left empty by mistake.
void fill_letter(documents::Values& values, const LetterSource& source, std::string_view template_key);

}  // namespace ssiis::inspections
