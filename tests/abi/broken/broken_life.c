/* Library, life, health and process: how each duty of these groups is broken. */
#include <fcntl.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "broken.h"

const lsso_host* broken_host;
#if BREAK == 25
static int live;
#endif

/* ---- the entry point
 * ------------------------------------------------------------------------------------ */

#if BREAK == 10 /* built without the version script */
__attribute__((visibility("default"))) int broken_extra_symbol(void);
int broken_extra_symbol(void) { return 1; }
#endif

const lsso_plugin_entry* lsso_plugin_entry_point(uint32_t abi_major) {
  static lsso_plugin_entry entry;
  static int ready;
  if (!ready) {
    entry = *GOOD;
    entry.create = broken_create;
    entry.start = broken_start;
    entry.handle = broken_handle;
    entry.job_run = broken_job_run;
    entry.health = broken_health;
    entry.stop = broken_stop;
    entry.destroy = broken_destroy;
    entry.get_extension = broken_get_extension;
    ready = 1;
  }
#if BREAK == 2
  entry.name_lo = (lsso_text){"\xE0\xBA", 2};
#elif BREAK == 9
  entry.reserved = 7;
#elif BREAK == 12
  entry.abi_minor++;
#elif BREAK == 13
  entry.get_extension = NULL;
#elif BREAK == 112 /* opens a file while it is only asked */
  if (open("/dev/null", O_RDONLY | O_CLOEXEC) < 0) return NULL;
#elif BREAK == 11
  return &entry;
#endif
  return abi_major == LSSO_ABI_MAJOR ? &entry : NULL;
}

/* ---- create, start
 * -------------------------------------------------------------------------------------- */

#if BREAK == 20 || BREAK == 55
static void* sleep_for_ever(void* unused) {
  (void)unused;
  for (;;) pause();
  return NULL;
}
static void start_thread(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, sleep_for_ever, NULL);
}
#endif

lsso_status broken_create(const lsso_host* host, lsso_plugin** out, lsso_error* error) {
  broken_host = host;
#if BREAK == 5 /* reads a field before the size told that it is there */
  if (host->get_service == NULL) return LSSO_E_INVALID;
#elif BREAK == 6 /* "knows" how long a host is */
  if (host->struct_size != sizeof *host && host->struct_size > 8) return LSSO_E_UNSUPPORTED;
#elif BREAK == 20
  start_thread();
#elif BREAK == 120
  if (open("/dev/null", O_RDONLY | O_CLOEXEC) < 0) return LSSO_E_INTERNAL;
#elif BREAK == 21
  const lsso_status status = GOOD->create(host, out, error);
  if (status != LSSO_OK && host->struct_size > 8) *out = (lsso_plugin*)(void*)&broken_host;
  return status;
#elif BREAK == 121
  if (host->struct_size > 8 && host->abi_major != LSSO_ABI_MAJOR && open("/dev/null", O_RDONLY | O_CLOEXEC) < 0)
    return LSSO_E_INTERNAL;
#elif BREAK == 25 /* there can be only one */
  if (host->abi_major == LSSO_ABI_MAJOR && live++ != 0) return LSSO_E_CONFLICT;
#elif BREAK == 27 /* good for one life */
  static int lives;
  if (lives++ != 0) return LSSO_E_INTERNAL;
#elif BREAK == 28
  const lsso_status status = GOOD->create(host, out, error);
  if (status != LSSO_OK && LSSO_HAS(lsso_error, error->struct_size, message)) error->code[0] = 0;
  return status;
#endif
  return GOOD->create(host, out, error);
}

#if BREAK == 7
static lsso_text kept_path; /* points at what was borrowed */
#endif

lsso_status broken_start(lsso_plugin* plugin, lsso_error* error) {
#if BREAK == 22 /* destroys itself when it fails */
  const lsso_status status = GOOD->start(plugin, error);
  if (status != LSSO_OK) GOOD->destroy(plugin);
  return status;
#elif BREAK == 50
  setlocale(LC_ALL, "C.UTF-8");
#elif BREAK == 51
  setenv("BROKEN", "1", 1);
#elif BREAK == 52
  signal(SIGPIPE, SIG_IGN);
#elif BREAK == 53
  if (chdir("/tmp") != 0) return LSSO_E_INTERNAL;
#elif BREAK == 153
  umask(077);
#elif BREAK == 54
  if (open("/dev/null", O_RDONLY | O_CLOEXEC) < 0) return LSSO_E_INTERNAL;
#elif BREAK == 55
  start_thread();
#elif BREAK == 56
  puts("hello from start");
#elif BREAK == 60 || BREAK == 61 || BREAK == 62
  const lsso_service_config* config = broken_host->get_service(broken_host->instance, LSSO_SERVICE_CONFIG);
  const lsso_service_log* log = broken_host->get_service(broken_host->instance, LSSO_SERVICE_LOG);
#if BREAK == 60   /* does not look whether there is a log */
  (void)config;
  log->write(broken_host->instance, LSSO_LOG_INFO, (lsso_text){NULL, 0}, (lsso_text)LSSO_TEXT("x"), NULL, 0);
#elif BREAK == 61 /* takes it that every call succeeds */
  const lsso_service_audit* audit = broken_host->get_service(broken_host->instance, LSSO_SERVICE_AUDIT);
  (void)config;
  (void)log;
  if (audit != NULL && LSSO_HAS(lsso_service_audit, audit->struct_size, record) &&
      audit->record(broken_host->instance, (lsso_text){NULL, 0}, (lsso_text){NULL, 0}, (lsso_text)LSSO_TEXT("started"),
                    NULL, 0) != LSSO_OK)
    abort();
#else             /* does not look how long the table is */
  (void)config;
  if (log != NULL)
    log->write(broken_host->instance, LSSO_LOG_INFO, (lsso_text){NULL, 0}, (lsso_text)LSSO_TEXT("x"), NULL, 0);
#endif
#elif BREAK == 64 || BREAK == 65
  const lsso_service_log* log = broken_host->get_service(broken_host->instance, LSSO_SERVICE_LOG);
  if (log != NULL && LSSO_HAS(lsso_service_log, log->struct_size, write))
    log->write(broken_host->instance, BREAK == 65 ? 77u : LSSO_LOG_INFO, (lsso_text){NULL, 0},
               (lsso_text)LSSO_TEXT("password is conformance-database-secret-81d7"), NULL, 0);
#elif BREAK == 43 || BREAK == 3
  const lsso_service_menu* menu = broken_host->get_service(broken_host->instance, LSSO_SERVICE_MENU);
  const lsso_menu_entry entry = {.struct_size = BREAK == 3 ? 0u : (uint32_t)sizeof entry,
                                 .id = LSSO_TEXT("broken"),
                                 .label_lo = LSSO_TEXT("x"),
                                 .label_en = LSSO_TEXT("x"),
                                 .href = LSSO_TEXT("/elsewhere")};
  if (menu != NULL && LSSO_HAS(lsso_service_menu, menu->struct_size, add)) menu->add(broken_host->instance, &entry);
#elif BREAK == 44
  const lsso_service_scheduler* jobs = broken_host->get_service(broken_host->instance, LSSO_SERVICE_SCHEDULER);
  if (jobs != NULL && LSSO_HAS(lsso_service_scheduler, jobs->struct_size, every))
    jobs->every(broken_host->instance, (lsso_text)LSSO_TEXT("never.heard.of"), 1000);
#endif
  return GOOD->start(plugin, error);
}

/* ---- health, stop, destroy, extensions
 * ------------------------------------------------------------------ */

lsso_status broken_health(lsso_plugin* plugin, lsso_health* health, lsso_error* error) {
  const lsso_status status = GOOD->health(plugin, health, error);
#if BREAK == 29
  if (status == LSSO_OK) health->state = LSSO_HEALTH_FAILED + 5u;
#elif BREAK == 7
  if (kept_path.size != 0 && kept_path.data[0] == 0) return LSSO_E_INTERNAL;
#endif
  return status;
}

lsso_status broken_stop(lsso_plugin* plugin, uint32_t deadline_ms, lsso_error* error) {
#if BREAK == 23 /* the second stop finds nothing to stop */
  static int stopped;
  if (stopped++ != 0) return LSSO_E_INVALID;
#elif BREAK == 26 /* does not wait */
  (void)plugin;
  (void)deadline_ms;
  (void)error;
  return LSSO_OK;
#endif
  return GOOD->stop(plugin, deadline_ms, error);
}

void broken_destroy(lsso_plugin* plugin) {
#if BREAK == 24 /* takes it that start was called */
  if (((const void**)(void*)plugin)[1] == NULL) abort();
#elif BREAK == 8 /* "frees" what the host owns */
  free((void*)(uintptr_t)broken_host);
#elif BREAK == 25
  if (plugin != NULL) live--;
#endif
  GOOD->destroy(plugin);
}

#if BREAK == 46 || BREAK == 146
static lsso_status broken_visible(lsso_plugin* plugin, const lsso_call* call, void* sink,
                                  void (*show)(void* sink, lsso_text entry_id), lsso_error* error) {
  static const lsso_text unheard_of = LSSO_TEXT("unheard.of");
  if (BREAK == 146) return LSSO_OK; /* hides what people may open */
  show(sink, unheard_of);
  const lsso_extension_menu* good = GOOD->get_extension(plugin, LSSO_EXTENSION_MENU);
  return good->visible(plugin, call, sink, show, error);
}
#endif

const void* broken_get_extension(lsso_plugin* plugin, const char* id_z) {
#if BREAK == 63
  return id_z;
#elif BREAK == 46 || BREAK == 146
  static const lsso_extension_menu menu = {.struct_size = sizeof menu, .visible = broken_visible};
  if (strcmp(id_z, LSSO_EXTENSION_MENU) == 0) return &menu;
#endif
  return GOOD->get_extension(plugin, id_z);
}

/* ---- the rest
 * ------------------------------------------------------------------------------------------- */

#if BREAK == 7
void broken_keep(lsso_text path);
void broken_keep(lsso_text path) { kept_path = path; }
#endif
