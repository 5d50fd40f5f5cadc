// A copy being carried out under its lease; private to the room.
#pragma once
#include "mapping/copy_turn.hpp"
#include "mapping/copying.hpp"

namespace ssiis::mapping {

struct CopyStopped {};  // the host is going down; the copy waits for the next

audit::Event copy_ordered(std::int64_t run, bool full);

class CopyOffice::Carrying {
 public:
  // `run` was taken by `owner`, and so was the lease.
  Carrying(const Parts& parts, const Actor& who, const CopyPlan& plan, const CopyRun& run, const std::string& owner,
           const std::function<void(std::string_view)>& progress)
      : parts_{parts}, who_{who}, plan_{plan}, run_{run}, progress_{progress}, turn_{parts.pool, owner, parts.beat} {}
  // `install`: the canonical views, also where there are some. Throws what the copy threw, after it was kept; CopyLost
  // and CopyStopped.
  std::vector<CopiedView> run(bool install);

 private:
  void copy();
  void bring_index();
  bool has_views() const;
  void install_views();
  void tell(std::string_view line);
  void end(const std::optional<std::string>& failure);  // done without one

  const Parts& parts_;
  const Actor& who_;
  const CopyPlan& plan_;
  const CopyRun& run_;
  const std::function<void(std::string_view)>& progress_;
  CopyTurn turn_;
  std::vector<CopiedView> views_;
  std::optional<std::chrono::steady_clock::time_point> told_;
};

}  // namespace ssiis::mapping
