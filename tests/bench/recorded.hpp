// What a piece of work sends to the database through ODBC: the program stands between the module and the driver
// manager (its SQLPrepare, SQLBindParameter, SQLExecute, SQLExecDirect are found first) and can write down each
// statement.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "bench/native.hpp"

namespace ssiis::bench {

struct Sent {
  std::string sql;
  Values parameters{};
  bool plain{false};  // BEGIN, COMMIT: sent without being prepared
};

// Statements of this process while `work` runs, in their order.
std::vector<Sent> recorded(const std::function<void()>& work);

// The same statements through the native client. Only readers can be sent again: throws std::runtime_error when one
// writes, because then the floor has to be written by hand.
class Replay {
 public:
  Replay(Native& native, const std::vector<Sent>& sent);
  void run() const;
  // Each distinct statement: how often, how many milliseconds in all; to stderr.
  void explain() const;

 private:
  struct Step {
    int statement;  // -1: plain
    std::string text;
    Values parameters;
  };
  Native& native_;
  std::vector<Step> steps_;
};

}  // namespace ssiis::bench
