// What the fuzzers found, and what they began with, everywhere and without them.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "fuzz/imports/harness.hpp"
#include "fuzz/imports/mapping_harness.hpp"

namespace ssiis {
namespace {

template <class Feed>
std::size_t replayed(const char* folder, Feed&& feed) {
  std::size_t inputs = 0;
  for (const auto& entry : std::filesystem::directory_iterator{std::filesystem::path{SSIIS_CORPUS_DIR} / folder}) {
    std::ifstream in{entry.path(), std::ios::binary};
    const std::string input{std::istreambuf_iterator<char>{in}, {}};
    EXPECT_NO_THROW(feed(input)) << entry.path();
    // Cut off anywhere, and with one byte that is another.
    for (std::size_t at = 0; at < input.size(); ++at) {
      EXPECT_NO_THROW(feed(input.substr(0, at))) << entry.path() << " cut at " << at;
      auto other = input;
      other[at] = static_cast<char>(other[at] ^ 0x21);
      EXPECT_NO_THROW(feed(other)) << entry.path() << " another byte at " << at;
    }
    ++inputs;
  }
  return inputs;
}

TEST(ImportCorpus, OfTablesIsReadOrRefused) {
  EXPECT_GE(replayed("table", fuzz::feed_table), 10u) << "the corpus is missing";
}
TEST(ImportCorpus, OfMappingsIsReadOrRefused) {
  EXPECT_GE(replayed("mapping", fuzz::feed_mapping), 3u) << "the corpus is missing";
}

}  // namespace
}  // namespace ssiis
