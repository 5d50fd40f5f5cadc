/* One request and what the plugin makes of it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "conformance.h"
#include "services.h"

#define KEPT_BYTES (1u << 20) /* of an answer */
#define PATIENCE 1000         /* calls after a cancel before the plugin counts as deaf */

static exchange* of(const void* instance) { return (exchange*)(uintptr_t)instance; }

static int32_t cancelled(lsso_call_instance* instance) {
  return __atomic_load_n(&of(instance)->cancelled, __ATOMIC_RELAXED);
}

static lsso_status failing(exchange* x, lsso_status status) {
  x->failed = status;
  __atomic_store_n(&x->cancelled, 1, __ATOMIC_RELAXED);
  return status;
}

static int deaf(exchange* x) {
  return x->cancel_at_write && cancelled((lsso_call_instance*)(void*)x) && ++x->calls_after_cancel > PATIENCE;
}

/* ---- what goes in
 * --------------------------------------------------------------------------------------- */

static lsso_status read_body(lsso_request_instance* instance, void* buffer, uint64_t capacity, uint64_t* got) {
  exchange* x = of(instance);
  *got = 0;
  if (x->failed != 0) {
    x->calls_after_failure++;
    return x->failed;
  }
  if (capacity == 0) return LSSO_E_INVALID;
  if (deaf(x)) return failing(x, LSSO_E_CANCELLED);
  if (x->read_fails != 0 && x->read >= x->read_limit) return failing(x, x->read_fails);
  uint64_t size = x->body_size - x->read;
  if (size > capacity) size = capacity;
  if (x->chunk != 0 && size > x->chunk) size = x->chunk;
  if (x->read_fails != 0 && size > x->read_limit - x->read) size = x->read_limit - x->read;
  if (x->body == NULL) {
    memset(buffer, 'x', size); /* an endless body */
  } else if (size != 0) {
    memcpy(buffer, x->body + x->read, size);
  }
  x->read += size;
  *got = size;
  return LSSO_OK;
}

/* ---- what comes out
 * ------------------------------------------------------------------------------------- */

static int is_token(lsso_text name) {
  for (uint64_t i = 0; i < name.size; i++) {
    const char c = name.data[i];
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
          (c != 0 && strchr("!#$%&'*+-.^_`|~", c) != NULL)))
      return 0;
  }
  return name.size != 0;
}

static void check_line(lsso_text value, const char* what) {
  for (uint64_t i = 0; i < value.size; i++)
    if (value.data[i] == '\r' || value.data[i] == '\n' || value.data[i] == 0)
      breach(41, "%s holds CR, LF or NUL", what);
  if (secret_in(value.data, value.size)) breach(64, "%s holds a secret", what);
}

static int belongs_to_host(lsso_text name) {
  static const char* const theirs[] = {"connection", "content-length", "content-type",      "date",
                                       "keep-alive", "server",         "transfer-encoding", "upgrade"};
  char lower[32] = {0};
  for (uint64_t i = 0; i < name.size && i + 1 < sizeof lower; i++)
    lower[i] = (char)(name.data[i] >= 'A' && name.data[i] <= 'Z' ? name.data[i] + 32 : name.data[i]);
  for (size_t i = 0; i < sizeof theirs / sizeof theirs[0]; i++)
    if (name.size == strlen(theirs[i]) && strcmp(lower, theirs[i]) == 0) return 1;
  return 0;
}

static void check_head(const lsso_response_head* head) {
  if (head->kind != LSSO_RESPONSE_DOCUMENT && head->kind != LSSO_RESPONSE_FRAGMENT)
    breach(32, "a head of kind %u", head->kind);
  if (head->http_status < 200 || head->http_status > 599) breach(32, "an answer of status %u", head->http_status);
  if (head->reserved != 0) breach(9, "the reserved field of a head is not zero");
  for (uint64_t i = 0; i < head->header_count; i++) {
    check_line(head->headers[i].name, "a header's name");
    check_line(head->headers[i].value, "a header's value");
    if (!is_token(head->headers[i].name)) breach(32, "a header's name is no token");
    if (belongs_to_host(head->headers[i].name)) breach(32, "a header that belongs to the host");
  }
  check_line(head->content_type, "the content type");
  if (head->kind == LSSO_RESPONSE_DOCUMENT && head->http_status == 200 && head->content_type.size == 0)
    breach(32, "a document without a content type");
  if (head->kind == LSSO_RESPONSE_FRAGMENT && head->title.size == 0) breach(32, "a fragment without a title");
  check_text(head->title, "a title");
  for (uint64_t i = 0; i < head->crumb_count; i++) {
    check_text(head->crumbs[i].label, "a crumb");
    check_line(head->crumbs[i].href, "a crumb's address");
  }
  for (uint64_t i = 0; i < head->stylesheet_count; i++) check_line(head->stylesheets[i], "a stylesheet's address");
  for (uint64_t i = 0; i < head->script_count; i++) check_line(head->scripts[i], "a script's address");
}

static lsso_status begin(lsso_response_instance* instance, const lsso_response_head* head) {
  exchange* x = of(instance);
  if (x->at_begin != NULL) gate_pass(x->at_begin);
  if (x->failed != 0) {
    x->calls_after_failure++;
    return x->failed;
  }
  if (x->begun) {
    breach(31, "begin was called twice");
    return LSSO_E_INVALID;
  }
  if (!LSSO_HAS(lsso_response_head, head->struct_size, script_count)) {
    breach(3, "a response head says it is %u bytes long", head->struct_size);
    return LSSO_E_INVALID;
  }
  check_head(head);
  if (x->write_fails != 0 && x->write_limit == 0) return failing(x, x->write_fails);
  x->begun = 1;
  x->kind = head->kind;
  x->status = head->http_status;
  x->declared = head->content_length;
  return LSSO_OK;
}

static void keep_answer(exchange* x, const void* data, uint64_t size) {
  if (x->written + size > KEPT_BYTES) return;
  if (x->written + size > x->answer_capacity) {
    x->answer_capacity = (x->written + size) * 2;
    x->answer = realloc(x->answer, x->answer_capacity);
    expect(x->answer != NULL, "the conformance host has no memory");
  }
  memcpy(x->answer + x->written, data, size);
}

static lsso_status write_body(lsso_response_instance* instance, const void* data, uint64_t size) {
  exchange* x = of(instance);
  if (x->failed != 0) {
    x->calls_after_failure++;
    return x->failed;
  }
  if (!x->begun) {
    breach(31, "write was called before begin");
    return LSSO_E_INVALID;
  }
  if (x->declared != UINT64_MAX && x->written + size > x->declared) {
    breach(33, "more bytes than the head declared");
    return LSSO_E_INVALID;
  }
  if (x->write_fails != 0 && x->written + size >= x->write_limit) return failing(x, x->write_fails);
  if (deaf(x)) return failing(x, LSSO_E_CANCELLED);
  if (size != 0) keep_answer(x, data, size);
  x->written += size;
  if (x->cancel_at_write) __atomic_store_n(&x->cancelled, 1, __ATOMIC_RELAXED);
  return LSSO_OK;
}

/* ---- the call
 * ------------------------------------------------------------------------------------------- */

static void* cut(arena* a, const void* data, size_t size, int small) {
  const uint32_t told = 8;
  if (!small) return arena_struct(a, data, size);
  char* placed = arena_copy(a, data, told);
  memcpy(placed, &told, sizeof told);
  return placed;
}

static const lsso_call* new_call(arena* a, exchange* x, int service_principal) {
  lsso_call call = {.struct_size = sizeof call, .instance = (lsso_call_instance*)(void*)x};
  call.correlation_id = arena_text(a, "conformance-1");
  call.identity = new_identity(a, service_principal);
  call.deadline_monotonic_us = x->deadline_us != 0 ? x->deadline_us : monotonic_us(NULL) + 3600000000;
  call.cancelled = cancelled;
  return cut(a, &call, sizeof call, x->small_struct == 1);
}

static const lsso_request* new_request(arena* a, exchange* x) {
  lsso_pair headers[MAX_GIVEN];
  lsso_request request = {.struct_size = sizeof request, .mount = x->mount, .header_count = x->header_count};
  for (size_t i = 0; i < x->header_count; i++) {
    headers[i].name = arena_text(a, x->headers[i].name);
    headers[i].value = arena_text(a, x->headers[i].value);
  }
  if (given.post_type != NULL && strcmp(x->method, "POST") == 0 && request.header_count < MAX_GIVEN) {
    headers[request.header_count].name = arena_text(a, "Content-Type");
    headers[request.header_count++].value = arena_text(a, given.post_type);
  }
  request.instance = (lsso_request_instance*)(void*)x;
  request.method = arena_text(a, x->method);
  request.path = arena_text(a, x->path);
  request.query = arena_text(a, x->query);
  request.language = arena_text(a, x->language);
  request.client_address = arena_text(a, "127.0.0.1");
  request.public_base_url = arena_text(a, "https://mis.example");
  request.headers = arena_copy(a, headers, request.header_count * sizeof headers[0]);
  request.content_length = x->unknown_length ? UINT64_MAX : x->body_size;
  request.read = read_body;
  return cut(a, &request, sizeof request, x->small_struct == 2);
}

static void judge(exchange* x) {
  if (x->returned == LSSO_OK) {
    if (!x->begun && x->failed == 0) breach(31, "handle returned LSSO_OK without begin");
    if (x->begun && x->failed == 0 && x->declared != UINT64_MAX && x->written != x->declared)
      breach(33, "fewer bytes than the head declared");
    if (x->failed != 0) breach(40, "handle returned LSSO_OK though the peer had gone");
  } else {
    check_failure(&x->error, x->returned, "handle");
  }
  if (x->answer != NULL && secret_in(x->answer, x->written)) breach(64, "an answer holds a secret");
}

void run(life* l, exchange* x) {
  arena a = {.count = 0};
  lsso_response response = {.struct_size = sizeof response, .begin = begin, .write = write_body};
  lsso_error error = {.struct_size = sizeof error};
  response.instance = (lsso_response_instance*)(void*)x;
  lsso_error* guarded = arena_struct(&a, &error, sizeof error);
  const lsso_call* call = new_call(&a, x, 0);
  const lsso_request* request = new_request(&a, x);
  const lsso_response* out = cut(&a, &response, sizeof response, x->small_struct == 3);
  x->returned = l->entry->handle(l->plugin, call, request, out, guarded);
  x->error = *guarded;
  arena_end(&a);
  judge(x);
  if (x->at_begin != NULL) gate_pass(x->at_begin); /* whoever waits need wait no more */
}

lsso_status run_job(life* l, const char* name, int is_cancelled, lsso_error* error) {
  arena a = {.count = 0};
  exchange x = {.cancelled = is_cancelled};
  lsso_job job = {.struct_size = sizeof job};
  lsso_error clean = {.struct_size = sizeof clean};
  job.name = arena_text(&a, name);
  lsso_error* guarded = arena_struct(&a, &clean, sizeof clean);
  const lsso_status status =
      l->entry->job_run(l->plugin, new_call(&a, &x, 1), arena_struct(&a, &job, sizeof job), guarded);
  *error = *guarded;
  arena_end(&a);
  return status;
}

lsso_status run_visible(life* l, const lsso_extension_menu* menu, void* sink, void (*show)(void*, lsso_text),
                        lsso_error* error) {
  arena a = {.count = 0};
  exchange x = {.cancelled = 0};
  lsso_error clean = {.struct_size = sizeof clean};
  lsso_error* guarded = arena_struct(&a, &clean, sizeof clean);
  const lsso_status status = menu->visible(l->plugin, new_call(&a, &x, 0), sink, show, guarded);
  *error = *guarded;
  arena_end(&a);
  return status;
}

exchange get(const char* path, const char* language) {
  exchange x = {.method = "GET", .path = path, .query = "", .language = language, .mount = policy_of(path), .body = ""};
  return x;
}

void forget(exchange* x) {
  free(x->answer);
  x->answer = NULL;
}

/* ---- gates
 * ---------------------------------------------------------------------------------------------- */

void gate_init(gate* g) {
  pthread_mutex_init(&g->mutex, NULL);
  pthread_cond_init(&g->moved, NULL);
  g->reached = g->open = 0;
}

void gate_pass(gate* g) {
  pthread_mutex_lock(&g->mutex);
  g->reached = 1;
  pthread_cond_broadcast(&g->moved);
  while (!g->open) pthread_cond_wait(&g->moved, &g->mutex);
  pthread_mutex_unlock(&g->mutex);
}

int gate_wait_reached(gate* g) {
  struct timespec until;
  clock_gettime(CLOCK_REALTIME, &until);
  until.tv_sec += given.patience;
  pthread_mutex_lock(&g->mutex);
  int late = 0;
  while (!g->reached && late == 0) late = pthread_cond_timedwait(&g->moved, &g->mutex, &until);
  const int reached = g->reached;
  pthread_mutex_unlock(&g->mutex);
  return reached;
}

void gate_open(gate* g) {
  pthread_mutex_lock(&g->mutex);
  g->open = 1;
  pthread_cond_broadcast(&g->moved);
  pthread_mutex_unlock(&g->mutex);
}
