// All plugins of the host: which are loaded, what they offer together, and the switch from one to the next.
#pragma once
#include <deque>
#include <filesystem>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "core/result.hpp"
#include "host/facilities.hpp"
#include "host/instance.hpp"

namespace lsso::host {

// What is offered at one moment; immutable, swapped whole.
struct Board {
  struct Mount {
    MountPoint point;
    std::string slot;
    std::shared_ptr<PluginInstance> plugin;  // null: the plugin is off, its addresses answer 503
  };
  struct Panel {
    PanelEntry entry;
    std::shared_ptr<PluginInstance> plugin;
  };
  std::vector<Mount> mounts;    // longest prefix first
  std::vector<MenuEntry> menu;  // in order
  std::vector<Panel> panels;
  std::vector<std::shared_ptr<PluginInstance>> menu_keepers;  // those that say who may use their entries
  const Mount* find(std::string_view path) const;
};

struct SlotEvent {
  ssiis::Instant at;
  std::string kind;  // loaded, failed, disabled, retired, stuck
  std::string detail;
};

struct SlotView {
  std::string name, library, disabled_reason, failure_code, failure;
  bool enabled{false};
  std::shared_ptr<PluginInstance> plugin;  // null: not loaded
  std::vector<SlotEvent> events;           // newest first
};

// [any thread]
class Plugins {
 public:
  explicit Plugins(Facilities& facilities);
  ~Plugins();
  void start_all();  // a plugin that fails leaves its reason, never stops the host
  // Each writes "disabled" state where it survives a restart. Refusals: plugin.unknown, plugin.<what failed>.
  ssiis::Result<ssiis::Done> enable(const std::string& name);
  ssiis::Result<ssiis::Done> disable(const std::string& name, const std::string& reason);
  // Loads the file anew beside the running one, switches, drains the old one in the background. When the new one does
  // not start, the old one stays.
  ssiis::Result<ssiis::Done> reload(const std::string& name);
  // Retires all; false when one would not come to an end.
  bool stop_all(std::int64_t patience_ms);

  std::shared_ptr<const Board> board() const;
  std::vector<SlotView> slots() const;
  std::optional<SlotView> slot(const std::string& name) const;
  bool prefix_taken(const std::string& slot, const std::string& prefix) const;

 private:
  struct Slot {
    PluginConfig config;
    bool enabled{true};
    std::string disabled_reason, failure_code, failure;
    std::shared_ptr<PluginInstance> plugin;
    std::vector<MountPoint> last_mounts;
    std::deque<SlotEvent> events;
  };
  Slot* find(const std::string& name);
  ssiis::Result<ssiis::Done> load(Slot& slot);
  void publish();
  void retire(std::shared_ptr<PluginInstance> old);
  void note(Slot& slot, std::string kind, std::string detail);
  std::filesystem::path disabled_mark(const std::string& name) const;

  Facilities& facilities_;
  std::mutex change_;         // one change at a time
  mutable std::mutex mutex_;  // of what follows
  std::vector<std::unique_ptr<Slot>> slots_;
  std::shared_ptr<const Board> board_{std::make_shared<Board>()};
  std::list<std::thread> retirements_;
  std::atomic<bool> stuck_{false};
};

}  // namespace lsso::host
