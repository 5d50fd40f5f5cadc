#include "web/free_space.hpp"

namespace ssiis::web {

std::optional<std::uint64_t> free_bytes(const std::filesystem::path& folder) {
  std::error_code unknown;
  const auto space = std::filesystem::space(folder, unknown);
  return unknown ? std::nullopt : std::optional<std::uint64_t>{space.available};
}

// Divided, not multiplied: a length that somebody announces may be any.
bool room_for(std::uint64_t bytes, std::optional<std::uint64_t> free) {
  return !free || (*free >= spared_bytes && (*free - spared_bytes) / 3 >= bytes);
}

}  // namespace ssiis::web
