// What strangers hand to `link files`: a model, or a table. The first byte says which.
#include <cstdint>
#include <string_view>

#include "matching/api.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text{reinterpret_cast<const char*>(data) + 1, size - 1};
  try {
    if (data[0] % 2 == 0)
      ssiis::matching::parse_model(text, "fuzz.xml");
    else
      ssiis::matching::parse_csv(text, "fuzz.csv", {});
  } catch (const ssiis::matching::LinkError&) {  // refused with a reason
  }
  return 0;
}
