// Addresses and their handlers. The list of routes is also what the authorisation walk visits.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "web/page.hpp"
#include "web/request.hpp"

namespace ssiis::web {

using Handler = std::function<Page(const Request&)>;

struct Route {
  std::string method;   // GET or POST
  std::string pattern;  // "/inspection/orders/{number}"; a {name} takes one segment
  Mount mount{Mount::staff};
  std::string permission;  // what the actor must hold somewhere; "" = any login (staff) or nobody
                           // (public). The service checks it again per object.
  Handler handler;
};

class Router {
 public:
  void add(Route route);  // throws std::logic_error on a doubled or malformed pattern
  const std::vector<Route>& routes() const noexcept { return routes_; }
  struct Match {
    const Route* route{nullptr};
    std::map<std::string, std::string> captures{};
    bool path_known{false};              // the path exists under another method: 405, not 404
    std::vector<std::string> allowed{};  // the methods of the path, for the header Allow of a 405
  };
  // `encoded_path` as received, without the query; each segment is decoded once. A literal segment
  // wins over a capture, the leftmost difference decides. HEAD finds the GET route. Segments that
  // are empty, "." or "..", not UTF-8, or hold control characters match nothing. The route pointer
  // lives until the next add.
  Match match(std::string_view method, std::string_view encoded_path) const;

 private:
  struct Compiled {
    std::vector<std::string> segments;
    std::string shape;  // with unnamed captures: what makes two patterns the same
    std::size_t index;
  };
  static bool fits(const Compiled& candidate, const std::vector<std::string>& segments);
  std::vector<Route> routes_;
  std::map<std::size_t, std::vector<Compiled>> by_length_;  // the most specific first
};

}  // namespace ssiis::web
