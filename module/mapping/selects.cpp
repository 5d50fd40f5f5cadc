#include "mapping/selects.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <pugixml.hpp>

#include "registry/api.hpp"

namespace ssiis::mapping {

std::vector<std::pair<std::string, std::string>> selects_of(db::Engine engine, std::string_view views_sql) {
  constexpr std::string_view opening = "CREATE VIEW ";
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& statement : registry::mapping_statements(engine, views_sql)) {
    if (!statement.starts_with(opening)) continue;
    const auto as = statement.find(" AS", opening.size());
    if (as == std::string::npos) continue;
    out.emplace_back(trimmed(std::string_view{statement}.substr(opening.size(), as - opening.size())),
                     statement.substr(as + 3));
  }
  return out;
}

std::vector<std::pair<std::string, std::string>> read_selects(db::Engine engine,
                                                              const std::filesystem::path& views_sql) {
  std::ifstream in{views_sql, std::ios::binary};
  if (!in) throw std::runtime_error{"cannot read " + views_sql.string()};
  return selects_of(engine, std::string{std::istreambuf_iterator<char>{in}, {}});
}

std::vector<Decoding> read_decodings(const std::filesystem::path& file) {
  std::vector<Decoding> out;
  if (!std::filesystem::exists(file)) return out;
  pugi::xml_document document;
  const auto parsed = document.load_file(file.c_str());
  if (!parsed) throw std::runtime_error{fmt::format("{}: {}", file.string(), parsed.description())};
  for (const auto& node : document.child("copy").children()) {
    const std::string_view name = node.name(), from = node.attribute("from").value();
    const auto known = from == name_of(Writing::code_page)      ? Writing::code_page
                       : from == name_of(Writing::doubled_utf8) ? Writing::doubled_utf8
                                                                : Writing::none;
    Decoding decoding{node.attribute("view").value(), node.attribute("column").value(), known};
    bool is_column = false;
    for (const auto& view : registry::canonical_views())
      for (const auto& column : view.columns)
        is_column = is_column || (view.name == decoding.view && column.name == decoding.column);
    if (name != "decode" || known == Writing::none || !is_column)
      throw std::runtime_error{
          fmt::format("{}: <{}> must be <decode view=\"reg_…\" column=\"…\" from=\"{}\" or \"{}\"/>", file.string(),
                      name, name_of(Writing::code_page), name_of(Writing::doubled_utf8))};
    out.push_back(std::move(decoding));
  }
  return out;
}

std::string decodings_text(const std::vector<Decoding>& decodings) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<copy>\n";
  for (const auto& d : decodings)
    out += fmt::format("  <decode view=\"{}\" column=\"{}\" from=\"{}\"/>\n", d.view, d.column, name_of(d.from));
  return out + "</copy>\n";
}

}  // namespace ssiis::mapping
