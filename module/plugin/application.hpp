// The module while it runs: made by create, filled by start, emptied by stop. Rooms are wired here and nowhere else.
#pragma once
#include <atomic>
#include <functional>
#include <memory>

#include "lsso/lsso.h"
#include "plugin/host_services.hpp"

namespace ssiis::plugin {

class Application {
 public:
  explicit Application(const lsso_host& host);  // no I/O
  ~Application();
  Application(const Application&) = delete;
  Application& operator=(const Application&) = delete;

  void start();  // throws StartFailure, db::Error, SettingsError
  lsso_status handle(const lsso_call& call, const lsso_request& request, const lsso_response& response,
                     lsso_error* error);
  lsso_status run_job(const lsso_call& call, std::string_view name, lsso_error* error);
  void health(lsso_health& health);
  // The menu entries that the identity may use: those whose address asks for a right that the person has.
  lsso_status visible_menu(const lsso_call& call, const std::function<void(std::string_view)>& show, lsso_error* error);
  lsso_status stop(std::uint32_t deadline_ms);

  HostServices& host() noexcept { return host_; }

 private:
  struct Rooms;
  class Frame;  // counts the calls that are inside
  HostServices host_;
  std::unique_ptr<Rooms> rooms_;
  std::atomic<int> frames_{0};
  std::atomic<bool> stopping_{false};
};

}  // namespace ssiis::plugin
