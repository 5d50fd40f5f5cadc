// What a run found becomes what is linked, without touching what people have decided. Private to the room.
#pragma once
#include <functional>
#include <unordered_map>

#include "linkage/store.hpp"

namespace ssiis::linkage {

struct PlaceCodes {
  std::string province, district;
};
// What is known around the pairs of a part.
struct Surroundings {
  const std::unordered_map<std::string, PlaceCodes>* places{nullptr};  // of LSSO's own side
  const std::unordered_map<std::string, Money>* debts{nullptr};        // of labour units; workers have none
  std::function<Numbers(const std::string& register_id)> entry_numbers{};
  std::function<Numbers(const std::string& lsso_id)> own_numbers{};  // asked where both sides are LSSO's own
  std::optional<Day> as_of{};                                        // of the other register's snapshot
};
struct Published {
  std::int64_t fresh{0}, changed{0}, gone{0}, unchanged{0}, contradicted{0};
  std::int64_t linked{0}, to_review{0};
};

// In the caller's write transaction. A pair that somebody has decided keeps its verdict; evidence that speaks against
// it is kept beside it and marks it as contradicted. Where a person has linked an entry that has one owner at most,
// other pairs of it are not linked by themselves. A pair that is not found any more is kept, as rejected. Pairs that
// did not change are not written.
Published publish(db::Transaction& tx, db::IdSource& ids, const PartSpec& part, std::int64_t run,
                  const std::vector<Found>& found, const Surroundings& around, Day today);

// Greater is more urgent: the nearer to the threshold the less the system knows; then what is owed.
std::int64_t urgency_of(std::int64_t probability_ppm, Money debt) noexcept;

}  // namespace ssiis::linkage
