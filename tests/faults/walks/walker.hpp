// Takes files on by chance. What is done to a file depends on the seed, the file, how far it has come (its revision)
// and the day, never on who does it: a host that takes over from one that died goes on with the same walk.
#pragma once
#include <functional>
#include <vector>

#include "faults/walks/office.hpp"

namespace ssiis::walks {

class Walker {
 public:
  Walker(Office& office, std::uint64_t seed) : office_{office}, seed_{seed} {}

  // What happens to the file on this day; it begins when its day has come.
  void live(CaseId c);
  // Whether a file that has come so far rests on this day: then nobody needs to look at it.
  bool rests(CaseId c, std::int64_t rev) const;
  // Every period that is over.
  void periods();

  struct Counted {
    std::int64_t steps{0}, refused{0}, conflicts{0}, fired{0}, referred{0};
  };
  const Counted& counted() const { return counted_; }
  std::vector<std::string> take_troubles() { return std::exchange(troubles_, {}); }

 private:
  struct At {  // where a file was seen
    CaseId c{0};
    std::int64_t instance{0}, rev{0}, bundle{0};
    std::string process{};
    bool running{false};
  };
  struct Waiting;  // what could be done about it
  using Choice = std::pair<int, std::function<bool()>>;

  Dice fate(CaseId c, std::int64_t rev) const;
  std::optional<At> look(CaseId c);
  bool begin(CaseId c);
  Waiting waiting(const At& at);
  bool step(const At& at, Dice& dice);
  void refused_attempt(const At& at, const Waiting& w, Dice& dice);
  bool do_task(const At& at, const workflow::OpenTask& task, Dice& dice);
  bool raise(const At& at, const workflow::OpenTask& task, Dice& dice);
  bool send_back(const At& at, const workflow::OpenTask& task, Dice& dice);
  workflow::FindPerson person() const;
  bool claim_or_release(const workflow::OpenTask& task, Dice& dice);
  bool deliver(const At& at, const std::string& message, Dice& dice);
  bool answer_late(const At& at, std::int64_t token, Dice& dice);
  bool mend(const At& at, std::int64_t incident, Dice& dice);
  const Actor* who_may(const workflow::OpenTask& task, Dice& dice);
  const workflow::Definition& definition(const At& at);
  workflow::Variables payload(Dice& dice) const;

  template <class F>
  bool took(const At& at, const char* what, F&& work);
  template <class F>
  void must_be_refused(const At& at, const char* what, F&& work);
  std::string rows_of(CaseId c);
  void trouble(CaseId c, const std::string& what);

  Office& office_;
  std::uint64_t seed_;
  Counted counted_;
  std::vector<std::string> troubles_;
};

}  // namespace ssiis::walks
