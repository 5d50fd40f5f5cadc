// A procedure tried on a sample, in memory: nothing is written, no module is asked, no file is touched. People answer
// their forms by the forms' own rules, as the sample says or else as its seed has it; days pass by the bundle's
// calendar. Pure; the same sample gives the same story.
#pragma once
#include <functional>

#include "workflow/bundle.hpp"

namespace ssiis::workflow {

struct Sample {
  std::string process;
  std::string message{};    // that starts it; empty: the start without a trigger
  std::string territory{};  // code, of "role@case"
  Day begins{};
  Variables variables{};  // at the start
  std::map<std::string, std::string, std::less<>>
      answers{};          // by field, where a form asks for it and it may be answered so
  std::uint64_t seed{1};  // by which all else is answered
  bool late{false};       // people let every period of theirs pass
  bool letters{false};    // what may come beside the work comes, now and then
  std::map<std::string, Variables, std::less<>> services{};  // what a topic's answer sets
};

struct SimulatedStep {
  enum class Kind { task, automatic, decision, message, period, end, incident };
  Kind kind;
  std::string node;
  Day from{};
  std::optional<Day> done{};  // of tasks that were done, of periods that ended
  std::string who{};          // role@place
  std::string form{};
  std::string rule{};    // of a decision: table and rule; of a message its name; of an incident its code
  std::string period{};  // key
  std::optional<Day> due{};
  int days{0};
  bool confirmed{false};  // by LSSO
  forms::Answer answers{};
};

struct Simulated {
  enum class End {
    ended,
    waits,    // for something that never came
    stopped,  // bounds: steps, days, time
    failed    // an incident
  } end{End::stopped};
  std::vector<SimulatedStep> steps;
  std::set<std::string, std::less<>> nodes, flows;  // that were passed
  std::vector<std::string> ends;                    // end events of the process itself that were reached
  Day until{};
  std::string trouble{};  // of one that failed: the code; of one that waits: the steps it waits at
};

struct SimulationBounds {
  int most_steps{600};
  int most_days{3660};
  std::function<bool()> over{};  // asked at every step: time is up
};

// Throws std::invalid_argument for a process or start that the bundle does not have.
Simulated simulate(const Bundle& bundle, const Sample& sample, const SimulationBounds& bounds = {});

}  // namespace ssiis::workflow
