// Bars of a unit's contributions, drawn by the server: paid solid, due but not paid hatched on top of it.
#pragma once
#include <string>
#include <vector>

#include "registry/types.hpp"

namespace ssiis::inspections {

// Lengths are in units of the drawing's viewBox (764 × 178), as text with one decimal.
struct ChartBar {
  Month month;
  std::string x, middle;  // left edge and centre
  std::string paid_y, paid_height;
  std::string unpaid_y, unpaid_height;  // empty when nothing is missing
  bool labelled;                        // every second month, for want of room
};
struct ChartLine {
  std::string y, label_y;
  Money value;
};
struct ContributionChart {
  std::vector<ChartBar> bars;
  std::vector<ChartLine> lines;  // from 0 upwards
};

// What was paid beyond the due stands in the solid bar.
ContributionChart chart_of(const std::vector<registry::ContributionMonth>& history);

}  // namespace ssiis::inspections
