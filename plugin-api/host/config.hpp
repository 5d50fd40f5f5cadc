// host.xml, read once. Every wrong value is one clear line and exit status 1.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/settings.hpp"
#include "host/porch.hpp"

namespace lsso::host {

struct PluginConfig {
  std::string name;  // the element's name under <plugins>
  std::filesystem::path library;
  std::map<std::string, std::string> settings;  // its further attributes and elements
};

struct HostConfig {
  ssiis::Settings settings;  // all of host.xml, for the database's keys
  std::string address{"127.0.0.1"};
  std::uint16_t port{8080};
  std::size_t threads{64};
  std::vector<std::string> trusted_proxies;  // whose X-Forwarded-For is believed
  std::string public_base_url;               // without one: http://localhost:<port>
  bool demonstration{false};
  std::string demonstration_day;  // ISO day from which the legal clock starts, demonstration only
  std::filesystem::path data_dir, share_dir;
  PorchLimits porch;
  std::int64_t request_ms{60'000};  // a call into a plugin, the answer included
  std::int64_t drain_ms{20'000};
  std::int64_t panel_ms{1'500};
  std::uint64_t upload_bytes{64ULL * 1024 * 1024};
  std::int64_t session_idle_s{30 * 60}, session_total_s{10 * 3600};
  std::size_t max_connections{16};  // of the host's own pool
  std::vector<PluginConfig> plugins;

  bool loopback() const;  // listens where only this machine reaches it
};

// Throws ssiis::SettingsError with the key at fault.
HostConfig config_from(const std::filesystem::path& file);

}  // namespace lsso::host
