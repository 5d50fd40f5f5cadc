// Names of users as the profiles have them; the id itself when a user never had a profile; jobs and commands are SSIIS.
#pragma once
#include <map>
#include <string>

#include "database/api.hpp"

namespace ssiis::inspections {

// Keeps what it has read for one page. [one thread]
class People {
 public:
  explicit People(db::Transaction& tx) : tx_{tx} {}
  const std::string& name(const std::string& user_id, const std::string& language);

 private:
  db::Transaction& tx_;
  std::map<std::string, std::pair<std::string, std::string>> known_;  // Lao, English
};

}  // namespace ssiis::inspections
