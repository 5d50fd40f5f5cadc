// Templates of letters: those shipped in the folder, and the versions that legal staff have put in their place. A
// version holds from its day on; of two that hold, the later day, then the later version counts. Nothing is ever
// overwritten.
#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "audit/api.hpp"
#include "documents/blob_store.hpp"
#include "documents/intake.hpp"

namespace ssiis::documents {

inline constexpr std::string_view docx_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

struct TemplateVersion {
  std::int64_t id;
  std::string language, kind;
  int version;
  Day valid_from;
  BlobId blob;
  std::string sha256, file_name, note;
  Instant uploaded_at;
  std::string uploaded_by;
};

struct TemplateBytes {
  std::string bytes, sha256;
};

// The template that the procedure of a file brings with it (decision 0150).
struct OwnTemplate {
  std::string sha256;
  Day from{};                  // the first day of the procedure
  std::optional<Day> until{};  // the first day of the next one that brings a template of this kind
  std::function<std::string()> bytes;
};

// The bytes that a letter of this day is made from; read anew for each letter, so that a template replaced while the
// host runs shows in the next one. The procedure's own comes first; a version uploaded for a day after the procedure's
// first and before the next procedure's takes its place. Without an own one: the version in force, else the shipped
// one. Nothing when no such template was ever shipped. Throws BlobDamaged.
std::optional<TemplateBytes> template_of_day(db::Transaction& tx, const std::filesystem::path& folder,
                                             std::string_view language, std::string_view kind, Day day,
                                             const std::optional<OwnTemplate>& own = {});
// The shipped file. Nothing when there is none.
std::optional<std::string> shipped_template(const std::filesystem::path& folder, std::string_view language,
                                            std::string_view kind);

struct NewTemplate {
  std::string language, kind;
  ReceivedFile file;  // has passed Intake
  Day valid_from;
  std::string note;
  std::string request_key;
};

// Permission template.manage, asked at headquarters: a letter's wording is the same everywhere. [any thread]
class Templates {
 public:
  Templates(db::Pool& pool, db::IdSource& ids, BlobStore& blobs, audit::Trail& trail, const Clock& clock,
            std::filesystem::path folder)
      : pool_{pool}, ids_{ids}, blobs_{blobs}, trail_{trail}, clock_{clock}, folder_{std::move(folder)} {}

  struct Kind {
    std::string language, kind;
    std::optional<TemplateVersion> in_force{};  // nothing: the shipped one
  };
  std::vector<Kind> kinds() const;
  bool known(std::string_view language, std::string_view kind) const;
  // Newest first.
  std::vector<TemplateVersion> versions(std::string_view language, std::string_view kind) const;
  // The shipped file. Nothing when there is none.
  std::optional<std::string> shipped(std::string_view language, std::string_view kind) const;

  // Refusals: access.forbidden, template.unknown, template.not_docx, template.day_past, form.required (note),
  // form.too_long, template.* of the check (template_check.hpp), request.repeated…
  Result<TemplateVersion> add(const Actor& who, const NewTemplate& wish);

 private:
  Result<TemplateVersion> add_in(db::Transaction& tx, const Actor& who, const NewTemplate& wish);
  db::Pool& pool_;
  db::IdSource& ids_;
  BlobStore& blobs_;
  audit::Trail& trail_;
  const Clock& clock_;
  std::filesystem::path folder_;
};

}  // namespace ssiis::documents
