// Runs of the linkage inside the module: ordered, carried out by one host at a time, taken up again where a killed one
// stopped, stopped by people.
#pragma once
#include <filesystem>

#include "audit/api.hpp"
#include "database/api.hpp"
#include "linkage/types.hpp"

namespace ssiis::linkage {

struct RunPart {
  const PartSpec* part;
  std::string state, stage;  // running, done, unchanged (what an earlier run linked stands), left_out (no snapshot of
                             // that register, or nothing to compare)
  std::int64_t done_work{0}, all_work{0}, left_rows{0}, right_rows{0}, compared{0}, linked{0}, to_review{0},
      pairs_capped{0}, millis{0};
  std::optional<Day> as_of;
  std::string report;
  std::optional<Instant> same_as;  // unchanged: when the run was ordered that linked it
};
struct Run {
  std::int64_t id{0};
  std::string state;  // ordered, running, done, stopped, failed
  std::string ordered_by;
  Instant ordered_at;
  std::optional<Instant> started_at, ended_at, lease_until;
  std::string owner;
  std::int64_t fence{0};
  bool stop_asked{false}, anew{false};
  std::string failure;
  std::int64_t version{1};
  std::optional<Instant> retry_of{};  // when the run was ordered that failed, where this one was ordered for it
  std::vector<RunPart> parts{};       // in the order of parts()
};

// module.xml, linkage.…
struct RunSettings {
  int threads{2};
  int successor_percent{50}, successor_days{92};
  int settle_minutes{10};  // how long new snapshots have lain before they order a run by themselves; below 0: never
  int retry_minutes{30};   // after which a run that failed is ordered again, once; below 0: never
  static RunSettings of(const Settings& settings);
};

// [any thread]
class Runs {
 public:
  static constexpr std::string_view permission = "link.run";
  static constexpr std::int64_t lease_seconds = 120;

  struct Parts {
    db::Pool& pool;
    db::IdSource& ids;
    audit::Trail& trail;
    const Clock& clock;
    std::filesystem::path models;  // folder of config/linkage
    RunSettings settings{};
  };
  explicit Runs(Parts parts) : parts_{std::move(parts)} {}

  std::vector<Run> list(db::Transaction& tx, int limit);
  std::optional<Run> newest_done(db::Transaction& tx);

  // A run that the next host takes up. A part whose inputs have not changed since it was linked is not compared again,
  // but with `anew`. link.run_open while another is not over, access.forbidden.
  Result<std::int64_t> order(const Actor& who, std::string_view request_key, bool anew = false);
  // For the module's own job: a run, when snapshots are current that the newest run did not find, and have been for
  // `settle_minutes`, so that files which come together make one run; or when the newest run failed `retry_minutes` ago
  // and was not itself ordered for one that failed. No new snapshot orders one before any run has ended well.
  std::optional<std::int64_t> order_by_itself(const Actor& service);
  // The run ends after what it is doing now; parts that are published stay. link.run_over, access.forbidden; Conflict.
  Result<Done> stop(const Actor& who, std::int64_t run, std::int64_t version, std::string_view request_key);

  using Progress =
      std::function<void(const PartSpec& part, std::string_view stage, std::uint64_t done, std::uint64_t all)>;
  // Carries out the run that waits, or the one whose host is gone, from the first part that it had not published.
  // Nothing when none waits or another host is at it. Each part is published in one transaction. `cancelled`: the host
  // goes down; the run is left for the next. The run as it is afterwards. Throws matching::LinkError when a model does
  // not fit; the run has failed then and says why.
  std::optional<Run> carry_out(const Actor& who, const std::function<bool()>& cancelled, const Progress& progress);

  // The links that count as kind,lsso_id,register,register_id,score: people's verdicts, and what the system linked
  // where nobody has spoken; successors as they were found.
  std::string results_csv(db::Transaction& tx);

 private:
  class Carrying;
  struct Newest {
    std::string snapshots;
    bool any_done;
    std::int64_t run;
    std::string state;
    std::optional<Instant> ended_at;
    bool was_retry, anew;
  };
  std::optional<std::int64_t> order_after_failure(db::Transaction& tx, const Actor& service, const Newest& newest);
  Run with_parts(db::Transaction& tx, Run run);
  std::int64_t place_order(db::Transaction& tx, const Actor& who, bool anew, std::optional<std::int64_t> retry_of,
                           audit::Pairs details);
  Parts parts_;
};

}  // namespace ssiis::linkage
