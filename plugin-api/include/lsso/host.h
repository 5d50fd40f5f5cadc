/* What the host offers to a plugin: itself, and services found by string id. */
#ifndef LSSO_HOST_H
#define LSSO_HOST_H
#include "lsso/types.h"
#ifdef __cplusplus
extern "C" {
#endif

typedef struct lsso_host_instance lsso_host_instance;

/* Borrowed from create until destroy returns, or until a create that fails returns. Constant meanwhile: the plugin
 * may keep the pointer itself, as an exception to the rule of borrowed inputs. */
typedef struct lsso_host {
  uint32_t struct_size;
  uint32_t abi_major;
  uint32_t abi_minor;
  uint32_t reserved;
  lsso_text name;
  lsso_text version;
  lsso_host_instance* instance;
  /* The table of a service, or NULL when this host has none. The table lives as long as the host struct and
   * begins with its uint32_t struct_size; a slot beyond that size, or NULL, is not there. Ids are "name/rev"; a
   * changed service is a new revision beside the old one. No service is certain: whoever cannot work without one
   * fails start with LSSO_E_UNSUPPORTED and names it. In create and destroy only get_service itself and the
   * services log, clock and config may be used. Host functions hold no lock while they call a plugin's callback,
   * but a callback must not wait for another call of the plugin. [any thread] */
  const void* (*get_service)(lsso_host_instance* instance, const char* id_z);
} lsso_host;

#ifdef __cplusplus
}
#endif
#endif
