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
#define LSSO_HEALTH_FAILED 2u   /* must get no requests */

/* Receives what health has to say. `reason` is called once per reason, by the thread that runs health and before
 * it returns; text is borrowed for that call. A state other than OK has at least one reason, and no reason is
 * worse than the state. Reasons carry no personal data and no secrets: administrators and monitoring read them. */
typedef struct lsso_health {
  uint32_t struct_size;
  uint32_t state;          /* written by the plugin: LSSO_HEALTH_… */
  int64_t schema_version;  /* written by the plugin: version of its tables as found; -1 unknown */
  int64_t schema_expected; /* written by the plugin: the version its code needs */
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
 *  create   [main]  makes the object. No I/O, no threads. On failure nothing is left to destroy and *out is NULL.
 *           May be called again while an earlier object lives: objects know nothing of each other.
 *           LSSO_E_UNSUPPORTED: the host's major version differs, or its struct lacks a field of ABI 1.0.
 *  start    [main]  opens what it needs, checks its schema (never migrates), registers mounts, menu entries,
 *           panels and jobs. Once per object. On failure only destroy may follow, and the host takes back all
 *           that was registered. A database out of reach is no reason to fail: health says it (DEGRADED or
 *           FAILED) and the plugin tries again. A database of another schema version is not either.
 *  handle   [any thread]  answers one request. A failure it returns becomes a page: see lsso_response.
 *  job_run  [any thread]  runs one job; the same job never twice at once in one host. LSSO_E_NOT_FOUND for a name
 *           that the plugin did not register.
 *  health   [any thread]  must answer within two seconds, so it waits for no lock that a request may hold long.
 *           It succeeds also when what it has to say is bad.
 *  stop     [main; calls in flight on other threads may still run]  no new call of handle, job_run or health
 *           comes after it began. Returns LSSO_OK when no frame of the plugin remains on any thread, or
 *           LSSO_E_TIMEOUT when `deadline_ms` passed first (0: looks once); then it may be called again. After
 *           LSSO_OK another call gives LSSO_OK and does nothing.
 *  destroy  [main]  after a stop that succeeded, after a failed start, or straight after create. Frees everything;
 *           files, sockets and threads of the object are gone when it returns. NULL does nothing.
 *  get_extension [any thread]  a table by string id ("name/rev"), or NULL. The table lives as long as the object.
 *
 * Every slot is filled. No function lets an exception out. None changes process-wide state: locale, environment,
 * signal handlers and masks, working folder, umask, resource limits, standard streams, ODBC environment
 * attributes. None calls exit, abort, fork (posix_spawn is free) or dlclose on itself, or leaves atexit handlers
 * behind. Files are opened close-on-exec.
 * Rationale: the plugin is a guest in a server that others answer for, beside plugins it does not know. */
typedef struct lsso_plugin_entry {
  uint32_t struct_size;
  uint32_t abi_major; /* the major asked for */
  uint32_t abi_minor; /* the minor of the headers it was compiled with; for people, never for decisions */
  uint32_t reserved;
  lsso_text id; /* stable, e.g. "la.gov.lsso.ssiis"; a-z, 0-9, '.', '_' and '-'; names its configuration too */
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

/* The one exported symbol. Pure: no I/O, no allocation, callable before anything else, from any thread and as
 * often as one likes, always with the same answer, so that scanning a folder is safe. Loading the library does no
 * more either. The table is constant and lives as long as the library is loaded. NULL means "not that major
 * version".
 * Rationale: a function, not a variable, since only functions are sure to survive dlsym on every platform. */
typedef const lsso_plugin_entry* (*lsso_plugin_entry_point_fn)(uint32_t abi_major);

#if defined(__GNUC__)
#define LSSO_EXPORT __attribute__((visibility("default")))
#else
#define LSSO_EXPORT
#endif
LSSO_EXPORT const lsso_plugin_entry* lsso_plugin_entry_point(uint32_t abi_major);

#ifdef __cplusplus
}
#endif
#endif
