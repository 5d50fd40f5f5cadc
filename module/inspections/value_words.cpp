// Words for what the registers say and for how a file ended.
#include <fmt/format.h>

#include "inspections/event_words.hpp"
#include "inspections/word_table.hpp"
#include "names/api.hpp"

namespace ssiis::inspections {
namespace {

using web::N_;

constexpr CodeWords topics[] = {
    {"unit.status", N_("Status in the register")},
    {"unit.sector", N_("Sector")},
    {"unit.phone", N_("Telephone")},
    {"unit.director", N_("Director of the unit")},
    {"workers.declared", N_("Workers declared, newest month")},
    {"contributions.months_short", N_("Months not paid in full, of the last 12")},
    {"contributions.missing", N_("Due but not paid, last 12 months")},
    {"contributions.last_paid", N_("Last payment")},
    {"inspections.earlier", N_("Inspections before this system")},
    {"snapshot.labour_unit", N_("Entries: labour units")},
    {"snapshot.worker", N_("Entries: workers")},
    {"snapshot.employment", N_("Entries: employment")},
    {"snapshot.contribution", N_("Entries: contributions")},
    {"snapshot.tax_employer", N_("Entries: employers")},
    {"snapshot.tax_payroll", N_("Entries: payroll")},
    {"snapshot.enterprise_register", N_("Entries: enterprises")},
    {"snapshot.molsw_workers", N_("Entries: workers")},
    {"snapshot.civil_register", N_("Entries: persons")},
};

constexpr CodeWords sources[] = {
    {"mis", N_("MIS of the LSSO")},
    {"labour_unit", N_("MIS of the LSSO")},
    {"worker", N_("MIS of the LSSO")},
    {"employment", N_("MIS of the LSSO")},
    {"contribution", N_("MIS of the LSSO")},
    {"benefit", N_("MIS of the LSSO")},
    {"workplace", N_("MIS of the LSSO")},
    {"self_employed", N_("MIS of the LSSO")},
    {"inspection_history", N_("MIS of the LSSO")},
    {"tax", N_("Tax Authority")},
    {"tax_employer", N_("Tax Authority")},
    {"tax_payroll", N_("Tax Authority")},
    {"enterprise_register", N_("Enterprise Register")},
    {"molsw", N_("Ministry of Labour and Social Welfare")},
    {"molsw_workers", N_("Ministry of Labour and Social Welfare")},
    {"civil_register", N_("Civil register")},
};

// Sections of the International Standard Industrial Classification, revision 4 (United Nations, 2008).
constexpr CodeWords sectors[] = {
    {"A", N_("Agriculture, forestry and fishing")},
    {"B", N_("Mining and quarrying")},
    {"C", N_("Manufacturing")},
    {"D", N_("Electricity, gas, steam and air conditioning supply")},
    {"E", N_("Water supply, sewerage and waste management")},
    {"F", N_("Construction")},
    {"G", N_("Wholesale and retail trade, repair of vehicles")},
    {"H", N_("Transport and storage")},
    {"I", N_("Accommodation and food service")},
    {"J", N_("Information and communication")},
    {"K", N_("Finance and insurance")},
    {"L", N_("Real estate")},
    {"M", N_("Professional, scientific and technical activities")},
    {"N", N_("Administrative and support services")},
    {"O", N_("Public administration and defence")},
    {"P", N_("Education")},
    {"Q", N_("Health and social work")},
    {"R", N_("Arts, entertainment and recreation")},
    {"S", N_("Other services")},
    {"T", N_("Households as employers")},
    {"U", N_("International organizations")},
};

constexpr CodeWords statuses[] = {
    {"ACTIVE", N_("active")}, {"SUSPENDED", N_("suspended")}, {"CLOSED", N_("closed down")}};

constexpr CodeWords outcomes[] = {
    {"compliant", N_("No infringement found")},    {"measure", N_("A measure was decided")},
    {"warning", N_("A warning was given")},        {"no_measure", N_("Infringements without a measure")},
    {"annulled", N_("The decision was annulled")}, {"refused", N_("The inspection was not approved")},
    {"withdrawn", N_("The order was withdrawn")},  {"not_taken_up", N_("The request was not accepted")},
};

// Why a unit was chosen, as the register of earlier inspections says it.
constexpr CodeWords selections[] = {
    {"targeted", N_("Chosen by risk")}, {"random", N_("Chosen at random")}, {"complaint", N_("After a complaint")}};

// Codes of infringements, as the rules of detection number them.
constexpr CodeWords infringements[] = {
    {"V01", N_("employer not registered")},
    {"V02", N_("workers not registered")},
    {"V03", N_("wages declared too low")},
    {"V04", N_("months not declared")},
    {"V05", N_("workers who do not work there")},
    {"V06", N_("employer without activity")},
    {"V07", N_("contributions owed")},
    {"V08", N_("sudden drop of declarations")},
    {"V09", N_("late registration")},
    {"V10", N_("second number of one worker")},
    {"V11", N_("unit that continues a closed one")},
};

}  // namespace

std::string selection_words(const web::Translator& t, const std::string& language, const std::string& selection) {
  return words_in(t, language, selections, selection, N_("Chosen for another reason"));
}

std::string found_words(const web::Translator& t, const std::string& language, const std::string& codes) {
  std::string out, code;
  const auto end = [&] {
    if (!code.empty())
      out += (out.empty() ? "" : ", ") + words_in(t, language, infringements, code, N_("another infringement"));
    code.clear();
  };
  for (const char c : codes) {
    if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
      code += c;
    else
      end();
  }
  end();
  return out.empty() ? t.text(language, "nothing found") : out;
}

std::string topic_words(const web::Translator& t, const std::string& language, const std::string& topic) {
  return words_in(t, language, topics, topic, N_("Other data"));
}

std::string source_words(const web::Translator& t, const std::string& language, const std::string& source) {
  return words_in(t, language, sources, source, N_("Another register"));
}

// The section of an ISIC code of any level: registers write F, 41, 410 or 4100 for a builder.
std::string section_of(const std::string& code) {
  const auto path = names::sector_path(code);
  return path.empty() ? code : path.substr(0, 1);
}

std::string sector_words(const web::Translator& t, const std::string& language, const std::string& code) {
  return fmt::format("{} ({})", words_in(t, language, sectors, section_of(code), N_("Another sector")), code);
}

std::string unit_status_words(const web::Translator& t, const std::string& language, const std::string& status) {
  return words_in(t, language, statuses, status, N_("status not recorded"));
}

std::string outcome_words(const web::Translator& t, const std::string& language, const std::string& outcome) {
  return outcome.empty() ? std::string{} : words_in(t, language, outcomes, outcome, N_("Another outcome"));
}

std::string as_of_words(const web::Translator& t, const std::string& language, const std::string& as_of) {
  if (const auto day = Day::parse(as_of)) return t.date(language, *day);
  if (const auto month = Month::parse(as_of)) return fmt::format("{:02}/{}", month->month(), month->year());
  return as_of;
}

std::string topic_value(const web::Translator& t, const std::string& language, const std::string& topic,
                        const std::string& value) {
  if (topic == "unit.status") return unit_status_words(t, language, value);
  if (topic == "unit.sector") return sector_words(t, language, value);
  if (topic == "contributions.missing")
    if (const auto n = whole_number(value)) return t.kip(language, Money::kip(*n));
  if (const auto day = Day::parse(value)) return t.date(language, *day);
  if (topic.starts_with("workers.") || topic.starts_with("snapshot.") || topic.ends_with("months_short") ||
      topic == "inspections.earlier")
    if (const auto n = whole_number(value)) return t.number(language, *n);
  return value;
}

}  // namespace ssiis::inspections
