#include "host/scheduler.hpp"

#include <algorithm>
#include <chrono>

#include "host/wire.hpp"
#include "lsso/services/log.h"

namespace lsso::host {

Scheduler::Scheduler(Log& log, std::size_t threads, std::int64_t job_limit_ms)
    : log_{log}, limit_ms_{job_limit_ms}, thread_{}, crew_{threads} {
  thread_ = std::thread{[this] { run(); }};
}

Scheduler::~Scheduler() { stop(); }

void Scheduler::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  bell_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Scheduler::replace(const std::string& slot, std::shared_ptr<PluginInstance> instance) {
  {
    const std::lock_guard lock{mutex_};
    for (auto it = jobs_.begin(); it != jobs_.end();) {
      if (it->first.first != slot) {
        ++it;
      } else if (it->second.running) {
        it->second.instance = nullptr;
        ++it;
      } else {
        it = jobs_.erase(it);
      }
    }
    if (instance) {
      for (const auto& job : instance->registered().jobs) {
        auto& j = jobs_[{slot, job.name}];
        j.period_us = static_cast<std::int64_t>(job.period_ms) * 1000;
        j.due_us = monotonic_us() + std::min<std::int64_t>(j.period_us, 1'000'000);
        j.instance = instance;
      }
    }
  }
  bell_.notify_all();
}

bool Scheduler::wake(std::string_view slot, std::string_view job) {
  {
    const std::lock_guard lock{mutex_};
    const auto it = jobs_.find({std::string{slot}, std::string{job}});
    if (it == jobs_.end()) return false;
    it->second.due_us = 0;
    it->second.again = it->second.running;
  }
  bell_.notify_all();
  return true;
}

void Scheduler::run() {
  std::unique_lock lock{mutex_};
  while (!stopping_) {
    const auto now = monotonic_us();
    auto next = now + 1'000'000;
    for (auto& [key, job] : jobs_) {
      if (job.running || !job.instance) continue;
      if (job.due_us <= now) begin(key, job);
      if (!job.running) next = std::min(next, std::max(job.due_us, now + 20'000));
    }
    bell_.wait_for(lock, std::chrono::microseconds{next - now});
  }
}

// With the lock held. When every thread is busy the job stays due and is tried again.
void Scheduler::begin(const Key& key, Job& job) {
  job.again = false;
  job.running = crew_.try_run([this, key, instance = job.instance] { perform(key, instance); });
}

void Scheduler::perform(const Key& key, std::shared_ptr<PluginInstance> instance) {
  if (auto ticket = instance->enter()) {
    const Person service = Person::service();
    const Circumstances c{new_correlation_id(), service, monotonic_us() + limit_ms_ * 1000, nullptr, nullptr};
    const auto outcome = instance->run_job(c, key.second);
    if (outcome.status != LSSO_OK)
      log_.write(LSSO_LOG_WARNING, key.first, c.correlation_id, "a job failed",
                 {{"job", key.second}, {"code", outcome.code}, {"status", std::to_string(outcome.status)}});
  }
  instance = nullptr;
  {
    const std::lock_guard lock{mutex_};
    const auto it = jobs_.find(key);
    if (it != jobs_.end()) {
      it->second.running = false;
      it->second.due_us = it->second.again ? 0 : monotonic_us() + it->second.period_us;
      if (!it->second.instance) jobs_.erase(it);
    }
  }
  bell_.notify_all();
}

}  // namespace lsso::host
