#include "audit/merkle.hpp"

#include <bit>
#include <span>

#include "audit/canonical.hpp"

namespace ssiis::audit {
namespace {

Sha256 leaf_hash(const Leaf& leaf) {
  std::string text(1, '\0');
  put(text, std::to_string(leaf.chain));
  put(text, std::to_string(leaf.seq));
  put(text, leaf.hash);
  return sha256(text);
}

Sha256 root_of(std::span<const Sha256> hashes) {
  if (hashes.size() == 1) return hashes[0];
  const auto left = std::bit_floor(hashes.size() - 1);  // the largest power of two below the size
  const auto a = root_of(hashes.first(left));
  const auto b = root_of(hashes.subspan(left));
  std::string text(1, '\1');
  text.append(as_text(a)).append(as_text(b));
  return sha256(text);
}

}  // namespace

std::string merkle_root(const std::vector<Leaf>& leaves) {
  if (leaves.empty()) return hex(sha256(std::string_view{}));
  std::vector<Sha256> hashes;
  hashes.reserve(leaves.size());
  for (const auto& leaf : leaves) hashes.push_back(leaf_hash(leaf));
  return hex(root_of(hashes));
}

}  // namespace ssiis::audit
