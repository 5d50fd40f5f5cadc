// What the fuzzer found, and what it began with, everywhere and without it; whole and cut short.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "fuzz/amendments/harness.hpp"

namespace {

using namespace ssiis;

TEST(CorpusOfConfirmations, KeepsThePromisesOfTheReader) {
  std::size_t inputs = 0;
  for (const auto& entry : std::filesystem::directory_iterator{SSIIS_CORPUS_DIR}) {
    std::ifstream in{entry.path(), std::ios::binary};
    std::ostringstream bytes;
    bytes << in.rdbuf();
    const auto input = std::move(bytes).str();
    for (std::size_t size = 0; size <= input.size(); ++size)
      EXPECT_NO_THROW(fuzz::feed_confirmation(std::string_view{input}.substr(0, size)))
          << entry.path() << " cut at " << size;
    ++inputs;
  }
  EXPECT_GE(inputs, 10U) << "the corpus is missing";
}

}  // namespace
