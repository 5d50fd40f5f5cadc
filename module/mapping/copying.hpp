// Copies of a registry that is another database, as the module makes them by itself: ordered by a person or due by the
// clock, one at a time, each with what it brought or why it failed.
#pragma once
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "audit/api.hpp"
#include "mapping/copy.hpp"

namespace ssiis::mapping {

// <copy mapping="FOLDER" every_minutes="60" full_days="7"><source engine="…" …/></copy> of module.xml.
struct CopyPlan {
  std::string mapping;             // folder of sql/registry
  std::filesystem::path folder;    // where that is
  db::Spec source;                 // holds a password
  std::int64_t every_minutes{60};  // 0: only when somebody orders it
  std::int64_t full_days{7};       // 0: all months are read only when somebody orders that
  // Nothing where module.xml names no source. `registries`: the folder sql/registry as installed. Throws SettingsError,
  // db::Error.
  static std::optional<CopyPlan> from(const Settings& module, const std::filesystem::path& registries);
};

struct CopyRun {
  std::int64_t id{0};
  std::string state;  // ordered, running, done, failed
  bool full{false};
  std::string ordered_by;
  Instant ordered_at;
  std::optional<Instant> started_at{}, seen_at{}, ended_at{};
  std::string progress, failure;
  std::int64_t read{0}, added{0}, changed{0}, removed{0};
  std::int64_t fence{0};  // how often a host has taken it
};

class CopyOffice {
 public:
  static constexpr std::string_view permission = "registry.copy";
  struct Parts {
    db::Pool& pool;
    db::IdSource& ids;
    audit::Trail& trail;
    const Clock& clock;
    std::function<std::optional<CopyPlan>()> plan;  // read anew for each copy: a password file may have changed
    std::chrono::milliseconds beat{20'000};         // of the lease, which lasts ten minutes from the last one
  };
  explicit CopyOffice(Parts parts) : parts_{std::move(parts)} {}

  // A copy that the next host takes up. copy.no_source, copy.open while one is not over, access.forbidden.
  Result<std::int64_t> order(const Actor& who, bool full, std::string_view request_key);

  // Orders what is due, and carries out what is ordered or was left by a host that died ten minutes ago: the rows, the
  // views over them where the database has none, and the search index where it lacks rows, be it of an earlier copy. A
  // copy that fails is kept with its reason and tried again when the next is due. `cancelled` leaves it to the next
  // call. Each end stands in the chain of administration. Nothing when there was nothing to do. [one thread; several
  // hosts exclude each other, and who has lost his lease changes nothing of the other's]
  std::optional<CopyRun> work(const Actor& who, const std::function<bool()>& cancelled);
  // The same for a copy that is made at once, whatever is due, and installs the views: of the command. Throws
  // CopyRefused when one is under way or no source is named, and what the copy threw after that is kept.
  std::vector<CopiedView> now(const Actor& who, bool full, const std::function<void(std::string_view)>& progress);

  std::vector<CopyRun> list(db::Transaction& tx, int limit) const;
  bool has_source() const;

 private:
  class Carrying;
  void place_order(db::Transaction& tx, const Actor& who, bool full, std::int64_t id);
  std::optional<CopyRun> take(const Actor& who, const CopyPlan& plan, const std::string& owner,
                              std::optional<bool> at_once);
  Parts parts_;
};

}  // namespace ssiis::mapping
