// What the pages of bundles and of moves have around them. Private to the room.
#pragma once
#include "web/api.hpp"
#include "workflow/api.hpp"

namespace ssiis::procedures {

inline constexpr std::string_view bundles_home = "/inspection/bundles";

enum class Level { top, below };  // whether the crumbs lead over the list of bundles

// A page of this room with title, crumbs and menu entry; with reasons, the status and title of a refused form.
web::Page room_page(const web::Renderer& renderer, const web::Request& rq, std::string_view file, const web::Data& data,
                    std::string title, const Rejections& reasons, Level level = Level::below);

// A field of a CSV file in quotes; what a spreadsheet would take for a formula is marked as text.
std::string csv_field(std::string text);
// A finding as a sentence in that language. What is wrong with a template of a letter is said in the words of single
// templates that are refused.
std::string finding_words(const web::Translator& t, const std::string& language, const workflow::Finding& finding);
// DOUBT rows: what in a bundle that can be read is no reason to refuse it, and somebody should look at.
void put_doubts(web::Data& into, const web::Translator& t, const std::string& language, const workflow::Files& files);

}  // namespace ssiis::procedures
