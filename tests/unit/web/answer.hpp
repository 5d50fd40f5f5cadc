// Reading of answers, for the tests.
#pragma once
#include <string>
#include <string_view>

#include "web/page.hpp"

namespace ssiis::test {

// The header of that name, "" when there is none.
inline std::string header_of(const web::Page& page, std::string_view name) {
  for (const auto& [key, value] : page.headers)
    if (key == name) return value;
  return {};
}

}  // namespace ssiis::test
