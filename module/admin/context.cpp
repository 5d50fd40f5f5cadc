#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>

#include "admin/command.hpp"
#include "database/config.hpp"
#include "profiles/api.hpp"

namespace ssiis::admin {

Context::Context(std::string config_path, bool json) : config_path_{std::move(config_path)}, json_{json} {}
Context::~Context() = default;

const Settings& Context::host_config() const {
  if (config_path_.empty()) throw Usage{"--config FILE is needed"};
  if (!settings_) settings_ = std::make_unique<Settings>(Settings::from_file(config_path_));
  return *settings_;
}

Settings Context::module_config() const {
  const auto file = host_config().find("plugins.ssiis.config");
  return file && !file->empty() ? Settings::from_file(*file) : Settings{};
}

db::Pool& Context::pool() {
  if (!pool_) pool_ = std::make_unique<db::Pool>(db::spec_from(host_config()), 4);
  return *pool_;
}

std::string Context::data_dir() const {
  const auto dir = host_config().find("data_dir");
  if (!dir) throw Failed{"the configuration names no data_dir"};
  return *dir;
}

std::string Context::resources() const {
  const auto dir = host_config().find("plugins.ssiis.resources");
  if (!dir) throw Failed{"the configuration names no plugins.ssiis.resources"};
  return *dir;
}

Actor Context::who(std::string_view command) {
  std::string user = std::to_string(::getuid());
  passwd entry{}, *found = nullptr;
  std::vector<char> room(16 * 1024);
  if (::getpwuid_r(::getuid(), &entry, room.data(), room.size(), &found) == 0 && found != nullptr) user = entry.pw_name;
  const SystemClock clock;
  return profiles::ActorFactory{pool(), clock}.service("os:" + user, "ssiis-admin " + std::string{command});
}

void Context::progress(std::string_view line) const {
  std::cerr << (isatty(STDERR_FILENO) ? "\r\033[K" : "") << line << (isatty(STDERR_FILENO) ? "" : "\n") << std::flush;
}

void Context::end_progress() const {
  if (isatty(STDERR_FILENO) != 0) std::cerr << "\r\033[K" << std::flush;
}

std::string Arguments::option(std::string_view name, std::string_view fallback) const {
  for (const auto& [key, value] : options)
    if (key == name) return value;
  return std::string{fallback};
}

bool Arguments::has(std::string_view name) const {
  for (const auto& [key, value] : options)
    if (key == name) return true;
  return false;
}

Arguments parse(const std::vector<std::string>& arguments, const std::vector<std::string>& with_value,
                const std::vector<std::string>& flags) {
  const auto in = [](const std::vector<std::string>& list, const std::string& x) {
    return std::find(list.begin(), list.end(), x) != list.end();
  };
  Arguments out;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const auto& a = arguments[i];
    if (in(flags, a)) {
      out.options.emplace_back(a, "");
    } else if (in(with_value, a)) {
      if (i + 1 == arguments.size()) throw Usage{a + " needs a value"};
      out.options.emplace_back(a, arguments[++i]);
    } else if (a.starts_with("--")) {
      throw Usage{"unknown option " + a};
    } else {
      out.plain.push_back(a);
    }
  }
  return out;
}

}  // namespace ssiis::admin
