#include "amendments/exchange.hpp"

#include <fmt/format.h>

#include <map>

#include "registry/api.hpp"

namespace ssiis::amendments {
namespace {

// As the value of an attribute; line ends survive the reader's normalisation.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        // Other control signs cannot stand in XML 1.0 at all.
        if (c == '\n' || c == '\r' || c == '\t')
          out += fmt::format("&#{};", static_cast<int>(c));
        else if (static_cast<unsigned char>(c) >= 0x20)
          out += c;
    }
  }
  return out;
}

std::string attribute(std::string_view name, std::string_view value) {
  return fmt::format(" {}=\"{}\"", name, escaped(value));
}

std::string attribute_if(std::string_view name, std::string_view value) {
  return value.empty() ? std::string{} : attribute(name, value);
}

constexpr std::string_view xml_head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

std::string changes_csv(const Batch& batch) {
  std::string out = "\xEF\xBB\xBF";  // the mark by which spreadsheets know UTF-8
  out += registry::csv_line({"batch", "change_id", "kind", "case_number", "unit_key", "subject_key", "field", "period",
                             "before", "after", "accepted_on", "accepted_by", "takes_back"});
  for (const auto& c : batch.changes)
    for (const auto& l : c.lines) {
      std::vector<std::string> row{std::to_string(batch.number),
                                   c.key,
                                   c.kind,
                                   c.order_number,
                                   c.unit_key,
                                   c.subject_key,
                                   l.field,
                                   l.period,
                                   l.before.value_or(std::string{}),
                                   l.after,
                                   c.accepted_at.day().iso(),
                                   c.accepted_by,
                                   c.takes_back};
      for (auto& field : row) field = marked_as_text(std::move(field));
      out += registry::csv_line(row);
    }
  return out;
}

std::string changes_xml(const Batch& batch) {
  std::string out{xml_head};
  out += fmt::format("<changes schema=\"{}\" batch=\"{}\">\n", exchange_schema, batch.number);
  for (const auto& c : batch.changes) {
    out += "  <change" + attribute("id", c.key) + attribute("kind", c.kind) + attribute("case", c.order_number) +
           attribute("unit", c.unit_key) + attribute_if("subject", c.subject_key) +
           attribute("accepted-on", c.accepted_at.day().iso()) + attribute("accepted-by", c.accepted_by) +
           attribute_if("takes-back", c.takes_back) + ">\n";
    for (const auto& l : c.lines) {
      out += "    <value" + attribute("field", l.field) + attribute_if("period", l.period);
      if (l.before) out += attribute("before", *l.before);
      out += attribute_if("after", l.after) + "/>\n";
    }
    out += "  </change>\n";
  }
  return out + "</changes>\n";
}

std::string manifest_xml(const Batch& batch, const std::vector<ExchangeFile>& files) {
  struct Figures {
    std::size_t changes, values;
  };
  std::map<std::string, Figures> kinds;
  for (const auto& c : batch.changes) {
    auto& f = kinds[c.kind];
    ++f.changes;
    f.values += c.lines.size();
  }
  std::string out{xml_head};
  out += fmt::format("<manifest schema=\"{}\" batch=\"{}\"", exchange_schema, batch.number) +
         attribute("closed-at", batch.closed_at.iso()) + attribute("closed-on", batch.closed_at.day().iso()) +
         attribute("closed-by", batch.closed_by) + attribute("closed-by-name", batch.closed_by_name) +
         fmt::format(" changes=\"{}\">\n", batch.changes.size());
  for (const auto& [code, f] : kinds)
    out += "  <kind" + attribute("code", code) + fmt::format(" changes=\"{}\" values=\"{}\"/>\n", f.changes, f.values);
  for (const auto& f : files)
    out += "  <file" + attribute("name", f.name) + fmt::format(" bytes=\"{}\"", f.bytes.size()) +
           attribute("sha256", f.sha256) + "/>\n";
  return out + "</manifest>\n";
}

ExchangeFile exchange_file(std::string name, std::string bytes) {
  auto hash = hex(sha256(bytes));
  return {std::move(name), std::move(bytes), std::move(hash)};
}

}  // namespace

std::string marked_as_text(std::string value) {
  constexpr std::string_view marks{"=+-@'\t\r\n"};
  if (!value.empty() && marks.find(value.front()) != std::string_view::npos) value.insert(value.begin(), '\'');
  return value;
}

std::vector<ExchangeFile> files_of(const Batch& batch) {
  std::vector<ExchangeFile> out{exchange_file("changes.csv", changes_csv(batch)),
                                exchange_file("changes.xml", changes_xml(batch))};
  out.push_back(exchange_file("manifest.xml", manifest_xml(batch, out)));
  return out;
}

}  // namespace ssiis::amendments
