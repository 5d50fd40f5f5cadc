// One copy of the registry at a time; private to the room.
#pragma once
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "mapping/copy.hpp"

namespace ssiis::mapping {

// The copy is another host's by now.
struct CopyLost : CopyRefused {
  CopyLost() : CopyRefused{"the lease of this copy ran out and another one began"} {}
};

// The lease of the copy under way. It runs out ten minutes after its holder's last beat, by the database's clock.
class CopyTurn {
 public:
  // In the caller's transaction; false while another one's copy is under way. `holder`: new for each turn.
  static bool take(db::Transaction& tx, const std::string& holder);
  // What `holder` took is kept by a thread of its own, beat by beat, however long the source or the search index takes;
  // a beat that the database refuses is left out. Its end gives the lease back. Needs a connection now and then.
  CopyTurn(db::Pool& pool, std::string holder, std::chrono::milliseconds beat);
  ~CopyTurn();
  CopyTurn(const CopyTurn&) = delete;
  CopyTurn& operator=(const CopyTurn&) = delete;

  const std::string& holder() const { return holder_; }
  // At the head of each transaction that writes: whoever lost his lease writes nothing more. Throws CopyLost.
  void hold(db::Transaction& tx) const;
  // Rows were written that the search index does not have: a mark that outlives this copy, until an index is built.
  void owe_index(db::Transaction& tx) const;
  bool index_owed() const;
  void index_built() const;  // throws CopyLost, and leaves the mark: a newer index may have been replaced

 private:
  void keep();
  db::Pool& pool_;
  std::string holder_;
  std::chrono::milliseconds beat_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool over_{false};
  std::thread thread_;
};

}  // namespace ssiis::mapping
