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

  // Workers who may be the person that is typed, for who records `object`; inside the places where the caller may read
  // people. Audited in the same way.
  std::vector<registry::WorkerCandidate> people_like(const Actor& who, const registry::TypedWorker& typed,
                                                     std::size_t most, const std::string& object);

 private:
  void tell_read(const Actor& who, const std::string& people, const std::string& object);
  Rooms rooms_;
  registry::SearchBox& box_;
};

}  // namespace ssiis::inspections
