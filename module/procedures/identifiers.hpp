// What numbers of each register look like, and a number tried against it.
//   GET /inspection/identifiers   every identifier with its rules; ?kind=&number= one number tried
// The list itself is the file identifiers/identifiers.xml, which an administrator changes where the module runs.
#pragma once
#include "core/api.hpp"
#include "names/api.hpp"
#include "web/api.hpp"

namespace ssiis::procedures {

// All must outlive the router.
struct IdentifierNeeds {
  const names::Identifiers& identifiers;
  const web::Renderer& renderer;
  const Clock& clock;
};
void add_identifier_screens(web::Router& router, const IdentifierNeeds& needs);

}  // namespace ssiis::procedures
