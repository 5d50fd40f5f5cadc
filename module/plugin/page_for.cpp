// How a request finds its page: the order of checks is the same for every address.
#include <algorithm>

#include "plugin/wiring.hpp"

namespace ssiis::plugin {
namespace {

web::Page refused(const web::Renderer& renderer, const web::Request& request, const Rejection& why) {
  return web::problem(renderer, request, web::status_of(why), why);
}

web::Page not_allowed(const web::Renderer& renderer, const web::Request& request,
                      const std::vector<std::string>& allowed) {
  auto page = web::problem(renderer, request, 405, Rejection{"request.method"});
  std::string list;
  for (const auto& method : allowed) list += (list.empty() ? "" : ", ") + method;
  page.headers.emplace_back("Allow", list);
  return page;
}

// The way to a page shows only what the reader may open: an administrator of profiles has no work page.
web::Page with_open_crumbs(const web::Router& router, const Actor& who, web::Page page) {
  std::erase_if(page.crumbs, [&](const web::Crumb& crumb) {
    if (crumb.href.empty()) return false;
    const auto match = router.match("GET", crumb.href.substr(0, crumb.href.find_first_of("?#")));
    return match.route != nullptr && !match.route->permission.empty() && !who.may(match.route->permission);
  });
  return page;
}

// Registers of agencies are larger than what else is handed over.
web::FormLimits limits_of(const web::Route& route, const Settings& settings) {
  web::FormLimits limits;
  if (route.permission != imports::may_load) return limits;
  limits.upload_bytes = imports::upload_limit(settings);
  limits.body_bytes = std::max(limits.body_bytes, limits.upload_bytes + (1U << 20));
  return limits;
}

// Nothing half done: a file that will not find its place is refused before it begins.
std::optional<Rejection> no_space(const web::Request& request, std::optional<std::uint64_t> free) {
  const auto announced =
      static_cast<std::uint64_t>(std::max<std::int64_t>(0, whole_number(request.header("content-length")).value_or(0)));
  return web::room_for(announced, free) ? std::nullopt : std::optional{Rejection{"request.no_space"}};
}

}  // namespace

web::Page Wiring::page_for(web::Request& request, const profiles::IdentityData& identity, const web::BodyReader& body,
                           const HostServices& host) {
  auto match = router.match(request.method, request.path);
  if (match.route == nullptr)
    return match.path_known ? not_allowed(renderer, request, match.allowed)
                            : web::problem(renderer, request, 404, Rejection{"request.address_unknown"});
  request.captures = std::move(match.captures);
  if (request.mount == web::Mount::open_public) web::choose_public_language(request);
  const web::Route& route = *match.route;
  if (route.mount == web::Mount::asset) return route.handler(request);
  if (route.mount != request.mount) return web::problem(renderer, request, 404, Rejection{"request.address_unknown"});
  if (!readiness.look(pool, host)) return web::problem(renderer, request, 503, Rejection{readiness.code()});

  const bool staff = request.mount == web::Mount::staff || request.mount == web::Mount::panel;
  if (staff) {
    request.actor = actors.actor(identity, {request.correlation_id, request.client_address});
    if (!route.permission.empty() && !request.actor->may(route.permission))
      return refused(renderer, request, trail.refused(*request.actor, route.permission, "address:" + route.pattern));
  }
  if (request.is_write()) {
    // What the head gives away is refused before the body is read, and the token is looked at before a file is kept.
    if (const auto why = web::csrf_refusal_by_head(request)) return refused(renderer, request, *why);
    const auto before_files = [&](const auto& fields) {
      auto why = web::csrf_refusal(request, fields);
      return why ? why : no_space(request, imports.needs().free_bytes(quarantine));
    };
    if (const auto read = web::read_form(request, body, quarantine, limits_of(route, settings), before_files); !read)
      return refused(renderer, request, read.rejection());
    if (const auto why = web::csrf_refusal(request)) return refused(renderer, request, *why);
  }
  auto page = route.handler(request);
  if (!request.actor) return page;
  return with_open_crumbs(router, *request.actor, std::move(page));
}

}  // namespace ssiis::plugin
