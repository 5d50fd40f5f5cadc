/* Duties 2 to 9: the form of what crosses the boundary. */
#include <stdlib.h>
#include <string.h>

#include "conformance.h"

static void text_is_utf8(void) {
  life l;
  begin_life(&l);
  check_text(l.entry->id, "the entry's id");
  check_text(l.entry->name_lo, "the entry's name");
  check_text(l.entry->name_en, "the entry's name");
  check_text(l.entry->version, "the entry's version");
  use_everything(&l);
  end_life(&l);
  expect_no_breach(2);
}

static void sizes_are_told(void) {
  whole_life();
  expect_no_breach(3);
}

static void refused(lsso_status status, const char* what) {
  expect(status == LSSO_E_INVALID || status == LSSO_E_UNSUPPORTED,
         "%s with 8 bytes was answered with %d, not LSSO_E_INVALID or LSSO_E_UNSUPPORTED", what, status);
}

/* The structs of an older host: exactly as long as the size says, and too short for ABI 1.0. */
static void reads_no_further_than_the_size(void) {
  static const char* const what[] = {"", "a lsso_call", "a lsso_request", "a lsso_response"};
  life l = {.entry = NULL};
  load_library(&l);
  setup.told_size = 8;
  refused(try_create(&l), "a lsso_host");
  setup.told_size = 0;
  begin_life(&l);
  for (uint32_t which = 1; which <= 3; which++) {
    exchange x = get(a_get_path(), "en");
    x.small_struct = which;
    run(&l, &x);
    refused(x.returned, what[which]);
    expect(!x.begun, "an answer was begun for %s with 8 bytes", what[which]);
  }
  arena a = {.count = 0};
  const uint32_t told = 8;
  lsso_error error = {.struct_size = sizeof error};
  uint32_t* health = arena_new(&a, told);
  *health = told;
  refused(l.entry->health(l.plugin, (lsso_health*)(void*)health, &error), "a lsso_health");
  uint32_t* small_error = arena_new(&a, told);
  *small_error = told;
  use_everything(&l);
  end_life(&l);
  setup.abi_major = LSSO_ABI_MAJOR + 1; /* a failure whose error has no room for texts */
  const lsso_status status = l.entry->create(host_open(&l.host_memory), &l.plugin, (lsso_error*)(void*)small_error);
  expect(status != LSSO_OK, "create accepted a host of another major version");
}

static void takes_bigger_structs(void) {
  setup.tail = 64;
  whole_life();
  static const int all[] = {2, 3, 9, 21, 28, 29, 31, 32, 33};
  for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) expect_no_breach(all[i]);
}

/* Each request's memory is taken away after it; what was kept is then read by the next calls and
 * dies. */
static void keeps_no_borrowed_input(void) {
  life l;
  begin_life(&l);
  for (int i = 0; i < 3; i++) use_everything(&l);
  end_life(&l);
}

/* Guarded memory does not come from malloc: freeing it aborts. What the plugin gave is never freed
 * here. */
static void frees_nothing_of_the_host(void) {
  life l;
  begin_life(&l);
  use_everything(&l);
  void* canary[64];
  for (size_t i = 0; i < 64; i++) canary[i] = malloc(64); /* a broken heap shows here at the latest */
  for (size_t i = 0; i < 64; i++) free(canary[i]);
  end_life(&l);
}

static void reserved_is_zero(void) {
  life l;
  begin_life(&l);
  expect(l.entry->reserved == 0, "the reserved field of the table is not zero");
  use_everything(&l);
  end_life(&l);
  expect_no_breach(9);
}

const check form_checks[] = {{2, "all text is UTF-8", text_is_utf8},
                             {3, "every struct of the plugin tells its size", sizes_are_told},
                             {5, "reads no further than a struct says it reaches", reads_no_further_than_the_size},
                             {6, "takes structs of a newer host", takes_bigger_structs},
                             {7, "keeps no borrowed input", keeps_no_borrowed_input},
                             {8, "frees nothing of the host", frees_nothing_of_the_host},
                             {9, "writes zero to reserved fields", reserved_is_zero},
                             {0, NULL, NULL}};
