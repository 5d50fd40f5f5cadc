// Settings read once from an XML file into an immutable value; a change is a new value, swapped whole.
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace ssiis {

struct SettingsError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Elements become dotted keys (<documents><motto>…</motto></documents> is "documents.motto"), attributes too
// ("database.engine" of <database engine="…"/>). A repeated key is an error, named with its file and line.
class Settings {
 public:
  Settings() = default;
  static Settings from_file(const std::filesystem::path& xml);  // throws SettingsError
  static Settings from_text(std::string_view xml, std::string_view name);

  std::optional<std::string> find(std::string_view key) const;
  std::string text(std::string_view key, std::string_view fallback) const;
  std::int64_t number(std::string_view key, std::int64_t fallback) const;  // throws SettingsError if not a number
  bool flag(std::string_view key, bool fallback) const;                    // true/false, else SettingsError
  void set(std::string key, std::string value) { values_[std::move(key)] = std::move(value); }
  const std::map<std::string, std::string, std::less<>>& all() const noexcept { return values_; }

 private:
  std::map<std::string, std::string, std::less<>> values_;
};

}  // namespace ssiis
