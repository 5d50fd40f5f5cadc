// What the pages of the lists share. Private to the room.
#pragma once
#include "code_lists/screens.hpp"

namespace ssiis::code_lists {

inline constexpr std::string_view codes_home = "/inspection/codes";

std::string entry_address(std::string_view list, std::string_view code);
std::string list_words(const web::Translator& t, const std::string& language, std::string_view list);
std::string level_words(const web::Translator& t, const std::string& language, std::string_view level);
std::string kind_words(const web::Translator& t, const std::string& language, std::string_view kind);
std::vector<web::Option> level_options(const web::Translator& t, const std::string& language, std::string_view list);

// A code with the name that it has or had last: "Xaysettha (0103)".
std::string code_and_name(const Book& book, std::string_view code, std::string_view language);
// Puts <prefix>NAME, <prefix>NAME_LANG and the section <prefix>FALLBACK where the Lao name is to be confirmed.
void put_name(web::Data& into, const std::string& prefix, const Entry& entry, const std::string& language);

web::Page codes_page(const ScreenNeeds& needs, const web::Request& rq, std::string_view file, std::string title,
                     const web::Data& data, std::string_view list, const Rejections& reasons = {});

web::Page change_form(const ScreenNeeds& needs, const web::Request& rq);
web::Page change_sent(const ScreenNeeds& needs, const web::Request& rq);
// The timeline of a code with what it came of and what came of it.
void put_picture(web::Data& into, const Book& book, std::string_view code, Day today, const web::Translator& t,
                 const std::string& language);

}  // namespace ssiis::code_lists
