// What makes a MariaDB database anew beside the one that it was read from: the server knows no templates, and migrating
// each test's database takes several times as long as this.
#pragma once
#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

#include "database/api.hpp"

namespace ssiis::test {

inline std::vector<std::string> mariadb_texts(db::Connection& connection, const std::string& sql, int column) {
  std::vector<std::string> texts;
  for (auto rows = connection.query({"test/script", sql}); rows.next();) texts.push_back(rows.row().text(column));
  return texts;
}

// Views in an order in which each finds those that it reads.
inline std::vector<std::string> mariadb_views(db::Connection& connection, const std::string& database) {
  auto pending = mariadb_texts(connection, "SHOW FULL TABLES WHERE Table_type = 'VIEW'", 0);
  std::vector<std::string> ordered;
  while (!pending.empty()) {
    const auto before = ordered.size();
    std::vector<std::string> later;
    for (const auto& view : pending) {
      auto text = mariadb_texts(connection, "SHOW CREATE VIEW `" + view + "`", 1).at(0);
      const bool ready = std::none_of(pending.begin(), pending.end(), [&](const std::string& other) {
        return other != view && text.find("`" + database + "`.`" + other + "`") != std::string::npos;
      });
      if (!ready) {
        later.push_back(view);
        continue;
      }
      for (const auto own = "`" + database + "`."; text.find(own) != std::string::npos;)
        text.erase(text.find(own), own.size());
      ordered.push_back(std::move(text));
    }
    if (ordered.size() == before) throw std::runtime_error{"the views of " + database + " read each other in a circle"};
    pending = std::move(later);
  }
  return ordered;
}

// Tables, rows, views and triggers of the database that the connection is in, as statements for an empty one on the
// same server. [throws db::Error]
inline std::vector<std::string> mariadb_script(db::Connection& connection, const std::string& database) {
  std::vector<std::string> script{"SET FOREIGN_KEY_CHECKS = 0"};
  std::vector<std::string> rows;
  for (const auto& table : mariadb_texts(connection, "SHOW FULL TABLES WHERE Table_type = 'BASE TABLE'", 0)) {
    script.push_back(mariadb_texts(connection, "SHOW CREATE TABLE `" + table + "`", 1).at(0));
    if (!mariadb_texts(connection, "SELECT 'one' FROM `" + table + "` LIMIT 1", 0).empty())
      rows.push_back("INSERT INTO `" + table + "` SELECT * FROM `" + database + "`.`" + table + "`");
  }
  script.insert(script.end(), rows.begin(), rows.end());
  for (auto& view : mariadb_views(connection, database)) script.push_back(std::move(view));
  for (const auto& trigger : mariadb_texts(connection, "SHOW TRIGGERS", 0))
    script.push_back(mariadb_texts(connection, "SHOW CREATE TRIGGER `" + trigger + "`", 2).at(0));
  return script;
}

}  // namespace ssiis::test
