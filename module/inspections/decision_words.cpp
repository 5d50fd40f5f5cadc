// The words of states, events and kinds of decisions (decision_view.hpp); the Lao terms stand in
// config/i18n/GLOSSARY.md.
#include "inspections/decision_words.hpp"

namespace ssiis::inspections {
namespace {

using web::N_;

constexpr CodeWords decision_states[] = {
    {"proposed", N_("proposed")},   {"taken", N_("taken")},
    {"notified", N_("notified")},   {"final", N_("final")},
    {"modified", N_("modified")},   {"annulled", N_("annulled")},
    {"withdrawn", N_("withdrawn")}, {"replaced", N_("replaced by another decision")}};
constexpr CodeWords decision_events[] = {{"propose", N_("Proposed")},
                                         {"take", N_("Taken and numbered")},
                                         {"notify", N_("Notified: served on the labour unit")},
                                         {"finalise", N_("Became final")},
                                         {"confirm", N_("Confirmed")},
                                         {"stay", N_("Stayed by a court")},
                                         {"lift_stay", N_("Stay ended")},
                                         {"modify", N_("Modified")},
                                         {"modify_part", N_("Modified in part")},
                                         {"annul", N_("Annulled")},
                                         {"annul_part", N_("Annulled in part")},
                                         {"withdraw", N_("Withdrawn with the service order")},
                                         {"replace", N_("Replaced by another decision")}};
constexpr CodeWords decision_kinds[] = {{"first", N_("Decision on the report")},
                                        {"review", N_("Review after allegations")},
                                        {"appeal", N_("Decision on an appeal")},
                                        {"judgment", N_("Decision as judged by a court")},
                                        {"annulment", N_("Annulment after finality")}};
constexpr CodeWords decision_outcomes[] = {
    {"measure", N_("measures ordered")},      {"warning", N_("warning")},
    {"no_measure", N_("no measure")},         {"modified", N_("modified decision")},
    {"confirmed", N_("confirms a decision")}, {"annulled", N_("annuls a decision")}};

}  // namespace

std::string decision_state_words(const web::Translator& t, const std::string& language, const DecisionStanding& s) {
  auto out = words_in(t, language, decision_states, name_of(s.state), N_("Another event"));
  if (s.in_part) out += " · " + t.text(language, "in part");
  if (s.stayed) out += " · " + t.text(language, "stayed by a court");
  return out;
}
std::string decision_event_words(const web::Translator& t, const std::string& language, DecisionEvent event) {
  return words_in(t, language, decision_events, name_of(event), N_("Another event"));
}
std::string decision_kind_words(const web::Translator& t, const std::string& language, const Decision& d) {
  return words_in(t, language, decision_kinds, d.kind, N_("Decision")) + " · " +
         words_in(t, language, decision_outcomes, d.outcome, N_("Decision"));
}

}  // namespace ssiis::inspections
