#include "imports/frames.hpp"

namespace ssiis::imports {
namespace {

constexpr std::size_t largest_frame = 4 << 20;

void put_number(std::string& out, std::uint64_t value) {
  for (int i = 0; i < 8; ++i) out += static_cast<char>((value >> (8 * i)) & 0xff);
}
void put_short(std::string& out, std::size_t value) {
  for (int i = 0; i < 4; ++i) out += static_cast<char>((value >> (8 * i)) & 0xff);
}
void put_text(std::string& out, std::string_view text) {
  put_short(out, text.size());
  out.append(text);
}

[[noreturn]] void broken() { throw std::runtime_error{"the reader program said what no reader says"}; }

class FrameBody {
 public:
  explicit FrameBody(std::string_view body) : body_{body} {}
  std::uint64_t number(int bytes) {
    if (body_.size() < static_cast<std::size_t>(bytes)) broken();
    std::uint64_t value = 0;
    for (int i = 0; i < bytes; ++i)
      value |= std::uint64_t{static_cast<unsigned char>(body_[static_cast<std::size_t>(i)])} << (8 * i);
    body_.remove_prefix(static_cast<std::size_t>(bytes));
    return value;
  }
  std::int64_t whole() { return static_cast<std::int64_t>(number(8)); }
  std::string_view text() {
    const auto length = static_cast<std::size_t>(number(4));
    if (body_.size() < length) broken();
    const auto out = body_.substr(0, length);
    body_.remove_prefix(length);
    return out;
  }
  char sign() { return static_cast<char>(number(1)); }
  bool empty() const { return body_.empty(); }

 private:
  std::string_view body_;
};

std::string framed(char type, std::string_view body) {
  std::string out(1, type);
  put_text(out, body);
  return out;
}

FileTraits traits_in(FrameBody body) {
  FileTraits t;
  t.kind = body.text();
  t.encoding = body.text();
  t.delimiter = body.sign();
  t.sheet = body.text();
  t.from_1904 = body.sign() != 0;
  t.rows = body.whole();
  t.merged = body.whole();
  t.hidden_rows = body.whole();
  for (auto left = body.number(4); left > 0; --left) {
    MergedRange range{body.whole(), body.whole(), {}};
    range.name = body.text();
    t.merged_shown.push_back(std::move(range));
  }
  while (!body.empty()) {
    const bool hidden = body.sign() != 0;
    t.sheets.push_back({std::string{body.text()}, hidden});
  }
  return t;
}

}  // namespace

std::string frame_of(const FileTraits& t) {
  std::string body;
  put_text(body, t.kind);
  put_text(body, t.encoding);
  body += t.delimiter;
  put_text(body, t.sheet);
  body += static_cast<char>(t.from_1904 ? 1 : 0);
  for (const auto n : {t.rows, t.merged, t.hidden_rows}) put_number(body, static_cast<std::uint64_t>(n));
  put_short(body, t.merged_shown.size());
  for (const auto& range : t.merged_shown) {
    put_number(body, static_cast<std::uint64_t>(range.first_row));
    put_number(body, static_cast<std::uint64_t>(range.last_row));
    put_text(body, range.name);
  }
  for (const auto& sheet : t.sheets) {
    body += static_cast<char>(sheet.hidden ? 1 : 0);
    put_text(body, sheet.name);
  }
  return framed('T', body);
}

std::string frame_of(const RawRow& row) {
  std::string body;
  put_number(body, static_cast<std::uint64_t>(row.line));
  put_text(body, row.fault);
  for (const auto& cell : row.cells) {
    body += static_cast<char>(cell.kind);
    put_text(body, cell.text);
  }
  return framed('R', body);
}

std::string frame_of(const ReadFault& fault) {
  std::string body;
  put_text(body, fault.what());
  for (const auto& argument : fault.args) put_text(body, argument);
  return framed('X', body);
}

std::string end_frame() { return framed('Z', {}); }

bool FrameReader::take(char type, std::string_view bytes) {
  FrameBody body{bytes};
  if (type == 'T') {
    sink_.traits(traits_in(body));
    return true;
  }
  if (type == 'R') {
    row_.line = body.whole();
    row_.fault = body.text();
    std::size_t cells = 0;  // what room the texts of the row before have is used again
    for (; !body.empty(); ++cells) {
      const char kind = body.sign();
      if (std::string_view{"tndbe"}.find(kind) == std::string_view::npos) broken();
      if (cells == row_.cells.size()) row_.cells.emplace_back();
      row_.cells[cells].kind = static_cast<CellKind>(kind);
      row_.cells[cells].text = body.text();
    }
    row_.cells.resize(cells);
    return sink_.row(row_);
  }
  if (type == 'X') {
    const std::string code{body.text()};
    std::vector<std::string> args;
    while (!body.empty()) args.emplace_back(body.text());
    throw ReadFault{code, std::move(args)};
  }
  if (type != 'Z') broken();
  ended_ = true;
  return false;
}

bool FrameReader::feed(std::string_view piece) {
  std::string joined;
  if (!rest_.empty()) {
    joined = std::move(rest_);
    joined.append(piece);
    piece = joined;
    rest_.clear();
  }
  while (piece.size() >= 5) {
    FrameBody head{piece.substr(1, 4)};
    const auto length = static_cast<std::size_t>(head.number(4));
    if (length > largest_frame) broken();
    if (piece.size() < 5 + length) break;
    if (!take(piece[0], piece.substr(5, length))) return false;
    piece.remove_prefix(5 + length);
  }
  rest_ = piece;
  return true;
}

}  // namespace ssiis::imports
