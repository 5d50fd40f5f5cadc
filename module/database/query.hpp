// A statement with a name: the name goes to logs and figures, the text to the driver.
#pragma once
#include <string_view>

namespace ssiis::db {

struct Query {
  std::string_view name;
  std::string_view text;
};

}  // namespace ssiis::db
