#include "core/settings.hpp"

#include <fmt/format.h>

#include <fstream>
#include <pugixml.hpp>
#include <sstream>

#include "core/text.hpp"

namespace ssiis {
namespace {

void collect(const pugi::xml_node& node, const std::string& prefix, std::string_view file, Settings& into) {
  const auto put = [&](const std::string& key, const char* value) {
    if (into.find(key))
      throw SettingsError{fmt::format("{}: '{}' is given twice (offset {})", file, key, node.offset_debug())};
    into.set(key, value);
  };
  for (const auto& attribute : node.attributes())
    put(prefix.empty() ? attribute.name() : prefix + "." + attribute.name(), attribute.value());
  bool has_children = false;
  for (const auto& child : node.children()) {
    if (child.type() != pugi::node_element) continue;
    has_children = true;
    collect(child, prefix.empty() ? child.name() : prefix + "." + child.name(), file, into);
  }
  const std::string_view own = trimmed(node.text().get());
  if (!prefix.empty() && !has_children && !own.empty()) put(prefix, std::string{own}.c_str());
}

}  // namespace

Settings Settings::from_text(std::string_view xml, std::string_view name) {
  pugi::xml_document document;
  const auto parsed = document.load_buffer(xml.data(), xml.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!parsed) throw SettingsError{fmt::format("{}: {} at offset {}", name, parsed.description(), parsed.offset)};
  Settings out;
  collect(document.document_element(), "", name, out);
  return out;
}

Settings Settings::from_file(const std::filesystem::path& xml) {
  std::ifstream in{xml, std::ios::binary};
  if (!in) throw SettingsError{fmt::format("{}: cannot be read", xml.string())};
  std::ostringstream text;
  text << in.rdbuf();
  return from_text(text.str(), xml.string());
}

std::optional<std::string> Settings::find(std::string_view key) const {
  const auto at = values_.find(key);
  if (at == values_.end()) return std::nullopt;
  return at->second;
}

std::string Settings::text(std::string_view key, std::string_view fallback) const {
  return find(key).value_or(std::string{fallback});
}

std::int64_t Settings::number(std::string_view key, std::int64_t fallback) const {
  const auto found = find(key);
  if (!found) return fallback;
  const auto value = whole_number(*found);
  if (!value) throw SettingsError{fmt::format("setting '{}' is not a whole number", key)};
  return *value;
}

bool Settings::flag(std::string_view key, bool fallback) const {
  const auto found = find(key);
  if (!found) return fallback;
  if (*found == "true") return true;
  if (*found == "false") return false;
  throw SettingsError{fmt::format("setting '{}' is neither true nor false", key)};
}

}  // namespace ssiis
