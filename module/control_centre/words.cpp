#include "control_centre/words.hpp"

namespace ssiis::control_centre {
namespace {

using web::N_;

struct SourceWords {
  std::string_view source;
  const char* words;
};
constexpr SourceWords source_names[] = {
    {"tax_employer", N_("Tax register: employers")},    {"tax_payroll", N_("Tax register: payroll")},
    {"enterprise_register", N_("Enterprise register")}, {"molsw_workers", N_("Labour register")},
    {"civil_register", N_("Civil register")},           {"inspection_history", N_("Inspections before this system")},
};

}  // namespace

std::string source_words(const web::Translator& t, std::string_view language, std::string_view source) {
  for (const auto& n : source_names)
    if (n.source == source) return t.text(language, n.words);
  return std::string{source};
}

}  // namespace ssiis::control_centre
