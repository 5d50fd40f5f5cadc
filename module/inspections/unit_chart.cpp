#include "inspections/unit_chart.hpp"

#include <algorithm>

#include "web/api.hpp"

namespace ssiis::inspections {
namespace {

constexpr double chart_left = 56, chart_right = 760, chart_top = 12, chart_bottom = 146;

}  // namespace

ContributionChart chart_of(const std::vector<registry::ContributionMonth>& history) {
  ContributionChart out;
  if (history.empty()) return out;
  std::int64_t greatest = 0;
  for (const auto& m : history) greatest = std::max({greatest, m.due.units(), m.paid.units()});
  greatest = std::min<std::int64_t>(greatest, 4'000'000'000'000'000'000);  // a line above must still fit an int64
  const auto step = web::axis_step(greatest);
  const auto last = greatest / step + (greatest % step == 0 && greatest > 0 ? 0 : 1);
  const auto whole = static_cast<double>(last) * static_cast<double>(step);
  const auto height = [&](Money m) { return static_cast<double>(m.units()) / whole * (chart_bottom - chart_top); };
  for (std::int64_t i = 0; i <= last; ++i) {
    const double y = chart_bottom - static_cast<double>(i) / static_cast<double>(last) * (chart_bottom - chart_top);
    out.lines.push_back({web::svg_length(y), web::svg_length(y + 4), Money::kip(i * step)});
  }
  const double slot = (chart_right - chart_left) / static_cast<double>(history.size());
  for (std::size_t i = 0; i < history.size(); ++i) {
    const auto& m = history[i];
    const double x = chart_left + slot * static_cast<double>(i) + slot * 0.15;
    const double paid = height(m.paid);
    ChartBar bar{.month = m.month,
                 .x = web::svg_length(x),
                 .middle = web::svg_length(x + slot * 0.35),
                 .paid_y = web::svg_length(chart_bottom - paid),
                 .paid_height = web::svg_length(paid),
                 .unpaid_y = {},
                 .unpaid_height = {},
                 .labelled = (history.size() - i) % 2 == 1};
    if (m.missing() > Money{}) {
      bar.unpaid_y = web::svg_length(chart_bottom - paid - height(m.missing()));
      bar.unpaid_height = web::svg_length(height(m.missing()));
    }
    out.bars.push_back(std::move(bar));
  }
  return out;
}

}  // namespace ssiis::inspections
