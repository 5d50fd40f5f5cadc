#include "database/statistics.hpp"

namespace ssiis::db {

void take_statistics(Connection& connection, std::span<const std::string_view> tables) {
  const std::string head = connection.engine() == Engine::mariadb ? "ANALYZE TABLE " : "ANALYZE ";
  for (const auto table : tables) connection.run(head + std::string{table});
}

}  // namespace ssiis::db
