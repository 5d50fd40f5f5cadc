// Files of agencies on their way into the registers' snapshots: ordered, read by a job, compared with the load before,
// and current only then; what could not be read is put right row by row.
#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>

#include "audit/api.hpp"
#include "database/api.hpp"
#include "documents/api.hpp"
#include "imports/reader.hpp"
#include "imports/types.hpp"
#include "names/api.hpp"
#include "web/free_space.hpp"

namespace ssiis::imports {

inline constexpr std::string_view may_load = "import.load", may_release = "import.release", may_see = "import.read";

// All must outlive the office.
struct OfficeNeeds {
  db::Pool& pool;
  db::IdSource& ids;
  db::Jobs& jobs;
  documents::BlobStore& blobs;
  audit::Trail& trail;
  const Clock& clock;
  Reader reader;
  std::filesystem::path scratch;  // a folder of the process's own
  Thresholds thresholds{};
  const names::Identifiers* identifiers{nullptr};  // nothing: numbers are not looked at
  std::set<std::string> refused_numbers{};         // kinds whose confirmed rules refuse a row
  web::FreeBytes free_bytes{web::free_bytes};
};

// imports.refuse_numbers of module.xml: codes of identifiers. Throws SettingsError for one that there is not.
std::set<std::string> refused_numbers(const Settings& module_config, const names::Identifiers& identifiers);

// imports.upload_limit_mib of module.xml, in bytes. Throws SettingsError.
std::uint64_t upload_limit(const Settings& module_config);

// A file as somebody hands it over. `profile` 0: the one whose headings fit, or the columns of the contract.
struct NewLoad {
  std::string source{};
  std::string file_name{};
  std::filesystem::path file{};
  std::int64_t profile{0};
  Day as_of{};
  bool revive{true};  // bytes that were current once become so again: a person's wish, never a folder's
};

// What a look at the head of a file shows.
struct Look {
  FileTraits traits{};
  std::vector<RawRow> rows{};
};

struct Ordered {
  std::int64_t load;
  bool known;  // this very file was loaded so before; the load is that one
};

// [any thread]
class ImportOffice {
 public:
  explicit ImportOffice(OfficeNeeds needs) : n_{std::move(needs)} {}

  // The first rows of a file, as the profile says to read it. Refusals: those of the readers, import.….
  Result<Look> look(const std::filesystem::path& file, const Profile& how, std::int64_t rows) const;
  // How a file would be read: by the profile named, else the newest saved one with these headings, else as the contract
  // has it. import.no_profile {headings} when nothing fits, import.profile_retired {name} for one that was set aside.
  Result<StoredProfile> profile_for(const NewLoad& wanted) const;

  // Stores the file and the order; the job reads it. The same bytes read in the same way make no second load: a former
  // one becomes current again. Refusals: access.forbidden, import.source_unknown, import.as_of_in_future, those of
  // profile_for and unfit().
  Result<Ordered> order(const Actor& who, const NewLoad& wanted);
  // Keeps a file that nobody has said how to read (import.no_profile); the load that waits for it. The same file twice
  // is one load. `map` then says it: saves the profile and lets the job read the file. Refusals: access.forbidden,
  // import.load_unknown, import.conflict, those of save_profile.
  Result<std::int64_t> keep(const Actor& who, const NewLoad& wanted);
  Result<std::int64_t> map(const Actor& who, std::int64_t load, std::int64_t version, const Profile& profile,
                           const RawRow& header);
  // The first rows of a load's file.
  Result<Look> look_at_load(const Load& load, const Profile& how, std::int64_t rows) const;
  // Reads what was ordered, from where it stopped; another worker's progress throws Conflict{"load"}. `progress` is
  // told the rows so far. The load as it stands then; nothing changes in one that has ended.
  Load run(const Actor& who, std::int64_t load, const std::function<bool()>& given_up = {},
           const std::function<void(std::int64_t)>& progress = {});
  // The job: what waits, until `given_up`.
  void work(const Actor& who, const std::function<bool()>& given_up);
  // Snapshots that no load of ours made (`registry load`, `registry copy`): a load that one of them has replaced is a
  // former one, and the figures of what is current are taken, kept under the snapshot's own id. The job does it first.
  void look_at_what_others_brought();

  // A held load counts from now on; or a held or current one does not any more, and what was current before is again.
  // Refusals: access.forbidden, import.load_unknown, import.reason_missing, import.not_held, import.not_loaded,
  // import.conflict.
  Result<Done> release(const Actor& who, std::int64_t load, std::int64_t version, std::string_view reason);
  Result<Done> withdraw(const Actor& who, std::int64_t load, std::int64_t version, std::string_view reason);
  // A rejected row as it should have been: read again by the profile of its load. Refusals: as above,
  // import.row_settled, and import.row_still_wrong with the faults as further reasons at the field cell_<column>.
  Result<Done> correct(const Actor& who, std::int64_t load, std::int64_t line, const std::vector<std::string>& cells);
  // Says of a row that it stays out, and why.
  Result<Done> leave_out(const Actor& who, std::int64_t load, std::int64_t line, std::string_view reason);
  struct Corrections {
    std::int64_t taken{0}, wrong{0}, unknown{0};  // unknown: no open row of this load has that number
  };
  // The file of rejected rows (column "row" first, "reasons" second), put right and sent back: only these rows are
  // read.
  Result<Corrections> correct_from(const Actor& who, std::int64_t load, const std::filesystem::path& file);

  // The next version of a profile, or a new one (id 0). `header`: the headings of the file that it was made on.
  // Refusals: access.forbidden, import.profile_name_missing, import.profile_name_taken, import.profile_retired,
  // import.conflict, those of unfit().
  Result<std::int64_t> save_profile(const Actor& who, const Profile& profile, std::int64_t id, std::int64_t version,
                                    const RawRow& header);

  // A new one with what another says, under a name of its own. Refusals: access.forbidden, import.profile_unknown,
  // import.profile_name_missing, import.profile_name_taken.
  Result<std::int64_t> copy_profile(const Actor& who, std::int64_t id, const std::string& name);
  // Not used for further files, or used again: a version of its own. Loads keep the version they were read by.
  // Refusals: access.forbidden, import.reason_missing, import.profile_unknown, import.conflict.
  Result<Done> retire_profile(const Actor& who, std::int64_t id, std::int64_t version, bool retired,
                              std::string_view reason);

  const OfficeNeeds& needs() const noexcept { return n_; }

 private:
  struct Run;
  Load stored_file(const Actor& who, const NewLoad& wanted);
  void start(db::Transaction& tx, const Load& load);
  void record_order(db::Transaction& tx, const Actor& who, const Load& load);
  void compare_and_end(const Actor& who, Load& load, const FileTraits& traits,
                       const std::map<std::string, std::int64_t>& warned,
                       const std::optional<std::vector<registry::ColumnFigures>>& columns);
  void fail(const Actor& who, Load& load, const ReadFault& why);
  Result<Load> to_decide(const Actor& who, std::string_view permission, std::int64_t load, std::string_view reason);
  OfficeNeeds n_;
};

// A register whose files are loaded here; nothing for others.
const registry::FileSpec* agency_source(std::string_view name);
std::optional<Load> find_load(db::Transaction& tx, std::int64_t id);
std::vector<Load> newest_loads(db::Transaction& tx, int limit);
std::optional<StoredProfile> find_profile(db::Transaction& tx, std::string_view source, std::string_view name);
// The rejected rows of a load in their order, read piece by piece.
void each_reject(db::Pool& pool, std::int64_t load, const std::function<void(const Reject&)>& take);

// What of a profile a load was read by.
Profile profile_of(const Load& load);
RawRow header_of(const Load& load);

}  // namespace ssiis::imports
