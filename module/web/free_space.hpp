// Whether what is handed over will find its place.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>

namespace ssiis::web {

// Free bytes where a folder lies; nothing where that cannot be known. A test says another figure.
using FreeBytes = std::function<std::optional<std::uint64_t>(const std::filesystem::path& folder)>;
std::optional<std::uint64_t> free_bytes(const std::filesystem::path& folder);

// A file stands in the quarantine, in the database and, while it is read, once more beside them; something is spared
// for all else. What is not known is room.
inline constexpr std::uint64_t spared_bytes = 64U << 20;
bool room_for(std::uint64_t bytes, std::optional<std::uint64_t> free);

}  // namespace ssiis::web
