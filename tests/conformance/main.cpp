// conformance [--all] [--part NAME] DIR: our engine against public material. Exit 0 when all that must be reached is
// reached, 1 when not, 2 for wrong use.
#include <fmt/core.h>

#include <array>
#include <exception>
#include <string_view>

#include "conformance/parts.hpp"

namespace {

using namespace ssiis::conformance;

struct Part {
  std::string_view name, what;
  bool (*run)(const Options&);
};
constexpr std::array parts{Part{"dmn-tck", "decision tables, test cases", dmn_tck},
                           Part{"dmn-engines", "decision tables of other engines", dmn_engines},
                           Part{"bpmn-engines", "procedures of other engines", bpmn_engines},
                           Part{"names", "names in two scripts and several registers", names_read},
                           Part{"linkage", "registers without a common number", linkage}};

int usage() {
  fmt::print(stderr, "usage: conformance [--all] [--part NAME] DIR\nparts:\n");
  for (const auto& p : parts) fmt::print(stderr, "  {:<12} {}\n", p.name, p.what);
  return 2;
}

int run(const Options& options, std::string_view only) {
  bool good = true, any = false;
  for (const auto& p : parts) {
    if (!only.empty() && p.name != only) continue;
    any = true;
    fmt::print("\n== {}: {}\n", p.name, p.what);
    const bool reached = p.run(options);
    fmt::print("\n{}: {}\n", p.name, reached ? "reached" : "NOT REACHED");
    good = good && reached;
  }
  return !any ? usage() : good ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  Options options;
  std::string_view only;
  for (int i = 1; i < count; ++i) {
    const std::string_view a{arguments[i]};
    if (a == "--all")
      options.all = true;
    else if (a == "--part" && i + 1 < count)
      only = arguments[++i];
    else if (a.starts_with("-") || !options.dir.empty())
      return usage();
    else
      options.dir = a;
  }
  if (options.dir.empty()) return usage();
  try {
    return run(options, only);
  } catch (const std::exception& e) {
    fmt::print(stderr, "conformance: {}\n", e.what());
    return 1;
  }
}
