// The one wrapper round every entry of the plugin: no exception crosses the ABI (ABI requirement "noexcept").
#pragma once
#include <cstring>
#include <exception>

#include "core/api.hpp"
#include "database/api.hpp"
#include "lsso/types.h"

namespace ssiis::plugin {

// Fills the caller's error struct; does nothing when there is none or it is too small.
void fill_error(lsso_error* error, lsso_status status, std::string_view code, std::string_view message) noexcept;

// Tells a fault to the log of the host; set by the application as soon as it has one.
using FaultLog = void (*)(void* sink, std::string_view correlation_id, std::string_view what) noexcept;

// Sorts the exception that is being handled into status, stable code and a message that is safe to show.
lsso_status status_of_current_exception(lsso_error* error, FaultLog log, void* sink,
                                        std::string_view correlation_id) noexcept;

template <class F>
lsso_status guarded(lsso_error* error, FaultLog log, void* sink, std::string_view correlation_id, F&& body) noexcept {
  try {
    return body();
  } catch (...) {
    return status_of_current_exception(error, log, sink, correlation_id);
  }
}

}  // namespace ssiis::plugin
