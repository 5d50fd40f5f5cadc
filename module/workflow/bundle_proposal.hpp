// Proposals of bundles: one person proposes files with a day, a reason and a legal reference, another puts them in
// force. The files never change; who wants others proposes anew.
#pragma once
#include <functional>

#include "audit/api.hpp"
#include "workflow/bundle.hpp"

namespace ssiis::workflow {

// proposed: the check found something; checked: it may be approved.
enum class ProposalState { proposed, checked, approved, rejected, withdrawn };
std::string_view name_of(ProposalState v) noexcept;

struct NewProposal {
  Files files;
  std::string label;            // as people call it, 80 characters
  std::string reason;           // 1,000
  std::string legal_reference;  // the law or notice, 400
  Day valid_from{};             // from this day new files begin with it
};

struct Proposal {
  std::int64_t id;
  std::string label, hash;
  Day valid_from;
  std::string reason, legal_reference;
  ProposalState state;
  std::string proposed_by;  // user id
  Instant proposed_at;
  std::string decided_by;
  std::optional<Instant> decided_at;
  std::string answer;   // why it was rejected or withdrawn
  std::int64_t bundle;  // of an approved one; 0 before
  std::int64_t version;
  bool waits() const noexcept { return state == ProposalState::proposed || state == ProposalState::checked; }
};

// One file with its hash as it was proposed.
struct ProposedFile {
  std::string name, sha256;
  std::size_t bytes;
};

// [any thread]
class BundleOffice {
 public:
  static constexpr std::size_t longest_label = 80, longest_reason = 1000, longest_reference = 400;
  static constexpr std::string_view may_propose = "workflow.propose", may_approve = "workflow.deploy";

  struct Parts {
    db::Pool& pool;
    db::IdSource& ids;
    audit::Trail& trail;
    const Clock& clock;
    TemplateCheck templates{};  // none: bundles with templates of letters are refused
  };
  explicit BundleOffice(const Parts& parts) : parts_{parts} {}

  // All that deployment would refuse, and names that no bundle holds (bundle.file_name, bundle.too_many_files,
  // bundle.file_too_large). Empty: fit to be put in force.
  Findings check(const Files& files);

  // Stores the files; with findings too, so that they can be looked at. The proposal's id. access.forbidden (without
  // workflow.propose), bundle.no_files, bundle.file_name {name}, bundle.too_many_files, bundle.file_too_large {name},
  // bundle.label_missing, bundle.label_too_long, bundle.reason_missing, bundle.reason_too_long,
  // bundle.reference_missing, bundle.reference_too_long, bundle.day_past, bundle.proposed_already {id}.
  // What `also` writes stands or falls with it.
  using Also = std::function<void(db::Transaction& tx, std::int64_t proposal)>;
  Result<std::int64_t> propose(const Actor& who, const NewProposal& proposal, const Also& also = {});

  // Puts the files in force from their day. The bundle's number. Permission workflow.deploy; never by who proposed it
  // (bundle.same_person). Where files run, only after a trial over them all
  // (bundle.not_tried; MigrationOffice::try_proposal) that met all that run now (bundle.trial_old {files}).
  // bundle.proposal_unknown, bundle.decided, bundle.not_fit {first
  // finding}, bundle.day_past. Throws Conflict when somebody decided meanwhile.
  Result<std::int64_t> approve(const Actor& who, std::int64_t id, std::int64_t version);
  // With a reason (bundle.reason_missing). reject: workflow.deploy. withdraw: who proposed it (bundle.not_yours).
  Result<Done> reject(const Actor& who, std::int64_t id, std::int64_t version, std::string_view reason);
  Result<Done> withdraw(const Actor& who, std::int64_t id, std::int64_t version, std::string_view reason);

  // ---- reading; for those who may propose or approve: the caller has authorised them ---------------------------
  std::vector<Proposal> list(db::Transaction& tx, int limit);  // the newest first
  std::optional<Proposal> find(db::Transaction& tx, std::int64_t id);
  // Bundles that were deployed, whoever did it; the newest first.
  struct Deployed {
    std::int64_t bundle;
    std::string label;
    Day valid_from;
    std::string hash;
  };
  std::vector<Deployed> deployed(db::Transaction& tx, int limit);
  // With which files begin on that day; nothing before the first.
  std::optional<Deployed> in_force(db::Transaction& tx, Day day);
  // One file as every deployed bundle holds it, the earliest day first.
  struct DeployedFile {
    Deployed bundle;
    std::string content;
  };
  std::vector<DeployedFile> file_of_all(db::Transaction& tx, std::string_view name);
  // Files under way that began after its newest finished trial and were not met by it; 0 when there is no trial.
  std::int64_t untried(db::Transaction& tx, std::int64_t id);
  std::vector<ProposedFile> files(db::Transaction& tx, std::int64_t id);
  // Deployed bundles that hold a template of letters of that kind, the newest day first.
  std::vector<Deployed> with_template(db::Transaction& tx, std::string_view language, std::string_view kind);
  const TemplateCheck& template_check() const noexcept { return parts_.templates; }
  // Templates of letters by their hash (template_store.hpp). Throws std::runtime_error when a file is not what its hash
  // says.
  Files contents(db::Transaction& tx, std::int64_t id);

 private:
  Result<Done> close(const Actor& who, std::int64_t id, std::int64_t version, std::string_view reason,
                     ProposalState to);
  Parts parts_;
};

}  // namespace ssiis::workflow
