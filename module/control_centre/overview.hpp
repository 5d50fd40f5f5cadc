// What the control centre shows, as values read in one transaction.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "database/api.hpp"
#include "imports/api.hpp"
#include "linkage/api.hpp"
#include "registry/api.hpp"

namespace ssiis::control_centre {

inline constexpr std::string_view permission = "control.read";
inline constexpr std::array<std::string_view, 6> sources{"tax_employer",  "tax_payroll",    "enterprise_register",
                                                         "molsw_workers", "civil_register", "inspection_history"};

enum class Freshness { never, fresh, ageing, late };

struct Feed {
  std::string source;
  std::optional<registry::Snapshot> current{};                 // nothing: never loaded
  int age_days{0}, expected_days{0};                           // since the day that it says how things stood
  std::int64_t unmapped{0}, under_way{0}, held{0}, failed{0};  // loads that are not over or came to nothing since
  std::optional<imports::DropState> folder{};                  // where its files are laid; nothing: none is watched
  std::int64_t rejects{0};  // rows of the current or held load that wait to be put right
  Freshness freshness() const noexcept;
};

// LSSO's own registry, as the module reads it.
struct OwnRegistry {
  std::optional<Month> newest_month{};         // that has contributions
  std::optional<Instant> copied_at{};          // by `registry copy`; nothing where the MIS is read through views
  std::optional<Instant> indexed_at{};         // for the search box
  std::vector<registry::InputState> inputs{};  // what an MIS may know or not
};

struct LinkedPart {
  const linkage::PartSpec* part;
  std::optional<Instant> run_at{};  // nothing: never run
  bool left_out{false};             // the newest run had nothing to compare it with
  std::int64_t linked{0}, to_review{0}, unsure{0}, merges{0}, contradicted{0}, decided{0};
  std::int64_t capped{0};  // pairs that blocks too large kept from being compared
};

struct OpenRun {
  std::string state;  // ordered, running
  Instant ordered_at;
  std::int64_t done{0}, all{0};
};

struct Waiting {
  std::int64_t count{0};
  std::optional<Instant> oldest{};
};

struct Overview {
  std::vector<Feed> feeds;  // in the order of `sources`
  OwnRegistry own;
  std::vector<LinkedPart> parts;
  std::optional<OpenRun> run;
  Waiting held, unmapped, rejects, pairs, unsure, merges, contradicted, proposals, returned, refused, unconfirmed, late,
      confirmations;
  Waiting unlinked;    // registers that came in and that no run has linked in time, with the day of the oldest
  Waiting failed_run;  // the newest run, when it failed
};

// Days after which each source is late, and under `linkage` what came in and is not linked; what is not named never is.
using FreshDays = std::map<std::string, int, std::less<>>;
FreshDays fresh_days_of(const Settings& settings);

// Pairs and proposals inside `scope`. [any thread]
Overview read_overview(db::Transaction& tx, const Scope& scope, Day today, const FreshDays& fresh_days);

}  // namespace ssiis::control_centre
