// What both sides of abi_noop do: an empty answer 204.
#pragma once
#include "web/page.hpp"
#include "web/request.hpp"

namespace ssiis::bench {

[[gnu::noinline]] inline web::Page noop(const web::Request&) {
  web::Page page;
  page.kind = web::Page::Kind::document;
  page.status = 204;
  return page;
}

}  // namespace ssiis::bench
