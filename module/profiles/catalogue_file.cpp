#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <pugixml.hpp>
#include <sstream>

#include "profiles/catalogue.hpp"
#include "profiles/territory.hpp"

namespace ssiis::profiles {
namespace {

[[noreturn]] void wrong(std::string_view file, const pugi::xml_node& at, std::string_view what) {
  throw SettingsError{fmt::format("{}: {} (offset {})", file, what, at.offset_debug())};
}

Label label_of(const pugi::xml_node& element, std::string_view file, std::set<std::string>& seen) {
  Label out{element.attribute("code").value(), lao::stored(element.attribute("lo").value()),
            lao::stored(element.attribute("en").value())};
  if (out.code.empty() || out.name_lo.empty() || out.name_en.empty())
    wrong(file, element, fmt::format("a <{}> needs code, lo and en", element.name()));
  if (!lao::has_lao(out.name_lo)) wrong(file, element, fmt::format("the Lao name of '{}' is not Lao", out.code));
  if (!seen.insert(std::string{element.name()} + " " + out.code).second)
    wrong(file, element, fmt::format("'{}' is given twice", out.code));
  return out;
}

Role role_of(const pugi::xml_node& element, std::string_view file, const std::vector<Label>& permissions,
             std::set<std::string>& seen) {
  Role out{label_of(element, file, seen), words(element.attribute("held-at").value()), {}};
  if (out.held_at.empty()) wrong(file, element, fmt::format("role '{}' can be held nowhere", out.label.code));
  for (const auto& kind : out.held_at)
    if (!is_territory_kind(kind)) wrong(file, element, fmt::format("'{}' is no kind of territory", kind));
  for (const auto& permission : words(element.text().get())) {
    if (std::none_of(permissions.begin(), permissions.end(), [&](const auto& p) { return p.code == permission; }))
      wrong(file, element, fmt::format("role '{}' has the unlisted permission '{}'", out.label.code, permission));
    if (!out.permissions.insert(permission).second)
      wrong(file, element, fmt::format("role '{}' has '{}' twice", out.label.code, permission));
  }
  return out;
}

}  // namespace

const Role* Catalogue::role(std::string_view code) const noexcept {
  const auto found = std::find_if(roles.begin(), roles.end(), [&](const auto& r) { return r.label.code == code; });
  return found == roles.end() ? nullptr : &*found;
}

const Label* Catalogue::title(std::string_view code) const noexcept {
  const auto found = std::find_if(titles.begin(), titles.end(), [&](const auto& t) { return t.code == code; });
  return found == titles.end() ? nullptr : &*found;
}

Catalogue parse_catalogue(std::string_view xml, std::string_view name) {
  pugi::xml_document document;
  const auto parsed = document.load_buffer(xml.data(), xml.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!parsed) throw SettingsError{fmt::format("{}: {} at offset {}", name, parsed.description(), parsed.offset)};
  const auto top = document.child("profiles");
  if (!top) throw SettingsError{fmt::format("{}: holds no <profiles>", name)};
  Catalogue out;
  out.content_hash = hex(sha256(xml));
  std::set<std::string> seen;
  for (const auto& e : top.child("permissions").children("permission"))
    out.permissions.push_back(label_of(e, name, seen));
  for (const auto& e : top.child("titles").children("title")) out.titles.push_back(label_of(e, name, seen));
  for (const auto& e : top.child("roles").children("role"))
    out.roles.push_back(role_of(e, name, out.permissions, seen));
  if (out.roles.empty()) throw SettingsError{fmt::format("{}: holds no <role>", name)};
  return out;
}

Catalogue read_catalogue_file(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  if (!in) throw SettingsError{fmt::format("{}: cannot be read", path)};
  std::ostringstream text;
  text << in.rdbuf();
  return parse_catalogue(text.str(), path);
}

}  // namespace ssiis::profiles
