// What people decide about pairs: the queue, one pair with its evidence, verdicts, and merges that need two persons.
#pragma once
#include <map>

#include "audit/api.hpp"
#include "database/api.hpp"
#include "linkage/contradicting.hpp"
#include "linkage/effects.hpp"
#include "linkage/types.hpp"

namespace ssiis::linkage {

// Which pairs of a part are listed.
enum class State { waiting, unsure, merges, linked, decided, contradicted };
std::string_view name_of(State state) noexcept;
std::optional<State> state_named(std::string_view name) noexcept;

struct QueueFilter {
  const PartSpec* part;
  State state{State::waiting};
  std::string place{};                  // province or district; anything else is no place and filters nothing
  std::optional<std::int64_t> least{};  // points of weight, at least
  int offset{0};
  int limit{25};
};
struct Queue {
  std::vector<Link> pairs;  // the most urgent first
  std::int64_t total{0};
};
// How many pairs of a part stand where, inside the caller's places and the filter's place and points.
struct Figures {
  std::int64_t linked{0}, waiting{0}, unsure{0}, merges{0}, decided{0};
};

struct PairView {
  Link link;
  Record own, entry;
  std::vector<FieldSpec> fields;  // as the run that found it compared them
  std::int64_t link_ppm{0}, review_ppm{0};
  std::optional<Instant> found_at;
  std::optional<Day> as_of;
  std::vector<Decision> history;       // the newest first
  std::vector<Link> around;            // other pairs with one of the two, inside the caller's places
  Contradicted contradicted;           // of doubled entries
  std::optional<BranchEffect> branch;  // where the entry may be a branch of the unit
  std::optional<SharedPeople> shared;  // of successors
  std::string proposed_by;             // user id, while a merge waits for its second person
  bool own_proposal{false}, claimed_by_other{false}, may_confirm{false};
};

// [any thread]
class Reviews {
 public:
  static constexpr std::string_view permission = "link.review", second_permission = "link.confirm";
  static constexpr std::size_t longest_reason = 400;
  static constexpr std::int64_t claim_seconds = 900;

  struct Parts {
    db::Pool& pool;
    db::IdSource& ids;
    audit::Trail& trail;
    const Clock& clock;
    SuccessorRule successors{};  // as the runs have it
  };
  explicit Reviews(Parts parts) : parts_{parts} {}

  Queue queue(const Actor& who, const QueueFilter& filter);
  std::map<std::string, Figures> figures(const Actor& who, const QueueFilter& filter);

  // Takes the next pair for the caller, so that nobody else is given it for `claim_seconds`; nothing when none waits.
  // `after`: the pair that he leaves; its claim ends. access.forbidden.
  Result<std::optional<std::int64_t>> take_next(const Actor& who, const QueueFilter& filter, std::int64_t after);

  // Both records with what speaks for and against. Personal data: the reading is audited. access.forbidden, in the same
  // words whether the pair exists or lies elsewhere. With a claim the pair is the caller's for a while, unless it is
  // another's.
  enum class Claim { yes, no };
  Result<PairView> open(const Actor& who, std::int64_t id, Claim claim = Claim::yes);

  // link.verdict_missing, link.reason_missing (a branch, another verdict than before), link.reason_too_long,
  // link.claimed, link.entry_taken, link.unit_taken (one to one, and a person has linked another), link.merge_confirmed
  // (a merge that two persons made is undone by whoever may confirm), access.forbidden; Conflict when the pair changed
  // meanwhile. Saying that two of LSSO's own are one only proposes it. What comes again under one key is done once.
  Result<Done> decide(const Actor& who, std::int64_t id, std::int64_t version, Verdict verdict, std::string_view reason,
                      std::string_view request_key);
  // The second person, at the places of his own right. link.not_proposed, link.own_proposal, link.reason_missing when
  // declined, link.cluster_contradicted (Contradicted, whatever its places), as above.
  Result<Done> confirm(const Actor& who, std::int64_t id, std::int64_t version, bool accepted, std::string_view reason,
                       std::string_view request_key);

 private:
  Parts parts_;
};

}  // namespace ssiis::linkage
