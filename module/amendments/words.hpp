// Proposals in words and tones, for the screens of both sides. Also fills the rows that both show.
#pragma once
#include <functional>
#include <string>

#include "amendments/office.hpp"
#include "web/api.hpp"

namespace ssiis::amendments {

std::string state_words(const web::Translator& t, const std::string& language, State state);
// The same, and that nobody knows whether the MIS has written it.
std::string state_words(const web::Translator& t, const std::string& language, const Amendment& a);
// The shape and colour of a state, as the class k-… names it.
std::string tone_of(State state);
std::string event_words(const web::Translator& t, const std::string& language, Event event);
std::string kind_words(const Kinds& kinds, const std::string& code, const std::string& language);

struct Shown {
  const web::Translator& t;
  const std::string& language;
  const Kinds& kinds;
  Instant now;
  // A person's name in the reader's language.
  std::function<std::string(const std::string& user_id)> name;
};
// AM_… of one proposal: kind, state with its tone, unit, subject, grounds, evidence, legal reference; LINE rows with
// before, after and what the register says now; CHANGE rows; and what the MIS says of it: AM_CONFIRMED, AM_APPLIED,
// AM_REFUSED or AM_WAITS, AM_LATE with days when the expectation has passed, AM_UNSEEN when no view can show it.
void put_amendment(const Shown& shown, web::Data& row, const Opened& opened);

}  // namespace ssiis::amendments
