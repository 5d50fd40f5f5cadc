/* lsso.host.audit/1: the host's own audit trail, told of what concerns the host (enable, disable, refusals). */
#ifndef LSSO_SERVICES_AUDIT_H
#define LSSO_SERVICES_AUDIT_H
#include "lsso/host.h"
#include "lsso/types.h"
#ifdef __cplusplus
extern "C" {
#endif

#define LSSO_SERVICE_AUDIT "lsso.host.audit/1"

typedef struct lsso_service_audit {
  uint32_t struct_size;
  uint32_t reserved;
  /* One event for the host's trail, beside the plugin's own. No personal data in the fields. Returns when the event
   * is on disk. LSSO_E_UNAVAILABLE: it could not be kept. [any thread] */
  lsso_status (*record)(lsso_host_instance* host, lsso_text correlation_id, lsso_text user_id, lsso_text event,
                        const lsso_pair* fields, uint64_t field_count);
} lsso_service_audit;

#ifdef __cplusplus
}
#endif
#endif
