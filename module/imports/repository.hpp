// Rows in, values out. Private to the room.
#pragma once
#include "database/api.hpp"
#include "imports/types.hpp"

namespace ssiis::imports::repository {

std::optional<Load> load_by_id(db::Transaction& tx, std::int64_t id);
std::optional<Load> current_load(db::Transaction& tx, std::string_view source);
std::optional<Load> load_by_fingerprint(db::Transaction& tx, std::string_view source, std::string_view fingerprint);
std::vector<Load> newest_loads(db::Transaction& tx, int limit);
void add_load(db::Transaction& tx, const Load& load);
// One that waits to be told how it is read.
std::optional<Load> unmapped_load(db::Transaction& tx, std::string_view source, std::string_view sha256);

struct Progress {
  std::int64_t last_line;
  std::int64_t good, bad;  // more than before
  std::string header;
};
// Each of these throws Conflict{"load"} when the load moved meanwhile, and counts the version of `load` up.
void save_progress(db::Transaction& tx, Load& load, const Progress& progress);
struct LoadEnd {
  LoadState state;
  std::vector<Rejection> findings, notes;
  std::int64_t compared_with;
};
void end_load(db::Transaction& tx, Load& load, const LoadEnd& end, Instant at);
void decide_load(db::Transaction& tx, Load& load, LoadState state, const std::string& by, Instant at,
                 const std::string& why);
// It has been told: profile, its content, the fingerprint.
void map_load(db::Transaction& tx, Load& load);
void count_corrected(db::Transaction& tx, Load& load);
// The load that made this snapshot is the current one again; nothing when no load made it.
void revive_load(db::Transaction& tx, std::int64_t snapshot);

void add_rejects(db::Transaction& tx, std::int64_t load, const std::vector<Reject>& rejects);
std::vector<Reject> rejects(db::Transaction& tx, std::int64_t load, std::int64_t after, int limit, bool only_open);
std::optional<Reject> reject(db::Transaction& tx, std::int64_t load, std::int64_t line);
// False when somebody settled it already.
bool settle_reject(db::Transaction& tx, std::int64_t load, const Reject& reject, Instant at);

// The first numbers of a load that fit no rule.
void add_warnings(db::Transaction& tx, std::int64_t load, const std::vector<NumberWarning>& warnings);
std::vector<NumberWarning> warnings(db::Transaction& tx, std::int64_t load);

void put_figures(db::Transaction& tx, std::int64_t load, const std::vector<FieldFigures>& figures);
std::vector<FieldFigures> figures(db::Transaction& tx, std::int64_t load);
// Of loads that are called current while another snapshot is.
std::vector<std::string> overtaken_sources(db::Transaction& tx);
void overtake_loads(db::Transaction& tx, std::string_view source);
// Current, of no load, and nobody has taken its figures yet.
std::vector<ForeignSnapshot> unfigured_snapshots(db::Transaction& tx);

// How folders were found when they were looked into last.
std::vector<DropState> drop_states(db::Transaction& tx);
void save_drop_state(db::Transaction& tx, const DropState& state);
void forget_drop_state(db::Transaction& tx, std::string_view source);

std::vector<StoredProfile> profiles(db::Transaction& tx);
std::optional<StoredProfile> profile_by_id(db::Transaction& tx, std::int64_t id);
std::optional<StoredProfile> profile_by_name(db::Transaction& tx, std::string_view source, std::string_view name);
// The newest first.
std::vector<ProfileVersion> profile_versions(db::Transaction& tx, std::int64_t id);
// Whose file shows what a profile does with one: read by it; of its register.
std::optional<Load> newest_load_by_profile(db::Transaction& tx, std::int64_t profile);
std::optional<Load> newest_load_of(db::Transaction& tx, std::string_view source);
// A new one, or the next version of one (`before` its newest; throws Conflict{"profile"} when it is not any more).
void save_profile(db::Transaction& tx, const StoredProfile& profile, const StoredProfile* before);

}  // namespace ssiis::imports::repository
