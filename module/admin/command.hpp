// The commands of ssiis-admin: one file each (cmd_<name>.cpp), listed in commands.cpp.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/api.hpp"
#include "database/api.hpp"

namespace ssiis::admin {

// What every command gets. The pool is opened at the first call of pool().
class Context {
 public:
  Context(std::string config_path, bool json);
  ~Context();
  const Settings& host_config() const;  // throws SettingsError
  Settings module_config() const;       // of plugins.ssiis.config; empty where the host names none
  db::Pool& pool();
  std::string data_dir() const;
  std::string resources() const;  // folder share/ssiis
  // Who runs this program, for the audit trail: the operating system's user ("os:khamla"), with the command as the
  // correlation id.
  Actor who(std::string_view command);
  bool json() const noexcept { return json_; }
  // One line about progress on stderr; overwritten on a terminal.
  void progress(std::string_view line) const;
  void end_progress() const;  // clears that line, so that results stand alone

 private:
  std::string config_path_;
  bool json_;
  mutable std::unique_ptr<Settings> settings_;
  std::unique_ptr<db::Pool> pool_;
};

// Wrong use: the message goes to stderr with the usage, exit status 2.
struct Usage : std::runtime_error {
  using std::runtime_error::runtime_error;
};
// Refused or failed: the message goes to stderr, exit status 1.
struct Failed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Command {
  std::string_view name;   // one or two words: "registry load"
  std::string_view usage;  // what follows the name
  std::string_view summary;
  int (*run)(Context&, const std::vector<std::string>& arguments);  // exit status 0 or 1; may throw
};

// Splits "--name value" and "--flag" from plain arguments. Throws Usage on an unknown option.
struct Arguments {
  std::vector<std::string> plain;
  std::vector<std::pair<std::string, std::string>> options;
  std::string option(std::string_view name, std::string_view fallback = "") const;
  bool has(std::string_view name) const;
};
Arguments parse(const std::vector<std::string>& arguments, const std::vector<std::string>& with_value,
                const std::vector<std::string>& flags);

const std::vector<Command>& commands();

}  // namespace ssiis::admin
