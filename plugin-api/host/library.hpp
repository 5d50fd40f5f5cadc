// A plugin's shared library, loaded from a copy under a name of its own, so that the file may be replaced and loaded
// again while the old one still serves. A loaded library is never unmapped: a thread_local with a destructor in it
// would keep running code that is gone.
#pragma once
#include <filesystem>
#include <stdexcept>
#include <string>

#include "lsso/plugin.h"

namespace lsso::host {

struct LoadFailure : std::runtime_error {
  LoadFailure(std::string code_, const std::string& why) : std::runtime_error{why}, code{std::move(code_)} {}
  std::string code;  // host.plugin_missing, host.plugin_unloadable, host.plugin_abi, …
};

struct Library {
  const lsso_plugin_entry* entry{nullptr};
  std::string sha256;  // of the file, hexadecimal
};

// Copies `file` to `folder`, loads the copy, asks its entry point and checks the table. Throws LoadFailure.
Library load_library(const std::filesystem::path& file, const std::filesystem::path& folder);

}  // namespace lsso::host
