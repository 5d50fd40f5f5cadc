#include "inspections/institutions.hpp"

#include <algorithm>

namespace ssiis::inspections {

bool is_institution(std::string_view code) noexcept {
  return std::find(institutions.begin(), institutions.end(), code) != institutions.end();
}

std::string institution_words(const web::Translator& t, const std::string& language, const std::string& code) {
  return t.keyed(language, "institution", code, code);
}

std::string institution_office(const web::Translator& t, const std::string& language, const std::string& code,
                               const std::string& office, const std::string& province) {
  const auto name = institution_words(t, language, code);
  if (province.empty()) return name;
  const auto filled = [](std::string pattern, const std::string& with) {
    if (const auto at = pattern.find("{1}"); at != std::string::npos) pattern.replace(at, 3, with);
    return pattern;
  };
  // The capital is no province: its place and its governor are called otherwise.
  const auto place =
      filled(t.keyed(language, "institution_place", office, t.keyed(language, "institution_place", "province", "{1}")),
             province);
  return filled(
      t.keyed(language, "institution_office", code + "." + office, t.keyed(language, "institution_office", code, name)),
      place);
}

}  // namespace ssiis::inspections
