// One of the hosts that walk over the same files at once. Reads a line and does it, until its input ends:
//   work DAY calm|wild    every file lives through that day; files of which both hosts are at once come first
//   fire DAY              every period that is over on that day
// and answers each with lines "trouble …" and at last "done STEPS REFUSED CONFLICTS FIRED REFERRED" (of this process).
// Usage: walk_host ENGINE DATABASE SEED FILES NUMBER. It may be killed at any moment, also by its failpoints.
#include <signal.h>
#include <sys/prctl.h>

#include <iostream>
#include <numeric>
#include <sstream>

#include "core/failpoint.hpp"
#include "faults/walks/walker.hpp"
#include "support/database_fixture.hpp"

namespace {

using namespace ssiis;

class Host {
 public:
  Host(const db::Spec& spec, std::uint64_t seed, std::int64_t files, int number)
      : office_{spec, seed}, walker_{office_, seed}, seed_{seed}, files_{files}, number_{number} {}

  void obey(const std::string& line) {
    std::istringstream in{line};
    std::string order, day, mood;
    in >> order >> day >> mood;
    const FailpointScope during{"walk"};
    office_.come_to(Day::parse(day).value());
    office_.calm = mood == "calm";
    if (order == "fire")
      walker_.periods();
    else
      for (const auto c : in_order()) walker_.live(CaseId{c});
    for (const auto& trouble : walker_.take_troubles()) std::cout << "trouble " << trouble << "\n";
    const auto& n = walker_.counted();
    std::cout << "done " << n.steps << ' ' << n.refused << ' ' << n.conflicts << ' ' << n.fired << ' ' << n.referred
              << std::endl;
  }

 private:
  // The first tenth is the same for both hosts, so that they meet at each file; of the rest they take turns from the
  // two ends.
  std::vector<std::int64_t> in_order() {
    auto all = office_.read([&](db::Transaction& tx) {
      std::set<std::int64_t> over;  // ended, or at rest today
      for (auto rows = tx.query({"walks/far", "SELECT case_id, rev, state FROM insp_wf_instance"}); rows.next();) {
        const auto& r = rows.row();
        if (r.text(2) == "ended" || walker_.rests(CaseId{r.integer(0)}, r.integer(1))) over.insert(r.integer(0));
      }
      std::vector<std::int64_t> out;
      for (std::int64_t c = 1; c <= files_; ++c)
        if (!over.contains(c)) out.push_back(c);
      return out;
    });
    walks::Dice dice{seed_, office_.clock.today().days_since(walks::first_day), 5};
    for (std::size_t i = all.size(); i > 1; --i)
      std::swap(all[i - 1], all[static_cast<std::size_t>(dice.below(static_cast<int>(i)))]);
    if (number_ % 2 == 1) std::reverse(all.begin() + static_cast<std::ptrdiff_t>(all.size() / 10), all.end());
    return all;
  }

  walks::Office office_;
  walks::Walker walker_;
  std::uint64_t seed_;
  std::int64_t files_;
  int number_;
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 6) return 2;
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  const std::string engine = arguments[1];
  ssiis::db::Spec spec;
  if (engine != "sqlite")
    spec = ssiis::test::server_of(engine == "postgresql" ? ssiis::db::Engine::postgresql : ssiis::db::Engine::mariadb);
  spec.database = arguments[2];
  try {
    Host host{spec, std::stoull(arguments[3]), std::stoll(arguments[4]), std::stoi(arguments[5])};
    for (std::string line; std::getline(std::cin, line);) host.obey(line);
  } catch (const std::exception& e) {
    std::cout << "trouble the host ends: " << e.what() << std::endl;
    return 1;
  }
}
