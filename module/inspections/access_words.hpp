// Readings and refusals in words.
#pragma once
#include <string>

#include "inspections/case_access.hpp"
#include "web/api.hpp"

namespace ssiis::inspections {

std::string access_words(const web::Translator& t, const std::string& language, const AccessRow& row);
// A purpose's code in words; what no code stands for (somebody's own words) as it is.
std::string purpose_words(const web::Translator& t, const std::string& language, const std::string& purpose);

}  // namespace ssiis::inspections
