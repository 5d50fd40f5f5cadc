/* lsso.host.threads/1: leave to run work outside a call. A plugin starts no thread of its own otherwise. */
#ifndef LSSO_SERVICES_THREADS_H
#define LSSO_SERVICES_THREADS_H
#include "lsso/host.h"
#include "lsso/types.h"
#ifdef __cplusplus
extern "C" {
#endif

#define LSSO_SERVICE_THREADS "lsso.host.threads/1"

typedef struct lsso_service_threads {
  uint32_t struct_size;
  uint32_t max_concurrent; /* how many tasks of this plugin may run at once */
  /* Runs work(context) on a thread of the host, once, later or at once; `context` stays the plugin's.
   * LSSO_E_UNAVAILABLE when all are taken, LSSO_E_CANCELLED when the host is stopping: then work will not be
   * called. The plugin tells its own work to end when it stops; stop returns only after it. [any thread, from
   * start to stop] */
  lsso_status (*run)(lsso_host_instance* host, void* context, void (*work)(void* context));
} lsso_service_threads;

#ifdef __cplusplus
}
#endif
#endif
