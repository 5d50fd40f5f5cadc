/* lsso.host.menu/1: entries in the host's menu. Called from start only. */
#ifndef LSSO_SERVICES_MENU_H
#define LSSO_SERVICES_MENU_H
#include "lsso/host.h"
#include "lsso/types.h"
#ifdef __cplusplus
extern "C" {
#endif

#define LSSO_SERVICE_MENU "lsso.host.menu/1"

typedef struct lsso_menu_entry {
  uint32_t struct_size;
  int32_t order;       /* smaller stands earlier */
  lsso_text id;        /* stable; fragments name it as current */
  lsso_text parent_id; /* empty: first tier; else the id of a first-tier entry: second tier */
  lsso_text label_lo;
  lsso_text label_en;
  lsso_text href;
  lsso_text required_role; /* the host shows it only to users with this role of the host's; empty: to all logged in.
                              Who of them may use it, the plugin says through lsso.plugin.menu/1 */
} lsso_menu_entry;

typedef struct lsso_service_menu {
  uint32_t struct_size;
  uint32_t reserved;
  /* Copies the entry. Ids are the plugin's own; both labels are given. LSSO_E_INVALID: no id, label or href, or an
   * href with a scheme or outside the root; LSSO_E_CONFLICT: the plugin has that id already; LSSO_E_NOT_FOUND: no
   * such parent. Gone when the plugin stops. [start] */
  lsso_status (*add)(lsso_host_instance* host, const lsso_menu_entry* entry);
} lsso_service_menu;

#ifdef __cplusplus
}
#endif
#endif
