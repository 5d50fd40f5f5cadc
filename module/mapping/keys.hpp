// Which column points to which table: as declared, or found from the values.
#pragma once
#include <string>
#include <vector>

#include "database/api.hpp"
#include "mapping/profile.hpp"

namespace ssiis::mapping {

struct Reference {
  std::string table, column;  // that points
  std::string target, key;    // to a unique column of another table
  double covered;             // of the values asked for, how many stand there: 0 to 1
  bool declared;              // the database has a foreign key
  bool same_name;             // both columns have one name
};

// The best target of each column that has one, in the order of tables and columns. A column of small whole numbers is
// believed only when the database declares it or its name says so: 1, 2, 3 stand in every table. Asks the database for
// up to 60 values a pair that its profile cannot answer. [one thread]
std::vector<Reference> find_references(db::Pool& pool, const std::vector<TableProfile>& tables);

// Letters and digits of a name in lower case, cut where a person would: "EmpRegDt" and "EMP_REG_DT" are emp, reg, dt.
std::vector<std::string> name_parts(std::string_view name);
// How well a column's or table's name fits one of the words, 0 to 1.
double name_fit(std::string_view name, const std::vector<std::string_view>& wanted);

}  // namespace ssiis::mapping
