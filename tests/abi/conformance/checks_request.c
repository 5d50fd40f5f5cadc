/* Duties 30 to 33 and 39 to 45: answers, panels, menu, jobs. */
#include <stdio.h>
#include <string.h>

#include "conformance.h"

#define THREADS 8
#define ROUNDS 25

static void* ask_often(void* of_life) {
  life* l = of_life;
  for (int i = 0; i < ROUNDS; i++) {
    exchange x = get(a_get_path(), i % 2 == 0 ? "lo" : "en");
    run(l, &x);
    if (x.returned != LSSO_OK || x.status != given.get_status)
      breach(30, "a request beside others was answered with %d, status %u", x.returned, x.status);
    if (x.answer == NULL) breach(30, "a request beside others got an empty answer");
    forget(&x);
    ask_health(l);
  }
  return NULL;
}

typedef struct held {
  life* l;
  gate g;
} held;

static void* ask_and_stay(void* of_held) {
  held* h = of_held;
  exchange x = get(a_get_path(), "en");
  x.at_begin = &h->g;
  run(h->l, &x);
  forget(&x);
  return NULL;
}

/* Who lets one request in at a time, or lets one that a slow peer holds up hold up the rest, ends
 * here. */
static void all_inside_at_once(life* l) {
  pthread_t threads[THREADS];
  held h[THREADS];
  for (size_t i = 0; i < THREADS; i++) {
    h[i].l = l;
    gate_init(&h[i].g);
    pthread_create(&threads[i], NULL, ask_and_stay, &h[i]);
  }
  for (size_t i = 0; i < THREADS; i++)
    expect(gate_wait_reached(&h[i].g), "a request waits until another one, held up by its peer, has ended");
  for (size_t i = 0; i < THREADS; i++) gate_open(&h[i].g);
  for (size_t i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
}

static void handle_is_concurrent(void) {
  life l;
  pthread_t threads[THREADS];
  begin_life(&l);
  for (size_t i = 0; i < THREADS; i++) pthread_create(&threads[i], NULL, ask_often, &l);
  lsso_error error;
  for (int i = 0; i < ROUNDS; i++)
    for (size_t j = 0; j < registry.job_count; j++) run_job(&l, registry.jobs[j].id, 0, &error);
  for (size_t i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
  all_inside_at_once(&l);
  end_life(&l);
  expect_no_breach(30);
}

static void begin_then_write(void) {
  whole_life();
  expect_no_breach(31);
}

static void heads_are_valid(void) {
  whole_life();
  expect_no_breach(32);
}

static void declared_length_is_kept(void) {
  whole_life();
  expect_no_breach(33);
}

static void unknown_page(void) {
  life l;
  char path[512];
  begin_life(&l);
  expect(registry.mount_count != 0, "the plugin registered no mount");
  snprintf(path, sizeof path, "%s/conformance-no-such-page", registry.mounts[0].path);
  exchange x = get(path, "en");
  run(&l, &x);
  if (x.returned == LSSO_OK) {
    expect(x.begun && x.status >= 300 && x.status < 500, "an unknown page was answered with status %u", x.status);
  } else {
    expect(x.returned == LSSO_E_NOT_FOUND || x.returned == LSSO_E_REFUSED, "an unknown page failed with %d",
           x.returned);
    expect(!x.begun, "the answer had begun before the page was found missing");
  }
  forget(&x);
  end_life(&l);
  expect_no_breach(28);
}

static void failure_after_begin_is_returned(void) {
  life l;
  begin_life(&l);
  exchange x = get(a_get_path(), "en");
  x.write_fails = LSSO_E_CANCELLED;
  x.write_limit = 1;
  run(&l, &x);
  expect(x.begun && x.failed != 0, "the page was never begun and written");
  expect_no_breach(40);
  expect(x.returned == LSSO_E_CANCELLED, "the peer had gone (LSSO_E_CANCELLED), handle returned %d", x.returned);
  end_life(&l);
}

static void nothing_is_injected(void) {
  static const char* const hostile[] = {"x=%0d%0aSet-Cookie:%20a=b", "x=\r\nSet-Cookie: a=b",
                                        "next=/a%0aLocation:%20/b", "x=%00", "lang=en%0d%0a%0d%0a<script>"};
  static const given_pair headers[] = {{"Referer", "http://x/\r\nSet-Cookie: a=b"},
                                       {"Cookie", "a=\r\nX: y"},
                                       {"Accept-Language", "lo\r\nX-Injected: 1"},
                                       {"If-None-Match", "\"\r\nX: y\""},
                                       {"X-Forwarded-Host", "evil\r\nX: y"}};
  life l;
  begin_life(&l);
  for (size_t m = 0; m < registry.menu_count + 1; m++) {
    for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
      exchange x = get(m < registry.menu_count ? registry.menu[m].path : a_post_path(), "lo\r\nX: y");
      x.method = m < registry.menu_count ? "GET" : "POST";
      x.query = hostile[i];
      x.body = hostile[i];
      x.body_size = strlen(hostile[i]);
      x.headers = headers;
      x.header_count = sizeof headers / sizeof headers[0];
      run(&l, &x);
      forget(&x);
    }
  }
  char path[512];
  snprintf(path, sizeof path, "%s/%%0d%%0aSet-Cookie:%%20a=b",
           registry.mount_count != 0 ? registry.mounts[0].path : "");
  exchange encoded = get(path, "en");
  run(&l, &encoded);
  forget(&encoded);
  end_life(&l);
  expect_no_breach(41);
}

static void panels_are_quiet_fragments(void) {
  static const char* const loud[] = {"<script", "<style", "style=", "onclick=", "onload=", "onerror=", "<iframe"};
  life l;
  begin_life(&l);
  for (size_t i = 0; i < registry.panel_count; i++) {
    exchange x = get(registry.panels[i].path, "lo");
    x.mount = LSSO_MOUNT_PANEL;
    x.query = "subject=%3Cscript%3E<script>";
    run(&l, &x);
    if (x.returned == LSSO_OK) {
      expect(x.kind == LSSO_RESPONSE_FRAGMENT, "panel %s is no fragment", registry.panels[i].id);
      expect(x.written <= 65536, "panel %s has %llu bytes", registry.panels[i].id, (unsigned long long)x.written);
      for (size_t w = 0; w < sizeof loud / sizeof loud[0]; w++)
        expect(x.answer == NULL || !contains(x.answer, x.written, loud[w]), "panel %s holds %s", registry.panels[i].id,
               loud[w]);
    }
    forget(&x);
  }
  end_life(&l);
  expect_no_breach(28);
}

static int under_a_mount(const char* path) {
  for (size_t i = 0; i < registry.mount_count; i++) {
    const size_t length = strlen(registry.mounts[i].path);
    if (strncmp(path, registry.mounts[i].path, length) == 0 && strchr("/?", path[length]) != NULL) return 1;
  }
  return 0;
}

static void menu_leads_to_own_pages(void) {
  life l;
  begin_life(&l);
  for (size_t i = 0; i < registry.menu_count; i++)
    expect(under_a_mount(registry.menu[i].path), "menu entry %s leads to %s, which is under no mount of the plugin",
           registry.menu[i].id, registry.menu[i].path);
  end_life(&l);
  expect_no_breach(43);
}

typedef struct shown_entries {
  char ids[MAX_REGISTERED][128];
  size_t count;
} shown_entries;

static int is_shown(const shown_entries* shown, const char* id) {
  for (size_t i = 0; i < shown->count; i++)
    if (strcmp(shown->ids[i], id) == 0) return 1;
  return 0;
}

static void note_shown(void* sink, lsso_text id) {
  shown_entries* shown = sink;
  for (size_t i = 0; i < registry.menu_count; i++) {
    if (!same(id, registry.menu[i].id)) continue;
    if (is_shown(shown, registry.menu[i].id)) {
      breach(46, "shows %s twice", registry.menu[i].id);
    } else {
      strcpy(shown->ids[shown->count++], registry.menu[i].id);
    }
    return;
  }
  breach(46, "shows %.*s, which it did not register", (int)id.size, id.data);
}

/* A menu is right when it leads to the pages that open, and to all of them. */
static void menu_shows_what_opens(void) {
  life l;
  lsso_error error;
  shown_entries shown = {.count = 0};
  begin_life(&l);
  const lsso_extension_menu* menu = l.entry->get_extension(l.plugin, LSSO_EXTENSION_MENU);
  if (menu != NULL) {
    expect(LSSO_HAS(lsso_extension_menu, menu->struct_size, visible),
           "its table of " LSSO_EXTENSION_MENU " is too short");
    const lsso_status status = run_visible(&l, menu, &shown, note_shown, &error);
    expect(status == LSSO_OK, "visible failed with %d: %.64s", status, error.code);
    for (size_t i = 0; i < registry.menu_count; i++) {
      exchange x = get(registry.menu[i].path, "lo");
      run(&l, &x);
      const int opens = x.returned == LSSO_OK && x.status < 400;
      expect(!opens || is_shown(&shown, registry.menu[i].id), "hides %s, whose page opens", registry.menu[i].id);
      expect(opens || !is_shown(&shown, registry.menu[i].id), "shows %s, whose page is refused", registry.menu[i].id);
      forget(&x);
    }
  }
  end_life(&l);
  expect_no_breach(46);
}

static void jobs_run_by_name(void) {
  life l;
  lsso_error error;
  begin_life(&l);
  for (size_t i = 0; i < registry.job_count; i++) {
    const lsso_status status = run_job(&l, registry.jobs[i].id, 0, &error);
    expect(status == LSSO_OK || status == LSSO_E_UNAVAILABLE, "job %s failed with %d: %.64s", registry.jobs[i].id,
           status, error.code);
    run_job(&l, registry.jobs[i].id, 1, &error); /* cancelled already: must come back */
  }
  const lsso_status unknown = run_job(&l, "conformance.unknown", 0, &error);
  expect(unknown == LSSO_E_NOT_FOUND, "an unknown job was answered with %d", unknown);
  end_life(&l);
  expect_no_breach(44);
}

static void registers_in_start_only(void) {
  whole_life();
  expect_no_breach(45);
}

const check request_checks[] = {
    {30, "answers many requests at once", handle_is_concurrent},
    {31, "begins once, then writes", begin_then_write},
    {32, "heads are valid", heads_are_valid},
    {33, "writes as much as it declared", declared_length_is_kept},
    {39, "an unknown page is told before anything is sent", unknown_page},
    {40, "a failure after the beginning is returned", failure_after_begin_is_returned},
    {41, "no header can be injected", nothing_is_injected},
    {42, "panels are fragments without script and style", panels_are_quiet_fragments},
    {43, "menu entries lead to the plugin's pages, in two languages", menu_leads_to_own_pages},
    {44, "jobs run by their names", jobs_run_by_name},
    {45, "registers during start only", registers_in_start_only},
    {46, "shows the menu entries that a person may open", menu_shows_what_opens},
    {0, NULL, NULL}};
