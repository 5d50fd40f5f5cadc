// Reading. Every value is fetched as characters or bytes, by length, and integers are parsed here: asked for a number,
// the drivers make 0 of 'abc' and 3 of 3.5 without a word (module/docs/decisions/0010).
#include <array>
#include <charconv>
#include <cstring>

#include "database/session.hpp"

namespace ssiis::db {
namespace {

// Fetches what is left of a long value after its first piece.
void read_rest(ConnectionState& state, Statement& s, SQLUSMALLINT column, SQLSMALLINT type, std::size_t total,
               std::string& out) {
  const std::size_t terminator = type == SQL_C_CHAR ? 1 : 0;
  for (;;) {
    const auto have = out.size();
    const auto want = total > have ? total - have : std::max<std::size_t>(have, 65536);
    out.resize(have + want + terminator);
    SQLLEN length = 0;
    const auto rc =
        SQLGetData(s.handle.get(), column, type, out.data() + have, static_cast<SQLLEN>(want + terminator), &length);
    if (rc == SQL_NO_DATA) {
      out.resize(have);
      return;
    }
    if (!odbc::ok(rc)) state.fail(SQL_HANDLE_STMT, s.handle.get(), s.name);
    const bool whole = length != SQL_NO_TOTAL && static_cast<std::size_t>(length) <= want;
    out.resize(have + (whole ? static_cast<std::size_t>(length) : want));
    if (whole) return;
  }
}

void read_from_driver(ConnectionState& state, Statement& s, int column, Cell::State as) {
  Cell& cell = s.row[static_cast<std::size_t>(column)];
  const auto type = static_cast<SQLSMALLINT>(as == Cell::State::text ? SQL_C_CHAR : SQL_C_BINARY);
  const auto number = static_cast<SQLUSMALLINT>(column + 1);
  std::array<char, 2048> first;  // NOLINT: filled by the driver, read by length only
  const std::size_t room = first.size() - (type == SQL_C_CHAR ? 1 : 0);
  SQLLEN length = 0;
  const auto rc = SQLGetData(s.handle.get(), number, type, first.data(), static_cast<SQLLEN>(first.size()), &length);
  if (!odbc::ok(rc) && rc != SQL_NO_DATA) state.fail(SQL_HANDLE_STMT, s.handle.get(), s.name);
  if (length == SQL_NULL_DATA) {
    cell.state = Cell::State::null;
    return;
  }
  cell.state = as;
  const bool whole = rc == SQL_NO_DATA || (length != SQL_NO_TOTAL && static_cast<std::size_t>(length) <= room);
  cell.value.assign(first.data(), rc == SQL_NO_DATA ? 0 : whole ? static_cast<std::size_t>(length) : room);
  if (!whole)
    read_rest(state, s, number, type, length == SQL_NO_TOTAL ? 0 : static_cast<std::size_t>(length), cell.value);
}

// "12", "-7" and "12.000" are whole numbers; "3.5", "1e3", "" and "abc" are not.
std::optional<std::int64_t> parsed_integer(std::string_view text) noexcept {
  std::int64_t n = 0;
  const auto* end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data(), end, n);
  if (problem != std::errc{}) return std::nullopt;
  if (stop == end) return n;
  if (*stop != '.' || stop + 1 == end) return std::nullopt;
  for (const auto* p = stop + 1; p != end; ++p)
    if (*p != '0') return std::nullopt;
  return n;
}

template <class T>
T present(std::optional<T> value, ConnectionState& state, const Statement& s, int column) {
  if (!value) state.fail(Fault::bad_type, s.name, "column " + std::to_string(column) + " is NULL");
  return *std::move(value);
}

}  // namespace

const Cell& read_cell(ConnectionState& state, Statement& s, int column, Cell::State as) {
  if (column < 0 || column >= s.columns)
    state.fail(Fault::bad_type, s.name, "there is no column " + std::to_string(column));
  Cell& cell = s.row[static_cast<std::size_t>(column)];
  if (cell.state == Cell::State::unread) read_from_driver(state, s, column, as);
  if (cell.state != Cell::State::null && cell.state != as)
    state.fail(Fault::bad_type, s.name, "column " + std::to_string(column) + " was read as text and as bytes");
  return cell;
}

std::optional<std::string> Row::maybe_text(int column) const {
  const Cell& cell = read_cell(*state_, *statement_, column, Cell::State::text);
  if (cell.state == Cell::State::null) return std::nullopt;
  return cell.value;
}

std::optional<std::int64_t> Row::maybe_integer(int column) const {
  const Cell& cell = read_cell(*state_, *statement_, column, Cell::State::text);
  if (cell.state == Cell::State::null) return std::nullopt;
  const auto n = parsed_integer(cell.value);
  if (!n) state_->fail(Fault::bad_type, statement_->name, "column " + std::to_string(column) + " is no whole number");
  return n;
}

std::optional<Bytes> Row::maybe_bytes(int column) const {
  const Cell& cell = read_cell(*state_, *statement_, column, Cell::State::bytes);
  if (cell.state == Cell::State::null) return std::nullopt;
  const auto bytes = as_bytes(cell.value);
  return Bytes{bytes.begin(), bytes.end()};
}

std::optional<Money> Row::maybe_money(int column) const {
  const auto n = maybe_integer(column);
  return n ? std::optional{Money::kip(*n)} : std::nullopt;
}

std::optional<Day> Row::maybe_day(int column) const {
  const auto text = maybe_text(column);
  if (!text) return std::nullopt;
  const auto day = Day::parse(*text);
  if (!day) state_->fail(Fault::bad_type, statement_->name, "column " + std::to_string(column) + " is no day");
  return day;
}

std::optional<Instant> Row::maybe_instant(int column) const {
  const auto text = maybe_text(column);
  if (!text) return std::nullopt;
  const auto at = Instant::parse(*text);
  if (!at) state_->fail(Fault::bad_type, statement_->name, "column " + std::to_string(column) + " is no instant");
  return at;
}

std::int64_t Row::integer(int c) const { return present(maybe_integer(c), *state_, *statement_, c); }
std::string Row::text(int c) const { return present(maybe_text(c), *state_, *statement_, c); }
Bytes Row::bytes(int c) const { return present(maybe_bytes(c), *state_, *statement_, c); }
Day Row::day(int c) const { return present(maybe_day(c), *state_, *statement_, c); }
Instant Row::instant(int c) const { return present(maybe_instant(c), *state_, *statement_, c); }

Cursor::Cursor(ConnectionState& state, std::shared_ptr<Statement> statement)
    : state_{&state}, statement_{std::move(statement)}, row_{state_, statement_.get()} {}

Cursor::Cursor(Cursor&&) noexcept = default;

Cursor::~Cursor() {
  if (!statement_) return;
  SQLFreeStmt(statement_->handle.get(), SQL_CLOSE);
  statement_->busy = false;
}

bool Cursor::next() {
  const auto rc = SQLFetch(statement_->handle.get());
  for (Cell& cell : statement_->row) cell.state = Cell::State::unread;
  if (rc == SQL_NO_DATA) return false;
  if (!odbc::ok(rc)) state_->fail(SQL_HANDLE_STMT, statement_->handle.get(), statement_->name);
  return true;
}

int Cursor::columns() const { return statement_->columns; }

std::string Cursor::column_name(int column) const {
  std::array<SQLCHAR, 256> name{};
  SQLSMALLINT length = 0, type = 0, digits = 0, nullable = 0;
  SQLULEN size = 0;
  const auto rc = SQLDescribeCol(statement_->handle.get(), static_cast<SQLUSMALLINT>(column + 1), name.data(),
                                 static_cast<SQLSMALLINT>(name.size()), &length, &type, &size, &digits, &nullable);
  if (!odbc::ok(rc)) state_->fail(SQL_HANDLE_STMT, statement_->handle.get(), statement_->name);
  return {reinterpret_cast<const char*>(name.data()),
          static_cast<std::size_t>(std::clamp<SQLSMALLINT>(length, 0, 255))};
}

}  // namespace ssiis::db
