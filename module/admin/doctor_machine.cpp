// doctor: files, permissions, fonts, programs.
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "admin/doctor.hpp"
#include "audit/api.hpp"

namespace ssiis::admin {
namespace {

namespace fs = std::filesystem;

// Nothing when the path is missing.
std::optional<mode_t> mode_of(const std::string& path) {
  struct stat about {};
  if (::stat(path.c_str(), &about) != 0) return std::nullopt;
  return about.st_mode & 07777;
}

void check_secret_file(Report& report, const std::string& subject, const std::string& path) {
  const auto mode = mode_of(path);
  if (!mode)
    report.error(subject, path + " is missing", "make it, mode 0400");
  else if ((*mode & 077) != 0)
    report.error(subject, path + " can be read by others", "chmod 0400 " + path);
  else
    report.ok(subject, path);
}

bool in_path(std::string_view program) {
  const char* path = std::getenv("PATH");
  const auto folders = split(path == nullptr ? "/usr/bin:/bin" : path, ':');
  return std::any_of(folders.begin(), folders.end(), [&](const auto& folder) {
    return ::access((folder + "/" + std::string{program}).c_str(), X_OK) == 0;
  });
}

bool font_named(std::string_view beginning) {
  std::error_code ignored;
  for (const auto* root : {"/usr/share/fonts", "/usr/local/share/fonts"})
    for (auto file = fs::recursive_directory_iterator{root, fs::directory_options::skip_permission_denied, ignored};
         file != fs::recursive_directory_iterator{}; file.increment(ignored))
      if (file->path().filename().string().starts_with(beginning)) return true;
  return false;
}

}  // namespace

void check_files(Context& context, Report& report) {
  const auto& config = context.host_config();
  const auto data_dir = config.text("data_dir", "");
  const auto mode = mode_of(data_dir);
  if (data_dir.empty() || !mode)
    report.error("data folder", "data_dir is missing: " + data_dir, "make it, mode 0700");
  else if ((*mode & 007) != 0)
    report.warn("data folder", data_dir + " is open to all users", "chmod o-rwx " + data_dir);
  else if (::access(data_dir.c_str(), W_OK) != 0)
    report.error("data folder", data_dir + " cannot be written", "chown it");
  else
    report.ok("data folder", data_dir);
  if (const auto file = config.find("database.password_file")) check_secret_file(report, "database password", *file);
  const auto custody = audit::custody_from(config);
  if (fs::exists(custody.key_file))
    check_secret_file(report, "audit key", custody.key_file);
  else
    report.warn("audit key", "there is none, so no checkpoint can be signed", "ssiis-admin audit key");
  const auto library = config.text("plugins.ssiis.library", "");
  if (fs::exists(library))
    report.ok("plugin", library);
  else
    report.error("plugin", "plugins.ssiis.library is missing: " + library, "install libssiis.so");
  const auto resources = config.text("plugins.ssiis.resources", "");
  if (fs::is_directory(resources))
    report.ok("resources", resources);
  else
    report.error("resources", "plugins.ssiis.resources is missing: " + resources, "install share/ssiis");
  if (config.flag("demonstration", false))
    report.warn("demonstration", "demonstration mode is on", "set <demonstration> to false before real data comes in");
}

void check_machine(Report& report) {
  if (font_named("Phetsarath"))
    report.ok("font", "Phetsarath OT");
  else
    report.error("font", "Phetsarath OT is missing, documents would have no Lao letters", "apt install fonts-lao");
  if (font_named("NotoSansLao") || font_named("NotoSerifLao"))
    report.ok("font", "Noto Lao");
  else
    report.warn("font", "Noto Lao is missing", "apt install fonts-noto-core");
  if (in_path("soffice"))
    report.ok("LibreOffice", "soffice is there");
  else
    report.error("LibreOffice", "soffice is not in PATH, no PDF can be made", "apt install libreoffice-writer-nogui");
  const SystemClock clock;
  if (clock.today() < Day{2026, 1, 1})
    report.error("clock", "the machine believes it is " + clock.today().iso(), "set the clock, use NTP");
  else
    report.ok("clock", fmt::format("{} {} in Vientiane", clock.today().iso(), clock.now().local_clock()));
}

}  // namespace ssiis::admin
