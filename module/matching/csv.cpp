#include "matching/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "core/api.hpp"
#include "matching/mapped_file.hpp"

namespace ssiis::matching {
namespace {

class CsvScanner {
 public:
  CsvScanner(std::string_view text, std::string_view name) : text_{text}, name_{name} {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  }

  // The fields of the next record; false at the end. Views are of the file, or of `unquoted_` until the next call.
  bool next(std::vector<std::string_view>& fields) {
    while (at_ < text_.size() && (text_[at_] == '\n' || (text_[at_] == '\r' && peek(1) == '\n'))) skip_line_end();
    if (at_ >= text_.size()) return false;
    record_line_ = line_;
    fields.clear();
    quoted_.clear();
    used_ = 0;
    for (;;) {
      fields.push_back(at_ < text_.size() && text_[at_] == '"' ? quoted() : plain());
      if (at_ >= text_.size()) break;
      if (text_[at_] == ',') {
        ++at_;
        continue;
      }
      skip_line_end();
      break;
    }
    return true;
  }
  std::size_t line() const noexcept { return record_line_; }
  [[noreturn]] void wrong(std::string_view why) const { throw CsvFault{name_, record_line_, why}; }

 private:
  char peek(std::size_t ahead) const noexcept { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  void skip_line_end() {
    if (text_[at_] == '\r') ++at_;
    if (at_ < text_.size() && text_[at_] == '\n') ++at_;
    ++line_;
  }

  std::string_view plain() {
    const std::size_t from = at_;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == ',' || c == '\n' || (c == '\r' && (peek(1) == '\n' || at_ + 1 == text_.size()))) break;
      if (c == '"') wrong("a quote inside a field without quotes");
      ++at_;
    }
    return text_.substr(from, at_ - from);
  }

  std::string_view quoted() {
    const std::size_t from = ++at_;
    bool doubled = false;
    for (;; ++at_) {
      const auto* end = static_cast<const char*>(std::memchr(text_.data() + at_, '"', text_.size() - at_));
      if (end == nullptr) wrong("the file ends inside quotes");
      const auto to = static_cast<std::size_t>(end - text_.data());
      line_ += static_cast<std::size_t>(std::count(text_.data() + at_, end, '\n'));
      at_ = to + 1;
      if (peek(0) != '"') break;
      doubled = true;
    }
    const char after = peek(0);
    if (at_ < text_.size() && after != ',' && after != '\n' && after != '\r') wrong("text behind a closing quote");
    const auto inside = text_.substr(from, at_ - 1 - from);
    return doubled ? single_quotes(inside) : inside;
  }

  // The few fields with doubled quotes are copied; their views live until the next record.
  std::string_view single_quotes(std::string_view inside) {
    if (used_ == quoted_.size()) quoted_.emplace_back(std::make_unique<std::string>());
    auto& out = *quoted_[used_++];
    out.clear();
    for (std::size_t i = 0; i < inside.size(); ++i) {
      out += inside[i];
      if (inside[i] == '"') ++i;
    }
    return out;
  }

  std::string_view text_, name_;
  std::size_t at_{0}, line_{1}, record_line_{1}, used_{0};
  std::vector<std::unique_ptr<std::string>> quoted_;
};

std::vector<std::size_t> places_of(const CsvScanner& scanner, const std::vector<std::string_view>& header,
                                   const std::vector<std::string>& wanted) {
  std::vector<std::size_t> places;
  for (const auto& name : wanted) {
    const auto found = std::ranges::find(header, name);
    if (found == header.end()) scanner.wrong(fmt::format("there is no column '{}'", name));
    if (std::ranges::count(header, name) > 1) scanner.wrong(fmt::format("column '{}' is there twice", name));
    places.push_back(static_cast<std::size_t>(found - header.begin()));
  }
  return places;
}

bool plain_ascii(std::string_view s) noexcept {
  const auto bad = [](char c) { return static_cast<signed char>(c) <= 0; };
  return std::ranges::none_of(s, bad);
}

}  // namespace

CsvFault::CsvFault(std::string_view file, std::size_t line_, std::string_view why)
    : LinkError{fmt::format("{}:{}: {}", file, line_, why)}, line{line_} {}

Table parse_csv(std::string_view text, std::string_view name, const std::vector<std::string>& wanted,
                std::stop_token stop, const std::vector<std::string>& optional) {
  CsvScanner scanner{text, name};
  std::vector<std::string_view> fields, picked;
  if (!scanner.next(fields)) throw CsvFault{name, 1, "the file is empty: a header line is needed"};
  const std::vector<std::string> header{fields.begin(), fields.end()};
  auto names = wanted.empty() ? header : wanted;
  std::erase_if(names, [&](const std::string& column) {
    return std::ranges::find(header, column) == header.end() && std::ranges::find(optional, column) != optional.end();
  });
  const auto places = places_of(scanner, fields, names);
  Table out{names};
  const auto head = text.substr(0, std::min<std::size_t>(text.size(), 1 << 16));
  const auto lines = static_cast<std::size_t>(std::ranges::count(head, '\n')) + 1;
  out.reserve(text.size() / (head.size() / lines + 1) + 16, 0);
  picked.resize(places.size());
  while (scanner.next(fields)) {
    if (fields.size() != header.size())
      scanner.wrong(fmt::format("{} fields where the header has {}", fields.size(), header.size()));
    for (std::size_t i = 0; i < places.size(); ++i) {
      picked[i] = fields[places[i]];
      if (!plain_ascii(picked[i]) && !valid_utf8(picked[i]))
        scanner.wrong(fmt::format("column '{}' holds bytes that are not UTF-8 text", names[i]));
    }
    out.add(picked);
    if (out.rows() % 65536 == 0 && stop.stop_requested()) throw Stopped{};
  }
  return out;
}

Table read_csv(const std::filesystem::path& file, const std::vector<std::string>& wanted, std::stop_token stop,
               const std::vector<std::string>& optional) {
  const MappedFile mapped{file};
  return parse_csv(mapped.text(), file.string(), wanted, stop, optional);
}

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos && trimmed(text) == text) return std::string{text};
  std::string out = "\"";
  for (const char c : text) {
    out += c;
    if (c == '"') out += c;
  }
  return out + '"';
}

}  // namespace ssiis::matching
