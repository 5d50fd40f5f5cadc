// Addresses and their handlers. The list of routes is also what the authorisation walk visits.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "web/page.hpp"
#include "web/request.hpp"

namespace ssiis::web {

using Handler = std::function<Page(const Request&)>;

struct Route {
  std::string method;        // GET or POST
  std::string pattern;       // "/inspection/orders/{number}"; a {name} takes one segment
  Mount mount{Mount::staff};
  std::string permission;    // what the actor must hold somewhere; "" = any login (staff) or nobody (public).
                             // The service checks it again per object.
  Handler handler;
};

class Router {
 public:
  void add(Route route);     // throws std::logic_error on a doubled or malformed pattern
  const std::vector<Route>& routes() const noexcept { return routes_; }
  struct Match {
    const Route* route{nullptr};
    std::map<std::string, std::string> captures{};
    bool path_known{false};  // the path exists under another method: 405, not 404
  };
  Match match(std::string_view method, std::string_view path) const;

 private:
  std::vector<Route> routes_;
};

}  // namespace ssiis::web
