#include "inspections/institutions.hpp"

#include <algorithm>

namespace ssiis::inspections {

bool is_institution(std::string_view code) noexcept {
  return std::find(institutions.begin(), institutions.end(), code) != institutions.end();
}

std::string institution_words(const web::Translator& t, const std::string& language, const std::string& code) {
  return t.keyed(language, "institution", code, code);
}

}  // namespace ssiis::inspections
