/* Duties 60 to 65: services that are missing, failing or older, and what is told to them. */
#include "conformance.h"

/* Either it lives with what is there, or start says what it cannot do without. */
static void live_with_what_is_there(const char* id, const char* how) {
  life l = {.entry = NULL};
  load_library(&l);
  expect(try_create(&l) == LSSO_OK, "%s %s: create failed: %.64s", id, how, l.error.code);
  const lsso_status status = try_start(&l);
  if (status == LSSO_OK) {
    use_everything(&l);
    end_life(&l);
    return;
  }
  check_failure(&l.error, status, "start");
  expect_no_breach(28);
  destroy(&l);
}

static void services_may_be_missing(void) {
  for (size_t i = 0; service_ids[i] != NULL; i++) {
    setup.missing = service_ids[i];
    live_with_what_is_there(service_ids[i], "missing");
  }
  setup.missing = "*";
  live_with_what_is_there("every service", "missing");
}

static void services_may_fail(void) {
  for (size_t i = 0; service_ids[i] != NULL; i++) {
    setup.failing = service_ids[i];
    live_with_what_is_there(service_ids[i], "failing");
  }
}

/* A table of an older host: only its head is there, and nothing after it can be read. */
static void tables_may_be_short(void) {
  setup.service_size = 8;
  live_with_what_is_there("every service", "too short");
}

static void unknown_extension(void) {
  life l;
  begin_life(&l);
  expect(l.entry->get_extension(l.plugin, "conformance.unknown/1") == NULL, "gives a table for an unknown extension");
  expect(l.entry->get_extension(l.plugin, "") == NULL, "gives a table for an extension without a name");
  end_life(&l);
}

static void secrets_stay_secret(void) {
  whole_life();
  expect_no_breach(64);
}

static void log_lines_are_whole(void) {
  whole_life();
  expect_no_breach(65);
}

const check service_checks[] = {{60, "any service may be missing", services_may_be_missing},
                                {61, "any service may fail", services_may_fail},
                                {62, "a service's table may be an older one", tables_may_be_short},
                                {63, "an unknown extension is NULL", unknown_extension},
                                {64, "secrets reach neither log, answers nor health", secrets_stay_secret},
                                {65, "log lines are whole", log_lines_are_whole},
                                {0, NULL, NULL}};
