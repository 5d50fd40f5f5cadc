#include <gtest/gtest.h>

#include <sstream>

#include "folder.hpp"
#include "fuzz/web/harness.hpp"

namespace ssiis::web {
namespace {

TEST(Corpus, EveryInputIsReadOrRefusedCleanly) {
  const test::Folder quarantine;
  std::size_t inputs = 0;
  for (const auto& entry : std::filesystem::directory_iterator{SSIIS_CORPUS_DIR}) {
    std::ifstream in{entry.path(), std::ios::binary};
    std::ostringstream text;
    text << in.rdbuf();
    const auto input = text.str();
    EXPECT_NO_THROW(fuzz::feed(input, quarantine.path())) << entry.path();
    // And cut short at every place.
    for (std::size_t size = 0; size < std::min<std::size_t>(input.size(), 400); ++size)
      EXPECT_NO_THROW(fuzz::feed(std::string_view{input}.substr(0, size), quarantine.path()))
          << entry.path() << " " << size;
    ++inputs;
  }
  EXPECT_GE(inputs, 8u) << "the corpus is missing";
}

}  // namespace
}  // namespace ssiis::web
