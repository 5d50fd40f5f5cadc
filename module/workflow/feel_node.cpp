#include "workflow/feel_node.hpp"

#include <algorithm>

namespace ssiis::workflow {

std::optional<Order> order_of(std::string_view s) noexcept {
  if (s == "=") return Order::equal;
  if (s == "!=") return Order::not_equal;
  if (s == "<") return Order::less;
  if (s == "<=") return Order::at_most;
  if (s == ">") return Order::greater;
  if (s == ">=") return Order::at_least;
  return std::nullopt;
}

namespace feel {

bool is_constant(const Node& n) {
  if (n.kind == Node::Kind::name || n.kind == Node::Kind::call || n.kind == Node::Kind::member) return false;
  return std::ranges::all_of(n.parts, [](const NodePtr& p) { return is_constant(*p); });
}

void collect_names(const Node& n, std::set<std::string>& out) {
  if (n.kind == Node::Kind::name) out.insert(n.name);
  for (const auto& p : n.parts) collect_names(*p, out);
  collect_names(n.tests, out);
}
void collect_names(const UnaryTests& t, std::set<std::string>& out) {
  for (const auto& one : t.any) {
    collect_names(*one.low, out);
    if (one.high) collect_names(*one.high, out);
  }
}

}  // namespace feel
}  // namespace ssiis::workflow
