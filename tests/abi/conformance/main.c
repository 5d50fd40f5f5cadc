/* conformance [OPTIONS] PLUGIN: tries every numbered duty on a plugin, each in a process of its
 * own. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "conformance.h"

options given = {.patience = 120, .get_status = 200, .user = "1"};

static const check* const catalogue[] = {form_checks,   library_checks, life_checks,    request_checks,
                                         stream_checks, process_checks, service_checks, NULL};

static const char usage[] =
    "conformance [OPTIONS] PLUGIN.so\n"
    "  --check ABI-nn          only this check, in this process\n"
    "  --list                  the catalogue\n"
    "  --get PATH              a page that answers 200 (default: the plugin's first menu entry)\n"
    "  --status N              what that page answers, if not 200\n"
    "  --post PATH             a page that takes a POST, best one that streams (default: the "
    "same)\n"
    "  --type MEDIA_TYPE       the Content-Type of what is posted (default: none)\n"
    "  --set KEY=VALUE         a setting of the plugin, as often as needed\n"
    "  --database FIELD=VALUE  engine, host, port, database, user, password, tls, pooler, "
    "max_connections\n"
    "  --patience SECONDS      after which what does not come counts as hanging (default: 120)\n"
    "  --user ID               the user who asks (default: 1)\n"
    "  --role NAME             a role of the user who asks, as often as needed\n"
    "Exit: 0 all duties kept, 1 one broken, 2 wrong use.\n";

static int wrong_use(const char* why) {
  fprintf(stderr, "conformance: %s\n%s", why, usage);
  return 2;
}

static void give(given_pair* list, size_t* count, char* pair) {
  char* sign = strchr(pair, '=');
  if (sign == NULL || *count == MAX_GIVEN) exit(wrong_use("KEY=VALUE is wanted"));
  list[*count].name = strndup(pair, (size_t)(sign - pair)); /* lives as long as the process */
  list[*count].value = sign + 1;
  ++*count;
}

static const check* find_check(int number) {
  for (size_t g = 0; catalogue[g] != NULL; g++)
    for (const check* c = catalogue[g]; c->run != NULL; c++)
      if (c->number == number) return c;
  return NULL;
}

static void list_checks(void) {
  for (size_t g = 0; catalogue[g] != NULL; g++)
    for (const check* c = catalogue[g]; c->run != NULL; c++) printf("ABI-%02d %s\n", c->number, c->what);
}

/* Runs this program again for one check; what it says follows its line. */
static int run_apart(const check* c, int argc, char** argv) {
  char name[16], said[4096] = "";
  int ends[2];
  snprintf(name, sizeof name, "ABI-%02d", c->number);
  if (pipe2(ends, O_CLOEXEC) != 0) return 1;
  fflush(NULL);
  const pid_t child = fork();
  if (child == 0) {
    char* arguments[4 * MAX_GIVEN + 16];
    int count = 0;
    arguments[count++] = argv[0];
    arguments[count++] = (char*)(uintptr_t) "--check";
    arguments[count++] = name;
    for (int i = 1; i < argc && count < 4 * MAX_GIVEN; i++) arguments[count++] = argv[i];
    arguments[count] = NULL;
    dup2(ends[1], STDOUT_FILENO);
    dup2(ends[1], STDERR_FILENO);
    execv("/proc/self/exe", arguments);
    _exit(127);
  }
  close(ends[1]);
  size_t used = 0;
  for (;;) {
    char piece[1024];
    const ssize_t size = read(ends[0], piece, sizeof piece);
    if (size <= 0) break;
    const size_t room = sizeof said - 1 - used, kept = (size_t)size < room ? (size_t)size : room;
    memcpy(said + used, piece, kept);
    used += kept;
  }
  close(ends[0]);
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child) return 1;
  const int good = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  printf("%s %-4s %s\n", name, good ? "ok" : "FAIL", c->what);
  if (!good && WIFSIGNALED(status))
    printf("        died of signal %d (%s)\n", WTERMSIG(status), strsignal(WTERMSIG(status)));
  if (!good && said[0] != 0) printf("        %s%s", said, said[used - 1] == '\n' ? "" : "\n");
  return good ? 0 : 1;
}

static int run_all(int argc, char** argv) {
  int broken = 0, count = 0;
  for (size_t g = 0; catalogue[g] != NULL; g++)
    for (const check* c = catalogue[g]; c->run != NULL; c++, count++) broken += run_apart(c, argc, argv);
  printf("%d duties tried, %d broken: %s\n", count, broken, given.plugin);
  return broken == 0 ? 0 : 1;
}

static void* do_nothing(void* unused) { return unused; }

/* The thread sanitizer starts a thread of its own with the first one: it must not count as the plugin's. */
static void warm_up(void) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, do_nothing, NULL) == 0) pthread_join(thread, NULL);
}

static int run_one(const char* name) {
  const check* c = strncmp(name, "ABI-", 4) == 0 ? find_check(atoi(name + 4)) : NULL;
  if (c == NULL) return wrong_use("there is no such check; --list names them");
  alarm((unsigned)given.patience * 2u);
  verdict_fd = dup(STDOUT_FILENO);
  warm_up();
  c->run();
  return 0;
}

int main(int argc, char** argv) {
  const char* only = NULL;
  for (int i = 1; i < argc; i++) {
    char* value = i + 1 < argc ? argv[i + 1] : NULL;
    if (strcmp(argv[i], "--help") == 0) return fputs(usage, stdout) < 0;
    if (strcmp(argv[i], "--list") == 0) {
      list_checks();
      return 0;
    }
    if (argv[i][0] != '-') {
      given.plugin = argv[i];
      continue;
    }
    if (value == NULL) return wrong_use("an option lacks its value");
    if (strcmp(argv[i], "--check") == 0) {
      only = value;
    } else if (strcmp(argv[i], "--get") == 0) {
      given.get_path = value;
    } else if (strcmp(argv[i], "--status") == 0 && atoi(value) > 0) {
      given.get_status = (uint32_t)atoi(value);
    } else if (strcmp(argv[i], "--post") == 0) {
      given.post_path = value;
    } else if (strcmp(argv[i], "--type") == 0) {
      given.post_type = value;
    } else if (strcmp(argv[i], "--user") == 0) {
      given.user = value;
    } else if (strcmp(argv[i], "--patience") == 0 && atoi(value) > 0) {
      given.patience = atoi(value);
    } else if (strcmp(argv[i], "--set") == 0) {
      give(given.settings, &given.setting_count, value);
    } else if (strcmp(argv[i], "--database") == 0) {
      give(given.database, &given.database_count, value);
    } else if (strcmp(argv[i], "--role") == 0 && given.role_count < MAX_GIVEN) {
      given.roles[given.role_count++] = value;
    } else {
      return wrong_use(argv[i]);
    }
    i++;
  }
  if (given.plugin == NULL) return wrong_use("which plugin?");
  return only != NULL ? run_one(only) : run_all(argc, argv);
}
