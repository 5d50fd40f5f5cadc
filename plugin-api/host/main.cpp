// lsso-host --config FILE: the reference host adapter. Exit status 0 drained and stopped, 1 failed, 2 wrong use.
#include <pthread.h>
#include <unistd.h>

#include <csignal>
#include <iostream>
#include <optional>

#include "database/config.hpp"
#include "host/database_access.hpp"
#include "host/environment.hpp"
#include "host/front.hpp"
#include "host/registry_writer.hpp"
#include "host/scheduler.hpp"
#include "host/server.hpp"

namespace lsso::host {
namespace {

constexpr std::string_view usage{
    "usage: lsso-host --config FILE [--check]\n"
    "  Serves the MIS's screens and the plugins that FILE (host.xml) names.\n"
    "  --check reads the configuration and stops. SIGTERM drains and stops; SIGHUP opens the logs anew.\n"};

void check_legal_day(const HostConfig& config, LegalClock& clock) {
  if (!config.demonstration_day.empty()) clock.set_today(*ssiis::Day::parse(config.demonstration_day));
}

// Everything of the host, in the order in which it must come and go.
int run(const HostConfig& config, const sigset_t& signals) {
  std::filesystem::create_directories(config.data_dir);
  prepare_odbc(config.data_dir);
  Log log{config.data_dir / "log"};
  LegalClock clock;
  check_legal_day(config, clock);
  const ssiis::web::Translator translator{config.share_dir / "i18n"};
  const ssiis::web::Assets assets{config.share_dir / "host-assets", "/mis/assets"};
  ssiis::db::Pool pool{ssiis::db::spec_from(config.settings), config.max_connections};
  Users users{pool, config, clock, log};
  FileDatabaseAccess access{config, pool};
  Metrics metrics;
  Crew tasks{16};
  Facilities facilities{config, log, clock, users, access, tasks};
  Scheduler scheduler{log, 8, 600'000};
  facilities.scheduler = &scheduler;
  RegistryWriter registry{pool, clock};
  const auto& settings = config.settings;
  if (settings.text("registry.schema", "reference") == "reference" && settings.text("registry.write", "on") == "on")
    facilities.registry = &registry;
  Plugins plugins{facilities};
  facilities.plugins = &plugins;
  HealthDesk desk{log};
  Menus menus{config, log};
  const Shell shell{config, clock, assets, menus};
  Registers registers{pool};
  Panels panels{config, log, metrics};
  Login login{users, metrics, config};
  Mis mis{registers, panels, users};
  ModulesScreen modules{config, plugins, users, desk, clock, pool};
  std::atomic<bool> draining{false};
  HealthScreens health{plugins, users, metrics, pool, desk, [&] { return draining.load(); }};
  Front front{{config, log, plugins, users, translator, assets, shell, login, mis, modules, health}};
  Server server{config, log, metrics, translator, [&](Exchange& e) { front.serve(e); }};
  server.start();
  plugins.start_all();
  log.info("serving", {{"address", config.address}, {"port", std::to_string(server.port())}});
  std::cout << "lsso-host " << host_version << " serves " << config.public_base_url << " (" << config.address
            << " port " << server.port() << ")\n"
            << std::flush;
  for (int signal = 0; signal != SIGTERM && signal != SIGINT;) {
    if (::sigwait(&signals, &signal) != 0) break;
    if (signal == SIGHUP) log.reopen();
  }
  draining = true;
  log.info("draining");
  scheduler.stop();
  const bool quiet = server.drain(config.drain_ms);
  if (!quiet) log.warning("requests were still under way when the time was over");
  const bool stopped = plugins.stop_all(quiet ? 10'000 : 1'000);
  log.info("stopped", {{"quiet", quiet ? "yes" : "no"}, {"plugins_stopped", stopped ? "yes" : "no"}});
  if (!quiet || !stopped) ::_exit(1);  // code of a plugin is still running: nothing may be taken from under it
  return 0;
}

int start(int argc, char** argv) {
  std::optional<std::string> file;
  bool check = false;
  for (int i = 1; i < argc; ++i) {
    const std::string_view a{argv[i]};
    if (a == "--help") {
      std::cout << usage;
      return 0;
    }
    if (a == "--check")
      check = true;
    else if (a == "--config" && i + 1 < argc)
      file = argv[++i];
    else
      file.reset(), i = argc;
  }
  if (!file) {
    std::cerr << usage;
    return 2;
  }
  const auto config = config_from(*file);
  if (check) {
    std::cout << "the configuration can be read\n";
    return 0;
  }
  sigset_t signals{};
  sigemptyset(&signals);
  for (const int s : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, s);
  if (::pthread_sigmask(SIG_BLOCK, &signals, nullptr) != 0) throw std::runtime_error{"cannot block signals"};
  return run(config, signals);
}

}  // namespace
}  // namespace lsso::host

int main(int argc, char** argv) {
  try {
    lsso::host::prepare_process();
    return lsso::host::start(argc, argv);
  } catch (const ssiis::db::Error& e) {
    std::cerr << "lsso-host: " << e.what() << " (" << e.driver_text << ")\n";
  } catch (const std::exception& e) {
    std::cerr << "lsso-host: " << e.what() << '\n';
  }
  return 1;
}
