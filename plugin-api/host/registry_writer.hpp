// Changes of the registers that plugins ask for, written into the reference MIS's own tables by its own rules.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/clock.hpp"
#include "database/api.hpp"

namespace lsso::host {

struct RegistryLine {
  std::string field, period;
  std::optional<std::string> before;
  std::string after;
};
struct RegistryChange {
  std::string key, kind, unit_key, subject_key, reference, accepted_by;
  std::vector<RegistryLine> lines;
  // The proposed value of a field that stands once; "" when there is none.
  std::string value(std::string_view field) const;
};
struct RegistryAnswer {
  bool applied;
  std::string reference, reason_lo, reason_en;
  bool never_written{false};  // of what was to be taken back
};

// [any thread] Throws ssiis::db::Error when the database is out of reach.
class RegistryWriter {
 public:
  RegistryWriter(ssiis::db::Pool& pool, const ssiis::Clock& clock) : pool_{pool}, clock_{clock} {}
  // Answers a key that was answered before as it was answered then (ABI-82).
  RegistryAnswer apply(const RegistryChange& change);
  // Takes back what was written under the key `first`; from then on nothing is written under it (ABI-83).
  RegistryAnswer take_back(const std::string& first, const RegistryChange& change);

 private:
  RegistryAnswer undo(ssiis::db::Transaction& tx, const std::string& first, const RegistryChange& change);
  RegistryAnswer unregister_worker(ssiis::db::Transaction& tx, const std::string& first, const RegistryChange& change);
  RegistryAnswer remove_workplace(ssiis::db::Transaction& tx, const std::string& first);
  RegistryAnswer decide(ssiis::db::Transaction& tx, const RegistryChange& change);
  RegistryAnswer register_worker(ssiis::db::Transaction& tx, const RegistryChange& change);
  RegistryAnswer set_wages(ssiis::db::Transaction& tx, const RegistryChange& change);
  RegistryAnswer add_workplace(ssiis::db::Transaction& tx, const RegistryChange& change);
  RegistryAnswer join_workers(ssiis::db::Transaction& tx, const RegistryChange& change);
  ssiis::db::Pool& pool_;
  const ssiis::Clock& clock_;
};

}  // namespace lsso::host
