// The one exported function and the table behind it. Nothing here but the guard round each entry.
#include "plugin/application.hpp"
#include "plugin/guard.hpp"

struct lsso_plugin {
  explicit lsso_plugin(const lsso_host& host) : application{host} {}
  ssiis::plugin::Application application;
};

namespace ssiis::plugin {
namespace {

void log_fault(void* sink, std::string_view correlation_id, std::string_view what) noexcept {
  static_cast<HostServices*>(sink)->log(LSSO_LOG_ERROR, correlation_id, what);
}

constexpr lsso_text constant(std::string_view s) noexcept { return {s.data(), s.size()}; }

lsso_status create(const lsso_host* host, lsso_plugin** out, lsso_error* error) {
  return guarded(error, nullptr, nullptr, "", [&] {
    if (out != nullptr) *out = nullptr;
    if (host == nullptr || out == nullptr || !LSSO_HAS(lsso_host, host->struct_size, get_service) ||
        host->abi_major != LSSO_ABI_MAJOR) {
      fill_error(error, LSSO_E_UNSUPPORTED, "abi.host_unsupported", "This host is of another version.");
      return LSSO_E_UNSUPPORTED;
    }
    *out = new lsso_plugin{*host};
    return LSSO_OK;
  });
}

lsso_status start(lsso_plugin* plugin, lsso_error* error) {
  return guarded(error, log_fault, &plugin->application.host(), "start", [&] {
    plugin->application.start();
    return LSSO_OK;
  });
}

bool complete(const lsso_call* call) noexcept {
  return call != nullptr && LSSO_HAS(lsso_call, call->struct_size, cancelled) && call->identity != nullptr &&
         LSSO_HAS(lsso_identity, call->identity->struct_size, authenticated_at_us);
}

lsso_status handle(lsso_plugin* plugin, const lsso_call* call, const lsso_request* request,
                   const lsso_response* response, lsso_error* error) {
  if (!complete(call) || request == nullptr || !LSSO_HAS(lsso_request, request->struct_size, read) ||
      response == nullptr || !LSSO_HAS(lsso_response, response->struct_size, write)) {
    fill_error(error, LSSO_E_INVALID, "abi.call_incomplete", "The host's call is incomplete.");
    return LSSO_E_INVALID;
  }
  return guarded(error, log_fault, &plugin->application.host(), view(call->correlation_id),
                 [&] { return plugin->application.handle(*call, *request, *response, error); });
}

lsso_status job_run(lsso_plugin* plugin, const lsso_call* call, const lsso_job* job, lsso_error* error) {
  if (!complete(call) || job == nullptr || !LSSO_HAS(lsso_job, job->struct_size, name)) {
    fill_error(error, LSSO_E_INVALID, "abi.call_incomplete", "The host's call is incomplete.");
    return LSSO_E_INVALID;
  }
  return guarded(error, log_fault, &plugin->application.host(), view(call->correlation_id),
                 [&] { return plugin->application.run_job(*call, view(job->name), error); });
}

lsso_status health(lsso_plugin* plugin, lsso_health* out, lsso_error* error) {
  return guarded(error, log_fault, &plugin->application.host(), "health", [&] {
    if (out == nullptr || !LSSO_HAS(lsso_health, out->struct_size, reason)) return LSSO_E_INVALID;
    plugin->application.health(*out);
    return LSSO_OK;
  });
}

lsso_status stop(lsso_plugin* plugin, std::uint32_t deadline_ms, lsso_error* error) {
  return guarded(error, log_fault, &plugin->application.host(), "stop", [&] {
    const auto status = plugin->application.stop(deadline_ms);
    if (status != LSSO_OK) fill_error(error, status, "stop.still_busy", "Requests are still under way.");
    return status;
  });
}

void destroy(lsso_plugin* plugin) { delete plugin; }

lsso_status visible(lsso_plugin* plugin, const lsso_call* call, void* sink,
                    void (*show)(void* sink, lsso_text entry_id), lsso_error* error) {
  if (!complete(call) || show == nullptr) {
    fill_error(error, LSSO_E_INVALID, "abi.call_incomplete", "The host's call is incomplete.");
    return LSSO_E_INVALID;
  }
  return guarded(error, log_fault, &plugin->application.host(), view(call->correlation_id), [&] {
    return plugin->application.visible_menu(
        *call, [&](std::string_view id) { show(sink, borrowed(id)); }, error);
  });
}

const lsso_extension_menu menu_extension{sizeof(lsso_extension_menu), 0, visible};

const void* get_extension(lsso_plugin*, const char* id_z) {
  return id_z != nullptr && std::string_view{id_z} == LSSO_EXTENSION_MENU ? &menu_extension : nullptr;
}

const lsso_plugin_entry table{
    .struct_size = sizeof(lsso_plugin_entry),
    .abi_major = LSSO_ABI_MAJOR,
    .abi_minor = LSSO_ABI_MINOR,
    .reserved = 0,
    .id = constant("la.gov.lsso.ssiis"),
    .name_lo = constant("ລະບົບຂໍ້ມູນການກວດກາປະກັນສັງຄົມ"),
    .name_en = constant("Social Security Inspection Information System"),
    .version = constant(SSIIS_VERSION),
    .create = create,
    .start = start,
    .handle = handle,
    .job_run = job_run,
    .health = health,
    .stop = stop,
    .destroy = destroy,
    .get_extension = get_extension,
};

}  // namespace
}  // namespace ssiis::plugin

extern "C" const lsso_plugin_entry* lsso_plugin_entry_point(uint32_t abi_major) {
  return abi_major == LSSO_ABI_MAJOR ? &ssiis::plugin::table : nullptr;
}
