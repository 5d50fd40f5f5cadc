// Panels of plugins inside the host's screens: asked at the same time, waited for up to their limits, never longer.
#pragma once
#include <string>
#include <string_view>

#include "host/crew.hpp"
#include "host/html.hpp"
#include "host/metrics.hpp"
#include "host/shell.hpp"
#include "lsso/services/panel.h"

namespace lsso::host {

// [any thread]
class Panels {
 public:
  Panels(const HostConfig& config, Log& log, Metrics& metrics) : config_{config}, log_{log}, metrics_{metrics} {}
  // Sections for every panel of this screen. `subject` is the host's key of what the screen shows.
  std::string html(const Visit& visit, std::string_view screen, std::string_view subject);

 private:
  const HostConfig& config_;
  Log& log_;
  Metrics& metrics_;
  Crew crew_{32};
};

// False for what must not stand in a panel: scripts, styles, frames, handlers.
bool panel_is_sound(std::string_view html);

}  // namespace lsso::host
