// How one register of another agency came in over time.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "database/api.hpp"

namespace ssiis::control_centre {

struct FeedPoint {
  Day as_of;
  Instant loaded_at;
  std::int64_t rows{0};
  bool counts{false};                  // it is the one that the system works with
  std::optional<std::int64_t> load{};  // the file of an agency that it came through; nothing: `registry load`
  std::int64_t rejected{0};            // rows of that file that could not be read
  std::string state{};                 // of that load
  std::string file{};
};

// The newest `at_most`, oldest first.
std::vector<FeedPoint> feed_history(db::Transaction& tx, std::string_view source, int at_most);

// Bars of a history, in units of a viewBox of 764 × 178, as text with one decimal: rows solid, rejected ones on top.
struct FeedBar {
  std::string x, width, middle, rows_y, rows_height, rejected_y, rejected_height;  // the last two empty: none
  bool labelled;
};
struct FeedLine {
  std::string y, label_y;
  std::int64_t value;
};
struct FeedChart {
  std::vector<FeedBar> bars;
  std::vector<FeedLine> lines;  // from 0 upwards
};
FeedChart chart_of(const std::vector<FeedPoint>& history);

}  // namespace ssiis::control_centre
