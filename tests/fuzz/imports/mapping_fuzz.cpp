// libFuzzer's entry: clang builds it (preset asan-ubsan). Run: bin/fuzz_imports_mapping
// tests/fuzz/imports/corpus/mapping
#include "mapping_harness.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ssiis::fuzz::feed_mapping({reinterpret_cast<const char*>(data), size});
  return 0;
}
