// Other institutions that files are referred to and that send documents. The form of the compliance check offers the
// same codes (config/forms/compliance.xml; a test compares them).
#pragma once
#include <array>
#include <string_view>

#include "web/api.hpp"

namespace ssiis::inspections {

inline constexpr std::array<std::string_view, 7> institutions{
    "molsw", "governor", "tax", "labour_inspectorate", "prosecutor", "enterprise_register", "court"};

bool is_institution(std::string_view code) noexcept;
// Its name; the code itself when no catalogue has it.
std::string institution_words(const web::Translator& t, const std::string& language, const std::string& code);

}  // namespace ssiis::inspections
