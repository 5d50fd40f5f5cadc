#include "procedures/page.hpp"

namespace ssiis::procedures {

web::Page room_page(const web::Renderer& renderer, const web::Request& rq, std::string_view file, const web::Data& data,
                    std::string title, const Rejections& reasons, Level level) {
  const auto& t = renderer.translator();
  auto page = web::fragment(reasons.empty() ? title : web::refused_title(t, rq.language, title),
                            renderer.render("procedures/" + std::string{file}, rq.language, data));
  page.scripts = {"page.js"};
  page.menu_id = "inspection.bundles";
  page.crumbs.push_back({t.text(rq.language, "Inspection"), "/inspection"});
  if (level == Level::below) page.crumbs.push_back({t.text(rq.language, "Procedures"), std::string{bundles_home}});
  page.crumbs.push_back({std::move(title), ""});
  if (!reasons.empty()) page.status = web::status_of(reasons.front());
  return page;
}

}  // namespace ssiis::procedures
