// What the pages of bundles and of moves have around them. Private to the room.
#pragma once
#include "web/api.hpp"

namespace ssiis::procedures {

inline constexpr std::string_view bundles_home = "/inspection/bundles";

enum class Level { top, below };  // whether the crumbs lead over the list of bundles

// A page of this room with title, crumbs and menu entry; with reasons, the status and title of a refused form.
web::Page room_page(const web::Renderer& renderer, const web::Request& rq, std::string_view file, const web::Data& data,
                    std::string title, const Rejections& reasons, Level level = Level::below);

}  // namespace ssiis::procedures
