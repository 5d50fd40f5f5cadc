#include "linkage/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ssiis::linkage {
namespace {

using web::N_;
using Words = std::pair<std::string_view, const char*>;

constexpr Words parts_said[] = {
    {"labour_unit-tax_employer", N_("Labour units – tax register")},
    {"labour_unit-enterprise_register", N_("Labour units – enterprise register")},
    {"worker-civil_register", N_("Workers – civil register")},
    {"self_employed-civil_register", N_("Members without an employer – civil register")},
    {"worker-tax_payroll", N_("Workers – payroll of the tax register")},
    {"worker-molsw_workers", N_("Workers – labour register")},
    {"labour_unit_dup-labour_unit", N_("Labour units registered twice")},
    {"worker_dup-worker", N_("Workers registered twice")},
    {"labour_unit_successor-labour_unit", N_("Successors of closed labour units")},
};
constexpr Words registers_said[] = {
    {"labour_unit", N_("MIS of the LSSO")},       {"worker", N_("MIS of the LSSO")},
    {"self_employed", N_("MIS of the LSSO")},     {"tax_employer", N_("Tax register: employers")},
    {"tax_payroll", N_("Tax register: payroll")}, {"enterprise_register", N_("Enterprise register")},
    {"civil_register", N_("Civil register")},     {"molsw_workers", N_("Labour register")},
};
constexpr Words states_said[] = {
    {"waiting", N_("To review")},           {"unsure", N_("Not sure")},           {"merges", N_("Merges to confirm")},
    {"linked", N_("Linked by the system")}, {"decided", N_("Decided by people")}, {"contradicted", N_("Contradicted")},
};
constexpr Words acts_said[] = {
    {"decided", N_("decided")},
    {"proposed", N_("proposed as one")},
    {"confirmed", N_("confirmed as the second person")},
    {"declined", N_("declined as the second person")},
};
constexpr Words fields_said[] = {
    {"name", N_("Name")},
    {"activity", N_("Activity in the name")},
    {"number in the name", N_("Number in the name")},
    {"phone", N_("Telephone")},
    {"address", N_("Address")},
    {"district", N_("District")},
    {"province", N_("Province")},
    {"village", N_("Village")},
    {"sector", N_("Sector")},
    {"born", N_("Date of birth")},
    {"id number", N_("Identity card number")},
    {"sex", N_("Sex")},
    {"registered", N_("Registered on")},
    {"director", N_("Director of the unit")},
    {"employer", N_("Employer")},
    {"workers in common", N_("Workers in common")},
};
constexpr Words columns_said[] = {
    {"lu_id", N_("Key in the MIS")},
    {"worker_id", N_("Key in the MIS")},
    {"member_id", N_("Key in the MIS")},
    {"ss_reg_no", N_("Social security number of the unit")},
    {"ss_no", N_("Social security number")},
    {"name_lo", N_("Name in Lao")},
    {"name_en", N_("Name in English")},
    {"name", N_("Name")},
    {"name_alt", N_("Other name")},
    {"given_lo", N_("Given name")},
    {"surname_lo", N_("Surname")},
    {"name_latin", N_("Name in Latin letters")},
    {"employee_name", N_("Name")},
    {"sex", N_("Sex")},
    {"dob", N_("Date of birth")},
    {"id_no", N_("Identity card number")},
    {"phone", N_("Telephone")},
    {"province", N_("Province")},
    {"district", N_("District")},
    {"village", N_("Village")},
    {"address", N_("Address")},
    {"director_name", N_("Director of the unit")},
    {"sector", N_("Sector")},
    {"isic", N_("Sector")},
    {"activity", N_("Sector")},
    {"reg_date", N_("Registered on")},
    {"status", N_("Status")},
    {"close_date", N_("Closed down")},
    {"dissolved_date", N_("Closed down")},
    {"nationality", N_("Nationality")},
    {"tin", N_("Tax number")},
    {"er_no", N_("Enterprise number")},
    {"type", N_("Legal form")},
    {"capital", N_("Capital")},
    {"civil_id", N_("Number in the civil register")},
    {"family_book", N_("Family book")},
    {"death_date", N_("Died on")},
    {"molsw_id", N_("Number in the labour register")},
    {"employer_name", N_("Employer")},
    {"start_date", N_("Employed since")},
    {"tax_emp_id", N_("Number of the employee in the tax register")},
    {"from_month", N_("From month")},
    {"to_month", N_("To month")},
    {"monthly_gross", N_("Gross wage a month")},
};

template <std::size_t n>
std::string said(const Say& say, const Words (&table)[n], std::string_view code) {
  for (const auto& [known, words] : table)
    if (known == code) return say(words);
  return std::string{code};
}

std::string decimals(const Say& say, std::string text) {
  if (say.language == "lo") std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

}  // namespace

std::string part_words(const Say& say, const PartSpec& part) { return said(say, parts_said, part.part); }
std::string state_words(const Say& say, State state) { return said(say, states_said, name_of(state)); }
std::string register_words(const Say& say, std::string_view reg) { return said(say, registers_said, reg); }
std::string act_words(const Say& say, std::string_view act) { return said(say, acts_said, act); }
std::string field_words(const Say& say, const std::string& field) { return said(say, fields_said, field); }
std::string column_words(const Say& say, const std::string& column) { return said(say, columns_said, column); }

std::string verdict_words(const Say& say, const PartSpec& part, Verdict verdict) {
  switch (verdict) {
    case Verdict::none:
      return say(N_("nobody has decided"));
    case Verdict::same:
      return part.kind == "labour_unit_successor" ? say(N_("The successor")) : say(N_("The same"));
    case Verdict::branch:
      return say(N_("A branch of this unit"));
    case Verdict::different:
      return say(N_("Not the same"));
    case Verdict::unsure:
      return say(N_("Not sure"));
    case Verdict::merge_proposed:
      return say(N_("One, as the first person says"));
  }
  return {};
}

std::pair<std::string, std::string> level_words(const Say& say, int level, int levels) {
  if (level < 0) return {say(N_("one side is empty")), "idle"};
  if (level == 0) return {say(N_("agrees")), "ok"};
  if (level < levels) return {say(N_("agrees in part")), "warn"};
  return {say(N_("differs")), "bad"};
}

std::string value_words(const Say& say, const std::string& column, const std::string& text) {
  if (const auto day = Day::parse(text)) return say.t.date(say.language, *day);
  if (column == "sex" && text == "F") return say(N_("Woman"));
  if (column == "sex" && text == "M") return say(N_("Man"));
  return text;
}

std::string probability_words(const Say& say, std::int64_t ppm) {
  return decimals(say, fmt::format("{}.{:02}", ppm / 1'000'000, ppm % 1'000'000 / 10'000));
}

std::string weight_words(const Say& say, std::int64_t milli) {
  const auto tenths = (milli < 0 ? -milli : milli) / 100;
  return decimals(say, fmt::format("{}{}.{}", milli < 0 ? "−" : "+", tenths / 10, tenths % 10));
}

}  // namespace ssiis::linkage
