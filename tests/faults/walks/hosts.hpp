// The hosts of a campaign as processes: told what to do, killed at random moments and at failpoints, started again.
#pragma once
#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "database/api.hpp"
#include "faults/walks/dice.hpp"

namespace ssiis::walks {

struct Totals {
  std::int64_t steps{0}, refused{0}, conflicts{0}, fired{0}, referred{0}, random_kills{0}, failpoint_kills{0};
};

class Hosts {
 public:
  // `folder` is for what the failpoints are told. Hosts that read it die inside their transactions where it says so.
  Hosts(const db::Spec& spec, std::uint64_t seed, std::int64_t files, int hosts, std::filesystem::path folder);
  ~Hosts();
  Hosts(const Hosts&) = delete;
  Hosts& operator=(const Hosts&) = delete;

  // All hosts do it at once; of `kills` deaths each meets one of them, at any moment or inside a transaction. Whoever
  // died is started again and goes on. Throws when a host does not end within two minutes, or ends by itself.
  void all_do(const std::string& order, int kills, Dice& dice);
  const Totals& totals() const { return totals_; }
  std::vector<std::string> troubles{};

 private:
  struct Host {
    int number{0};
    pid_t pid{0};
    int to{-1}, from{-1};
    std::string heard{};
    bool done{false};
    Totals told{};  // by this process
    std::chrono::steady_clock::time_point dies{};
    bool to_die{false};
  };
  void start(Host& host);
  void tell(const Host& host, const std::string& order);
  void hear(Host& host);
  void bury(Host& host, const std::string& order);
  void order_death(Host& host, Dice& dice);
  void leases_run_out();
  std::filesystem::path moments(const Host& host) const;

  db::Spec spec_;
  std::uint64_t seed_;
  std::int64_t files_;
  std::filesystem::path folder_;
  std::vector<Host> hosts_;
  Totals totals_;
  int orders_{0};
};

}  // namespace ssiis::walks
