// How good the links are that the system makes by itself: each week some of them, drawn at random, are judged by
// people.
#pragma once
#include "audit/api.hpp"
#include "database/api.hpp"
#include "linkage/types.hpp"

namespace ssiis::linkage {

// Bounds of a share by Wilson's score interval at 95 percent. Of nothing: 0 to 1.
struct Interval {
  double low, high;
};
Interval wilson(std::int64_t right, std::int64_t judged) noexcept;

struct SampleFigures {
  const PartSpec* part;
  Day week;  // its Monday
  std::int64_t seed{0}, population{0}, drawn{0}, right{0}, wrong{0}, unsure{0};
  std::int64_t judged() const { return right + wrong; }
};

// Whether a week is worse than the weeks before it together: its interval lies below theirs.
bool worse_than_before(const SampleFigures& week, const std::vector<SampleFigures>& before) noexcept;

// [any thread]
class Quality {
 public:
  static constexpr int drawn_a_week = 30;

  struct Parts {
    db::Pool& pool;
    db::IdSource& ids;
    audit::Trail& trail;
    const Clock& clock;
  };
  explicit Quality(Parts parts) : parts_{parts} {}

  // Once a week and pair of registers: draws from what the system has linked by itself and nobody has judged. The seed
  // and the size of what was drawn from are kept, so that anybody can draw the same again. How many samples were drawn.
  int draw(const Actor& who);
  // The weeks, the newest first, at most `weeks` of each pair of registers.
  std::vector<SampleFigures> figures(db::Transaction& tx, int weeks);
  // Pairs of samples that wait for a judgement, inside the scope.
  std::vector<Link> waiting(db::Transaction& tx, const Scope& scope, int limit);

 private:
  bool draw_one(db::Transaction& tx, const Actor& who, const PartSpec& part, Day week);
  Parts parts_;
};

// The positions of `wanted` of `all`, each once, in ascending order; the same seed gives the same.
std::vector<std::size_t> drawn(std::size_t all, std::size_t wanted, std::uint64_t seed);

}  // namespace ssiis::linkage
