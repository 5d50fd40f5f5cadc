// ssiis-admin --config FILE [--json] COMMAND … : see --help. Exit status 0 done, 1 refused or failed, 2 wrong use.
#include <unistd.h>

#include <clocale>
#include <cstdlib>
#include <iostream>

#include "admin/command.hpp"

namespace ssiis::admin {
namespace {

void help(std::ostream& out) {
  out << "usage: ssiis-admin --config FILE [--json] COMMAND [ARGUMENT ...]\n\n";
  for (const auto& c : commands()) out << "  " << c.name << ' ' << c.usage << "\n      " << c.summary << '\n';
  out << "\nssiis-admin COMMAND --help tells about one command.\n";
}

const Command* find(const std::vector<std::string>& words, std::size_t& used) {
  const Command* found = nullptr;
  for (const auto& c : commands()) {
    const auto parts = ssiis::words(c.name);
    if (parts.size() <= words.size() && parts.size() > used && std::equal(parts.begin(), parts.end(), words.begin())) {
      found = &c;
      used = parts.size();
    }
  }
  return found;
}

int run(const std::vector<std::string>& argv) {
  std::string config;
  bool json = false;
  std::vector<std::string> rest;
  for (std::size_t i = 0; i < argv.size(); ++i) {
    // "link files" needs no host: behind it --config names the model.
    const bool links_files = rest.size() >= 2 && rest[0] == "link" && rest[1] == "files";
    if (argv[i] == "--config" && i + 1 < argv.size() && !links_files)
      config = argv[++i];
    else if (argv[i] == "--json")
      json = true;
    else
      rest.push_back(argv[i]);
  }
  if (rest.empty() || rest[0] == "--help" || rest[0] == "help") {
    help(rest.empty() ? std::cerr : std::cout);
    return rest.empty() ? 2 : 0;
  }
  std::size_t used = 0;
  const Command* command = find(rest, used);
  if (command == nullptr) {
    std::cerr << "ssiis-admin: there is no command '" << rest[0] << "'; --help lists them\n";
    return 2;
  }
  const std::vector<std::string> arguments{rest.begin() + static_cast<std::ptrdiff_t>(used), rest.end()};
  for (const auto& a : arguments) {
    if (a != "--help") continue;
    std::cout << "usage: ssiis-admin --config FILE [--json] " << command->name << ' ' << command->usage << "\n"
              << command->summary << '\n';
    return 0;
  }
  try {
    Context context{config, json};
    return command->run(context, arguments);
  } catch (const Usage& e) {
    std::cerr << "ssiis-admin " << command->name << ": " << e.what() << "\nusage: " << command->name << ' '
              << command->usage << '\n';
    return 2;
  }
}

}  // namespace
}  // namespace ssiis::admin

int main(int argc, char** argv) {
  // Before any driver is loaded and any thread started: psqlODBC calls setlocale at each connect otherwise.
  ::setenv("PGCLIENTENCODING", "UTF8", 1);
  std::setlocale(LC_ALL, "C.UTF-8");
  try {
    return ssiis::admin::run({argv + 1, argv + argc});
  } catch (const ssiis::db::Error& e) {
    std::cerr << "ssiis-admin: " << e.what() << " (" << e.driver_text << ")\n";
  } catch (const std::exception& e) {
    std::cerr << "ssiis-admin: " << e.what() << '\n';
  }
  return 1;
}
