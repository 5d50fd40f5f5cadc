/* What belongs to the whole process and so not to a plugin. */
#include <dirent.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "conformance.h"

extern char** environ;
#define FIRST_KIND 50
#define KINDS 6
struct process_state {
  char* text[KINDS];
};

typedef struct buffer {
  char* data;
  size_t size;
  FILE* stream;
} buffer;

static void open_buffer(buffer* b) {
  b->data = NULL;
  b->stream = open_memstream(&b->data, &b->size);
  expect(b->stream != NULL, "the conformance host has no memory");
}

static void write_signals(FILE* out) {
  sigset_t mask;
  pthread_sigmask(SIG_BLOCK, NULL, &mask);
  for (int number = 1; number <= SIGRTMAX; number++) {
    struct sigaction action;
    if (sigaction(number, NULL, &action) != 0) continue;
    void* handler = NULL;
    memcpy(&handler, &action.sa_handler, sizeof handler);
    /* How a signal that is ignored or does its default would be delivered is no state. */
    const int caught = action.sa_handler != SIG_IGN && action.sa_handler != SIG_DFL;
    const unsigned flags = caught ? (unsigned)action.sa_flags : 0u;
    fprintf(out, "signal %d handler %p flags %x blocked %d\n", number, handler, flags, sigismember(&mask, number));
  }
}

static void write_limits(FILE* out) {
  char folder[4096] = "";
  const mode_t mask = umask(0);
  umask(mask);
  fprintf(out, "folder %s\numask %o\n", getcwd(folder, sizeof folder) == NULL ? "?" : folder, (unsigned)mask);
  for (int kind = 0; kind < (int)RLIMIT_NLIMITS; kind++) {
    struct rlimit limit;
    if (getrlimit((__rlimit_resource_t)kind, &limit) == 0)
      fprintf(out, "limit %d %llu %llu\n", kind, (unsigned long long)limit.rlim_cur,
              (unsigned long long)limit.rlim_max);
  }
}

static void write_files(FILE* out) {
  for (int fd = 0; fd < 1024; fd++) {
    char link[64], target[512];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    const ssize_t size = readlink(link, target, sizeof target - 1);
    if (size >= 0) fprintf(out, "file %d %.*s\n", fd, (int)size, target);
  }
}

static void write_threads(FILE* out) {
  int count = 0;
  DIR* tasks = opendir("/proc/self/task");
  expect(tasks != NULL, "/proc is not mounted");
  for (struct dirent* task = readdir(tasks); task != NULL; task = readdir(tasks)) count += task->d_name[0] != '.';
  closedir(tasks);
  fprintf(out, "%d threads\n", count);
}

process_state* process_state_take(void) {
  process_state* state = calloc(1, sizeof *state);
  expect(state != NULL, "the conformance host has no memory");
  for (int kind = 0; kind < KINDS; kind++) {
    buffer b;
    open_buffer(&b);
    switch (kind + FIRST_KIND) {
      case 50:
        fprintf(b.stream, "locale %s\n", setlocale(LC_ALL, NULL));
        break;
      case 51:
        for (char** entry = environ; *entry != NULL; entry++) fprintf(b.stream, "%s\n", *entry);
        break;
      case 52:
        write_signals(b.stream);
        break;
      case 53:
        write_limits(b.stream);
        break;
      case 54:
        write_files(b.stream);
        break;
      case 55:
        write_threads(b.stream);
        break;
      default:
        break;
    }
    fclose(b.stream);
    state->text[kind] = b.data;
  }
  return state;
}

void process_state_free(process_state* state) {
  for (int kind = 0; kind < KINDS; kind++) free(state->text[kind]);
  free(state);
}

/* The first line that is in only one of the two. */
static void first_difference(const char* before, const char* after, char* out, size_t capacity) {
  while (*before != 0 && *after != 0) {
    const size_t b = strcspn(before, "\n"), a = strcspn(after, "\n");
    if (a != b || memcmp(before, after, a) != 0) break;
    before += b + 1;
    after += a + 1;
  }
  snprintf(out, capacity, "was '%.*s', is '%.*s'", (int)strcspn(before, "\n"), before, (int)strcspn(after, "\n"),
           after);
}

const char* process_state_difference(const process_state* before, int kind) {
  static char difference[1200];
  process_state* now = process_state_take();
  const int at = kind - FIRST_KIND;
  const int equal = strcmp(before->text[at], now->text[at]) == 0;
  if (!equal) first_difference(before->text[at], now->text[at], difference, sizeof difference);
  process_state_free(now);
  return equal ? NULL : difference;
}
