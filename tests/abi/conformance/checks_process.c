/* Duties 50 to 56: the process belongs to the host. */
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "conformance.h"

static void unchanged(int kind) {
  life l = {.entry = NULL};
  process_state* before = process_state_take();
  begin_life(&l);
  if (kind < 54) { /* files and threads may come while it runs, the rest never */
    const char* difference = process_state_difference(before, kind);
    expect(difference == NULL, "start changed the process: %s", difference);
  }
  use_everything(&l);
  end_life(&l);
  const char* difference = process_state_difference(before, kind);
  expect(difference == NULL, "the process is not as it was: %s", difference);
  process_state_free(before);
}

static void locale_stays(void) { unchanged(50); }
static void environment_stays(void) { unchanged(51); }
static void signals_stay(void) { unchanged(52); }
static void folder_stays(void) { unchanged(53); }
static void files_are_closed(void) { unchanged(54); }
static void threads_are_gone(void) { unchanged(55); }

static void no_thread_without_leave(void) {
  life l = {.entry = NULL};
  process_state* before = process_state_take();
  begin_life(&l);
  use_everything(&l);
  const char* difference = process_state_difference(before, 55);
  expect(difference == NULL, "runs a thread that the host did not lend: %s", difference);
  end_life(&l);
  process_state_free(before);
  threads_are_gone();
}

static void streams_stay_silent(void) {
  struct stat status;
  const int watched = memfd_create("streams", MFD_CLOEXEC), out = dup(STDOUT_FILENO), err = dup(STDERR_FILENO);
  expect(watched >= 0 && out >= 0 && err >= 0, "the standard streams cannot be watched");
  dup2(watched, STDOUT_FILENO);
  dup2(watched, STDERR_FILENO);
  whole_life();
  fflush(NULL);
  dup2(out, STDOUT_FILENO);
  dup2(err, STDERR_FILENO);
  expect(fstat(watched, &status) == 0 && status.st_size == 0, "wrote %lld bytes to the standard streams",
         (long long)status.st_size);
  close(watched);
  close(out);
  close(err);
}

const check process_checks[] = {{50, "the locale stays", locale_stays},
                                {51, "the environment stays", environment_stays},
                                {52, "signal handlers and masks stay", signals_stay},
                                {53, "folder, umask and limits stay", folder_stays},
                                {54, "every file is closed in the end", files_are_closed},
                                {55, "no thread but those the host lends", no_thread_without_leave},
                                {56, "the standard streams stay silent", streams_stay_silent},
                                {0, NULL, NULL}};
