// The queue of steps that could not be done by themselves, for those who run the procedures: try again, pass over with
// a reason, or end the procedure.
//
// Each remedy claims the incident first, in a transaction of its own that counts the attempt: one that kills its host
// is counted too. The claim is a lease on the database's clock with a fence: who lost it finds his step refused.
#pragma once
#include "workflow/engine.hpp"

namespace ssiis::workflow {

enum class Remedy { retry, skip, terminate };
std::string_view name_of(Remedy v) noexcept;  // "retry", …

struct WaitingIncident {
  OpenIncident what;
  std::string process, territory;
  std::int64_t bundle;
  bool skippable;                     // the step asks a module, and its topic may be passed over
  std::string taken_by;               // who is mending it at this moment; empty: nobody
  std::optional<Instant> next_try{};  // when it is tried again by itself; nothing: it waits for people
};

// Incidents of one kind: the same step of the same procedure, failed with the same code.
struct IncidentKind {
  std::string process, node, code;
  std::int64_t bundle, count;  // the newest bundle among them
  Instant oldest;
  std::string data;  // what all of them said; empty when they differ
};

// One kind only, when `node` is named.
struct IncidentFilter {
  std::string process{}, node{}, code{};
  CaseId after_case{0};  // the last of the page before
  std::int64_t after{0};
  int limit{50};
};

struct Settled {
  Moved moved;
  bool failed_again;  // the step was tried and failed once more
};

// What an incident's remedy is of. The caller names what he saw.
struct IncidentRef {
  CaseId case_id;
  std::int64_t id;
};

// How much waits at a step, over all files in the reader's places.
struct StepLoad {
  std::string process, node;
  std::int64_t bundle, waiting, overdue;
  Instant oldest;
};

// [any thread]
class IncidentOffice {
 public:
  // A longer mending than this is somebody else's to try again.
  static constexpr std::chrono::seconds lease{120};
  static constexpr std::size_t longest_reason = 400;
  // Of a step whose topic the catalogue marks retry="later": after so many attempts it waits for people.
  static constexpr std::int64_t most_attempts = 6;
  // From one attempt to the next: five minutes, then four times as long each time.
  static constexpr std::int64_t pause_seconds(std::int64_t attempts) {
    std::int64_t out = 300;
    for (std::int64_t n = 1; n < attempts; ++n) out *= 4;
    return out;
  }

  IncidentOffice(Engine& engine, db::Pool& pool) : engine_{engine}, pool_{pool} {}

  // In the places where the reader holds workflow.incident; the kind with the most incidents first.
  std::vector<IncidentKind> kinds(db::Transaction& tx, const Actor& who);
  std::vector<WaitingIncident> list(db::Transaction& tx, const Actor& who, const IncidentFilter& filter);
  // Open tasks by step, the step with the most first. Permission workflow.incident.
  std::vector<StepLoad> loads(db::Transaction& tx, const Actor& who, Day today);

  // Permission workflow.incident at the file's place; to terminate, workflow.terminate. skip and terminate need a
  // reason. Codes: workflow.incident_unknown (also outside one's places), workflow.incident_taken {login},
  // workflow.reason_missing, workflow.reason_too_long, workflow.not_skippable {node}, access.forbidden.
  // `corrected` puts in the variable that a step missed before it is tried again, with a reason; only that variable,
  // and only of an incident workflow.unknown_variable (workflow.not_correctable {node}). workflow.value_too_long {1}.
  Result<Settled> settle(const Actor& who, const IncidentRef& ref, Remedy remedy, std::string_view reason,
                         const Variables& corrected = {});

  // Tries again what is due to be, each as `settle` does with its claim; how many. Called again and again by a job with
  // the service principal.
  std::int64_t retry_due(const Actor& who, const std::function<bool()>& given_up = {});

 private:
  struct Found;
  struct Wish;  // remedy, reason, what is corrected
  Result<Found> look(db::Transaction& tx, const Actor& who, const IncidentRef& ref, Remedy remedy);
  Result<std::int64_t> claim(const Actor& who, const IncidentRef& ref, Remedy remedy);
  Result<Settled> settle_in(db::Transaction& tx, const Actor& who, const IncidentRef& ref, std::int64_t fence,
                            const Wish& wish);
  void let_go(const IncidentRef& ref, std::int64_t fence);
  std::optional<Instant> next_try(db::Transaction& tx, const WaitingIncident& incident);
  bool skippable(db::Transaction& tx, std::int64_t bundle, const std::string& process, const std::string& node);

  Engine& engine_;
  db::Pool& pool_;
};

}  // namespace ssiis::workflow
