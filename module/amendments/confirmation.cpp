#include "amendments/confirmation.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <sstream>

#include "amendments/exchange.hpp"
#include "registry/api.hpp"
#include "web/api.hpp"

namespace ssiis::amendments {
namespace {

using web::E_;

constexpr std::size_t longest_key = 80, longest_reference = 200, longest_answer_reason = 2000;
constexpr std::array<std::string_view, 7> columns{"batch",     "manifest", "change_id", "outcome",
                                                  "reference", "day",      "reason"};

// One answer as it stands in the file.
struct RawAnswer {
  std::int64_t row;
  std::string batch, manifest, change, outcome, reference, day, reason;
};

// As text is stored everywhere else; the apostrophe before what would be a formula is ours and comes off.
std::string plain(std::string value) {
  if (value.size() > 1 && value.front() == '\'') value.erase(0, 1);
  return lao::stored(value);
}

bool is_hash(std::string_view text) {
  return text.size() == 64 &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

class Reader {
 public:
  explicit Reader(Day today) : today_{today} {}

  void take(const RawAnswer& raw) {
    const auto row = std::to_string(raw.row);
    same_batch(raw, row);
    Confirmed c{.row = raw.row,
                .change = raw.change,
                .applied = raw.outcome == "applied",
                .reference = raw.reference,
                .day = {},
                .reason = raw.reason};
    if (c.change.empty() || c.change.size() > longest_key) {
      fault({"confirmation.change_missing", {row}});
    } else if (const auto [at, is_new] = seen_.emplace(c.change, raw.row); !is_new) {
      fault({"confirmation.change_twice", {row, c.change, std::to_string(at->second)}});
    }
    if (!c.applied && raw.outcome != "refused")
      fault({"confirmation.outcome_unknown", {row, first_code_points(raw.outcome, 40)}});
    if (const auto day = Day::parse(raw.day); !day)
      fault({"confirmation.day_malformed", {row, first_code_points(raw.day, 40)}});
    else if (c.day = *day; c.day > today_)
      fault({"confirmation.day_in_future", {row, raw.day}});
    if (raw.outcome == "refused" && c.reason.empty()) fault({"confirmation.reason_missing", {row}});
    if (count_code_points(c.reference) > longest_reference)
      fault({"confirmation.value_too_long", {row, "reference", std::to_string(longest_reference)}});
    if (count_code_points(c.reason) > longest_answer_reason)
      fault({"confirmation.value_too_long", {row, "reason", std::to_string(longest_answer_reason)}});
    out_.rows.push_back(std::move(c));
  }
  bool full() {
    if (out_.rows.size() < most_confirmed) return false;
    fault({"confirmation.too_many_rows", {std::to_string(most_confirmed)}});
    return true;
  }
  void fault(Rejection why) {
    why.field = "file";
    if (faults_.size() < most_faults) faults_.push_back(std::move(why));
  }
  Result<Confirmation> result() && {
    if (faults_.empty() && out_.rows.empty()) fault({"confirmation.no_rows"});
    if (!faults_.empty()) return std::move(faults_);
    return std::move(out_);
  }

 private:
  // The batch and the hash of its manifest are the same in the whole file.
  void same_batch(const RawAnswer& raw, const std::string& row) {
    const auto batch = whole_number(raw.batch);
    if (!batch || *batch < 1)
      fault({"confirmation.batch_malformed", {row, first_code_points(raw.batch, 40)}});
    else if (out_.batch == 0)
      out_.batch = *batch;
    else if (out_.batch != *batch)
      fault({"confirmation.batch_differs", {row, raw.batch, std::to_string(out_.batch)}});
    if (!is_hash(raw.manifest))
      fault({"confirmation.manifest_malformed", {row}});
    else if (out_.manifest.empty())
      out_.manifest = raw.manifest;
    else if (out_.manifest != raw.manifest)
      fault({"confirmation.manifest_differs_inside", {row}});
  }

  Day today_;
  Confirmation out_{};
  Rejections faults_{};
  std::map<std::string, std::int64_t, std::less<>> seen_{};
};

std::string lower(std::string text) {
  for (auto& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

// Which column each field of a row is; nothing when the heading is not as it must be.
std::optional<std::map<std::string_view, std::size_t>> heading(const std::vector<std::string>& head, Reader& reader) {
  std::map<std::string_view, std::size_t> at;
  bool good = true;
  const auto wrong = [&](const char* code, std::string_view name) {
    reader.fault({code, {first_code_points(name, 40)}});
    good = false;
  };
  for (std::size_t i = 0; i < head.size(); ++i) {
    const auto name = lower(lao::stored(head[i]));
    const auto known = std::find(columns.begin(), columns.end(), name);
    if (known == columns.end())
      wrong(E_("confirmation.column_unknown"), head[i]);
    else if (!at.emplace(*known, i).second)
      wrong(E_("confirmation.column_twice"), *known);
  }
  for (const auto name : columns)
    if (!at.contains(name)) wrong(E_("confirmation.column_missing"), name);
  return good ? std::optional{std::move(at)} : std::nullopt;
}

void read_csv(std::string_view bytes, Reader& reader) {
  std::istringstream in{std::string{bytes}};
  registry::CsvReader csv{in};
  try {
    std::vector<std::string> fields;
    if (!csv.next(fields)) return;
    const auto at = heading(fields, reader);
    while (at && csv.next(fields)) {
      if (reader.full()) return;
      const auto value = [&](std::string_view name) {
        const auto column = at->at(name);
        return column < fields.size() ? plain(fields[column]) : std::string{};
      };
      if (fields.size() != at->size()) {
        reader.fault({"confirmation.csv_broken", {std::to_string(csv.line())}});
        continue;
      }
      reader.take({csv.line(), value("batch"), lower(value("manifest")), value("change_id"), lower(value("outcome")),
                   value("reference"), value("day"), value("reason")});
    }
  } catch (const registry::CsvError& e) {
    reader.fault({"confirmation.csv_broken", {std::to_string(e.line)}});
  }
}

std::int64_t line_at(std::string_view bytes, std::ptrdiff_t offset) {
  const auto end = bytes.begin() + std::min<std::ptrdiff_t>(offset, static_cast<std::ptrdiff_t>(bytes.size()));
  return 1 + std::count(bytes.begin(), end, '\n');
}

void read_xml(std::string_view bytes, Reader& reader) {
  pugi::xml_document doc;
  // A document type is looked for so that it can be refused: no entity of a file's own is ever expanded.
  const auto read =
      doc.load_buffer(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
  for (const auto& node : doc.children())
    if (node.type() == pugi::node_doctype) return reader.fault({"confirmation.doctype"});
  if (!read) return reader.fault({"confirmation.xml_broken", {std::to_string(line_at(bytes, read.offset))}});
  const auto root = doc.document_element();
  if (std::string_view{root.name()} != "confirmation") return reader.fault({"confirmation.xml_unknown"});
  const std::string schema = root.attribute("schema").value();
  if (schema != std::to_string(exchange_schema))
    return reader.fault(
        {"confirmation.schema_unknown", {first_code_points(schema, 20), std::to_string(exchange_schema)}});
  const std::string batch = root.attribute("batch").value(), manifest = lower(root.attribute("manifest").value());
  std::int64_t row = 0;
  for (const auto& node : root.children()) {
    if (node.type() == pugi::node_comment) continue;
    if (std::string_view{node.name()} != "change") return reader.fault({"confirmation.xml_unknown"});
    if (reader.full()) return;
    const auto value = [&](const char* name) { return lao::stored(node.attribute(name).value()); };
    reader.take(
        {++row, batch, manifest, value("id"), value("outcome"), value("reference"), value("day"), value("reason")});
  }
}

}  // namespace

Result<Confirmation> read_confirmation(std::string_view bytes, Day today) {
  Reader reader{today};
  constexpr std::string_view mark{"\xEF\xBB\xBF"};
  if (bytes.size() > largest_confirmation)
    reader.fault({"confirmation.too_large", {std::to_string(largest_confirmation >> 20U)}});
  else if (trimmed(bytes).empty())
    reader.fault({"confirmation.empty"});
  else if (!valid_utf8(bytes))
    reader.fault({"confirmation.not_utf8"});
  else if (trimmed(bytes.starts_with(mark) ? bytes.substr(mark.size()) : bytes).starts_with('<'))
    read_xml(bytes, reader);
  else
    read_csv(bytes, reader);
  return std::move(reader).result();
}

}  // namespace ssiis::amendments
