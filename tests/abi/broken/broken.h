/* Plugins that break one duty each. BREAK names it; hello does everything else, its entry point
 * renamed by the build, so that a broken plugin differs from a good one in one thing. */
#ifndef BROKEN_H
#define BROKEN_H
#include <stdlib.h>
#include <string.h>

#include "lsso/lsso.h"

const lsso_plugin_entry* hello_entry_point(uint32_t abi_major);

/* The good plugin's functions. */
#define GOOD hello_entry_point(LSSO_ABI_MAJOR)

/* What the broken functions share: the host, for its services. */
extern const lsso_host* broken_host;

lsso_status broken_create(const lsso_host* host, lsso_plugin** out, lsso_error* error);
lsso_status broken_start(lsso_plugin* plugin, lsso_error* error);
lsso_status broken_handle(lsso_plugin* plugin, const lsso_call* call, const lsso_request* request,
                          const lsso_response* response, lsso_error* error);
lsso_status broken_job_run(lsso_plugin* plugin, const lsso_call* call, const lsso_job* job, lsso_error* error);
lsso_status broken_health(lsso_plugin* plugin, lsso_health* health, lsso_error* error);
lsso_status broken_stop(lsso_plugin* plugin, uint32_t deadline_ms, lsso_error* error);
void broken_destroy(lsso_plugin* plugin);
const void* broken_get_extension(lsso_plugin* plugin, const char* id_z);

static inline int is_page(const lsso_request* request, const char* path) {
  return request->path.size == strlen(path) && memcmp(request->path.data, path, request->path.size) == 0;
}
#endif
