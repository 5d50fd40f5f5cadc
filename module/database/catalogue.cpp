#include "database/catalogue.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>

#include "database/session.hpp"

namespace ssiis::db {
namespace {

// The rows of one of ODBC's catalogue functions, as text.
class CatalogueRows {
 public:
  explicit CatalogueRows(ConnectionState& state) : state_{state}, statement_{state.fresh()} {}
  SQLHANDLE handle() const { return statement_->handle.get(); }
  void begun(SQLRETURN rc) {
    if (!odbc::ok(rc)) state_.fail(SQL_HANDLE_STMT, handle(), "catalogue");
    SQLSMALLINT columns = 0;
    if (!odbc::ok(SQLNumResultCols(handle(), &columns))) state_.fail(SQL_HANDLE_STMT, handle(), "catalogue");
    statement_->columns = columns;
    statement_->row.resize(static_cast<std::size_t>(columns));
  }
  bool next() {
    for (auto& cell : statement_->row) cell = {};
    const auto rc = SQLFetch(handle());
    if (rc == SQL_NO_DATA) return false;
    if (!odbc::ok(rc)) state_.fail(SQL_HANDLE_STMT, handle(), "catalogue");
    return true;
  }
  // Columns count from 1, as ODBC's documents have them. Read them from left to right.
  std::string text(int column) {
    const Cell& cell = read_cell(state_, *statement_, column - 1, Cell::State::text);
    return cell.state == Cell::State::null ? std::string{} : cell.value;
  }
  int number(int column) {
    const auto value = whole_number(text(column));
    return value ? static_cast<int>(*value) : 0;
  }

 private:
  ConnectionState& state_;
  std::shared_ptr<Statement> statement_;
};

struct Where {
  std::string catalogue, schema;  // empty: not told
};

SQLCHAR* part(const std::string& s) { return s.empty() ? nullptr : odbc::chars(s); }
SQLSMALLINT length_of(const std::string& s) { return static_cast<SQLSMALLINT>(s.size()); }

Where where_of(const Spec& spec) {
  if (spec.engine == Engine::postgresql) return {"", "public"};
  if (spec.engine == Engine::mariadb) return {spec.database, ""};
  return {};
}

// SQLite's driver calls what it does not know text; its columns have the names that their table was declared with.
std::optional<ColumnClass> class_by_name(std::string_view declared) {
  std::string name;
  for (const char c : declared) name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (const std::string_view decimal : {"decimal", "numeric", "real", "double", "float"})
    if (name.starts_with(decimal)) return ColumnClass::decimal;
  if (name.starts_with("datetime") || name.starts_with("timestamp")) return ColumnClass::instant;
  if (name == "date") return ColumnClass::day;
  if (name == "blob" || name == "bytea") return ColumnClass::other;
  return std::nullopt;
}

ColumnClass class_of(int sql_type, std::string_view type_name) {
  if (const auto named = class_by_name(type_name)) return *named;
  switch (sql_type) {
    case SQL_SMALLINT:
    case SQL_INTEGER:
    case SQL_TINYINT:
    case SQL_BIGINT:
    case SQL_BIT:
      return ColumnClass::integer;
    case SQL_NUMERIC:
    case SQL_DECIMAL:
    case SQL_REAL:
    case SQL_FLOAT:
    case SQL_DOUBLE:
      return ColumnClass::decimal;
    case SQL_TYPE_DATE:
    case SQL_DATE:
      return ColumnClass::day;
    case SQL_TYPE_TIMESTAMP:
    case SQL_TIMESTAMP:
      return ColumnClass::instant;
    case SQL_BINARY:
    case SQL_VARBINARY:
    case SQL_LONGVARBINARY:
      return ColumnClass::other;
    default:
      return ColumnClass::text;
  }
}

std::vector<CatalogueTable> tables_of(ConnectionState& state, const Where& where) {
  std::vector<CatalogueTable> out;
  CatalogueRows rows{state};
  const std::string all{"%"}, types{"TABLE,VIEW"};
  rows.begun(SQLTables(rows.handle(), part(where.catalogue), length_of(where.catalogue), part(where.schema),
                       length_of(where.schema), odbc::chars(all), length_of(all), odbc::chars(types),
                       length_of(types)));
  while (rows.next()) {
    const auto name = rows.text(3), type = rows.text(4);
    if ((type != "TABLE" && type != "VIEW") || name.starts_with("sqlite_")) continue;
    out.push_back({name, type == "VIEW", {}, {}, {}});
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return out;
}

void read_columns(ConnectionState& state, const Where& where, CatalogueTable& table) {
  // The table's name is a pattern here, in which _ stands for any character.
  CatalogueRows rows{state};
  rows.begun(SQLColumns(rows.handle(), part(where.catalogue), length_of(where.catalogue), part(where.schema),
                        length_of(where.schema), odbc::chars(table.name), length_of(table.name), nullptr, 0));
  while (rows.next()) {
    if (rows.text(3) != table.name) continue;
    CatalogueColumn column;
    column.name = rows.text(4);
    const int sql_type = rows.number(5);
    column.type = rows.text(6);
    column.kind = class_of(sql_type, column.type);
    column.nullable = rows.number(11) != SQL_NO_NULLS;
    table.columns.push_back(std::move(column));
  }
}

void read_keys(ConnectionState& state, const Where& where, CatalogueTable& table) {
  {
    CatalogueRows rows{state};
    rows.begun(SQLPrimaryKeys(rows.handle(), part(where.catalogue), length_of(where.catalogue), part(where.schema),
                              length_of(where.schema), odbc::chars(table.name), length_of(table.name)));
    std::map<int, std::string> parts;
    while (rows.next()) {
      const auto name = rows.text(4);
      parts[rows.number(5)] = name;
    }
    for (const auto& [at, name] : parts) table.primary_key.push_back(name);
  }
  CatalogueRows rows{state};
  const auto rc = SQLForeignKeys(rows.handle(), nullptr, 0, nullptr, 0, nullptr, 0, part(where.catalogue),
                                 length_of(where.catalogue), part(where.schema), length_of(where.schema),
                                 odbc::chars(table.name), length_of(table.name));
  if (!odbc::ok(rc)) return;  // a driver that cannot tell: keys are then found from the values
  rows.begun(rc);
  std::map<std::string, std::vector<ForeignKey>> by_key;  // of several columns: several rows under one name
  while (rows.next()) {
    ForeignKey key;
    key.table = rows.text(3);
    key.target = rows.text(4);
    key.column = rows.text(8);
    const int at = rows.number(9);
    const auto name = rows.text(12);
    by_key[name.empty() ? key.table + std::to_string(at == 1 ? by_key.size() : 0) : name].push_back(std::move(key));
  }
  for (auto& [name, columns] : by_key)
    if (columns.size() == 1) table.foreign_keys.push_back(std::move(columns.front()));
}

}  // namespace

std::vector<CatalogueTable> read_catalogue(Connection& connection,
                                           const std::function<bool(std::string_view)>& wanted) {
  auto& state = *connection.state_;
  const auto where = where_of(state.spec);
  auto tables = tables_of(state, where);
  if (wanted) std::erase_if(tables, [&](const CatalogueTable& t) { return !wanted(t.name); });
  for (auto& table : tables) {
    read_columns(state, where, table);
    if (!table.view) read_keys(state, where, table);
  }
  return tables;
}

std::string quoted_name(Engine engine, std::string_view name) {
  const auto plain = [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
           (engine != Engine::postgresql && c >= 'A' && c <= 'Z');
  };
  if (!name.empty() && std::all_of(name.begin(), name.end(), plain) &&
      std::isdigit(static_cast<unsigned char>(name.front())) == 0)
    return std::string{name};
  const char quote = engine == Engine::mariadb ? '`' : '"';
  std::string out(1, quote);
  for (const char c : name) out.append(c == quote ? 2 : 1, c);
  return out + quote;
}

}  // namespace ssiis::db
