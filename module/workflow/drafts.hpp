// Drafts of bundles: copies of the files of a bundle that people change until one of them proposes the whole. Every
// save is kept. Two people may work at one draft: who saves a file that the other saved meanwhile is refused, and may
// save what he has as another draft.
#pragma once
#include "workflow/bundle_proposal.hpp"

namespace ssiis::workflow {

enum class DraftState { open, proposed, discarded };
std::string_view name_of(DraftState v) noexcept;

struct Draft {
  std::int64_t id;
  std::string label;
  std::int64_t from_bundle, from_draft;  // what it was copied from; from_draft is 0 for one that began with a bundle
  DraftState state;
  std::string owner;  // user id of who began it
  Instant created_at;
  std::string changed_by;
  Instant changed_at;
  std::int64_t proposal;  // of one that is proposed; 0 before
  std::int64_t bytes;     // of all that was ever saved
  std::int64_t version;   // the number of the newest save
  bool open() const noexcept { return state == DraftState::open; }
};

struct DraftFile {
  std::string name, content, sha256;  // of a template of a letter `content` names the bytes (template_store.hpp)
  std::int64_t since;                 // the save that made it so
};

struct DraftSave {
  std::int64_t number;
  std::string by;
  Instant at;
  std::string note;
  std::vector<std::string> changed, removed;  // of the first save, which copied all: empty
};

// What a save puts in place of what was there.
struct DraftChanges {
  Files put{};
  std::set<std::string, std::less<>> remove{};
};

// [any thread]
class DraftOffice {
 public:
  static constexpr std::size_t longest_label = 80, longest_note = 200;
  static constexpr std::size_t most_bytes = 16ULL << 20;     // of the files of one draft together
  static constexpr std::int64_t most_history = 128LL << 20;  // of all its saves; then it goes on as another draft
  static constexpr std::int64_t most_saves = 1000, most_open = 50;  // open ones of one person

  struct Parts {
    db::Pool& pool;
    db::IdSource& ids;
    audit::Trail& trail;
    const Clock& clock;
    BundleOffice& bundles;
  };
  explicit DraftOffice(const Parts& parts) : parts_{parts} {}

  // All writing asks for workflow.propose (access.forbidden).
  // A draft with the files of a deployed bundle. bundle.unknown, draft.label_missing, draft.label_too_long,
  // draft.too_many.
  Result<std::int64_t> create(const Actor& who, std::string_view label, std::int64_t bundle);
  // Another draft with the files that this one had after save number `version`, and the changes. The refusals of
  // create and save.
  Result<std::int64_t> branch(const Actor& who, std::int64_t draft, std::int64_t version, std::string_view label,
                              const DraftChanges& changes);
  // `base` is the version that the person changed. The version after it; the same when nothing differs. draft.unknown,
  // draft.closed, draft.conflict {file} {who saved it last} when one of these files was saved after `base`,
  // draft.note_too_long, draft.too_large, draft.full, bundle.file_name {file}, bundle.file_too_large {file},
  // bundle.too_many_files {most}, and for what is no XML that this system reads: draft.encoding, draft.malformed,
  // draft.doctype, draft.too_complex {file} {line}. Of a template of a letter whatever its check says (template.*,
  // upload.*, archive.*), draft.no_letters where nobody can check one.
  Result<std::int64_t> save(const Actor& who, std::int64_t draft, std::int64_t base, const DraftChanges& changes,
                            std::string_view note);
  // The files become again what they were after save number `number`, as a save of its own. As save; draft.unknown for
  // a number that is none.
  Result<std::int64_t> restore(const Actor& who, std::int64_t draft, std::int64_t base, std::int64_t number,
                               std::string_view note);
  // Only who began it (draft.not_yours). draft.conflict when it changed after `version`.
  Result<Done> discard(const Actor& who, std::int64_t draft, std::int64_t version);
  // Proposes the files as they stand in `version` (draft.conflict) and closes the draft, both or neither. The
  // proposal's id. The refusals of BundleOffice::propose; `words.files` is not looked at.
  Result<std::int64_t> hand_over(const Actor& who, std::int64_t draft, std::int64_t version, NewProposal words);

  // ---- reading; for those who may read proposals: the caller has authorised them --------------------------------
  std::vector<Draft> list(db::Transaction& tx, int limit);  // the newest change first
  std::optional<Draft> find(db::Transaction& tx, std::int64_t id);
  std::vector<DraftFile> files(db::Transaction& tx, const Draft& draft) { return files(tx, draft.id, draft.version); }
  std::vector<DraftFile> files(db::Transaction& tx, std::int64_t id, std::int64_t version);
  std::vector<DraftSave> saves(db::Transaction& tx, std::int64_t id, int limit);  // the newest first
  // The files of a deployed bundle; empty when it was never deployed.
  Files bundle_files(db::Transaction& tx, std::int64_t bundle);

 private:
  struct Beginning;
  std::int64_t begin(db::Transaction& tx, const Actor& who, const Beginning& beginning);
  Result<std::int64_t> write(db::Transaction& tx, const Actor& who, const Draft& draft, const DraftChanges& changes,
                             std::string_view note);
  Result<Draft> locked(db::Transaction& tx, std::int64_t id);
  Parts parts_;
};

Files contents_of(const std::vector<DraftFile>& files);

}  // namespace ssiis::workflow
