// Links between LSSO's own units and workers and the entries of other registers, as values.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/api.hpp"
#include "registry/api.hpp"

namespace ssiis::linkage {

// Where a pair stands by its probability: linked by itself, to be looked at by a person, or let go.
enum class Band { linked, review, rejected };
// What people say of it. `branch`: the entry is a branch of the unit. `merge_proposed`: two entries of LSSO's own are
// one, as the first person says; `same` for them only once a second one has confirmed it.
enum class Verdict { none, same, branch, different, unsure, merge_proposed };
std::string_view name_of(Band band) noexcept;
std::string_view name_of(Verdict verdict) noexcept;
std::optional<Band> band_named(std::string_view name) noexcept;
std::optional<Verdict> verdict_named(std::string_view name) noexcept;

// One pair of registers that is linked. `kind` and `reg` are the words of the results file.
struct PartSpec {
  std::string_view part, kind, reg;
  registry::EntityKind entity;
  bool one_to_one;  // an entry there belongs to one here at most
  bool merges;      // both sides are LSSO's own: a link needs two persons and never counts by itself
  bool branches;    // an entry may be a branch of the unit
};
std::span<const PartSpec> parts() noexcept;
const PartSpec* part_named(std::string_view part) noexcept;

struct Link {
  std::int64_t id{0};
  const PartSpec* part{nullptr};
  std::string lsso_id, register_id;
  Band band{Band::review};
  std::int64_t probability_ppm{0}, weight_milli{0};  // weight: log2, in thousandths
  std::string evidence;  // "level:weight_milli" of each field of the run's part, joined by ';'
  Verdict verdict{Verdict::none};
  bool contradicted{false};  // the newest run, or another decision, speaks against the verdict
  bool counts{false};        // its numbers are the entity's
  std::int64_t urgency{0};
  Money debt{};
  std::string province_code, district_code;
  std::optional<std::int64_t> run;
  std::string claimed_by;  // login
  std::optional<Instant> claimed_until;
  std::int64_t version{1};
};

// A pair as a run found it.
struct Found {
  std::string lsso_id, register_id;
  Band band;
  double probability;
  double weight;  // log2
  std::string evidence;
};

struct Decision {
  std::int64_t id;
  std::string act;  // decided, proposed, confirmed, declined
  Verdict verdict;
  std::string reason, login, user_id;
  Instant at;
  std::int64_t probability_ppm, weight_milli;
};

// A compared field of a part, as its runs keep it beside the pairs: name, columns of both sides, how many levels.
struct FieldSpec {
  std::string name;
  std::vector<std::string> left, right;
  int levels{1};
};
std::string fields_text(const std::vector<FieldSpec>& fields);
std::vector<FieldSpec> fields_of(std::string_view text);

using Record = std::vector<std::pair<std::string, std::string>>;  // column, text; empty when it is no longer there

struct FieldEvidence {
  int level;  // -1: one side is empty; 0 the best; FieldSpec::levels: none of them
  std::int64_t weight_milli;
};
std::vector<FieldEvidence> evidence_of(std::string_view text);

}  // namespace ssiis::linkage
