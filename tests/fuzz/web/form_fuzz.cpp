// libFuzzer's entry: clang builds it (preset asan-ubsan). Run: bin/fuzz_web_form
// tests/fuzz/web/corpus
#include "harness.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto quarantine = [] {
    auto folder = std::filesystem::temp_directory_path() / ("fuzz-web-" + ssiis::hex(ssiis::random_bytes(8)));
    std::filesystem::create_directories(folder);
    return folder;
  }();
  ssiis::fuzz::feed({reinterpret_cast<const char*>(data), size}, quarantine);
  return 0;
}
