// Files that come from outside: size, type and structure checked by the helper program while they lie in quarantine,
// then stored. No transaction is open meanwhile.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/api.hpp"
#include "documents/blob_store.hpp"

namespace ssiis::documents {

struct IntakeLimits {
  std::uint64_t bytes{25ULL << 20};
  std::chrono::milliseconds time{20000};
  // documents.upload_limit_mib of module.xml. Throws SettingsError.
  static IntakeLimits from(const Settings& module_config);
};

// What arrived. `file_name` is cleaned for showing and for saving: no folders, no control signs, the checked extension.
struct ReceivedFile {
  BlobInfo blob{};
  std::string file_name{};
};

// A photo or file as evidence: the bytes as they came, and what the inspector says of them. The row insp_evidence is
// the inspections room's; it stores these and holds the blob for ("evidence", case, evidence).
struct EvidenceFile {
  ReceivedFile file;
  std::string sha256;  // taken on arrival, before anything else was done with the bytes
  Instant received_at;
  std::optional<Instant> captured_at;  // as stated; never later than received_at
  std::string note;
  std::optional<std::int64_t> visit_id;
};

struct EvidenceMeta {
  std::optional<Instant> captured_at{};
  std::string note{};
  std::optional<std::int64_t> visit_id{};
};

// [any thread]
class Intake {
 public:
  Intake(BlobStore& blobs, const Clock& clock, std::filesystem::path helper, IntakeLimits limits = {})
      : blobs_{blobs}, clock_{clock}, helper_{std::move(helper)}, limits_{limits} {}

  // Refusals: upload.empty, upload.too_large {limit in MiB}, upload.type_not_allowed, upload.type_mismatch,
  // upload.damaged, upload.macro, upload.pdf_active, upload.pdf_hidden, upload.embedded_file, upload.external_part,
  // upload.doctype, upload.encrypted, upload.archive_nested, upload.unpacks_too_large, upload.picture_too_large,
  // upload.not_utf8, upload.check_failed, and archive.* of the container. The quarantine file stays the caller's.
  Result<ReceivedFile> receive(const std::filesystem::path& quarantine, std::string_view file_name);
  // The same, for evidence; also evidence.captured_later.
  Result<EvidenceFile> receive_evidence(const std::filesystem::path& quarantine, std::string_view file_name,
                                        const EvidenceMeta& meta);
  // The check alone: the content type.
  Result<std::string> check(const std::filesystem::path& quarantine, std::string_view file_name) const;

 private:
  BlobStore& blobs_;
  const Clock& clock_;
  std::filesystem::path helper_;
  IntakeLimits limits_;
};

// The check that every upload passes, of a file that lies somewhere: its content type, or the refusals of
// Intake::receive. Throws std::runtime_error when the helper program does not work.
Result<std::string> checked_type(const std::filesystem::path& helper, const IntakeLimits& limits,
                                 const std::filesystem::path& file, std::string_view file_name);

// The name a file is shown and saved under: the last segment, at most 120 code points, without control signs, quotes,
// and the signs that reverse the direction of writing.
std::string clean_file_name(std::string_view as_sent);
// In lower case, without the dot; empty when there is none.
std::string extension_of(std::string_view file_name);

}  // namespace ssiis::documents
