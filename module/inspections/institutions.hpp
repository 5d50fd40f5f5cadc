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
// Its office where a file lies: what a letter is addressed to. `office` is the code of the province, `province` its
// name in the language; above provinces it is the institution itself.
std::string institution_office(const web::Translator& t, const std::string& language, const std::string& code,
                               const std::string& office, const std::string& province);

}  // namespace ssiis::inspections
