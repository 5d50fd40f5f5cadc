// The smallest host that libssiis.so can live in, inside the benchmark's own process: what `handle` costs without HTTP.
#pragma once
#include <lsso/lsso.h>

#include <string>
#include <vector>

#include "core/api.hpp"
#include "database/api.hpp"

namespace ssiis::bench {

struct Answer {
  std::uint32_t http_status{0};
  std::string title;
  std::string body;  // a copy, as a host makes on its way to the socket
};

class PluginHost {
 public:
  // Loads the library, creates and starts its plugin. Throws std::runtime_error with the plugin's own code.
  PluginHost(const std::string& library, const Settings& host_xml);
  ~PluginHost();
  PluginHost(const PluginHost&) = delete;
  PluginHost& operator=(const PluginHost&) = delete;

  // GET as a person logged in. Throws when handle fails. [any thread]
  Answer get(const std::string& user_id, const std::string& login, const std::string& path,
             const std::string& query = "", const std::string& language = "lo");

  const lsso_plugin_entry& entry() const noexcept { return *entry_; }
  lsso_plugin* plugin() const noexcept { return plugin_; }
  const lsso_host& host() const noexcept { return host_; }
  std::string setting(std::string_view key) const;
  const db::Spec& spec() const noexcept { return spec_; }

 private:
  Settings settings_;
  db::Spec spec_;
  void* library_{nullptr};
  lsso_host host_{};
  const lsso_plugin_entry* entry_{nullptr};
  lsso_plugin* plugin_{nullptr};
};

inline lsso_text borrowed_text(std::string_view s) { return {s.data(), s.size()}; }

}  // namespace ssiis::bench
