/* What the host offers to a plugin: itself, and services found by string id. */
#ifndef LSSO_HOST_H
#define LSSO_HOST_H
#include "lsso/types.h"
#ifdef __cplusplus
extern "C" {
#endif

typedef struct lsso_host_instance lsso_host_instance;

/* Borrowed from create until destroy returns. */
typedef struct lsso_host {
  uint32_t struct_size;
  uint32_t abi_major;
  uint32_t abi_minor;
  uint32_t reserved;
  lsso_text name;
  lsso_text version;
  lsso_host_instance* instance;
  /* The table of a service, or NULL when this host has none. [any thread] The table lives as long as the host
   * struct. Ids are "name/rev"; a changed service is a new revision beside the old one.                      */
  const void* (*get_service)(lsso_host_instance* instance, const char* id_z);
} lsso_host;

#ifdef __cplusplus
}
#endif
#endif
