// Which part of the host answers a request.
#pragma once
#include <optional>
#include <string>

#include "host/health.hpp"
#include "host/login.hpp"
#include "host/mis.hpp"
#include "host/modules_screen.hpp"
#include "host/shell.hpp"
#include "host/users.hpp"

namespace lsso::host {

// [any thread]
class Front {
 public:
  struct Parts {
    const HostConfig& config;
    Log& log;
    Plugins& plugins;
    Users& users;
    const ssiis::web::Translator& translator;
    const ssiis::web::Assets& assets;
    const Shell& shell;
    Login& login;
    Mis& mis;
    ModulesScreen& modules;
    HealthScreens& health;
  };
  explicit Front(Parts parts) : p_{parts} {}
  void serve(Exchange& exchange);  // never throws but when the connection is gone

 private:
  void answer(Exchange& exchange, const std::string& path);
  void host_screen(const Visit& visit);
  void log_in_or_out(const Visit& visit);
  void plugin(const Visit& visit, const Board::Mount& mount);
  void call(const Visit& visit, const Board::Mount& mount, Ticket ticket);
  void failed(const Visit& visit, const Outcome& outcome);
  void asset(Exchange& exchange, const std::string& path);
  Answer language(const Visit& visit) const;
  std::string language_of(const Exchange& exchange) const;
  Parts p_;
};

}  // namespace lsso::host
