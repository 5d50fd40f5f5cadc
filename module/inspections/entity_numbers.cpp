#include "inspections/entity_numbers.hpp"

#include <fmt/format.h>

namespace ssiis::inspections {
namespace {

using web::N_;

constexpr std::pair<std::string_view, const char*> number_kinds[] = {
    {"ss_reg_no", N_("Social security number of the unit")},
    {"ss_no", N_("Social security number")},
    {"key", N_("Key in the MIS")},
    {"tin", N_("Tax number")},
    {"er_no", N_("Enterprise number")},
    {"tax_emp_id", N_("Number of the employee in the tax register")},
    {"molsw_id", N_("Number in the labour register")},
    {"civil_id", N_("Number in the civil register")},
    {"id_no", N_("Identity card number")},
};

std::string kind_words_of(const web::Translator& t, std::string_view language, std::string_view kind) {
  for (const auto& [code, words] : number_kinds)
    if (code == kind) return t.text(language, words);
  return std::string{kind};
}

// Two decimals, cut and not rounded: 0.999 is not certain.
std::string confidence_words(std::string_view language, std::int64_t ppm) {
  return fmt::format("{}{}{:02}", ppm / 1'000'000, language == "lo" ? "," : ".", ppm % 1'000'000 / 10'000);
}

void put_source(const web::Translator& t, std::string_view language, web::Data& row, const registry::EntityNumber& n) {
  row.show_if("OWN", n.source == registry::NumberSource::mis)
      .show_if("BY_PERSON", n.source == registry::NumberSource::person)
      .show_if("BY_LINKAGE", n.source == registry::NumberSource::link)
      .show_if("HAS_CONFIDENCE", n.confidence_ppm.has_value());
  if (n.confidence_ppm) row.set("CONFIDENCE", confidence_words(language, *n.confidence_ppm));
  row.show_if("ENDED", n.valid_to.has_value());
  if (n.valid_to) row.set("UNTIL", t.date(language, *n.valid_to));
  row.set("SINCE", n.valid_from ? t.date(language, *n.valid_from) : std::string{"–"});
  row.show_if("HAS_AS_OF", n.as_of.has_value());
  if (n.as_of) row.set("AS_OF", t.date(language, *n.as_of));
}

}  // namespace

std::string register_name(const web::Translator& t, std::string_view language, std::string_view source) {
  if (source == "lsso") return t.text(language, N_("MIS of the LSSO"));
  if (source == "tax_employer") return t.text(language, N_("Tax register: employers"));
  if (source == "tax_payroll") return t.text(language, N_("Tax register: payroll"));
  if (source == "enterprise_register" || source == "enterprise") return t.text(language, N_("Enterprise register"));
  if (source == "molsw_workers") return t.text(language, N_("Labour register"));
  if (source == "civil_register") return t.text(language, N_("Civil register"));
  return std::string{source};
}

void put_numbers(const Desk& desk, const web::Request& rq, web::Data& data,
                 const std::vector<registry::EntityNumber>& numbers) {
  const auto& t = desk.t();
  bool elsewhere = false;
  for (const auto& n : numbers) {
    auto& row = data.add("NUMBER");
    row.set("NUMBER_KIND", kind_words_of(t, rq.language, n.kind))
        .set("NUMBER_TEXT", n.number)
        .set("NUMBER_REGISTER", register_name(t, rq.language, n.reg));
    put_source(t, rq.language, row, n);
    elsewhere = elsewhere || (n.source != registry::NumberSource::mis && !n.valid_to);
  }
  data.show_if("LINKED_ELSEWHERE", elsewhere);
}

}  // namespace ssiis::inspections
