/* The smallest useful plugin: a menu entry, a page, a page that streams, a panel, a job and health,
 * in Lao and English. Nothing in it knows inspections; nothing in a host knows it. */
#include "hello.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- small tools
 * --------------------------------------------------------------------------------------- */

int hello_same(lsso_text text, const char* literal) {
  return text.size == strlen(literal) && (text.size == 0 || memcmp(text.data, literal, text.size) == 0);
}

static void copy_z(char* out, size_t capacity, const char* text) {
  size_t size = strlen(text);
  if (size >= capacity) size = capacity - 1;
  memcpy(out, text, size);
  out[size] = 0;
}

lsso_status hello_fail(lsso_error* error, lsso_status status, const char* code, const char* message) {
  if (LSSO_HAS(lsso_error, error->struct_size, message)) {
    error->status = status;
    copy_z(error->code, sizeof error->code, code);
    copy_z(error->message, sizeof error->message, message);
  }
  return status;
}

/* The table of a service, if this host has it and it is long enough to hold the last slot that is
 * used here. */
static const void* service(const lsso_host* host, const char* id, uint64_t needed) {
  const uint32_t* table = host->get_service(host->instance, id);
  return table != NULL && *table >= needed ? table : NULL;
}
#define SERVICE(host, id, type, last_slot) \
  ((const type*)service(host, id, offsetof(type, last_slot) + sizeof(((type*)0)->last_slot)))

static void say(const lsso_plugin* self, uint32_t severity, lsso_text correlation_id, lsso_text message) {
  if (self->log != NULL) self->log->write(self->host->instance, severity, correlation_id, message, NULL, 0);
}

/* ---- life
 * ---------------------------------------------------------------------------------------------- */

static lsso_status create(const lsso_host* host, lsso_plugin** out, lsso_error* error) {
  *out = NULL;
  if (!LSSO_HAS(lsso_host, host->struct_size, get_service) || host->abi_major != LSSO_ABI_MAJOR)
    return hello_fail(error, LSSO_E_UNSUPPORTED, "hello.host.unsupported", "This host is of another version.");
  lsso_plugin* self = calloc(1, sizeof *self);
  if (self == NULL) return hello_fail(error, LSSO_E_UNAVAILABLE, "hello.memory", "Out of memory.");
  self->host = host;
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC); /* a deadline must not follow the wall clock */
  pthread_cond_init(&self->left, &attributes);
  pthread_condattr_destroy(&attributes);
  pthread_mutex_init(&self->mutex, NULL);
  *out = self;
  return LSSO_OK;
}

static void keep_greeting(void* sink, lsso_text value) {
  lsso_plugin* self = sink;
  self->greeting = malloc(value.size + 1);
  if (self->greeting == NULL) return;
  if (value.size != 0) memcpy(self->greeting, value.data, value.size);
  self->greeting[value.size] = 0;
}

static lsso_status add_to_screens(lsso_plugin* self) {
  const lsso_service_menu* menu = SERVICE(self->host, LSSO_SERVICE_MENU, lsso_service_menu, add);
  const lsso_service_panel* panel = SERVICE(self->host, LSSO_SERVICE_PANEL, lsso_service_panel, add);
  const lsso_menu_entry entry = {.struct_size = sizeof entry,
                                 .order = 900,
                                 .id = LSSO_TEXT("hello"),
                                 .label_lo = LSSO_TEXT("ສະບາຍດີ"),
                                 .label_en = LSSO_TEXT("Hello"),
                                 .href = LSSO_TEXT("/hello")};
  const lsso_panel on_unit = {.struct_size = sizeof on_unit,
                              .id = LSSO_TEXT("hello"),
                              .screen = LSSO_TEXT(LSSO_SCREEN_LABOUR_UNIT),
                              .title_lo = LSSO_TEXT("ສະບາຍດີ"),
                              .title_en = LSSO_TEXT("Hello"),
                              .path = LSSO_TEXT("/hello/panel")};
  lsso_status status = LSSO_OK;
  if (menu != NULL) status = menu->add(self->host->instance, &entry);
  if (status == LSSO_OK && panel != NULL) status = panel->add(self->host->instance, &on_unit);
  return status == LSSO_E_NOT_FOUND ? LSSO_OK : status; /* a host without that screen is no failure */
}

static lsso_status start(lsso_plugin* self, lsso_error* error) {
  lsso_host_instance* host = self->host->instance;
  static const lsso_text prefix = LSSO_TEXT("/hello"), job = LSSO_TEXT(HELLO_JOB), greeting = LSSO_TEXT("greeting");
  self->log = SERVICE(self->host, LSSO_SERVICE_LOG, lsso_service_log, write);
  const lsso_service_config* config = SERVICE(self->host, LSSO_SERVICE_CONFIG, lsso_service_config, get);
  const lsso_service_mount* mount = SERVICE(self->host, LSSO_SERVICE_MOUNT, lsso_service_mount, add);
  const lsso_service_scheduler* jobs = SERVICE(self->host, LSSO_SERVICE_SCHEDULER, lsso_service_scheduler, every);
  if (mount == NULL)
    return hello_fail(error, LSSO_E_UNSUPPORTED, "hello.host.no_mount",
                      "This host lacks the service " LSSO_SERVICE_MOUNT ".");
  if (config != NULL) config->get(host, greeting, self, keep_greeting);
  lsso_status status = mount->add(host, prefix, LSSO_MOUNT_STAFF);
  if (status == LSSO_OK) status = add_to_screens(self);
  if (status == LSSO_OK && jobs != NULL) status = jobs->every(host, job, 60000);
  if (status != LSSO_OK) return hello_fail(error, status, "hello.start.refused", "The host refused a registration.");
  say(self, LSSO_LOG_INFO, (lsso_text){NULL, 0}, (lsso_text)LSSO_TEXT("hello started"));
  return LSSO_OK;
}

static void enter(lsso_plugin* self) {
  pthread_mutex_lock(&self->mutex);
  self->frames++;
  pthread_mutex_unlock(&self->mutex);
}

static void leave(lsso_plugin* self) {
  pthread_mutex_lock(&self->mutex);
  self->frames--;
  pthread_cond_broadcast(&self->left);
  pthread_mutex_unlock(&self->mutex);
}

static lsso_status stop(lsso_plugin* self, uint32_t deadline_ms, lsso_error* error) {
  struct timespec until;
  clock_gettime(CLOCK_MONOTONIC, &until);
  until.tv_sec += (time_t)(deadline_ms / 1000u);
  until.tv_nsec += (long)(deadline_ms % 1000u) * 1000000L;
  if (until.tv_nsec >= 1000000000L) {
    until.tv_sec++;
    until.tv_nsec -= 1000000000L;
  }
  pthread_mutex_lock(&self->mutex);
  int waited = 0;
  while (self->frames != 0 && waited == 0) waited = pthread_cond_timedwait(&self->left, &self->mutex, &until);
  const int busy = self->frames != 0;
  pthread_mutex_unlock(&self->mutex);
  return busy ? hello_fail(error, LSSO_E_TIMEOUT, "hello.stop.busy", "Requests are still running.") : LSSO_OK;
}

static void destroy(lsso_plugin* self) {
  if (self == NULL) return;
  pthread_cond_destroy(&self->left);
  pthread_mutex_destroy(&self->mutex);
  free(self->greeting);
  free(self);
}

/* ---- what it is called for
 * ------------------------------------------------------------------------------ */

static lsso_status handle(lsso_plugin* self, const lsso_call* call, const lsso_request* request,
                          const lsso_response* response, lsso_error* error) {
  if (!LSSO_HAS(lsso_call, call->struct_size, cancelled) || !LSSO_HAS(lsso_request, request->struct_size, read) ||
      !LSSO_HAS(lsso_response, response->struct_size, write))
    return hello_fail(error, LSSO_E_INVALID, "hello.host.struct_too_small", "The host sent too small a struct.");
  enter(self);
  lsso_status status;
  if (hello_same(request->path, "/hello")) {
    status = hello_page(self, call, request, response);
  } else if (hello_same(request->path, "/hello/panel")) {
    status = hello_panel(self, request, response);
  } else if (hello_same(request->path, "/hello/echo") && hello_same(request->method, "POST")) {
    status = hello_echo(call, request, response);
  } else {
    status = hello_fail(error, LSSO_E_NOT_FOUND, "hello.page.unknown",
                        hello_same(request->language, "lo") ? "ບໍ່ມີໜ້ານີ້." : "There is no such page.");
  }
  if (status != LSSO_OK && status != LSSO_E_NOT_FOUND)
    hello_fail(error, status, "hello.page.aborted",
               hello_same(request->language, "lo") ? "ສົ່ງໜ້ານີ້ ບໍ່ໄດ້." : "The page could not be sent.");
  leave(self);
  return status;
}

static lsso_status job_run(lsso_plugin* self, const lsso_call* call, const lsso_job* job, lsso_error* error) {
  if (!LSSO_HAS(lsso_job, job->struct_size, name) || !LSSO_HAS(lsso_call, call->struct_size, cancelled))
    return hello_fail(error, LSSO_E_INVALID, "hello.host.struct_too_small", "The host sent too small a struct.");
  if (!hello_same(job->name, HELLO_JOB))
    return hello_fail(error, LSSO_E_NOT_FOUND, "hello.job.unknown", "There is no such job.");
  if (call->cancelled(call->instance) != 0)
    return hello_fail(error, LSSO_E_CANCELLED, "hello.job.cancelled", "The job was cancelled.");
  enter(self);
  atomic_fetch_add(&self->job_runs, 1u);
  say(self, LSSO_LOG_DEBUG, call->correlation_id, (lsso_text)LSSO_TEXT("hello job ran"));
  leave(self);
  return LSSO_OK;
}

static lsso_status health(lsso_plugin* self, lsso_health* out, lsso_error* error) {
  static const lsso_text code = LSSO_TEXT("hello.greeting.missing"), lo = LSSO_TEXT("ຍັງບໍ່ໄດ້ຕັ້ງຄ່າຄຳທັກທາຍ; ໃຊ້ຄຳທີ່ມີມາແຕ່ເດີມ."),
                         en = LSSO_TEXT("No greeting is configured; the built-in one is used.");
  if (!LSSO_HAS(lsso_health, out->struct_size, reason))
    return hello_fail(error, LSSO_E_INVALID, "hello.host.struct_too_small", "The host sent too small a struct.");
  out->schema_version = -1; /* it has no tables */
  out->schema_expected = -1;
  out->state = LSSO_HEALTH_OK;
  if (self->greeting == NULL) out->reason(out->sink, LSSO_HEALTH_OK, code, lo, en);
  return LSSO_OK;
}

/* Its page greets people by name, so its entry is for people. */
static lsso_status visible(lsso_plugin* self, const lsso_call* call, void* sink,
                           void (*show)(void* sink, lsso_text entry_id), lsso_error* error) {
  static const lsso_text entry = LSSO_TEXT("hello");
  (void)self;
  if (!LSSO_HAS(lsso_call, call->struct_size, identity) ||
      !LSSO_HAS(lsso_identity, call->identity->struct_size, principal))
    return hello_fail(error, LSSO_E_INVALID, "hello.host.struct_too_small", "The host sent too small a struct.");
  if (call->identity->principal == LSSO_PRINCIPAL_USER) show(sink, entry);
  return LSSO_OK;
}

static const void* get_extension(lsso_plugin* self, const char* id_z) {
  static const lsso_extension_menu menu = {.struct_size = sizeof menu, .visible = visible};
  (void)self;
  return strcmp(id_z, LSSO_EXTENSION_MENU) == 0 ? &menu : NULL;
}

const lsso_plugin_entry* lsso_plugin_entry_point(uint32_t abi_major) {
  static const lsso_plugin_entry entry = {.struct_size = sizeof entry,
                                          .abi_major = LSSO_ABI_MAJOR,
                                          .abi_minor = LSSO_ABI_MINOR,
                                          .id = LSSO_TEXT("la.gov.lsso.hello"),
                                          .name_lo = LSSO_TEXT("ຕົວຢ່າງ ສະບາຍດີ"),
                                          .name_en = LSSO_TEXT("Hello example"),
                                          .version = LSSO_TEXT("1.0.0"),
                                          .create = create,
                                          .start = start,
                                          .handle = handle,
                                          .job_run = job_run,
                                          .health = health,
                                          .stop = stop,
                                          .destroy = destroy,
                                          .get_extension = get_extension};
  return abi_major == LSSO_ABI_MAJOR ? &entry : NULL;
}
