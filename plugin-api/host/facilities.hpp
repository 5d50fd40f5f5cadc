// What the services reach inside the host; one per process, outlives every plugin.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "host/config.hpp"
#include "host/crew.hpp"
#include "host/legal_clock.hpp"
#include "host/log.hpp"
#include "host/person.hpp"
#include "lsso/services/database.h"

namespace lsso::host {

inline constexpr std::string_view host_name{"lsso-host"};
inline constexpr std::string_view host_version{"0.1.0"};

// The host's users and its audit trail. [any thread]
class Directory {
 public:
  virtual ~Directory() = default;
  virtual void each_user(const std::function<void(const Person&)>& take) = 0;  // throws when out of reach
  virtual lsso_status prove(std::string_view user_id, std::string_view password) = 0;
  // One row of the host's trail. `detail` holds no personal data. Throws when out of reach.
  virtual void record(std::string_view user_id, std::string_view event, std::string_view correlation_id,
                      std::string_view detail) = 0;
};

// How to reach the database now. The fields are wiped by the callee.
class DatabaseAccess {
 public:
  virtual ~DatabaseAccess() = default;
  virtual void show(const std::function<void(const lsso_database_fields&)>& take) = 0;  // throws when unavailable
  virtual std::uint64_t generation() const = 0;
};

class RegistryWriter;
class Scheduler;
class Plugins;

struct Facilities {
  const HostConfig& config;
  Log& log;
  LegalClock& clock;
  Directory& directory;
  DatabaseAccess& database;
  Crew& tasks;  // of the threads service
  Scheduler* scheduler{nullptr};
  Plugins* plugins{nullptr};
  RegistryWriter* registry{nullptr};  // none: this installation does not let plugins change the registers
};

}  // namespace lsso::host
