/* Duties 20 to 29: the order of life. */
#include <string.h>

#include "conformance.h"

static void no_change(const process_state* before, int kind, const char* when) {
  const char* difference = process_state_difference(before, kind);
  expect(difference == NULL, "%s: %s", when, difference);
}

static void create_only_makes_the_object(void) {
  life l = {.entry = NULL};
  load_library(&l);
  process_state* before = process_state_take();
  expect(try_create(&l) == LSSO_OK, "create failed: %.64s", l.error.code);
  no_change(before, 54, "create opened a file");
  no_change(before, 55, "create started a thread");
  expect(registry.mount_count + registry.menu_count + registry.panel_count + registry.job_count == 0,
         "create registered something");
  destroy(&l);
  process_state_free(before);
}

static void failed_create_leaves_nothing(void) {
  life l = {.entry = NULL};
  load_library(&l);
  process_state* before = process_state_take();
  setup.abi_major = LSSO_ABI_MAJOR + 1;
  for (int i = 0; i < 10; i++) {
    l.plugin = (lsso_plugin*)(void*)&l; /* must become NULL */
    expect(try_create(&l) == LSSO_E_UNSUPPORTED, "create accepted a host of another major version");
    expect(l.plugin == NULL, "create failed and gave an object");
  }
  setup.abi_major = LSSO_ABI_MAJOR;
  no_change(before, 54, "a failed create left a file open");
  no_change(before, 55, "a failed create left a thread");
  process_state_free(before);
  whole_life();
}

static void failed_start_leaves_destroy(void) {
  life l = {.entry = NULL};
  load_library(&l);
  process_state* before = process_state_take();
  setup.failing = "*";
  expect(try_create(&l) == LSSO_OK, "create failed: %.64s", l.error.code);
  const lsso_status status = try_start(&l);
  if (status == LSSO_OK) {
    expect(stop_within(&l, 30000) == LSSO_OK, "stop failed: %.64s", l.error.code);
  } else {
    check_failure(&l.error, status, "start");
    expect_no_breach(28);
  }
  destroy(&l);
  setup.failing = NULL;
  no_change(before, 54, "a failed start left a file open");
  no_change(before, 55, "a failed start left a thread");
  process_state_free(before);
  whole_life();
}

static void stop_twice(void) {
  life l;
  begin_life(&l);
  use_everything(&l);
  for (int i = 0; i < 3; i++)
    expect(stop_within(&l, 30000) == LSSO_OK, "call %d of stop failed: %.64s", i + 1, l.error.code);
  destroy(&l);
}

static void destroy_after_create(void) {
  life l = {.entry = NULL};
  load_library(&l);
  for (int i = 0; i < 3; i++) {
    expect(try_create(&l) == LSSO_OK, "create failed: %.64s", l.error.code);
    destroy(&l);
  }
  l.entry->destroy(NULL);
}

/* As at a reload: the new object starts while the old one still answers. */
static void two_objects(void) {
  life old, young = {.entry = NULL};
  begin_life(&old);
  const registrations first = registry;
  load_library(&young);
  expect(try_create(&young) == LSSO_OK, "the second create failed: %.64s", young.error.code);
  memset(&registry, 0, sizeof registry);
  expect(try_start(&young) == LSSO_OK, "the second start failed: %.64s", young.error.code);
  expect(first.menu_count == registry.menu_count && first.mount_count == registry.mount_count,
         "the second object registered something else");
  use_everything(&old);
  use_everything(&young);
  end_life(&old);
  exchange x = get(a_get_path(), "en");
  run(&young, &x);
  expect(x.returned == LSSO_OK, "the second object fails once the first is gone: %.64s", x.error.code);
  forget(&x);
  end_life(&young);
}

typedef struct running {
  life* l;
  exchange x;
} running;

static void* run_one(void* of_running) {
  running* r = of_running;
  run(r->l, &r->x);
  return NULL;
}

static void stop_waits_for_frames(void) {
  life l;
  gate g;
  pthread_t thread;
  begin_life(&l);
  gate_init(&g);
  running r = {&l, get(a_get_path(), "en")};
  r.x.at_begin = &g;
  pthread_create(&thread, NULL, run_one, &r);
  expect(gate_wait_reached(&g), "a page is never begun");
  for (uint32_t deadline = 0; deadline <= 20; deadline += 20) {
    const lsso_status status = stop_within(&l, deadline);
    expect(status == LSSO_E_TIMEOUT, "stop returned %d while a request was inside", status);
    check_failure(&l.error, status, "stop");
  }
  gate_open(&g);
  pthread_join(thread, NULL);
  forget(&r.x);
  end_life(&l);
  expect_no_breach(28);
}

static void life_again(void) {
  for (int i = 0; i < 5; i++) whole_life();
}

static void failures_say_why(void) {
  life l = {.entry = NULL};
  load_library(&l);
  setup.abi_major = LSSO_ABI_MAJOR + 1;
  const lsso_status status = try_create(&l);
  check_failure(&l.error, status, "create");
  setup.abi_major = LSSO_ABI_MAJOR;
  begin_life(&l);
  use_everything(&l);
  lsso_error error;
  const lsso_status unknown = run_job(&l, "conformance.unknown", 0, &error);
  check_failure(&error, unknown, "job_run");
  end_life(&l);
  expect_no_breach(28);
}

/* Also while a request is held up inside the plugin. */
static void health_answers(void) {
  life l;
  gate g;
  pthread_t thread;
  begin_life(&l);
  ask_health(&l);
  gate_init(&g);
  running r = {&l, get(a_get_path(), "en")};
  r.x.at_begin = &g;
  pthread_create(&thread, NULL, run_one, &r);
  expect(gate_wait_reached(&g), "a page is never begun");
  ask_health(&l);
  gate_open(&g);
  pthread_join(thread, NULL);
  forget(&r.x);
  end_life(&l);
  expect_no_breach(29);
}

const check life_checks[] = {{20, "create only makes the object", create_only_makes_the_object},
                             {21, "a create that fails leaves nothing", failed_create_leaves_nothing},
                             {22, "a start that fails leaves only destroy", failed_start_leaves_destroy},
                             {23, "stop may be called again", stop_twice},
                             {24, "destroy may follow create, and takes NULL", destroy_after_create},
                             {25, "two objects live side by side", two_objects},
                             {26, "stop waits for calls inside, up to its deadline", stop_waits_for_frames},
                             {27, "lives again and again in one process", life_again},
                             {28, "every failure says why", failures_say_why},
                             {29, "health answers, also beside a request", health_answers},
                             {0, NULL, NULL}};
