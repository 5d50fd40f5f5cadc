// Tables in delimited text, as agencies' programs write them: commas, semicolons, tabs or bars; quotes where needed.
#include <unistd.h>

#include <array>
#include <cerrno>
#include <map>
#include <system_error>

#include "imports/cells.hpp"
#include "imports/encoding.hpp"

namespace ssiis::imports {
namespace {

constexpr std::size_t sample_bytes = 256 * 1024, piece_bytes = 64 * 1024;
constexpr std::array<char, 4> delimiters{',', ';', '\t', '|'};

std::string read_piece(int file, std::size_t most) {
  std::string out(most, '\0');
  std::size_t have = 0;
  while (have < most) {
    const auto got = ::read(file, out.data() + have, most - have);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw std::system_error{errno, std::generic_category(), "read"};
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
  }
  out.resize(have);
  return out;
}

// Decoded text of the file, a sign at a time.
class Text {
 public:
  Text(int file, std::string first, bool whole, const std::string& encoding)
      : file_{file}, decoder_{encoding}, ended_{whole} {
    decoder_.decode(first, whole, text_);
  }
  int peek() {
    if (at_ == text_.size() && !more()) return -1;
    return static_cast<unsigned char>(text_[at_]);
  }
  int get() {
    const int c = peek();
    if (c >= 0) ++at_;
    if (c == '\n') ++line_;
    return c;
  }
  // Signs up to the next of `stops` that are at hand; may be less than there are.
  std::string_view run(const std::array<bool, 256>& stops) {
    if (at_ == text_.size() && !more()) return {};
    const auto begin = at_;
    while (at_ < text_.size() && !stops[static_cast<unsigned char>(text_[at_])]) ++at_;
    return std::string_view{text_}.substr(begin, at_ - begin);
  }
  std::int64_t line() const { return line_; }
  std::string_view at_hand() const { return std::string_view{text_}.substr(at_); }

 private:
  bool more() {
    while (!ended_ && at_ == text_.size()) {
      text_.clear();
      at_ = 0;
      const auto piece = read_piece(file_, piece_bytes);
      ended_ = piece.size() < piece_bytes;
      decoder_.decode(piece, ended_, text_);
    }
    return at_ < text_.size();
  }
  int file_;
  Decoder decoder_;
  bool ended_;
  std::string text_{};
  std::size_t at_{0};
  std::int64_t line_{1};
};

// Separators of the first lines, outside quotes; of each how many lines have how many.
char found_delimiter(std::string_view text) {
  std::map<char, std::map<int, int>> lines;
  std::array<int, 4> counts{};
  bool quoted = false;
  int seen = 0;
  const auto end_line = [&] {
    for (std::size_t i = 0; i < delimiters.size(); ++i) ++lines[delimiters[i]][counts[i]];
    counts = {};
    ++seen;
  };
  std::size_t in_line = 0;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (c == '\n' && !quoted) {
      if (in_line > 0) end_line();
      in_line = 0;
      if (seen == 50) break;
      continue;
    }
    if (c != '\r') ++in_line;
    for (std::size_t i = 0; i < delimiters.size(); ++i)
      if (!quoted && c == delimiters[i]) ++counts[i];
  }
  if (in_line > 0 && seen < 50) end_line();
  char best = ',';
  int most = 0;
  for (const char d : delimiters)
    for (const auto& [count, how_many] : lines[d])
      if (count > 0 && how_many * 100 + count > most) most = how_many * 100 + count, best = d;
  return best;
}

class Records {
 public:
  Records(Text& text, char delimiter, const ReadLimits& limits) : text_{text}, delimiter_{delimiter}, limits_{limits} {
    for (const char c : {'\n', '\r', '"', delimiter}) plain_stops_[static_cast<unsigned char>(c)] = true;
    quote_stops_[static_cast<unsigned char>('"')] = true;
    quote_stops_[static_cast<unsigned char>('\n')] = true;
  }

  // False at the end. Lines with nothing on them, or with separators only, are passed over.
  bool next(RawRow& row) {
    while (text_.peek() >= 0) {
      row.line = text_.line();
      row.fault.clear();
      row.cells.clear();
      bytes_ = 0;
      record(row);
      for (const auto& cell : row.cells)
        if (cell.text.find_first_not_of(' ') != std::string::npos) return true;
    }
    return false;
  }

 private:
  void record(RawRow& row) {
    row.cells.emplace_back();
    bool was_quoted = false;
    for (;;) {
      const auto run = text_.run(plain_stops_);
      add(row, run);
      if (was_quoted && !run.empty() && run.find_first_not_of(' ') != std::string_view::npos) row.fault = "row.quotes";
      int c = text_.get();
      if (c == '\r' && text_.peek() == '\n') c = text_.get();
      if (c < 0 || c == '\n') return;
      if (c == delimiter_) {
        if (row.cells.size() == limits_.columns)
          throw ReadFault{"import.too_many_columns", {std::to_string(row.line), std::to_string(limits_.columns)}};
        row.cells.emplace_back();
        was_quoted = false;
      } else if (c == '"' && row.cells.back().text.empty() && !was_quoted) {
        was_quoted = true;
        quoted(row);
      } else if (c == '"') {
        if (was_quoted) row.fault = "row.quotes";
        add(row, "\"");
      } else if (c == '\r') {  // an old line end of its own
        return;
      } else {
        const char sign = static_cast<char>(c);
        add(row, {&sign, 1});
      }
    }
  }

  void quoted(RawRow& row) {
    for (;;) {
      add(row, text_.run(quote_stops_));
      const int c = text_.get();
      if (c < 0) throw ReadFault{"import.quote_open", {std::to_string(row.line)}};
      if (c == '"' && text_.peek() != '"') return;
      if (c == '"') text_.get();
      const char sign = static_cast<char>(c);
      add(row, {&sign, 1});
    }
  }

  void add(RawRow& row, std::string_view piece) {
    auto& text = row.cells.back().text;
    text.append(piece);
    bytes_ += piece.size();
    if (text.size() > limits_.cell_bytes || bytes_ > limits_.row_bytes)
      throw ReadFault{"import.cell_too_long", {std::to_string(row.line)}};
  }

  Text& text_;
  char delimiter_;
  const ReadLimits& limits_;
  std::array<bool, 256> plain_stops_{}, quote_stops_{};
  std::size_t bytes_{0};
};

}  // namespace

void read_csv(int file, const ReadOptions& options, const ReadLimits& limits, const RowSink& sink) {
  auto first = read_piece(file, sample_bytes);
  const bool whole = first.size() < sample_bytes;
  if (first.empty()) throw ReadFault{"import.empty"};
  FileTraits traits;
  traits.kind = "csv";
  traits.encoding = options.encoding.empty() ? detected_encoding(first, whole) : options.encoding;
  Text text{file, std::move(first), whole, traits.encoding};
  traits.delimiter = options.delimiter;
  if (text.at_hand().substr(0, 4) == "sep=" && text.at_hand().size() > 5) {  // what Excel writes for itself
    for (int i = 0; i < 4; ++i) text.get();
    const char said = static_cast<char>(text.get());
    if (traits.delimiter == 0) traits.delimiter = said;
    while (text.peek() >= 0 && text.get() != '\n') {
    }
  }
  if (traits.delimiter == 0) traits.delimiter = found_delimiter(text.at_hand());
  sink.traits(traits);
  Records records{text, traits.delimiter, limits};
  for (RawRow row; records.next(row);) {
    if (++traits.rows > limits.rows) throw ReadFault{"import.too_many_rows", {std::to_string(limits.rows)}};
    if (!sink.row(row) || traits.rows == options.most_rows) break;
  }
  if (traits.rows == 0) throw ReadFault{"import.empty"};
  sink.traits(traits);
}

}  // namespace ssiis::imports
