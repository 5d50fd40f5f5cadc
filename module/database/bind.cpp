// Parameters. Texts and blobs of any size are bound where they stand; the driver reads them by their lengths.
#include <algorithm>

#include "database/session.hpp"

namespace ssiis::db {
namespace {

struct Binding {
  SQLSMALLINT c_type;
  SQLSMALLINT sql_type;
  SQLULEN size;
  SQLPOINTER data;
  SQLLEN length;
};

SQLPOINTER mutable_pointer(const void* p) noexcept {
  static const char nothing = 0;  // an empty value still needs a place
  return const_cast<void*>(p == nullptr ? &nothing : p);
}

Binding binding_of(const Param& p, std::int64_t& number) noexcept {
  if (const auto* n = std::get_if<std::int64_t>(&p)) {
    number = *n;
    return {SQL_C_SBIGINT, SQL_BIGINT, 0, &number, sizeof number};
  }
  if (const auto* s = std::get_if<std::string_view>(&p))
    return {SQL_C_CHAR, SQL_VARCHAR, std::max<SQLULEN>(s->size(), 1), mutable_pointer(s->data()),
            static_cast<SQLLEN>(s->size())};
  if (const auto* b = std::get_if<std::span<const std::byte>>(&p))
    return {SQL_C_BINARY, SQL_LONGVARBINARY, std::max<SQLULEN>(b->size(), 1), mutable_pointer(b->data()),
            static_cast<SQLLEN>(b->size())};
  return {SQL_C_CHAR, SQL_VARCHAR, 1, mutable_pointer(nullptr), SQL_NULL_DATA};
}

}  // namespace

void bind(ConnectionState& state, Statement& s, std::span<const Param> params, std::string_view name) {
  s.lengths.resize(params.size());
  s.numbers.resize(params.size());
  // The last one first: libsqliteodbc lengthens its list by one for each parameter beyond those it has room for, and a
  // statement of 30,000 would have it copied 30,000 times.
  for (std::size_t i = params.size(); i-- > 0;) {
    if (const auto* text = std::get_if<std::string_view>(&params[i]); text != nullptr && !valid_utf8(*text))
      state.fail(Fault::bad_text, name, "parameter " + std::to_string(i + 1) + " is no UTF-8 or holds a NUL");
    const auto b = binding_of(params[i], s.numbers[i]);
    s.lengths[i] = b.length;
    const auto rc = SQLBindParameter(s.handle.get(), static_cast<SQLUSMALLINT>(i + 1), SQL_PARAM_INPUT, b.c_type,
                                     b.sql_type, b.size, 0, b.data, std::max<SQLLEN>(b.length, 0), &s.lengths[i]);
    if (!odbc::ok(rc)) state.fail(SQL_HANDLE_STMT, s.handle.get(), name);
  }
}

}  // namespace ssiis::db
