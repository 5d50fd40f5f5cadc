// The list of commands. A new command is a file cmd_<name>.cpp, a declaration and a line here.
#include "admin/command.hpp"

namespace ssiis::admin {

int cmd_migrate(Context&, const std::vector<std::string>&);

const std::vector<Command>& commands() {
  static const std::vector<Command> list{
      {"migrate", "[--plan] [--to N]",
       "Brings the module's tables to the newest version (or to N), locked and resumable.", cmd_migrate},
  };
  return list;
}

}  // namespace ssiis::admin
