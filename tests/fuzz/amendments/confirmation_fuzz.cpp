// libFuzzer's entry: clang builds it (preset asan-ubsan). Run: bin/fuzz_amendments_confirmation
// tests/fuzz/amendments/corpus/confirmation
#include "harness.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ssiis::fuzz::feed_confirmation({reinterpret_cast<const char*>(data), size});
  return 0;
}
