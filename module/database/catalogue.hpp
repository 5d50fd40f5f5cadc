// What tables an ODBC database holds, as its driver tells: for whoever maps a database that nobody documented.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "database/api.hpp"

namespace ssiis::db {

enum class ColumnClass { text, integer, decimal, day, instant, other };

struct CatalogueColumn {
  std::string name;
  std::string type;  // the engine's own word
  ColumnClass kind;
  bool nullable;
};

struct ForeignKey {
  std::string column, table, target;  // of single columns; those of several are left out
};

struct CatalogueTable {
  std::string name;
  bool view;
  std::vector<CatalogueColumn> columns;
  std::vector<std::string> primary_key;  // empty when none is declared; its order is PostgreSQL's only: the other
                                         // drivers have that of the table
  std::vector<ForeignKey> foreign_keys;
};

// Tables and views of the database (PostgreSQL: of the schema `public`), in the order of their names; those of the
// engine itself are left out, and those whose name `wanted` refuses. Throws Error. [one thread]
std::vector<CatalogueTable> read_catalogue(Connection& connection,
                                           const std::function<bool(std::string_view)>& wanted = {});

// The name as it must stand in a statement: as it is when it is plain, else in the engine's quotes.
std::string quoted_name(Engine engine, std::string_view name);

}  // namespace ssiis::db
