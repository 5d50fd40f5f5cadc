#include <fmt/format.h>

#include <fstream>
#include <pugixml.hpp>
#include <sstream>

#include "profiles/territory.hpp"

namespace ssiis::profiles {
namespace {

void collect(const pugi::xml_node& element, const std::string& parent, Day valid_from, std::string_view file,
             std::vector<Territory>& into) {
  for (const auto& child : element.children()) {
    if (child.type() != pugi::node_element) continue;
    if (std::string_view{child.name()} != "territory")
      throw SettingsError{
          fmt::format("{}: <{}> is no <territory> (offset {})", file, child.name(), child.offset_debug())};
    Territory node;
    node.code = child.attribute("code").value();
    node.parent = parent;
    node.kind = child.attribute("kind").value();
    node.name_lo = lao::stored(child.attribute("lo").value());
    node.name_en = lao::stored(child.attribute("en").value());
    node.valid_from = valid_from;
    if (const auto own = child.attribute("valid-from")) {
      const auto day = Day::parse(own.value());
      if (!day) throw SettingsError{fmt::format("{}: '{}' of {} is no date", file, own.value(), node.code)};
      node.valid_from = *day;
    }
    into.push_back(node);
    collect(child, node.code, valid_from, file, into);
  }
}

}  // namespace

TerritoryFile parse_territory(std::string_view xml, std::string_view name) {
  pugi::xml_document document;
  const auto parsed = document.load_buffer(xml.data(), xml.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!parsed) throw SettingsError{fmt::format("{}: {} at offset {}", name, parsed.description(), parsed.offset)};
  const auto top = document.document_element();
  if (std::string_view{top.name()} != "territories")
    throw SettingsError{fmt::format("{}: holds no <territories>", name)};
  const auto day = Day::parse(top.attribute("valid-from").value());
  if (!day) throw SettingsError{fmt::format("{}: <territories> needs a valid-from date", name)};
  TerritoryFile out{*day, hex(sha256(xml)), {}};
  collect(top, "", *day, name, out.nodes);
  return out;
}

TerritoryFile read_territory_file(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  if (!in) throw SettingsError{fmt::format("{}: cannot be read", path)};
  std::ostringstream text;
  text << in.rdbuf();
  return parse_territory(text.str(), path);
}

}  // namespace ssiis::profiles
