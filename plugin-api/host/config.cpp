#include "host/config.hpp"

#include <algorithm>

#include "core/day.hpp"
#include "core/text.hpp"

namespace lsso::host {
namespace {

using ssiis::Settings;
using ssiis::SettingsError;

std::int64_t within(const Settings& s, std::string_view key, std::int64_t fallback, std::int64_t low,
                    std::int64_t high) {
  const auto n = s.number(key, fallback);
  if (n < low || n > high)
    throw SettingsError{std::string{key} + " must be from " + std::to_string(low) + " to " + std::to_string(high)};
  return n;
}

std::string needed(const Settings& s, std::string_view key) {
  const auto v = s.find(key);
  if (!v || v->empty()) throw SettingsError{std::string{key} + " is missing"};
  return *v;
}

std::filesystem::path default_share() {
  std::error_code error;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  return self.parent_path().parent_path() / "share" / "ssiis";
}

std::vector<PluginConfig> plugins_of(const Settings& s) {
  std::map<std::string, PluginConfig> found;
  constexpr std::string_view prefix{"plugins."};
  for (const auto& [key, value] : s.all()) {
    if (!key.starts_with(prefix)) continue;
    const auto rest = key.substr(prefix.size());
    const auto dot = rest.find('.');
    if (dot == std::string::npos) continue;
    auto& plugin = found[rest.substr(0, dot)];
    plugin.settings[rest.substr(dot + 1)] = value;
  }
  std::vector<PluginConfig> out;
  for (auto& [name, plugin] : found) {
    plugin.name = name;
    plugin.library = needed(s, std::string{prefix} + name + ".library");
    // The name under which every host hands a plugin its settings file (lsso/services/config.h).
    if (const auto it = plugin.settings.find("config"); it != plugin.settings.end())
      plugin.settings["module_config"] = it->second;
    out.push_back(std::move(plugin));
  }
  return out;
}

void read_limits(const Settings& s, HostConfig& c) {
  c.porch.head_ms = within(s, "limits.head_ms", c.porch.head_ms, 50, 600'000);
  c.porch.body_ms = within(s, "limits.body_ms", c.porch.body_ms, 50, 3'600'000);
  c.porch.keep_alive_ms = within(s, "limits.keep_alive_ms", c.porch.keep_alive_ms, 50, 600'000);
  c.porch.connections = static_cast<std::size_t>(within(s, "limits.connections", 4096, 8, 60'000));
  c.request_ms = within(s, "limits.request_ms", c.request_ms, 50, 3'600'000);
  c.drain_ms = within(s, "limits.drain_ms", c.drain_ms, 0, 600'000);
  c.panel_ms = within(s, "limits.panel_ms", c.panel_ms, 10, 60'000);
  c.upload_bytes = static_cast<std::uint64_t>(
      within(s, "limits.upload_bytes", static_cast<std::int64_t>(c.upload_bytes), 1024, 1LL << 40));
  c.session_idle_s = within(s, "session.idle_seconds", c.session_idle_s, 1, 24 * 3600);
  c.session_total_s = within(s, "session.total_seconds", c.session_total_s, 1, 24 * 3600);
}

void check_demonstration(const HostConfig& c) {
  if (c.demonstration && !c.loopback())
    throw SettingsError{"demonstration mode is refused: listen.address " + c.address + " is not a loopback address"};
  if (c.demonstration_day.empty()) return;
  if (!c.demonstration) throw SettingsError{"demonstration_day is only for demonstration mode"};
  if (!ssiis::Day::parse(c.demonstration_day)) throw SettingsError{"demonstration_day is not a date YYYY-MM-DD"};
}

}  // namespace

bool HostConfig::loopback() const { return address.starts_with("127.") || address == "::1"; }

HostConfig config_from(const std::filesystem::path& file) {
  HostConfig c;
  c.settings = Settings::from_file(file);
  const auto& s = c.settings;
  c.address = s.text("listen.address", c.address);
  c.port = static_cast<std::uint16_t>(within(s, "listen.port", c.port, 0, 65535));
  c.threads = static_cast<std::size_t>(within(s, "listen.threads", 64, 2, 1024));
  for (const auto& proxy : ssiis::split(s.text("listen.trusted_proxies", ""), ','))
    if (!ssiis::trimmed(proxy).empty()) c.trusted_proxies.emplace_back(ssiis::trimmed(proxy));
  c.public_base_url = s.text("public_base_url", "");
  while (c.public_base_url.ends_with('/')) c.public_base_url.pop_back();
  if (c.public_base_url.empty()) c.public_base_url = "http://localhost:" + std::to_string(c.port);
  c.demonstration = s.flag("demonstration", false);
  c.demonstration_day = s.text("demonstration_day", "");
  c.data_dir = needed(s, "data_dir");
  c.share_dir = s.text("share_dir", default_share().string());
  c.max_connections = static_cast<std::size_t>(within(s, "database.max_connections", 16, 1, 1000));
  needed(s, "database.engine");
  read_limits(s, c);
  c.plugins = plugins_of(s);
  check_demonstration(c);
  return c;
}

}  // namespace lsso::host
