// Boost.DLL over std::filesystem: boost_filesystem would be one more library to find at run time.
#define BOOST_DLL_USE_STD_FS
#include "host/library.hpp"

#include <boost/dll/shared_library.hpp>
#include <fstream>
#include <mutex>
#include <system_error>
#include <vector>

#include "core/bytes.hpp"
#include "host/text.hpp"
#include "web/translate.hpp"

namespace lsso::host {
namespace {

// Kept for the life of the process on purpose, see the header.
void keep_for_ever(boost::dll::shared_library library) {
  static std::mutex mutex;
  static auto* const kept = new std::vector<boost::dll::shared_library>;
  const std::lock_guard lock{mutex};
  kept->push_back(std::move(library));
}

std::string digest_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) throw LoadFailure{std::string{ssiis::web::E_("host.plugin_missing")}, "cannot read " + file.string()};
  ssiis::Sha256Stream hash;
  std::vector<char> piece(64 * 1024);
  while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())), in.gcount() > 0)
    hash.add(ssiis::as_bytes({piece.data(), static_cast<std::size_t>(in.gcount())}));
  return ssiis::hex(hash.finish());
}

void check(const lsso_plugin_entry* e) {
  const auto bad = [](const char* what) -> LoadFailure { return {"host.plugin_abi", what}; };
  if (e == nullptr) throw bad("the plugin does not offer ABI major version 1");
  if (!LSSO_HAS(lsso_plugin_entry, e->struct_size, get_extension)) throw bad("its entry table is too short");
  if (e->abi_major != LSSO_ABI_MAJOR) throw bad("its entry table names another major version");
  if (e->create == nullptr || e->start == nullptr || e->handle == nullptr || e->job_run == nullptr ||
      e->health == nullptr || e->stop == nullptr || e->destroy == nullptr || e->get_extension == nullptr)
    throw bad("its entry table has an empty slot");
  if (view(e->id).empty() || view(e->version).empty()) throw bad("it has no id or no version");
}

}  // namespace

Library load_library(const std::filesystem::path& file, const std::filesystem::path& folder) {
  Library out;
  out.sha256 = digest_of(file);
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  const auto copy = folder / (file.stem().string() + "." + ssiis::hex(ssiis::random_bytes(6)) + ".so");
  std::filesystem::copy_file(file, copy, error);
  if (error)
    throw LoadFailure{std::string{ssiis::web::E_("host.plugin_unloadable")},
                      "cannot copy " + file.string() + ": " + error.message()};
  auto mode = boost::dll::load_mode::rtld_now | boost::dll::load_mode::rtld_local;
#ifndef SSIIS_SANITIZED
  // Else a plugin that brings its own Poco would be bound to the host's. The sanitizers refuse this mode.
  mode |= boost::dll::load_mode::rtld_deepbind;
#endif
  boost::dll::shared_library library;
  boost::dll::fs::error_code failure;
  library.load(copy, failure, mode);
  std::filesystem::remove(copy, error);  // mapped already; the name is not needed any more
  if (failure)
    throw LoadFailure{std::string{ssiis::web::E_("host.plugin_unloadable")}, file.string() + ": " + failure.message()};
  if (!library.has(LSSO_ENTRY_POINT_NAME))
    throw LoadFailure{std::string{ssiis::web::E_("host.plugin_abi")}, file.string() + " has no " LSSO_ENTRY_POINT_NAME};
  auto& entry_point = library.get<const lsso_plugin_entry*(std::uint32_t)>(LSSO_ENTRY_POINT_NAME);
  out.entry = entry_point(LSSO_ABI_MAJOR);
  check(out.entry);
  keep_for_ever(std::move(library));
  return out;
}

}  // namespace lsso::host
