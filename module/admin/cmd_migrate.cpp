#include <iostream>

#include "admin/command.hpp"

namespace ssiis::admin {

int cmd_migrate(Context& context, const std::vector<std::string>& arguments) {
  const auto args = parse(arguments, {"--to"}, {"--plan"});
  std::optional<int> target;
  if (args.has("--to")) {
    const auto n = whole_number(args.option("--to"));
    if (!n || *n < 0 || *n > db::newest_schema_version()) throw Usage{"--to takes a version from 0 to the newest"};
    target = static_cast<int>(*n);
  }
  auto lease = context.pool().take();
  const auto say = [](const db::MigrationStep& step) {
    std::cout << (step.up ? "up   " : "down ") << step.version << ' ' << step.name << '\n' << std::flush;
  };
  if (args.has("--plan")) {
    for (const auto& step : db::migration_plan(*lease, target)) say(step);
    return 0;
  }
  db::migrate(*lease, target, say);
  std::cout << "schema version " << db::schema_version(*lease) << '\n';
  return 0;
}

}  // namespace ssiis::admin
