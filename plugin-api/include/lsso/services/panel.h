/* lsso.host.panel/1: fragments that a plugin shows inside screens of the host. Called from start only. */
#ifndef LSSO_SERVICES_PANEL_H
#define LSSO_SERVICES_PANEL_H
#include "lsso/host.h"
#include "lsso/types.h"
#ifdef __cplusplus
extern "C" {
#endif

#define LSSO_SERVICE_PANEL "lsso.host.panel/1"

/* Screens of the host that take panels. The subject is the host's key of what the screen shows. */
#define LSSO_SCREEN_LABOUR_UNIT "labour_unit"
#define LSSO_SCREEN_WORKER "worker"
#define LSSO_SCREEN_HOME "home"

typedef struct lsso_panel {
  uint32_t struct_size;
  uint32_t time_limit_ms; /* the host waits no longer, 0: its own limit; then it shows that the panel is late */
  lsso_text id;
  lsso_text screen; /* LSSO_SCREEN_… */
  lsso_text title_lo;
  lsso_text title_en;
  lsso_text path; /* the host asks the plugin's handle: GET path?subject=… under LSSO_MOUNT_PANEL */
} lsso_panel;

typedef struct lsso_service_panel {
  uint32_t struct_size;
  uint32_t reserved;
  /* Copies the panel. What the plugin answers is a fragment of HTML without script and style, at most 64 KiB; the
   * host drops more, and shows the panel's failure without harm to its own screen. LSSO_E_CONFLICT: the plugin
   * has that id already; LSSO_E_NOT_FOUND: this host has no such screen, no reason to fail start. [start] */
  lsso_status (*add)(lsso_host_instance* host, const lsso_panel* panel);
} lsso_service_panel;

#ifdef __cplusplus
}
#endif
#endif
