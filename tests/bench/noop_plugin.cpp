// A plugin behind the module's own boundary (guard, decoding of the request, writing of the answer) with one page that
// does nothing.
#include <lsso/lsso.h>

#include "bench/noop_plugin.hpp"
#include "plugin/boundary.hpp"
#include "plugin/guard.hpp"

struct lsso_plugin {
  int nothing{0};
};

namespace {

using namespace ssiis;

lsso_status create(const lsso_host*, lsso_plugin** out, lsso_error* error) {
  return plugin::guarded(error, nullptr, nullptr, "", [&] {
    *out = new lsso_plugin;
    return LSSO_OK;
  });
}
lsso_status start(lsso_plugin*, lsso_error*) { return LSSO_OK; }
lsso_status handle(lsso_plugin*, const lsso_call* call, const lsso_request* in, const lsso_response* response,
                   lsso_error* error) {
  return plugin::guarded(error, nullptr, nullptr, "", [&]() -> lsso_status {
    const auto request = plugin::decoded(*call, *in);
    if (!request) return LSSO_E_INVALID;
    return plugin::answer(*response, bench::noop(*request), [](std::string_view name) { return std::string{name}; });
  });
}
lsso_status job_run(lsso_plugin*, const lsso_call*, const lsso_job*, lsso_error*) { return LSSO_E_NOT_FOUND; }
lsso_status health(lsso_plugin*, lsso_health* out, lsso_error*) {
  out->state = LSSO_HEALTH_OK;
  return LSSO_OK;
}
lsso_status stop(lsso_plugin*, std::uint32_t, lsso_error*) { return LSSO_OK; }
void destroy(lsso_plugin* plugin) { delete plugin; }
const void* get_extension(lsso_plugin*, const char*) { return nullptr; }

const lsso_plugin_entry entry{sizeof entry,
                              LSSO_ABI_MAJOR,
                              LSSO_ABI_MINOR,
                              0,
                              LSSO_TEXT("bench.noop"),
                              LSSO_TEXT("noop"),
                              LSSO_TEXT("noop"),
                              LSSO_TEXT("1"),
                              create,
                              start,
                              handle,
                              job_run,
                              health,
                              stop,
                              destroy,
                              get_extension};

}  // namespace

extern "C" LSSO_EXPORT const lsso_plugin_entry* lsso_plugin_entry_point(std::uint32_t abi_major) {
  return abi_major == LSSO_ABI_MAJOR ? &entry : nullptr;
}
