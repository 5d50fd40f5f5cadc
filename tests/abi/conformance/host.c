/* The host's side: its struct, and services that remember what the plugin told them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "conformance.h"
#include "services.h"

host_setup setup = {.abi_major = LSSO_ABI_MAJOR};
registrations registry;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int in_start, open_hosts;
static arena tables; /* service tables live as long as the host struct */
static char instance_place[1];

void host_in_start(int yes) {
  pthread_mutex_lock(&mutex);
  in_start = yes;
  pthread_mutex_unlock(&mutex);
}

int service_fails(const char* id) {
  return setup.failing != NULL && (strcmp(setup.failing, "*") == 0 || strcmp(setup.failing, id) == 0);
}

static lsso_status keep(const char* service, registered* list, size_t* count, lsso_text id, lsso_text path,
                        uint32_t policy) {
  lsso_status status = LSSO_OK;
  if (service_fails(service)) return LSSO_E_UNAVAILABLE;
  pthread_mutex_lock(&mutex);
  if (!in_start) {
    breach(45, "%s was used outside start", service);
    status = LSSO_E_INVALID;
  }
  for (size_t i = 0; i < *count && status == LSSO_OK; i++)
    if (same(id, list[i].id)) status = LSSO_E_CONFLICT;
  if (status == LSSO_OK && *count < MAX_REGISTERED) {
    snprintf(list[*count].id, sizeof list->id, "%.*s", (int)id.size, id.data == NULL ? "" : id.data);
    snprintf(list[*count].path, sizeof list->path, "%.*s", (int)path.size, path.data == NULL ? "" : path.data);
    list[*count].policy = policy;
    ++*count;
  }
  pthread_mutex_unlock(&mutex);
  return status;
}

static lsso_status add_mount(lsso_host_instance* host, lsso_text prefix, uint32_t policy) {
  (void)host;
  check_text(prefix, "a mount's prefix");
  if (prefix.size < 2 || prefix.data[0] != '/' || prefix.data[prefix.size - 1] == '/')
    breach(43, "a mount's prefix must begin with '/' and not end with it");
  if (policy < LSSO_MOUNT_STAFF || policy > LSSO_MOUNT_ASSET) breach(43, "mount policy %u", policy);
  return keep(LSSO_SERVICE_MOUNT, registry.mounts, &registry.mount_count, prefix, prefix, policy);
}

static lsso_status add_menu(lsso_host_instance* host, const lsso_menu_entry* entry) {
  (void)host;
  if (!LSSO_HAS(lsso_menu_entry, entry->struct_size, required_role)) {
    breach(3, "a menu entry says it is %u bytes long", entry->struct_size);
    return LSSO_E_INVALID;
  }
  check_text(entry->label_lo, "a menu label");
  check_text(entry->label_en, "a menu label");
  if (entry->id.size == 0 || entry->label_lo.size == 0 || entry->label_en.size == 0)
    breach(43, "a menu entry needs an id and a label in Lao and English");
  if (entry->href.size == 0 || entry->href.data[0] != '/' || (entry->href.size > 1 && entry->href.data[1] == '/'))
    breach(43, "a menu entry's address must begin with one '/'");
  return keep(LSSO_SERVICE_MENU, registry.menu, &registry.menu_count, entry->id, entry->href, 0);
}

static lsso_status add_panel(lsso_host_instance* host, const lsso_panel* panel) {
  (void)host;
  if (!LSSO_HAS(lsso_panel, panel->struct_size, path)) {
    breach(3, "a panel says it is %u bytes long", panel->struct_size);
    return LSSO_E_INVALID;
  }
  check_text(panel->title_lo, "a panel's title");
  check_text(panel->title_en, "a panel's title");
  if (panel->id.size == 0 || panel->title_lo.size == 0 || panel->title_en.size == 0)
    breach(43, "a panel needs an id and a title in Lao and English");
  if (panel->path.size == 0 || panel->path.data[0] != '/') breach(43, "a panel's path must begin with '/'");
  return keep(LSSO_SERVICE_PANEL, registry.panels, &registry.panel_count, panel->id, panel->path, 0);
}

static lsso_status add_job(lsso_host_instance* host, lsso_text name, uint32_t period_ms) {
  (void)host;
  check_text(name, "a job's name");
  if (name.size == 0 || period_ms == 0) breach(44, "a job needs a name and a period");
  return keep(LSSO_SERVICE_SCHEDULER, registry.jobs, &registry.job_count, name, name, 0);
}

static const lsso_service_mount mount_service = {.struct_size = sizeof mount_service, .add = add_mount};
static const lsso_service_menu menu_service = {.struct_size = sizeof menu_service, .add = add_menu};
static const lsso_service_panel panel_service = {.struct_size = sizeof panel_service, .add = add_panel};
static const lsso_service_scheduler scheduler_service = {
    .struct_size = sizeof scheduler_service, .every = add_job, .wake = wake_job};

const char* const service_ids[] = {LSSO_SERVICE_LOG,      LSSO_SERVICE_CONFIG,    LSSO_SERVICE_DATABASE,
                                   LSSO_SERVICE_IDENTITY, LSSO_SERVICE_MENU,      LSSO_SERVICE_PANEL,
                                   LSSO_SERVICE_MOUNT,    LSSO_SERVICE_SCHEDULER, LSSO_SERVICE_CLOCK,
                                   LSSO_SERVICE_AUDIT,    LSSO_SERVICE_THREADS,   NULL};

static const struct {
  const char* id;
  const void* table;
  size_t size;
} offered[] = {{LSSO_SERVICE_LOG, &log_service, sizeof log_service},
               {LSSO_SERVICE_CONFIG, &config_service, sizeof config_service},
               {LSSO_SERVICE_DATABASE, &database_service, sizeof database_service},
               {LSSO_SERVICE_IDENTITY, &identity_service, sizeof identity_service},
               {LSSO_SERVICE_MENU, &menu_service, sizeof menu_service},
               {LSSO_SERVICE_PANEL, &panel_service, sizeof panel_service},
               {LSSO_SERVICE_MOUNT, &mount_service, sizeof mount_service},
               {LSSO_SERVICE_SCHEDULER, &scheduler_service, sizeof scheduler_service},
               {LSSO_SERVICE_CLOCK, &clock_service, sizeof clock_service},
               {LSSO_SERVICE_AUDIT, &audit_service, sizeof audit_service},
               {LSSO_SERVICE_THREADS, &threads_service, sizeof threads_service}};
#define OFFERED (sizeof offered / sizeof offered[0])
static const void* placed[OFFERED];

static const void* place_table(size_t i) {
  if (setup.service_size != 0 && setup.service_size < offered[i].size) {
    char* cut = arena_copy(&tables, offered[i].table, setup.service_size);
    memcpy(cut, &setup.service_size, sizeof setup.service_size);
    return cut;
  }
  return arena_struct(&tables, offered[i].table, offered[i].size);
}

static const void* get_service(lsso_host_instance* host, const char* id_z) {
  const void* found = NULL;
  if ((void*)host != instance_place) breach(5, "get_service was called with another instance");
  if (setup.missing != NULL && (strcmp(setup.missing, "*") == 0 || strcmp(setup.missing, id_z) == 0)) return NULL;
  pthread_mutex_lock(&mutex);
  for (size_t i = 0; i < OFFERED; i++) {
    if (strcmp(offered[i].id, id_z) != 0) continue;
    if (placed[i] == NULL) placed[i] = place_table(i);
    found = placed[i];
  }
  pthread_mutex_unlock(&mutex);
  return found;
}

const lsso_host* host_open(arena* a) {
  lsso_host host = {.struct_size = sizeof host, .abi_major = setup.abi_major, .abi_minor = LSSO_ABI_MINOR};
  host.name = arena_text(a, "conformance");
  host.version = arena_text(a, "1");
  host.instance = (lsso_host_instance*)(void*)instance_place;
  host.get_service = get_service;
  if (open_hosts++ == 0) {
    memset(&registry, 0, sizeof registry);
    arena_end(&tables);
    memset(placed, 0, sizeof placed);
  }
  if (setup.told_size != 0) {
    lsso_host* cut = arena_copy(a, &host, setup.told_size);
    memcpy(cut, &setup.told_size, sizeof setup.told_size);
    return cut;
  }
  return arena_struct(a, &host, sizeof host);
}

void host_close(arena* a) {
  open_hosts--;
  arena_end(a);
}

uint32_t policy_of(const char* path) {
  uint32_t policy = LSSO_MOUNT_STAFF;
  size_t longest = 0;
  for (size_t i = 0; i < registry.mount_count; i++) {
    const size_t length = strlen(registry.mounts[i].path);
    if (length <= longest || strncmp(path, registry.mounts[i].path, length) != 0) continue;
    if (path[length] != 0 && path[length] != '/') continue;
    longest = length;
    policy = registry.mounts[i].policy;
  }
  return policy;
}
