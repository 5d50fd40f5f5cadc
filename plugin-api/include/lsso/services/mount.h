/* lsso.host.mount/1: the addresses a plugin answers. Called from start only. */
#ifndef LSSO_SERVICES_MOUNT_H
#define LSSO_SERVICES_MOUNT_H
#include "lsso/host.h"
#include "lsso/request.h"
#include "lsso/types.h"
#ifdef __cplusplus
extern "C" {
#endif

#define LSSO_SERVICE_MOUNT "lsso.host.mount/1"

typedef struct lsso_service_mount {
  uint32_t struct_size;
  uint32_t reserved;
  /* All requests at or below `prefix` (begins with '/', no slash at its end) go to the plugin's handle under
   * the policy LSSO_MOUNT_STAFF, _PUBLIC, _AGENCY or _ASSET. The longest prefix wins. LSSO_E_INVALID: a bad
   * prefix or policy, or LSSO_MOUNT_PANEL, which panels bring themselves; LSSO_E_CONFLICT: the host or another
   * plugin has that prefix. Gone when the plugin stops. [start] */
  lsso_status (*add)(lsso_host_instance* host, lsso_text prefix, uint32_t policy);
} lsso_service_mount;

#ifdef __cplusplus
}
#endif
#endif
