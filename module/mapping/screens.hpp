// Copies of a registry that is another database, as administrators see them.
//   GET  /inspection/registrycopy   the newest copies, what each brought, the progress of the one under way
//   POST /inspection/registrycopy   full: orders a copy
#pragma once
#include "mapping/copying.hpp"
#include "web/api.hpp"

namespace ssiis::mapping {

// All must outlive the router.
struct ScreenNeeds {
  db::Pool& pool;
  CopyOffice& copies;
  const web::Renderer& renderer;
  std::function<std::string(const std::string& login, std::string_view language)> person;
};
void add_screens(web::Router& router, const ScreenNeeds& needs);

}  // namespace ssiis::mapping
