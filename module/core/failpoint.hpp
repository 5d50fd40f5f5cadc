// Named points at which a build made for it (SSIIS_FAILPOINTS, decision 0012) dies at once when it is told to, to prove
// what a killed host leaves behind. In every other build these are empty and leave no code. Private to the rooms that
// have a point in their course; the two copies of this code in a process (host, plugin) are told apart by the context.
//
// The environment variable SSIIS_FAILPOINTS names a folder. Its file `order` holds "<name> <context> <point> <n>": at
// the n-th such point since the order was written the process adds a line to `died` there and kills itself (SIGKILL;
// nothing is flushed, no destructor runs). A file `trace` there gets a line a point.
#pragma once
#include <string_view>

namespace ssiis {

#ifdef SSIIS_FAILPOINTS

// Points: began, wrote, committing, committed (of a writing transaction); responding, responded (of a request),
// streaming (after each piece of a response that is sent in pieces).
void failpoint(std::string_view point) noexcept;

// What this thread is doing while it lives: a request's method, or a job's name, which must outlive it. Inside another
// scope it counts for itself: a block of ids that a request happens to renew is no write of the request. [one thread]
class FailpointScope {
 public:
  explicit FailpointScope(std::string_view context) noexcept;
  ~FailpointScope();
  FailpointScope(const FailpointScope&) = delete;
  FailpointScope& operator=(const FailpointScope&) = delete;

 private:
  std::string_view before_;
  int writes_, commits_;
};

#else

inline void failpoint(std::string_view) noexcept {}

class FailpointScope {
 public:
  explicit FailpointScope(std::string_view) noexcept {}
  ~FailpointScope() {}
  FailpointScope(const FailpointScope&) = delete;
  FailpointScope& operator=(const FailpointScope&) = delete;
};

#endif

}  // namespace ssiis
