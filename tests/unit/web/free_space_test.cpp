#include "web/free_space.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace ssiis::web {
namespace {

TEST(RoomFor, AFileIsThriceItsLengthBesideWhatIsSpared) {
  constexpr std::uint64_t mib = 1U << 20;
  EXPECT_TRUE(room_for(10 * mib, spared_bytes + 30 * mib));
  EXPECT_FALSE(room_for(10 * mib + 1, spared_bytes + 30 * mib));
  EXPECT_TRUE(room_for(0, spared_bytes));
  EXPECT_FALSE(room_for(0, spared_bytes - 1));
  EXPECT_FALSE(room_for(std::numeric_limits<std::uint64_t>::max(), 1ULL << 50)) << "whatever somebody announces";
  EXPECT_TRUE(room_for(10 * mib, std::nullopt)) << "what is not known refuses nobody";
}

TEST(RoomFor, IsKnownOfAFolderThatThereIs) {
  EXPECT_TRUE(free_bytes(std::filesystem::temp_directory_path()));
  EXPECT_FALSE(free_bytes("/no/such/folder"));
}

}  // namespace
}  // namespace ssiis::web
