#include "profiles/territory.hpp"

#include <algorithm>
#include <array>
#include <functional>

namespace ssiis::profiles {
namespace {

constexpr std::array<std::string_view, 5> kinds{"national", "region", "province", "district", "sub_district"};

bool well_formed(std::string_view code) {
  return !code.empty() && code.size() <= 20 && std::all_of(code.begin(), code.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
  });
}

std::optional<Rejection> fault_of(const Territory& node) {
  if (!well_formed(node.code)) return Rejection{"territory.code_malformed", {node.code}};
  if (!is_territory_kind(node.kind)) return Rejection{"territory.kind_unknown", {node.code, node.kind}};
  if (node.name_lo.empty() || node.name_en.empty()) return Rejection{"territory.name_missing", {node.code}};
  return std::nullopt;
}

}  // namespace

bool is_territory_kind(std::string_view kind) noexcept {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

Result<TerritoryTree> TerritoryTree::build(std::int64_t version, std::vector<Territory> nodes) {
  std::sort(nodes.begin(), nodes.end(), [](const auto& a, const auto& b) { return a.code < b.code; });
  std::map<std::string, std::vector<std::size_t>, std::less<>> below;
  std::map<std::string, std::size_t, std::less<>> index;
  std::optional<std::size_t> root;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const auto& node = nodes[i];
    if (auto fault = fault_of(node)) return *fault;
    if (!index.emplace(node.code, i).second) return Rejection{"territory.code_twice", {node.code}};
    if (!node.parent.empty())
      below[node.parent].push_back(i);
    else if (root)
      return Rejection{"territory.root_twice", {node.code}};
    else
      root = i;
  }
  if (!root) return Rejection{"territory.root_missing"};
  for (const auto& node : nodes)
    if (!node.parent.empty() && !index.contains(node.parent))
      return Rejection{"territory.parent_unknown", {node.code, node.parent}};

  TerritoryTree tree;
  tree.version_ = version;
  tree.nodes_.reserve(nodes.size());
  // Depth first with a stack of our own: the depth is data, and data must not be able to exhaust
  // the call stack.
  struct Step {
    std::size_t node;
    bool leaving;
  };
  std::vector<Step> steps{{*root, false}};
  while (!steps.empty()) {
    const auto step = steps.back();
    steps.pop_back();
    const auto& code = nodes[step.node].code;
    if (step.leaving) {
      tree.nodes_[tree.by_code_.at(code)].interval.high = static_cast<std::int64_t>(tree.nodes_.size());
      continue;
    }
    tree.by_code_.emplace(code, tree.nodes_.size());
    tree.nodes_.push_back(nodes[step.node]);
    tree.nodes_.back().interval.low = static_cast<std::int64_t>(tree.nodes_.size());
    steps.push_back({step.node, true});
    const auto children = below.find(code);
    if (children == below.end()) continue;
    for (auto i = children->second.rbegin(); i != children->second.rend(); ++i) steps.push_back({*i, false});
  }
  // What the root does not reach hangs on itself.
  if (tree.nodes_.size() != nodes.size())
    for (const auto& node : nodes)
      if (!tree.by_code_.contains(node.code)) return Rejection{"territory.cycle", {node.code}};
  return tree;
}

const Territory* TerritoryTree::find(std::string_view code) const noexcept {
  const auto found = by_code_.find(code);
  return found == by_code_.end() ? nullptr : &nodes_[found->second];
}

const Territory* TerritoryTree::at(std::int64_t point) const noexcept {
  if (point < 1 || point > static_cast<std::int64_t>(nodes_.size())) return nullptr;
  return &nodes_[static_cast<std::size_t>(point - 1)];
}

const Territory& TerritoryTree::resolve(std::string_view code) const noexcept {
  for (auto length = code.size(); length > 0; --length)
    if (const auto* found = find(code.substr(0, length))) return *found;
  return root();
}

const Territory& TerritoryTree::resolve(std::string_view province, std::string_view district) const noexcept {
  const auto* of_province = find(province);
  const auto* of_district = find(district);
  // A district that contradicts its province is a slip of the register: the province decides.
  if (of_district && (!of_province || of_province->interval.holds(of_district->interval.low))) return *of_district;
  if (of_province) return *of_province;
  return resolve(district);
}

std::vector<const Territory*> TerritoryTree::children(std::string_view code) const {
  std::vector<const Territory*> out;
  for (const auto& node : nodes_)
    if (node.parent == code && !node.parent.empty() && !node.valid_to) out.push_back(&node);
  return out;
}

std::vector<const Territory*> TerritoryTree::path(std::string_view code) const {
  std::vector<const Territory*> out;
  for (const auto* node = find(code); node != nullptr; node = find(node->parent)) out.push_back(node);
  std::reverse(out.begin(), out.end());
  return out;
}

const Territory* TerritoryTree::above(std::string_view code, std::string_view kind) const noexcept {
  for (const auto* node = find(code); node != nullptr; node = find(node->parent))
    if (node->kind == kind) return node;
  return nullptr;
}

}  // namespace ssiis::profiles
