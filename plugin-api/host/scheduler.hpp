// Ticks: has the plugins' jobs called about every so often, each never twice at once, as the service principal.
#pragma once
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "host/crew.hpp"
#include "host/instance.hpp"
#include "host/log.hpp"

namespace lsso::host {

// [any thread]
class Scheduler {
 public:
  Scheduler(Log& log, std::size_t threads, std::int64_t job_limit_ms);
  ~Scheduler();
  // From now on the jobs of this slot are those of `instance` (null: none). Runs under way end where they began; the
  // same job of the new instance waits for them.
  void replace(const std::string& slot, std::shared_ptr<PluginInstance> instance);
  bool wake(std::string_view slot, std::string_view job);  // false: no such job
  void stop();                                             // no more ticks; runs under way continue

 private:
  struct Job {
    std::int64_t period_us, due_us;
    std::shared_ptr<PluginInstance> instance;  // null: withdrawn, kept while a run is under way
    bool running{false}, again{false};
  };
  using Key = std::pair<std::string, std::string>;
  void run();
  void begin(const Key& key, Job& job);
  void perform(const Key& key, std::shared_ptr<PluginInstance> instance);
  Log& log_;
  const std::int64_t limit_ms_;
  std::mutex mutex_;
  std::condition_variable bell_;
  std::map<Key, Job> jobs_;
  bool stopping_{false};
  std::thread thread_;
  Crew crew_;  // last: its threads end before the rest goes
};

}  // namespace lsso::host
