#include "plugin/guard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <new>

#include "plugin/host_services.hpp"
#include "web/api.hpp"

namespace ssiis::plugin {
namespace {

using web::E_;

void copy_bounded(char* to, std::size_t capacity, std::string_view text) noexcept {
  const std::size_t n = std::min(capacity - 1, text.size());
  std::memcpy(to, text.data(), n);
  to[n] = '\0';
}

struct Sorted {
  lsso_status status;
  std::string_view code;
  std::string_view message;
};

Sorted sort_database_fault(db::Fault fault) noexcept {
  switch (fault) {
    case db::Fault::connection_lost:
    case db::Fault::pool_exhausted:
    case db::Fault::busy:
    case db::Fault::lock_timeout:
    case db::Fault::deadlock:
    case db::Fault::serialization:
      return {LSSO_E_UNAVAILABLE, E_("database.unavailable"), "The database does not answer. Try again in a moment."};
    case db::Fault::commit_unknown:
      return {LSSO_E_UNAVAILABLE, E_("database.outcome_unknown"),
              "It is not known whether this was saved. Open the page again and look before you repeat it."};
    case db::Fault::cancelled:
      return {LSSO_E_TIMEOUT, E_("database.timeout"), "This took too long and was stopped. Nothing was changed."};
    default:
      return {LSSO_E_INTERNAL, E_("database.fault"), "An error occurred. Nothing was changed."};
  }
}

void tell(FaultLog log, void* sink, std::string_view correlation_id, std::string_view what) noexcept {
  if (log != nullptr) log(sink, correlation_id, what);
}

}  // namespace

void fill_error(lsso_error* error, lsso_status status, std::string_view code, std::string_view message) noexcept {
  if (error == nullptr || !LSSO_HAS(lsso_error, error->struct_size, message)) return;
  error->status = status;
  copy_bounded(error->code, sizeof error->code, code);
  copy_bounded(error->message, sizeof error->message, message);
}

lsso_status status_of_current_exception(lsso_error* error, FaultLog log, void* sink,
                                        std::string_view correlation_id) noexcept {
  Sorted sorted{LSSO_E_INTERNAL, E_("internal.fault"), "An error occurred. Nothing was changed."};
  try {
    throw;
  } catch (const db::Error& e) {
    sorted = sort_database_fault(e.fault);
    try {
      tell(log, sink, correlation_id, fmt::format("{} [{}]", e.what(), e.driver_text));
    } catch (...) {
      tell(log, sink, correlation_id, e.what());
    }
  } catch (const StartFailure& e) {
    tell(log, sink, correlation_id, e.what());
    fill_error(error, LSSO_E_UNAVAILABLE, e.code, e.what());
    return LSSO_E_UNAVAILABLE;
  } catch (const Conflict& e) {
    sorted = {LSSO_E_CONFLICT, E_("request.conflict"), "Somebody else changed this meanwhile. Open it again."};
    tell(log, sink, correlation_id, e.what());
  } catch (const SettingsError& e) {
    sorted = {LSSO_E_INVALID, E_("configuration.invalid"), "The module's configuration is not valid; see the log."};
    tell(log, sink, correlation_id, e.what());
  } catch (const std::bad_alloc&) {
    sorted = {LSSO_E_UNAVAILABLE, E_("memory.exhausted"), "The server is short of memory. Try again in a moment."};
    tell(log, sink, correlation_id, "out of memory");
  } catch (const std::exception& e) {
    tell(log, sink, correlation_id, e.what());
  } catch (...) {
    tell(log, sink, correlation_id, "an exception of unknown type");
  }
  fill_error(error, sorted.status, sorted.code, sorted.message);
  return sorted.status;
}

}  // namespace ssiis::plugin
