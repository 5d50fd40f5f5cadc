/* What a plugin exports: one pure function and the table it returns. */
#ifndef LSSO_PLUGIN_H
#define LSSO_PLUGIN_H
#include "lsso/host.h"
#include "lsso/request.h"
#include "lsso/types.h"
#ifdef __cplusplus
extern "C" {
#endif

typedef struct lsso_plugin lsso_plugin; /* opaque to the host */

#define LSSO_HEALTH_OK 0u
#define LSSO_HEALTH_DEGRADED 1u /* works with limits; reasons say which */
#define LSSO_HEALTH_FAILED 2u   /* must get no requests                 */

/* Receives what health has to say. `report` is called once per reason, text borrowed for that call. */
typedef struct lsso_health {
  uint32_t struct_size;
  uint32_t state;                /* written by the plugin: LSSO_HEALTH_… */
  int64_t schema_version;        /* written by the plugin: version of its tables as found; -1 unknown */
  int64_t schema_expected;       /* written by the plugin: the version its code needs                  */
  void* sink;
  void (*reason)(void* sink, uint32_t state, lsso_text code, lsso_text message_lo, lsso_text message_en);
} lsso_health;

/* One job that the host's scheduler lets the plugin run (registered through lsso.host.scheduler/1). */
typedef struct lsso_job {
  uint32_t struct_size;
  uint32_t reserved;
  lsso_text name;
} lsso_job;

/* The life of a plugin:   create → start → (handle | job_run | health)* → stop → destroy
 *
 *  create   [one thread]  makes the object. No I/O, no threads. On failure nothing is left to destroy.
 *  start    [one thread]  opens what it needs, checks its schema (never migrates), registers mounts, menu
 *                         entries, panels and jobs. On failure only destroy may follow.
 *  handle   [any thread, concurrent]  answers one request.
 *  job_run  [any thread, concurrent]  runs one job; the same job never twice at once in one host.
 *  health   [any thread, concurrent]  must answer within two seconds.
 *  stop     [one thread]  no new calls come after it began; returns when no frame of the plugin remains, or
 *                         with LSSO_E_TIMEOUT when `deadline_ms` passed first. May be called again then.
 *  destroy  [one thread]  after a stop that succeeded, or after a failed start. Frees everything.
 *  get_extension [any thread, from create to destroy]  a table by string id ("name/rev"), or NULL.
 *
 * No function lets an exception out. None changes process-wide state (locale, signals, environment). */
typedef struct lsso_plugin_entry {
  uint32_t struct_size;
  uint32_t abi_major;
  uint32_t abi_minor;
  uint32_t reserved;
  lsso_text id;       /* stable, e.g. "la.gov.lsso.ssiis"; also the name of its configuration section */
  lsso_text name_lo;
  lsso_text name_en;
  lsso_text version;
  lsso_status (*create)(const lsso_host* host, lsso_plugin** out, lsso_error* error);
  lsso_status (*start)(lsso_plugin* plugin, lsso_error* error);
  lsso_status (*handle)(lsso_plugin* plugin, const lsso_call* call, const lsso_request* request,
                        const lsso_response* response, lsso_error* error);
  lsso_status (*job_run)(lsso_plugin* plugin, const lsso_call* call, const lsso_job* job, lsso_error* error);
  lsso_status (*health)(lsso_plugin* plugin, lsso_health* health, lsso_error* error);
  lsso_status (*stop)(lsso_plugin* plugin, uint32_t deadline_ms, lsso_error* error);
  void (*destroy)(lsso_plugin* plugin);
  const void* (*get_extension)(lsso_plugin* plugin, const char* id_z);
} lsso_plugin_entry;

#define LSSO_ENTRY_POINT_NAME "lsso_plugin_entry_point"

/* The one exported symbol. Pure: no I/O, no allocation, callable before anything else and as often as one
 * likes, so that scanning a folder is safe. NULL means "not that major version".
 * Rationale: a function, not a variable, since only functions are sure to survive dlsym on every platform. */
typedef const lsso_plugin_entry* (*lsso_plugin_entry_point_fn)(uint32_t abi_major);

#if defined(__GNUC__)
__attribute__((visibility("default")))
#endif
const lsso_plugin_entry* lsso_plugin_entry_point(uint32_t abi_major);

#ifdef __cplusplus
}
#endif
#endif
