// Templates of letters: those shipped in the folder, and the versions that legal staff have put in their place. A
// version holds from its day on; of two that hold, the later day, then the later version counts. Nothing is ever
// overwritten.
#pragma once
#include <filesystem>
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

// The bytes that a letter of this day is made from; read anew for each letter, so that a template replaced while the
// host runs shows in the next one. Nothing when no such template was ever shipped. Throws BlobDamaged.
std::optional<TemplateBytes> template_of_day(db::Transaction& tx, const std::filesystem::path& folder,
                                             std::string_view language, std::string_view kind, Day day);

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
