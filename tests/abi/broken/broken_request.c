/* Requests and jobs: how each duty of these groups is broken. */
#include <pthread.h>
#include <stdio.h>

#include "broken.h"

#if BREAK == 7
void broken_keep(lsso_text path);
#endif

#if BREAK == 205 || BREAK == 305
extern volatile uint64_t broken_seen;
volatile uint64_t broken_seen;
#endif

static inline lsso_response_head page_head(uint32_t kind) {
  const lsso_response_head head = {.struct_size = sizeof head,
                                   .kind = kind,
                                   .http_status = 200,
                                   .content_type = LSSO_TEXT("text/plain"),
                                   .content_length = UINT64_MAX,
                                   .title = LSSO_TEXT("broken")};
  return head;
}

static inline int whole(const lsso_call* call, const lsso_request* request, const lsso_response* response) {
  return LSSO_HAS(lsso_call, call->struct_size, cancelled) && LSSO_HAS(lsso_request, request->struct_size, read) &&
         LSSO_HAS(lsso_response, response->struct_size, write);
}

/* Echoes as the good plugin does, but for one mistake. */
static inline lsso_status careless_echo(const lsso_request* request, const lsso_response* response) {
  lsso_response_head head = page_head(LSSO_RESPONSE_DOCUMENT);
  lsso_status status = response->begin(response->instance, &head);
  unsigned char piece[4096];
  while (status == LSSO_OK) {
    uint64_t got = 0;
    status = request->read(request->instance, piece, sizeof piece, &got);
#if BREAK == 34 /* takes a short piece for the last one */
    if (status == LSSO_OK) status = response->write(response->instance, piece, got);
    if (got < sizeof piece) return status;
#elif BREAK == 35 /* takes a failure for the end */
    if (status != LSSO_OK) return LSSO_OK;
    if (got == 0) return LSSO_OK;
    status = response->write(response->instance, piece, got);
#elif BREAK == 36 /* does not look whether anybody reads */
    if (status != LSSO_OK || got == 0) return status;
    const lsso_status sent = response->write(response->instance, piece, got);
    if (sent != LSSO_OK) response->write(response->instance, piece, got);
    status = sent;
#else             /* 37: asks nobody whether the answer is still wanted */
    if (status != LSSO_OK || got == 0) return status;
    status = response->write(response->instance, piece, got);
#endif
  }
  return status;
}

lsso_status broken_handle(lsso_plugin* plugin, const lsso_call* call, const lsso_request* request,
                          const lsso_response* response, lsso_error* error) {
  if (!whole(call, request, response)) return GOOD->handle(plugin, call, request, response, error);
#if BREAK == 7
  broken_keep(request->path);
#elif BREAK == 107 /* looks for a NUL that is not there */
  if (strlen(request->path.data) == 3) return LSSO_E_INTERNAL;
#elif BREAK == 105 /* reads a field of a later version without asking whether it is there */
  if (((const unsigned char*)(const void*)request)[sizeof *request] == 1) return LSSO_E_INTERNAL;
#elif BREAK == 205 /* reads a field of the next version where it is there: not broken at all */
  if (LSSO_HAS(lsso_request, request->struct_size, next_number)) broken_seen = request->next_number;
#elif BREAK == 305 /* the same without asking */
  broken_seen = request->next_number;
#elif BREAK == 30  /* one at a time */
  static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER;
  pthread_mutex_lock(&one);
  const lsso_status held = GOOD->handle(plugin, call, request, response, error);
  pthread_mutex_unlock(&one);
  return held;
#elif BREAK == 31
  if (is_page(request, "/hello")) return LSSO_OK;
#elif BREAK == 131
  if (is_page(request, "/hello")) response->write(response->instance, "x", 1);
#elif BREAK == 32 || BREAK == 33 || BREAK == 41 || BREAK == 109 || BREAK == 132
  if (is_page(request, "/hello")) {
    const lsso_pair header = {LSSO_TEXT("X-Query"), request->query};
    const lsso_pair of_host = {LSSO_TEXT("Content-Length"), LSSO_TEXT("5")};
    lsso_response_head head = page_head(LSSO_RESPONSE_DOCUMENT);
    head.headers = BREAK == 132 ? &of_host : &header;
    head.header_count = BREAK == 41 || BREAK == 132 ? 1u : 0u;
    if (BREAK == 32) head.http_status = 99;
    if (BREAK == 33) head.content_length = 1000;
    if (BREAK == 109) head.reserved = 3;
    const lsso_status begun = response->begin(response->instance, &head);
    return begun == LSSO_OK ? response->write(response->instance, "x", 1) : begun;
  }
#elif BREAK == 34 || BREAK == 35 || BREAK == 36 || BREAK == 37
  if (is_page(request, "/hello/echo")) {
    const lsso_status status = careless_echo(request, response);
    if (status != LSSO_OK && LSSO_HAS(lsso_error, error->struct_size, message)) {
      error->status = status;
      strcpy(error->code, "broken.echo");
      strcpy(error->message, "The echo ended.");
    }
    return status;
  }
#elif BREAK == 38 /* too late, and tries again */
  const lsso_status late = GOOD->handle(plugin, call, request, response, error);
  return late == LSSO_E_TIMEOUT ? GOOD->handle(plugin, call, request, response, error) : late;
#elif BREAK == 39 /* any address shows the first page */
  const lsso_status found = GOOD->handle(plugin, call, request, response, error);
  if (found != LSSO_E_NOT_FOUND) return found;
  const lsso_response_head everywhere = page_head(LSSO_RESPONSE_DOCUMENT);
  const lsso_status shown = response->begin(response->instance, &everywhere);
  return shown == LSSO_OK ? response->write(response->instance, "x", 1) : shown;
#elif BREAK == 40
  GOOD->handle(plugin, call, request, response, error);
  return LSSO_OK;
#elif BREAK == 246 /* refuses the page to which its menu leads */
  if (is_page(request, "/hello") && LSSO_HAS(lsso_error, error->struct_size, message)) {
    error->status = LSSO_E_REFUSED;
    strcpy(error->code, "broken.refused");
    strcpy(error->message, "You may not.");
    return LSSO_E_REFUSED;
  }
#elif BREAK == 42
  if (is_page(request, "/hello/panel")) {
    const lsso_response_head loud = page_head(LSSO_RESPONSE_FRAGMENT);
    const lsso_status begun = response->begin(response->instance, &loud);
    return begun == LSSO_OK ? response->write(response->instance, "<script>1</script>", 18) : begun;
  }
#elif BREAK == 45
  const lsso_service_mount* mount = broken_host->get_service(broken_host->instance, LSSO_SERVICE_MOUNT);
  if (mount != NULL && LSSO_HAS(lsso_service_mount, mount->struct_size, add))
    mount->add(broken_host->instance, (lsso_text)LSSO_TEXT("/late"), LSSO_MOUNT_STAFF);
#elif BREAK == 164 /* shows a secret */
  if (is_page(request, "/hello")) {
    const lsso_response_head head = page_head(LSSO_RESPONSE_DOCUMENT);
    const lsso_status begun = response->begin(response->instance, &head);
    const lsso_text secret = call->identity->session_secret;
    return begun == LSSO_OK ? response->write(response->instance, secret.data, secret.size) : begun;
  }
#endif
  return GOOD->handle(plugin, call, request, response, error);
}

lsso_status broken_job_run(lsso_plugin* plugin, const lsso_call* call, const lsso_job* job, lsso_error* error) {
  return GOOD->job_run(plugin, call, job, error);
}
