#include "documents/intake.hpp"

#include <algorithm>

#include "documents/process.hpp"
#include "web/translate.hpp"

namespace ssiis::documents {

using web::E_;

namespace {

// Refusals travel through a pipe as words; only those that we know are believed.
constexpr std::string_view helper_codes[] = {E_("upload.empty"),
                                             E_("upload.type_not_allowed"),
                                             E_("upload.type_mismatch"),
                                             E_("upload.damaged"),
                                             E_("upload.macro"),
                                             E_("upload.pdf_active"),
                                             E_("upload.pdf_hidden"),
                                             E_("upload.embedded_file"),
                                             E_("upload.external_part"),
                                             E_("upload.doctype"),
                                             E_("upload.encrypted"),
                                             E_("upload.archive_nested"),
                                             E_("upload.unpacks_too_large"),
                                             E_("upload.picture_too_large"),
                                             E_("upload.not_utf8"),
                                             E_("archive.malformed"),
                                             E_("archive.unsupported"),
                                             E_("archive.too_many_entries"),
                                             E_("archive.encrypted"),
                                             E_("archive.unsafe_name"),
                                             E_("archive.link"),
                                             E_("archive.doubled_name"),
                                             E_("archive.contradiction"),
                                             E_("archive.forged_size"),
                                             E_("archive.overlap"),
                                             E_("archive.too_large"),
                                             E_("archive.ratio")};

}  // namespace

IntakeLimits IntakeLimits::from(const Settings& config) {
  IntakeLimits limits;
  const auto mib = config.number("documents.upload_limit_mib", 25);
  // The helper holds a file in memory, beside what it unpacks from it.
  if (mib < 1 || mib > 100) throw SettingsError{"documents.upload_limit_mib: 1 to 100"};
  limits.bytes = static_cast<std::uint64_t>(mib) << 20;
  return limits;
}

std::string extension_of(std::string_view file_name) {
  const auto dot = file_name.rfind('.');
  if (dot == std::string_view::npos || dot + 1 == file_name.size()) return {};
  std::string out{file_name.substr(dot + 1)};
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::string clean_file_name(std::string_view as_sent) {
  if (const auto slash = as_sent.find_last_of("/\\"); slash != std::string_view::npos) as_sent.remove_prefix(slash + 1);
  std::string out;
  const std::string valid = valid_utf8(as_sent) ? std::string{as_sent} : std::string{"file"};
  for (std::size_t i = 0; i < valid.size(); ++i) {
    const auto c = static_cast<unsigned char>(valid[i]);
    if (c < 0x20 || c == 0x7f || std::string_view{"\"<>|:*?;"}.find(valid[i]) != std::string_view::npos) continue;
    const auto three = std::string_view{valid}.substr(i, 3);  // U+200B–200F, U+202A–202E, U+2066–2069
    const bool hidden = three.size() == 3 && three[0] == '\xE2' &&
                        ((three[1] == '\x80' &&
                          ((three[2] >= '\x8B' && three[2] <= '\x8F') || (three[2] >= '\xAA' && three[2] <= '\xAE'))) ||
                         (three[1] == '\x81' && three[2] >= '\xA6' && three[2] <= '\xA9'));
    if (hidden) {
      i += 2;
      continue;
    }
    out += valid[i];
  }
  while (!out.empty() && (out.front() == '.' || out.front() == ' ')) out.erase(0, 1);
  const auto extension = extension_of(out);
  if (extension.empty()) return out.empty() ? "file" : first_code_points(out, 120);
  auto stem = out.substr(0, out.size() - extension.size() - 1);
  if (trimmed(stem).empty()) stem = "file";
  return first_code_points(stem, 110) + "." + first_code_points(extension, 9);
}

Result<std::string> Intake::check(const std::filesystem::path& quarantine, std::string_view file_name) const {
  return checked_type(helper_, limits_, quarantine, file_name);
}

Result<std::string> checked_type(const std::filesystem::path& helper, const IntakeLimits& limits,
                                 const std::filesystem::path& quarantine, std::string_view file_name) {
  const auto size = std::filesystem::file_size(quarantine);
  if (size == 0) return Rejection{"upload.empty"};
  if (size > limits.bytes) return Rejection{"upload.too_large", {std::to_string(limits.bytes >> 20)}};
  const auto extension = extension_of(file_name);
  if (extension.empty() || extension.size() > 9) return Rejection{"upload.type_not_allowed"};
  const auto done = run_process({helper.string(), "check", extension, quarantine.string()}, limits.time);
  const auto line = std::string{trimmed(done.output)};
  // A file that crashes or stalls its reader is refused like any other that is wrong.
  if (done.end != ProcessResult::End::exited) return Rejection{"upload.check_failed"};
  if (done.code == 0 && line.rfind("ok ", 0) == 0) return line.substr(3);
  if (done.code == 0 && line.rfind("refused ", 0) == 0)
    for (const auto code : helper_codes)
      if (line.substr(8) == code) return Rejection{std::string{code}};
  throw std::runtime_error{"the helper program does not work: exit " + std::to_string(done.code)};
}

Result<ReceivedFile> Intake::receive(const std::filesystem::path& quarantine, std::string_view file_name) {
  const auto type = check(quarantine, file_name);
  if (!type) return type.rejections();
  return ReceivedFile{blobs_.put_file(quarantine, *type), clean_file_name(file_name)};
}

Result<EvidenceFile> Intake::receive_evidence(const std::filesystem::path& quarantine, std::string_view file_name,
                                              const EvidenceMeta& meta) {
  const Instant now = clock_.now();
  if (meta.captured_at && *meta.captured_at > now) return Rejection{"evidence.captured_later", {}, "captured_at"};
  auto file = receive(quarantine, file_name);
  if (!file) return file.rejections();
  const std::string sha256 = file->blob.sha256;
  return EvidenceFile{std::move(file).value(), sha256, now, meta.captured_at, lao::stored(meta.note), meta.visit_id};
}

}  // namespace ssiis::documents
