// The rows of one file, and what is wrong with them.
#pragma once
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "workflow/api.hpp"

namespace ssiis::walks {

// Ids of a file's rows tell the step that wrote them (module/workflow/store.hpp).
inline std::int64_t revision_of(std::int64_t id) { return (id >> 12) & ((std::int64_t{1} << 28) - 1); }

struct CheckedFile {
  struct Instance {
    std::int64_t id;
    std::string process;
    std::int64_t bundle, rev;
    bool running;
  };
  struct Token {
    std::int64_t id, instance;
    std::string node;
    std::int64_t scope;
    std::string via, state;
  };
  struct Task {
    std::int64_t id, instance;
    std::string node;
    std::int64_t token;
    std::string kind, state;
    std::int64_t timer;
    bool open() const { return state == "open"; }
  };
  struct Timer {
    std::int64_t id, instance;
    std::string node;
    std::int64_t activation;
    std::string key;
    Day anchor;
    int days;
    Day due;
    std::string state;
    bool runs() const { return state == "armed" || state == "referred" || state == "suspended"; }
  };
  struct Wait {
    std::int64_t id, instance;
    std::string node;
    std::int64_t token;
    std::string message;
  };
  struct Incident {
    std::int64_t id, instance, token;
    std::string node, state;
  };
  struct Event {
    std::int64_t id, instance;
    std::string event, node, data;
    Day at;
  };
  std::vector<Instance> instances;
  std::vector<Token> tokens;
  std::vector<Task> tasks;
  std::vector<Timer> timers;
  std::vector<Wait> waits;
  std::vector<Incident> incidents;
  std::vector<Event> history;
  std::set<std::int64_t> stayed;  // instances whose periods stand still
  std::map<std::string, std::int64_t> audited;

  using FindDefinition = std::function<const workflow::Definition&(const Instance&)>;
  std::vector<std::string> breaches(const FindDefinition& definition, Day today) const;
};

}  // namespace ssiis::walks
