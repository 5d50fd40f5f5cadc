/* The smallest host in C: loads a plugin, offers mounts and nothing else, and gets one page.
 *   host PLUGIN.so /path      the page goes to stdout; exit 0 when it came whole */
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#include "lsso/lsso.h"

static lsso_text text(const char* z) { return (lsso_text){z, strlen(z)}; }

static lsso_status add_mount(lsso_host_instance* host, lsso_text prefix, uint32_t policy) {
  (void)host;
  fprintf(stderr, "mount %.*s, policy %u\n", (int)prefix.size, prefix.data, policy);
  return LSSO_OK;
}

static const void* get_service(lsso_host_instance* host, const char* id_z) {
  static const lsso_service_mount mount = {.struct_size = sizeof mount, .add = add_mount};
  (void)host;
  return strcmp(id_z, LSSO_SERVICE_MOUNT) == 0 ? &mount : NULL;
}

static int32_t cancelled(lsso_call_instance* call) {
  (void)call;
  return 0;
}

static lsso_status read_nothing(lsso_request_instance* request, void* buffer, uint64_t capacity, uint64_t* got) {
  (void)request;
  (void)buffer;
  *got = 0;
  return capacity == 0 ? LSSO_E_INVALID : LSSO_OK;
}

static lsso_status begin(lsso_response_instance* response, const lsso_response_head* head) {
  (void)response;
  if (!LSSO_HAS(lsso_response_head, head->struct_size, script_count)) return LSSO_E_INVALID;
  fprintf(stderr, "status %u, title '%.*s'\n", head->http_status, (int)head->title.size,
          head->title.size != 0 ? head->title.data : "");
  return LSSO_OK;
}

static lsso_status write_page(lsso_response_instance* response, const void* data, uint64_t size) {
  (void)response;
  return fwrite(data, 1, size, stdout) == size ? LSSO_OK : LSSO_E_CANCELLED;
}

static lsso_status get_page(const lsso_plugin_entry* entry, lsso_plugin* plugin, const char* path, lsso_error* error) {
  const lsso_identity nobody = {.struct_size = sizeof nobody, .principal = LSSO_PRINCIPAL_NOBODY};
  const lsso_call call = {.struct_size = sizeof call,
                          .correlation_id = text("c-1"),
                          .identity = &nobody,
                          .deadline_monotonic_us = INT64_MAX,
                          .cancelled = cancelled};
  const lsso_request request = {.struct_size = sizeof request,
                                .mount = LSSO_MOUNT_STAFF,
                                .method = text("GET"),
                                .path = text(path),
                                .language = text("lo"),
                                .client_address = text("127.0.0.1"),
                                .public_base_url = text("http://localhost"),
                                .read = read_nothing};
  const lsso_response response = {.struct_size = sizeof response, .begin = begin, .write = write_page};
  return entry->handle(plugin, &call, &request, &response, error);
}

static int failed(const char* where, lsso_status status, const lsso_error* error) {
  fprintf(stderr, "%s failed with %d: %s: %s\n", where, status, error->code, error->message);
  return 1;
}

static int live(const lsso_plugin_entry* entry, const char* path) {
  const lsso_host host = {.struct_size = sizeof host,
                          .abi_major = LSSO_ABI_MAJOR,
                          .abi_minor = LSSO_ABI_MINOR,
                          .name = text("c"),
                          .version = text("1"),
                          .get_service = get_service};
  lsso_plugin* plugin = NULL;
  lsso_error error = {.struct_size = sizeof error};
  lsso_status status = entry->create(&host, &plugin, &error);
  if (status != LSSO_OK) return failed("create", status, &error);
  int result = 0;
  status = entry->start(plugin, &error);
  if (status != LSSO_OK) {
    result = failed("start", status, &error);
  } else {
    status = get_page(entry, plugin, path, &error);
    if (status != LSSO_OK) result = failed("handle", status, &error);
    status = entry->stop(plugin, 10000, &error);
    if (status != LSSO_OK) return failed("stop", status, &error); /* what still runs must not be destroyed */
  }
  entry->destroy(plugin);
  return result;
}

int main(int argc, char** argv) {
  lsso_plugin_entry_point_fn entry_point;
  if (argc != 3) return fputs("host PLUGIN.so /path\n", stderr), 2;
  void* library = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
  void* symbol = library != NULL ? dlsym(library, LSSO_ENTRY_POINT_NAME) : NULL;
  if (symbol == NULL) return fprintf(stderr, "%s\n", dlerror()), 1;
  memcpy(&entry_point, &symbol, sizeof entry_point); /* ISO C has no cast from object to function pointers */
  const lsso_plugin_entry* entry = entry_point(LSSO_ABI_MAJOR);
  if (entry == NULL || !LSSO_HAS(lsso_plugin_entry, entry->struct_size, get_extension)) {
    return fprintf(stderr, "%s is no plugin of ABI %u\n", argv[1], LSSO_ABI_MAJOR), 1;
  }
  return live(entry, argv[2]);
}
