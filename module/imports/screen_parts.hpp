// What the pages of loads share. Private to the room.
#pragma once
#include "imports/repository.hpp"
#include "imports/screens.hpp"

namespace ssiis::imports {

inline constexpr std::string_view imports_home = "/inspection/imports";

std::string load_address(std::int64_t load, std::string_view below = "");
// A page of this room with title, crumbs and menu entry; with reasons, the status and title of a refused form.
struct ImportPage {
  std::string_view file;
  std::string title;
  std::int64_t load{0};  // whose page stands in the crumbs before this one
};
web::Page import_page(const ScreenNeeds& needs, const web::Request& rq, const ImportPage& page, const web::Data& data,
                      const Rejections& reasons);
std::optional<Load> asked_load(const ScreenNeeds& needs, const web::Request& rq);
web::Page no_such_load(const ScreenNeeds& needs, const web::Request& rq);
// The problem page of a refusal that no form can mend; nothing for the others.
std::optional<web::Page> beyond_the_form(const ScreenNeeds& needs, const web::Request& rq, const Rejection& why);
const web::Upload* uploaded_file(const web::Request& rq);

std::string source_words(const web::Translator& t, std::string_view language, std::string_view source);
std::string field_words(const web::Translator& t, std::string_view language, std::string_view field);
// What is wrong with a value, as a sentence.
std::string fault_words(const web::Translator& t, std::string_view language, const CellFault& fault);
// The arguments of a finding name fields: in the person's words.
std::string finding_words(const web::Translator& t, std::string_view language, const Rejection& finding);
void put_load_state(web::Data& row, const web::Translator& t, std::string_view language, LoadState state);

using NeedsPointer = std::shared_ptr<const ScreenNeeds>;
void add_mapping_screens(web::Router& router, const NeedsPointer& needs);
void add_profile_screens(web::Router& router, const NeedsPointer& needs);
void add_row_screens(web::Router& router, const NeedsPointer& needs);
void add_dictionary_screen(web::Router& router, const NeedsPointer& needs);

}  // namespace ssiis::imports
