// What a part found, as one table a source.
#pragma once
#include <map>
#include <string>
#include <vector>

namespace ssiis::conformance {

// A source: a suite's level, an engine's files.
struct Source {
  std::string name;
  std::size_t total{0}, passed{0}, refused{0};
  std::map<std::string, std::size_t> reasons{};  // of the refused, by code
  std::vector<std::string> wrong{};              // each case that gave another answer, with what it said
  std::vector<std::string> crashed{};            // each file that ended or hung the process
  bool complete() const { return total > 0 && passed == total; }
};

// Prints the table of a source; the wrong and the crashed by name, at most `named` of the wrong.
void print(const Source& s, std::size_t named);

}  // namespace ssiis::conformance
