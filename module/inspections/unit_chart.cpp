#include "inspections/unit_chart.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ssiis::inspections {
namespace {

constexpr double chart_left = 56, chart_right = 760, chart_top = 12, chart_bottom = 146;

// 1, 2 or 5 times a power of ten, so that at most five lines carry the greatest value.
std::int64_t step_for(std::int64_t greatest) {
  std::int64_t power = 1;
  for (;; power *= 10)
    for (const std::int64_t factor : {1, 2, 5})
      if (greatest / (power * factor) <= 4) return power * factor;
}

std::string one_decimal(double v) { return fmt::format("{:.1f}", v); }

}  // namespace

ContributionChart chart_of(const std::vector<registry::ContributionMonth>& history) {
  ContributionChart out;
  if (history.empty()) return out;
  std::int64_t greatest = 0;
  for (const auto& m : history) greatest = std::max({greatest, m.due.units(), m.paid.units()});
  greatest = std::min<std::int64_t>(greatest, 4'000'000'000'000'000'000);  // a line above must still fit an int64
  const auto step = step_for(greatest);
  const auto last = greatest / step + (greatest % step == 0 && greatest > 0 ? 0 : 1);
  const auto whole = static_cast<double>(last) * static_cast<double>(step);
  const auto height = [&](Money m) { return static_cast<double>(m.units()) / whole * (chart_bottom - chart_top); };
  for (std::int64_t i = 0; i <= last; ++i) {
    const double y = chart_bottom - static_cast<double>(i) / static_cast<double>(last) * (chart_bottom - chart_top);
    out.lines.push_back({one_decimal(y), one_decimal(y + 4), Money::kip(i * step)});
  }
  const double slot = (chart_right - chart_left) / static_cast<double>(history.size());
  for (std::size_t i = 0; i < history.size(); ++i) {
    const auto& m = history[i];
    const double x = chart_left + slot * static_cast<double>(i) + slot * 0.15;
    const double paid = height(m.paid);
    ChartBar bar{.month = m.month,
                 .x = one_decimal(x),
                 .middle = one_decimal(x + slot * 0.35),
                 .paid_y = one_decimal(chart_bottom - paid),
                 .paid_height = one_decimal(paid),
                 .unpaid_y = {},
                 .unpaid_height = {},
                 .labelled = (history.size() - i) % 2 == 1};
    if (m.missing() > Money{}) {
      bar.unpaid_y = one_decimal(chart_bottom - paid - height(m.missing()));
      bar.unpaid_height = one_decimal(height(m.missing()));
    }
    out.bars.push_back(std::move(bar));
  }
  return out;
}

}  // namespace ssiis::inspections
