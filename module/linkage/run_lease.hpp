// A run that this host carries out: taken, kept, told of, let go. Private to the room.
#pragma once
#include <chrono>
#include <stdexcept>
#include <tuple>

#include "linkage/runs.hpp"

namespace ssiis::linkage {

struct LeaseLost : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct AskedToStop {};
struct HostGoesDown {};

// hold() and what only reads are for any thread, the rest for one.
class RunLease {
 public:
  static constexpr auto told_every = std::chrono::seconds{2}, held_every = std::chrono::seconds{10};

  RunLease(const Runs::Parts& parts, const Actor& who, const std::function<bool()>& cancelled,
           const Runs::Progress& progress)
      : parts_{parts}, who_{who}, cancelled_{cancelled}, progress_{progress} {}

  bool take();  // false when no run waits for a host
  std::int64_t run() const noexcept { return run_; }
  std::int64_t fence() const noexcept { return fence_; }  // how often it was taken
  bool anew() const noexcept { return anew_; }
  bool one_writer() const noexcept { return one_writer_; }  // the engine has no second one

  void hold(db::Transaction& tx) const;  // in the caller's transaction: the run is still this host's, or LeaseLost
  void renew() const;
  void keep();  // now and then while much is read; leaves like stay_or_leave
  // To whoever watches here, and every few seconds to the database, which keeps the run this host's.
  void tell(const PartSpec& part, std::string_view stage, std::uint64_t done, std::uint64_t all, bool at_once);
  void stop_asked(bool asked) noexcept { stop_ = asked; }
  void stay_or_leave() const;  // throws AskedToStop, HostGoesDown
  void end(const char* state, const std::string& why) const;
  void let_go() const;

 private:
  const Runs::Parts& parts_;
  const Actor& who_;
  const std::function<bool()>& cancelled_;
  const Runs::Progress& progress_;
  std::string owner_{hex(random_bytes(16))};
  std::int64_t run_{0}, fence_{0};
  bool stop_{false}, anew_{false}, one_writer_{false};
  std::chrono::steady_clock::time_point told_{};
};

}  // namespace ssiis::linkage
