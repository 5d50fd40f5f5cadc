#include "conformance/report.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace ssiis::conformance {

void print(const Source& s, std::size_t named) {
  fmt::print("\n{}\n  {:<9}{:>6} of {}\n  {:<9}{:>6}\n  {:<9}{:>6}\n  {:<9}{:>6}\n", s.name, "passed", s.passed,
             s.total, "refused", s.refused, "wrong", s.wrong.size(), "crashed", s.crashed.size());
  std::vector<std::pair<std::size_t, std::string>> reasons;
  for (const auto& [code, n] : s.reasons) reasons.emplace_back(n, code);
  std::ranges::sort(reasons, std::greater{});
  for (const auto& [n, code] : reasons) fmt::print("    refused {:>6}  {}\n", n, code);
  for (std::size_t i = 0; i < std::min(named, s.wrong.size()); ++i) fmt::print("    wrong: {}\n", s.wrong[i]);
  if (s.wrong.size() > named) fmt::print("    and {} more that were wrong: --all names them\n", s.wrong.size() - named);
  for (const auto& file : s.crashed) fmt::print("    crashed: {}\n", file);
}

}  // namespace ssiis::conformance
