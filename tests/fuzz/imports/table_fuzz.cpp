// libFuzzer's entry: clang builds it (preset asan-ubsan). Run: bin/fuzz_imports_table tests/fuzz/imports/corpus/table
#include "harness.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ssiis::fuzz::feed_table({reinterpret_cast<const char*>(data), size});
  return 0;
}
