/* lsso.host.scheduler/1: the host ticks; what is due stands in the plugin's own tables. */
#ifndef LSSO_SERVICES_SCHEDULER_H
#define LSSO_SERVICES_SCHEDULER_H
#include "lsso/host.h"
#include "lsso/types.h"
#ifdef __cplusplus
extern "C" {
#endif

#define LSSO_SERVICE_SCHEDULER "lsso.host.scheduler/1"

typedef struct lsso_service_scheduler {
  uint32_t struct_size;
  uint32_t reserved;
  /* Has job_run called with this name about every `period_ms`, never twice at once in this host, with an
   * identity of LSSO_PRINCIPAL_SERVICE. Several hosts run the same job; the plugin claims its work in the
   * database. LSSO_E_INVALID: no name, or period 0; LSSO_E_CONFLICT: named twice. [start] */
  lsso_status (*every)(lsso_host_instance* host, lsso_text job_name, uint32_t period_ms);
  /* Asks for a run soon, without waiting for the period. Does not wait for it. LSSO_E_NOT_FOUND: no such job of
   * this plugin. [any thread, from start to stop] */
  lsso_status (*wake)(lsso_host_instance* host, lsso_text job_name);
} lsso_service_scheduler;

#ifdef __cplusplus
}
#endif
#endif
