#include "control_centre/history.hpp"

#include <algorithm>

#include "imports/api.hpp"
#include "registry/api.hpp"
#include "sql/control_centre.hpp"
#include "web/api.hpp"

namespace ssiis::control_centre {
namespace {

constexpr double feed_left = 76, feed_right = 760, feed_top = 12, feed_bottom = 146;
constexpr double widest_bar = 60;
constexpr std::size_t labels_at_most = 8;

}  // namespace

std::vector<FeedPoint> feed_history(db::Transaction& tx, std::string_view source, int at_most) {
  auto out = tx.all(sql::control_centre::snapshots, db::Params{source, at_most}, [](const db::Row& r) {
    FeedPoint p{r.day(0), r.instant(1), r.integer(2), r.flag(3), r.maybe_integer(4)};
    p.rejected = r.maybe_integer(5).value_or(0);
    p.state = r.text_or_empty(6);
    p.file = r.text_or_empty(7);
    return p;
  });
  std::reverse(out.begin(), out.end());
  return out;
}

FeedChart chart_of(const std::vector<FeedPoint>& history) {
  FeedChart out;
  if (history.empty()) return out;
  std::int64_t greatest = 1;
  for (const auto& p : history) greatest = std::max(greatest, p.rows + p.rejected);
  const auto step = web::axis_step(greatest);
  const auto last = (greatest + step - 1) / step;
  const auto whole = static_cast<double>(last * step);
  const auto height = [&](std::int64_t n) { return static_cast<double>(n) / whole * (feed_bottom - feed_top); };
  for (std::int64_t i = 0; i <= last; ++i) {
    const double y = feed_bottom - height(i * step);
    out.lines.push_back({web::svg_length(y), web::svg_length(y + 4), i * step});
  }
  const double slot = (feed_right - feed_left) / static_cast<double>(history.size());
  const double width = std::min(widest_bar, slot * 0.7);
  const auto every = (history.size() + labels_at_most - 1) / labels_at_most;
  for (std::size_t i = 0; i < history.size(); ++i) {
    const auto& p = history[i];
    const double middle = feed_left + slot * (static_cast<double>(i) + 0.5);
    FeedBar bar{web::svg_length(middle - width / 2),
                web::svg_length(width),
                web::svg_length(middle),
                web::svg_length(feed_bottom - height(p.rows)),
                web::svg_length(height(p.rows)),
                {},
                {},
                (history.size() - 1 - i) % every == 0};
    if (p.rejected > 0) {
      bar.rejected_y = web::svg_length(feed_bottom - height(p.rows + p.rejected));
      bar.rejected_height = web::svg_length(height(p.rejected));
    }
    out.bars.push_back(std::move(bar));
  }
  return out;
}

}  // namespace ssiis::control_centre
