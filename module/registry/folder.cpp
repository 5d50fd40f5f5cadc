#include "registry/folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>

#include "core/api.hpp"
#include "registry/csv.hpp"

namespace ssiis::registry {
namespace {

bool whole_kip(const std::string& text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size();
}

// Why a value may not stand in its column; empty when it may.
std::string fault(const FieldSpec& spec, const std::string& value) {
  if (value.empty()) return spec.kind == FieldKind::key ? "must not be empty" : "";
  if (count_code_points(value) > static_cast<std::size_t>(spec.longest))
    return fmt::format("is longer than {} characters", spec.longest);
  switch (spec.kind) {
    case FieldKind::day:
      return Day::parse(value) ? "" : "is not a date YYYY-MM-DD";
    case FieldKind::month:
      return Month::parse(value) ? "" : "is not a month YYYY-MM";
    case FieldKind::kip:
      return whole_kip(value) ? "" : "is not a whole number of kip";
    default:
      return "";
  }
}

}  // namespace

struct FolderFile::State {
  State(const std::filesystem::path& path, const FileSpec& spec_)
      : spec{spec_}, name{path.filename().string()}, in{path, std::ios::binary}, reader{in} {}
  const FileSpec& spec;
  std::string name;
  std::ifstream in;
  CsvReader reader;
  std::vector<int> order;  // position in the file -> field of the spec
  std::vector<std::string> raw;
};

FolderFile::FolderFile(const std::filesystem::path& path, const FileSpec& spec)
    : state_{std::make_unique<State>(path, spec)} {
  auto& s = *state_;
  if (!s.in) throw FolderError{fmt::format("{}: cannot be read", s.name)};
  try {
    if (!s.reader.next(s.raw)) throw FolderError{fmt::format("{}: is empty; a header line is needed", s.name)};
  } catch (const CsvError& e) {
    throw FolderError{fmt::format("{}: {}", s.name, e.what())};
  }
  std::vector<bool> seen(spec.fields.size(), false);
  for (const auto& title : s.raw) {
    const int field = spec.field(title);
    if (field < 0) throw FolderError{fmt::format("{}: line 1: unknown column '{}'", s.name, title)};
    if (seen[static_cast<std::size_t>(field)])
      throw FolderError{fmt::format("{}: line 1: column '{}' stands twice", s.name, title)};
    seen[static_cast<std::size_t>(field)] = true;
    s.order.push_back(field);
  }
  for (std::size_t i = 0; i < seen.size(); ++i)
    if (!seen[i]) throw FolderError{fmt::format("{}: line 1: column '{}' is missing", s.name, spec.fields[i].name)};
}

FolderFile::~FolderFile() = default;

bool FolderFile::next(Record& record) {
  auto& s = *state_;
  try {
    if (!s.reader.next(s.raw)) return false;
  } catch (const CsvError& e) {
    throw FolderError{fmt::format("{}: {}", s.name, e.what())};
  }
  record.line = s.reader.line();
  if (s.raw.size() != s.order.size())
    throw FolderError{
        fmt::format("{}: line {}: {} fields, the header has {}", s.name, record.line, s.raw.size(), s.order.size())};
  record.fields.resize(s.order.size());
  for (std::size_t i = 0; i < s.order.size(); ++i) {
    const auto field = static_cast<std::size_t>(s.order[i]);
    if (const auto why = fault(s.spec.fields[field], s.raw[i]); !why.empty())
      throw FolderError{fmt::format("{}: line {}, column '{}': '{}' {}", s.name, record.line, s.spec.fields[field].name,
                                    first_code_points(s.raw[i], 40), why)};
    record.fields[field] = std::move(s.raw[i]);
  }
  return true;
}

}  // namespace ssiis::registry
