#include "bench/program.hpp"

#include <cstdlib>
#include <iostream>

#include "database/api.hpp"

namespace ssiis::bench {

int program(const char* name, std::size_t wanted, int argc, char** argv,
            const std::function<void(const std::vector<std::string>&)>& measure) {
  const std::vector<std::string> arguments{argv + 1, argv + argc};
  if (arguments.size() != wanted) return 2;
  ::setenv("PGCLIENTENCODING", "UTF8", 1);
  try {
    measure(arguments);
    return 0;
  } catch (const db::Error& e) {
    std::cerr << name << ": " << e.what() << " (" << e.driver_text << ")\n";
  } catch (const std::exception& e) {
    std::cerr << name << ": " << e.what() << '\n';
  }
  return 1;
}

}  // namespace ssiis::bench
