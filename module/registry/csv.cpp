#include "registry/csv.hpp"

#include "core/api.hpp"

namespace ssiis::registry {
namespace {
constexpr std::size_t longest_field = 64 * 1024;
constexpr int end_of_file = std::char_traits<char>::eof();
}  // namespace

CsvError::CsvError(std::int64_t line_, const std::string& why)
    : std::runtime_error{"line " + std::to_string(line_) + ": " + why}, line{line_} {}

int CsvReader::get() {
  const int c = in_.rdbuf()->sbumpc();
  if (c == '\n') ++line_;
  return c;
}

int CsvReader::peek() { return in_.rdbuf()->sgetc(); }

// After the opening quote, up to and with the closing one.
void CsvReader::quoted(std::string& field) {
  for (;;) {
    const int c = get();
    if (c == end_of_file) throw CsvError{record_line_, "the file ends inside quotes"};
    if (c == '"') {
      if (peek() != '"') break;
      get();
    }
    field += static_cast<char>(c);
    if (field.size() > longest_field) throw CsvError{record_line_, "a field is longer than 64 KiB (a missing quote?)"};
  }
  const int after = peek();
  if (after != ',' && after != '\n' && after != '\r' && after != end_of_file)
    throw CsvError{line_, "text after a closing quote"};
}

// One record into `fields`. False when the line was empty.
bool CsvReader::record(std::vector<std::string>& fields) {
  fields.clear();
  fields.emplace_back();
  bool was_quoted = false;
  for (;;) {
    int c = get();
    if (c == '\r' && peek() == '\n') c = get();
    if (c == end_of_file || c == '\n') break;
    auto& field = fields.back();
    if (c == ',') {
      fields.emplace_back();
      was_quoted = false;
    } else if (c == '"') {
      if (!field.empty() || was_quoted) throw CsvError{line_, "a quote inside a field that does not begin with one"};
      was_quoted = true;
      quoted(field);
    } else {
      field += static_cast<char>(c);
      if (field.size() > longest_field) throw CsvError{record_line_, "a field is longer than 64 KiB"};
    }
  }
  for (const auto& field : fields)
    if (!valid_utf8(field)) throw CsvError{record_line_, "not UTF-8 text"};
  return fields.size() > 1 || !fields.front().empty() || was_quoted;
}

bool CsvReader::next(std::vector<std::string>& fields) {
  if (!started_) {
    started_ = true;
    for (const int mark : {0xEF, 0xBB, 0xBF}) {
      if (peek() != mark) {
        if (mark != 0xEF) throw CsvError{1, "not UTF-8 text"};
        break;
      }
      get();
    }
  }
  while (peek() != end_of_file) {
    record_line_ = line_;
    if (record(fields)) return true;
  }
  return false;
}

std::string csv_field(std::string_view text) {
  const bool quote = text.find_first_of(",\"\r\n") != std::string_view::npos ||
                     (!text.empty() && (text.front() == ' ' || text.back() == ' '));
  if (!quote) return std::string{text};
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

std::string csv_line(const std::vector<std::string>& fields) {
  std::string out;
  for (const auto& field : fields) {
    if (!out.empty() || &field != &fields.front()) out += ',';
    out += csv_field(field);
  }
  return out + "\n";
}

}  // namespace ssiis::registry
