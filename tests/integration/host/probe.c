/* A plugin for the host's tests: pages that are slow, broken or hostile on request. Version by PROBE_VERSION. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lsso/lsso.h"

#define T(s) \
  { s, sizeof(s) - 1 }
#ifndef PROBE_VERSION
#define PROBE_VERSION "1"
#endif

struct lsso_plugin {
  const lsso_host* host;
  _Atomic int jobs_now, jobs_most, jobs_done;
  char kind[32];
};

static int is(lsso_text t, const char* s) { return t.size == strlen(s) && memcmp(t.data, s, t.size) == 0; }

static void take_kind(void* sink, lsso_text v) {
  lsso_plugin* p = sink;
  size_t n = v.size < sizeof p->kind - 1 ? v.size : sizeof p->kind - 1;
  memcpy(p->kind, v.data, n);
  p->kind[n] = 0;
}

static const void* svc(const lsso_plugin* p, const char* id) { return p->host->get_service(p->host->instance, id); }

static lsso_status fail(lsso_error* e, lsso_status s, const char* code, const char* message) {
  e->status = s;
  snprintf(e->code, sizeof e->code, "%s", code);
  snprintf(e->message, sizeof e->message, "%s", message);
  return s;
}

static lsso_status create(const lsso_host* host, lsso_plugin** out, lsso_error* e) {
  *out = calloc(1, sizeof **out);
  if (*out == NULL) return fail(e, LSSO_E_UNAVAILABLE, "probe.memory", "no memory");
  (*out)->host = host;
  return LSSO_OK;
}

static void menu(lsso_plugin* p, const char* id, const char* parent, const char* href, const char* role) {
  const lsso_service_menu* m = svc(p, LSSO_SERVICE_MENU);
  const lsso_menu_entry e = {.struct_size = sizeof e,
                             .id = {id, strlen(id)},
                             .parent_id = {parent, strlen(parent)},
                             .label_lo = T("ທົດລອງ"),
                             .label_en = {id, strlen(id)},
                             .href = {href, strlen(href)},
                             .required_role = {role, strlen(role)}};
  m->add(p->host->instance, &e);
}

static void panel(lsso_plugin* p, const char* id, const char* path, uint32_t limit) {
  const lsso_service_panel* s = svc(p, LSSO_SERVICE_PANEL);
  const lsso_panel x = {.struct_size = sizeof x,
                        .time_limit_ms = limit,
                        .id = {id, strlen(id)},
                        .screen = T(LSSO_SCREEN_LABOUR_UNIT),
                        .title_lo = T("ແຜງ"),
                        .title_en = {id, strlen(id)},
                        .path = {path, strlen(path)}};
  s->add(p->host->instance, &x);
}

static lsso_status start(lsso_plugin* p, lsso_error* e) {
  const lsso_service_config* c = svc(p, LSSO_SERVICE_CONFIG);
  const lsso_service_mount* m = svc(p, LSSO_SERVICE_MOUNT);
  const lsso_service_scheduler* s = svc(p, LSSO_SERVICE_SCHEDULER);
  lsso_host_instance* h = p->host->instance;
  const lsso_text kind = T("kind"), staff = T("/probe"), open = T("/open"), files = T("/files"), mis = T("/mis/x"),
                  agency = T("/agency"), job = T("tick");
  c->get(h, kind, p, take_kind);
  if (strcmp(p->kind, "failing") == 0) return fail(e, LSSO_E_UNSUPPORTED, "probe.refuses", "It refuses to start.");
  if (m->add(h, staff, LSSO_MOUNT_STAFF) != LSSO_OK) return fail(e, LSSO_E_CONFLICT, "probe.taken", "address taken");
  m->add(h, open, LSSO_MOUNT_PUBLIC);
  m->add(h, files, LSSO_MOUNT_ASSET);
  m->add(h, agency, LSSO_MOUNT_AGENCY);
  if (m->add(h, mis, LSSO_MOUNT_STAFF) != LSSO_E_CONFLICT) return fail(e, LSSO_E_INVALID, "probe.host", "took /mis");
  if (m->add(h, staff, LSSO_MOUNT_STAFF) != LSSO_E_CONFLICT) return fail(e, LSSO_E_INVALID, "probe.host", "twice");
  menu(p, "first", "", "/probe", "");
  menu(p, "second", "first", "/probe/second", "");
  menu(p, "secret", "first", "/probe/secret", "BOSS");
  panel(p, "quick", "/probe/panel", 0);
  if (strcmp(p->kind, "panels") == 0) {
    panel(p, "late", "/probe/panel_late", 300);
    panel(p, "broken", "/probe/panel_broken", 0);
    panel(p, "script", "/probe/panel_script", 0);
    panel(p, "big", "/probe/panel_big", 0);
  }
  return s->every(h, job, 30);
}

static void nap(int ms) {
  const struct timespec t = {ms / 1000, (long)(ms % 1000) * 1000000L};
  nanosleep(&t, NULL);
}

static int number(lsso_text query, const char* name) {
  char copy[200] = {0};
  memcpy(copy, query.data, query.size < 199 ? query.size : 199);
  const char* at = strstr(copy, name);
  return at == NULL ? 0 : atoi(at + strlen(name));
}

static lsso_status say(const lsso_response* r, uint32_t kind, const char* body) {
  const lsso_text title = T("Probe <page>"), id = T("second");
  const lsso_crumb crumb = {T("Here & now"), {NULL, 0}};
  const lsso_response_head head = {.struct_size = sizeof head,
                                   .kind = kind,
                                   .http_status = 200,
                                   .content_length = UINT64_MAX,
                                   .content_type = T("text/html; charset=utf-8"),
                                   .title = title,
                                   .menu_id = id,
                                   .crumbs = &crumb,
                                   .crumb_count = 1};
  const lsso_status s = r->begin(r->instance, &head);
  return s == LSSO_OK ? r->write(r->instance, body, strlen(body)) : s;
}

static lsso_status injected(const lsso_response* r, const char* name, const char* value) {
  const lsso_pair bad = {{name, strlen(name)}, {value, strlen(value)}};
  const lsso_response_head head = {.struct_size = sizeof head,
                                   .kind = LSSO_RESPONSE_DOCUMENT,
                                   .http_status = 200,
                                   .headers = &bad,
                                   .header_count = 1,
                                   .content_length = UINT64_MAX};
  return r->begin(r->instance, &head);
}

static lsso_status inject(const lsso_response* r) {
  static const char* const bad[][2] = {{"X-A", "a\r\nSet-Cookie: evil=1"},
                                       {"X-A", "a\nb"},
                                       {"X A", "b"},
                                       {"X-A\r\nX-B", "c"},
                                       {"Connection", "x"},
                                       {"Content-Length", "3"},
                                       {"Set-Cookie", "__Host-lsso_session=stolen; Path=/"}};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    if (injected(r, bad[i][0], bad[i][1]) != LSSO_E_INVALID) return LSSO_E_INTERNAL;
  return say(r, LSSO_RESPONSE_DOCUMENT, "all refused");
}

static lsso_status upload(const lsso_request* q, const lsso_response* r, lsso_error* e) {
  char piece[4096], text[64];
  uint64_t got = 0, sum = 0;
  for (;;) {
    const lsso_status s = q->read(q->instance, piece, sizeof piece, &got);
    if (s != LSSO_OK) return fail(e, s, "probe.read", "reading failed");
    if (got == 0) break;
    sum += got;
  }
  snprintf(text, sizeof text, "got %llu", (unsigned long long)sum);
  return say(r, LSSO_RESPONSE_DOCUMENT, text);
}

static lsso_status stream(const lsso_request* q, const lsso_response* r, lsso_error* e) {
  char block[65536];
  lsso_status s = say(r, LSSO_RESPONSE_DOCUMENT, "begin ");
  for (int i = 0, n = number(q->query, "blocks="); i < n && s == LSSO_OK; i++) {
    memset(block, 'a', sizeof block);
    s = r->write(r->instance, block, sizeof block);
  }
  return number(q->query, "abort=") != 0 ? fail(e, LSSO_E_INTERNAL, "probe.aborts", "in the middle") : s;
}

static lsso_status who(const lsso_call* c, const lsso_request* q, const lsso_response* r) {
  char text[2000], cookie = 'n';
  size_t at = 0;
  for (uint64_t i = 0; i < q->header_count; i++)
    if (is(q->headers[i].name, "Cookie")) cookie = 'y';
  at += (size_t)snprintf(text, sizeof text,
                         "principal=%u mount=%u cookie=%c secret=%llu version=%s roles=", c->identity->principal,
                         q->mount, cookie, (unsigned long long)c->identity->session_secret.size, PROBE_VERSION);
  for (uint64_t i = 0; i < c->identity->role_count; i++)
    at += (size_t)snprintf(text + at, sizeof text - at, "%.*s,", (int)c->identity->roles[i].size,
                           c->identity->roles[i].data);
  return say(r, LSSO_RESPONSE_DOCUMENT, text);
}

static lsso_status panels(const lsso_call* c, const lsso_request* q, const lsso_response* r, lsso_error* e) {
  char big[70000] = {0};
  if (is(q->path, "/probe/panel_late"))
    for (int i = 0; i < 1000 && !c->cancelled(c->instance); i++) nap(10);
  if (is(q->path, "/probe/panel_broken")) return fail(e, LSSO_E_UNAVAILABLE, "probe.panel", "no panel");
  if (is(q->path, "/probe/panel_script")) return say(r, LSSO_RESPONSE_FRAGMENT, "<ScRiPt>alert(1)</script>");
  memset(big, 'b', sizeof big - 1);
  return say(r, LSSO_RESPONSE_FRAGMENT, is(q->path, "/probe/panel_big") ? big : "<p>quick panel</p>");
}

static lsso_status jobs(lsso_plugin* p, const lsso_response* r) {
  char text[100];
  snprintf(text, sizeof text, "done=%d most=%d", p->jobs_done, p->jobs_most);
  return say(r, LSSO_RESPONSE_DOCUMENT, text);
}

struct asked {
  lsso_plugin* p;
  char text[400];
};

static void take_fields(void* sink, const lsso_database_fields* f) {
  struct asked* a = sink;
  snprintf(a->text, sizeof a->text, "%.*s", (int)f->engine.size, f->engine.data);
}
static void take_user(void* sink, const lsso_identity* u) {
  struct asked* a = sink;
  const size_t at = strlen(a->text);
  snprintf(a->text + at, sizeof a->text - at, " %.*s:%llu:%llu", (int)u->login.size, u->login.data,
           (unsigned long long)u->role_count, (unsigned long long)u->session_secret.size);
}

static lsso_status services(lsso_plugin* p, const lsso_call* c, const lsso_response* r) {
  struct asked a = {p, ""};
  lsso_host_instance* h = p->host->instance;
  const lsso_service_database* d = svc(p, LSSO_SERVICE_DATABASE);
  const lsso_service_identity* i = svc(p, LSSO_SERVICE_IDENTITY);
  const lsso_service_audit* au = svc(p, LSSO_SERVICE_AUDIT);
  const lsso_service_clock* k = svc(p, LSSO_SERVICE_CLOCK);
  const lsso_service_menu* m = svc(p, LSSO_SERVICE_MENU);
  const lsso_text good = T("demo"), bad = T("wrong"), event = T("probe.event");
  const lsso_pair field = {T("kind"), T("a \"quoted\" value")};
  lsso_civil_date day;
  d->connection(h, &a, take_fields);
  i->users(h, &a, take_user);
  k->civil_date(h, &day);
  const int proved =
      i->prove(h, c->identity->user_id, good) == LSSO_OK && i->prove(h, c->identity->user_id, bad) == LSSO_E_REFUSED;
  const int audited = au->record(h, c->correlation_id, c->identity->user_id, event, &field, 1) == LSSO_OK;
  const lsso_menu_entry late = {
      .struct_size = sizeof late, .id = event, .label_lo = event, .label_en = event, .href = T("/x")};
  const int refused = m->add(h, &late) == LSSO_E_INVALID;
  const size_t at = strlen(a.text);
  snprintf(a.text + at, sizeof a.text - at, " proved=%d audited=%d late=%d day=%04d-%02d-%02d", proved, audited,
           refused, day.year, day.month, day.day);
  return say(r, LSSO_RESPONSE_DOCUMENT, a.text);
}

static lsso_status handle(lsso_plugin* p, const lsso_call* c, const lsso_request* q, const lsso_response* r,
                          lsso_error* e) {
  if (q->mount == LSSO_MOUNT_PANEL) return panels(c, q, r, e);
  if (is(q->path, "/probe")) return say(r, LSSO_RESPONSE_FRAGMENT, "<p id=\"frag\">fragment " PROBE_VERSION "</p>");
  if (is(q->path, "/probe/who") || is(q->path, "/open/who")) return who(c, q, r);
  if (is(q->path, "/open/upload") || is(q->path, "/probe/upload")) return upload(q, r, e);
  if (is(q->path, "/open/stream")) return stream(q, r, e);
  if (is(q->path, "/open/inject")) return inject(r);
  if (is(q->path, "/open/silent")) return LSSO_OK;
  if (is(q->path, "/files/a.css")) return say(r, LSSO_RESPONSE_DOCUMENT, "p{}");
  if (is(q->path, "/probe/services")) return services(p, c, r);
  if (is(q->path, "/open/jobs")) return jobs(p, r);
  if (is(q->path, "/open/version")) return say(r, LSSO_RESPONSE_DOCUMENT, PROBE_VERSION);
  if (is(q->path, "/open/slow")) {
    nap(number(q->query, "ms="));
    return say(r, LSSO_RESPONSE_DOCUMENT, "slow " PROBE_VERSION);
  }
  if (is(q->path, "/open/fail"))
    return fail(e, (lsso_status)number(q->query, "status="), "probe.failed",
                number(q->query, "lao=") == 1 ? "ບໍ່ໄດ້ <ໜ້ານີ້>." : "The probe did not want to.");
  return fail(e, LSSO_E_NOT_FOUND, "probe.no_page", "No <page> here.");
}

static lsso_status job_run(lsso_plugin* p, const lsso_call* c, const lsso_job* job, lsso_error* e) {
  if (!is(job->name, "tick") || c->identity->principal != LSSO_PRINCIPAL_SERVICE)
    return fail(e, LSSO_E_INVALID, "probe.job", "odd job");
  const int now = ++p->jobs_now;
  if (now > p->jobs_most) p->jobs_most = now;
  nap(60);
  --p->jobs_now;
  ++p->jobs_done;
  return LSSO_OK;
}

static lsso_status health(lsso_plugin* p, lsso_health* h, lsso_error* e) {
  (void)e;
  const lsso_text code = T("probe.health"), lo = T("ຄືດີ"), en = T("Good <enough>");
  h->state = strcmp(p->kind, "sick") == 0 ? LSSO_HEALTH_FAILED : LSSO_HEALTH_OK;
  h->schema_version = 7;
  h->schema_expected = 8;
  h->reason(h->sink, h->state, code, lo, en);
  return LSSO_OK;
}

static lsso_status stop(lsso_plugin* p, uint32_t ms, lsso_error* e) {
  (void)p;
  (void)ms;
  (void)e;
  return LSSO_OK;
}
static void destroy(lsso_plugin* p) { free(p); }
static const void* extension(lsso_plugin* p, const char* id) {
  (void)p;
  (void)id;
  return NULL;
}

const lsso_plugin_entry* lsso_plugin_entry_point(uint32_t major) {
  static const lsso_plugin_entry entry = {
      sizeof entry, LSSO_ABI_MAJOR, LSSO_ABI_MINOR,   0,      T("la.gov.lsso.probe"),
      T("ຕົວທົດລອງ"), T("Probe"),     T(PROBE_VERSION), create, start,
      handle,       job_run,        health,           stop,   destroy,
      extension};
  return major == LSSO_ABI_MAJOR ? &entry : NULL;
}
