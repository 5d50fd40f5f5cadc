/* lsso.host.config/1: settings that the administrator wrote for this plugin. */
#ifndef LSSO_SERVICES_CONFIG_H
#define LSSO_SERVICES_CONFIG_H
#include "lsso/host.h"
#include "lsso/types.h"
#ifdef __cplusplus
extern "C" {
#endif

#define LSSO_SERVICE_CONFIG "lsso.host.config/1"

typedef struct lsso_service_config {
  uint32_t struct_size;
  uint32_t reserved;
  /* Hands the value of a setting to `take`, once, borrowed for that call. LSSO_E_NOT_FOUND when not set:
   * `take` is not called then. An empty value is set.
   * Keys every host has: "resources" (folder of the plugin's files), "data_dir" (where it may write),
   * "module_config" (path of module.xml), "demonstration" ("true" only on loopback, in demonstration mode),
   * "public_base_url". [any thread] */
  lsso_status (*get)(lsso_host_instance* host, lsso_text key, void* sink, void (*take)(void* sink, lsso_text value));
} lsso_service_config;

#ifdef __cplusplus
}
#endif
#endif
