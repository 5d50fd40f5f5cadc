// What every benchmark's program does round its measuring.
#pragma once
#include <functional>
#include <string>
#include <vector>

namespace ssiis::bench {

// Runs `measure` with the arguments of the command line and gives the exit status: 2 when there are not `wanted` of
// them, 1 when something is thrown, which is told on stderr, of a database error with the driver's words.
int program(const char* name, std::size_t wanted, int argc, char** argv,
            const std::function<void(const std::vector<std::string>&)>& measure);

}  // namespace ssiis::bench
