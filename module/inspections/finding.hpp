// The search box as one asks it: only what the caller may read, and each look at people kept with its purpose.
#pragma once
#include "inspections/rooms.hpp"

namespace ssiis::inspections {

// [any thread]
class FindingService {
 public:
  FindingService(const Rooms& rooms, registry::SearchBox& box) : rooms_{rooms}, box_{box} {}

  // Kinds by their rights: files case.read, units and entries of other registers registry.read, people worker.read,
  // requests request.register. Hits that are people are personal data: they are audited, by their keys, before they are
  // handed out.
  registry::SearchResult find(const Actor& who, const std::string& typed, int limit);

 private:
  Rooms rooms_;
  registry::SearchBox& box_;
};

}  // namespace ssiis::inspections
