// The list of commands. A new command is a file cmd_<name>.cpp, a declaration and a line here.
#include "admin/command.hpp"

namespace ssiis::admin {

int cmd_migrate(Context&, const std::vector<std::string>&);
int cmd_registry_check(Context&, const std::vector<std::string>&);
int cmd_registry_generate(Context&, const std::vector<std::string>&);
int cmd_registry_index(Context&, const std::vector<std::string>&);
int cmd_registry_load(Context&, const std::vector<std::string>&);

const std::vector<Command>& commands() {
  static const std::vector<Command> list{
      {"migrate", "[--plan] [--to N]",
       "Brings the module's tables to the newest version (or to N), locked and resumable.", cmd_migrate},
      {"registry check", "", "Says what is missing, of the wrong kind, empty or doubled in the mapped registry; 1 when something is.",
       cmd_registry_check},
      {"registry generate", "--out DIR [--units N] [--seed S] [--to YYYY-MM] [--months M]",
       "Writes an invented registry folder, dirty on purpose; the same numbers give the same files.", cmd_registry_generate},
      {"registry index", "[--force]", "Builds the search index anew, if anything was loaded since the last one.",
       cmd_registry_index},
      {"registry load", "[--as-of YYYY-MM-DD] [--no-index] DIR",
       "Loads a registry folder: LSSO's files into the reference MIS, the others as snapshots. All or nothing.",
       cmd_registry_load},
  };
  return list;
}

}  // namespace ssiis::admin
