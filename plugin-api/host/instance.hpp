// One loaded plugin object from create to destroy, with what it registered and a count of the calls inside it.
#pragma once
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/day.hpp"
#include "host/call.hpp"
#include "host/library.hpp"
#include "lsso/extensions/menu.h"
#include "lsso/host.h"

namespace lsso::host {

struct MountPoint {
  std::string prefix;
  std::uint32_t policy;
};
struct MenuEntry {
  std::string slot;
  int order{0};
  std::string id, parent, label_lo, label_en, href, role;
};
struct PanelEntry {
  std::string id, screen, title_lo, title_en, path;
  std::uint32_t limit_ms{0};
};
struct JobEntry {
  std::string name;
  std::uint32_t period_ms{0};
};

struct Registered {
  std::vector<MountPoint> mounts;
  std::vector<MenuEntry> menu;
  std::vector<PanelEntry> panels;
  std::vector<JobEntry> jobs;
};

struct HealthReason {
  std::uint32_t state;
  std::string code, message_lo, message_en;
};
struct Health {
  std::uint32_t state{LSSO_HEALTH_FAILED};
  std::int64_t schema_version{-1}, schema_expected{-1};
  std::vector<HealthReason> reasons;
};

struct Facilities;
class PluginInstance;

// A right to be inside a plugin; the plugin is not stopped while one is held. Movable.
class Ticket {
 public:
  Ticket(Ticket&& o) noexcept : of_{std::move(o.of_)} {}
  Ticket& operator=(Ticket&&) = delete;
  ~Ticket();
  PluginInstance& plugin() const noexcept { return *of_; }

 private:
  friend class PluginInstance;
  explicit Ticket(std::shared_ptr<PluginInstance> of) : of_{std::move(of)} {}
  std::shared_ptr<PluginInstance> of_;
};

// [any thread] except start and retire.
class PluginInstance : public std::enable_shared_from_this<PluginInstance> {
 public:
  PluginInstance(std::string slot, Library library, Facilities& facilities);
  ~PluginInstance();

  // create and start. Throws LoadFailure with the plugin's own code and message; nothing is left then.
  void start();
  // No ticket is given from now on; waits for those held, then stop and destroy. False when the plugin does not come
  // to an end in time: then it is left as it is and never touched again.
  bool retire(std::int64_t patience_ms);
  std::optional<Ticket> enter();

  Outcome handle(const Circumstances& c, const Asked& asked, BodySource& body, AnswerSink& answer);
  Outcome run_job(const Circumstances& c, const std::string& name);
  bool keeps_menu() const noexcept { return menu_ != nullptr; }
  // The ids of the entries that the person may use, as the plugin says; only when it keeps its menu. At most as many as
  // it registered, of those that it registered.
  Outcome visible_menu(const Circumstances& c, std::set<std::string>& ids);
  Health health();  // asks the plugin; at most two seconds by its contract

  const std::string& slot() const noexcept { return slot_; }
  const lsso_plugin_entry& entry() const noexcept { return *library_.entry; }
  const std::string& sha256() const noexcept { return library_.sha256; }
  const Registered& registered() const noexcept { return registered_; }
  Registered& registering() noexcept { return registered_; }  // during start only
  bool starting() const noexcept { return starting_; }
  std::atomic<bool>& cancelled() noexcept { return cancelled_; }
  std::uint32_t inside() const noexcept { return inside_; }
  Facilities& facilities() const noexcept { return facilities_; }
  ssiis::Instant loaded_at() const noexcept { return loaded_at_; }
  std::atomic<std::uint32_t> tasks{0};  // of the threads service

 private:
  friend class Ticket;
  void leave() noexcept;
  const std::string slot_;
  const Library library_;
  Facilities& facilities_;
  struct HostSide;
  std::unique_ptr<HostSide> host_;
  lsso_plugin* plugin_{nullptr};
  const lsso_extension_menu* menu_{nullptr};
  Registered registered_;
  std::atomic<bool> starting_{false}, cancelled_{false};
  std::atomic<bool> retiring_{false};  // jobs end now and go on elsewhere; requests may still finish
  bool closed_{true};
  std::atomic<std::uint32_t> inside_{0};
  std::mutex mutex_;
  std::condition_variable empty_;
  ssiis::Instant loaded_at_;
};

}  // namespace lsso::host

// The ABI's opaque handle: tells the services which plugin is speaking.
struct lsso_host_instance {
  lsso::host::PluginInstance* plugin;
};
