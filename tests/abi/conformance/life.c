/* Taking a plugin through its life. */
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#include "conformance.h"

const lsso_plugin_entry* load_library(life* l) {
  lsso_plugin_entry_point_fn entry_point;
  l->library = dlopen(given.plugin, RTLD_NOW | RTLD_LOCAL);
  expect(l->library != NULL, "cannot be loaded: %s", dlerror());
  void* symbol = dlsym(l->library, LSSO_ENTRY_POINT_NAME);
  expect(symbol != NULL, "exports no " LSSO_ENTRY_POINT_NAME);
  memcpy(&entry_point, &symbol, sizeof entry_point);
  l->entry = entry_point(LSSO_ABI_MAJOR);
  expect(l->entry != NULL, "has no table for ABI %u", LSSO_ABI_MAJOR);
  expect(LSSO_HAS(lsso_plugin_entry, l->entry->struct_size, get_extension), "its table is only %u bytes long",
         l->entry->struct_size);
  return l->entry;
}

static void clear(lsso_error* error) {
  memset(error, 0, sizeof *error);
  error->struct_size = sizeof *error;
}

lsso_status try_create(life* l) {
  clear(&l->error);
  l->plugin = NULL;
  const lsso_status status = l->entry->create(host_open(&l->host_memory), &l->plugin, &l->error);
  if (status != LSSO_OK) host_close(&l->host_memory);
  if (status == LSSO_OK && l->plugin == NULL) fail("create succeeded and gave no object");
  if (status != LSSO_OK && l->plugin != NULL) breach(21, "create failed and gave an object");
  return status;
}

lsso_status try_start(life* l) {
  clear(&l->error);
  host_in_start(1);
  const lsso_status status = l->entry->start(l->plugin, &l->error);
  host_in_start(0);
  return status;
}

lsso_status stop_within(life* l, uint32_t deadline_ms) {
  clear(&l->error);
  return l->entry->stop(l->plugin, deadline_ms, &l->error);
}

void destroy(life* l) {
  l->entry->destroy(l->plugin);
  l->plugin = NULL;
  host_close(&l->host_memory);
}

void begin_life(life* l) {
  memset(l, 0, sizeof *l);
  load_library(l);
  lsso_status status = try_create(l);
  expect(status == LSSO_OK, "create failed with %d: %.64s", status, l->error.code);
  status = try_start(l);
  expect(status == LSSO_OK, "start failed with %d: %.64s: %.256s", status, l->error.code, l->error.message);
}

void end_life(life* l) {
  const lsso_status status = stop_within(l, 30000);
  expect(status == LSSO_OK, "stop failed with %d: %.64s", status, l->error.code);
  destroy(l);
}

static int bounded(const char* text, size_t capacity) { return memchr(text, 0, capacity) != NULL; }

void check_failure(const lsso_error* error, lsso_status status, const char* what) {
  if (error->status != status) breach(28, "%s: the error says %d, the call %d", what, error->status, status);
  if (!bounded(error->code, sizeof error->code) || !bounded(error->message, sizeof error->message)) {
    breach(28, "%s: the error's texts do not end", what);
    return;
  }
  const lsso_text code = {error->code, strlen(error->code)}, message = {error->message, strlen(error->message)};
  if (!is_word(code, "._")) breach(28, "%s: the error's code is no word: %s", what, error->code);
  if (message.size == 0) breach(28, "%s: the error has no message", what);
  if (!is_utf8(message)) breach(28, "%s: the error's message is not UTF-8", what);
  if (secret_in(message.data, message.size)) breach(64, "%s: the error's message holds a secret", what);
}

/* ---- health
 * --------------------------------------------------------------------------------------------- */

typedef struct reasons {
  uint32_t count, worst;
} reasons;

static void take_reason(void* sink, uint32_t state, lsso_text code, lsso_text lo, lsso_text en) {
  reasons* r = sink;
  r->count++;
  if (state > r->worst) r->worst = state;
  if (code.size == 0 || lo.size == 0 || en.size == 0) breach(29, "a reason of health lacks its code, or a language");
  check_text(lo, "a reason of health");
  check_text(en, "a reason of health");
  if (secret_in(en.data, en.size) || secret_in(lo.data, lo.size)) breach(64, "a reason of health holds a secret");
}

void ask_health(life* l) {
  arena a = {.count = 0};
  reasons r = {0, 0};
  lsso_health health = {.struct_size = sizeof health,
                        .state = 99,
                        .schema_version = -2,
                        .schema_expected = -2,
                        .sink = &r,
                        .reason = take_reason};
  lsso_error error = {.struct_size = sizeof error};
  lsso_health* guarded = arena_struct(&a, &health, sizeof health);
  const lsso_status status = l->entry->health(l->plugin, guarded, &error);
  health = *guarded;
  arena_end(&a);
  if (status != LSSO_OK) breach(29, "health failed with %d", status);
  if (health.state > LSSO_HEALTH_FAILED) breach(29, "health left the state at %u", health.state);
  if (health.schema_version < -1 || health.schema_expected < -1) breach(29, "health left the schema versions alone");
  if (health.state != LSSO_HEALTH_OK && r.count == 0) breach(29, "health is %u and gives no reason", health.state);
  if (r.worst > health.state) breach(29, "health is %u and has a reason of state %u", health.state, r.worst);
}

/* ---- everything once
 * ------------------------------------------------------------------------------------ */

const char* a_get_path(void) {
  if (given.get_path != NULL) return given.get_path;
  if (registry.menu_count != 0) return registry.menu[0].path;
  expect(registry.mount_count != 0, "the plugin registered no mount, so there is nothing to ask it for");
  return registry.mounts[0].path;
}

const char* a_post_path(void) { return given.post_path != NULL ? given.post_path : a_get_path(); }

static void ask(life* l, const char* method, const char* path, uint32_t mount, const char* body) {
  static const char* const languages[] = {"lo", "en"};
  for (size_t i = 0; i < 2; i++) {
    exchange x = get(path, languages[i]);
    x.method = method;
    x.mount = mount;
    x.body = body;
    x.body_size = strlen(body);
    if (mount == LSSO_MOUNT_PANEL) x.query = "subject=LU-000001";
    run(l, &x);
    forget(&x);
  }
}

void use_everything(life* l) {
  lsso_error error;
  for (size_t i = 0; i < registry.menu_count; i++) ask(l, "GET", registry.menu[i].path, LSSO_MOUNT_STAFF, "");
  for (size_t i = 0; i < registry.panel_count; i++) ask(l, "GET", registry.panels[i].path, LSSO_MOUNT_PANEL, "");
  for (size_t i = 0; i < registry.job_count; i++) {
    const lsso_status status = run_job(l, registry.jobs[i].id, 0, &error);
    if (status != LSSO_OK) check_failure(&error, status, "job_run");
  }
  if (registry.mount_count != 0 || given.get_path != NULL) {
    char unknown[512];
    ask(l, "GET", a_get_path(), policy_of(a_get_path()), "");
    ask(l, "POST", a_post_path(), policy_of(a_post_path()), "a=1&b=2");
    snprintf(unknown, sizeof unknown, "%s/conformance-no-such-page", a_get_path());
    ask(l, "GET", unknown, LSSO_MOUNT_STAFF, "");
  }
  ask_health(l);
  l->entry->get_extension(l->plugin, "conformance.unknown/1");
}

void whole_life(void) {
  life l;
  begin_life(&l);
  use_everything(&l);
  end_life(&l);
}
