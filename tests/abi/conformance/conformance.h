/* The conformance host: a host in C11 that knows nothing of any plugin and tries each numbered duty
 * on it. What the plugin sees lies at the end of a page that nothing follows, and is taken away
 * when the call returns: who reads too far, or later, dies of SIGSEGV in the process of that one
 * check. */
#ifndef CONFORMANCE_H
#define CONFORMANCE_H
#include <pthread.h>
#include <stddef.h>
#include <stdint.h>

#include "lsso/lsso.h"

/* ---- what the command line said
 * ------------------------------------------------------------------------- */

#define MAX_GIVEN 64
typedef struct given_pair {
  const char* name;
  const char* value;
} given_pair;

typedef struct options {
  const char* plugin;
  uint32_t get_status;   /* what get_path answers; 200 unless said otherwise */
  const char* get_path;  /* a page that answers 200; NULL: the first menu entry's */
  const char* post_path; /* a page that takes a POST; NULL: get_path */
  const char* post_type; /* the Content-Type of what is posted; NULL: none */
  const char* user;      /* the user who asks; "1" unless said otherwise */
  given_pair settings[MAX_GIVEN];
  size_t setting_count;
  given_pair database[MAX_GIVEN];
  size_t database_count;
  const char* roles[MAX_GIVEN];
  size_t role_count;
  int patience; /* seconds after which something that should come counts as hanging */
} options;
extern options given;

/* ---- verdicts
 * ------------------------------------------------------------------------------------------- */

extern char last_complaint[512]; /* the plugin's last log line of severity warning or worse */
extern int verdict_fd;           /* where verdicts go, also while the standard streams are watched */

/* Ends the check's process: the duty is broken. */
void fail(const char* format, ...) __attribute__((format(printf, 1, 2), noreturn));
#define expect(condition, ...)           \
  do {                                   \
    if (!(condition)) fail(__VA_ARGS__); \
  } while (0)

/* Notes that the plugin broke duty `number`, from any thread; the first one is kept. */
void breach(int number, const char* format, ...) __attribute__((format(printf, 2, 3)));
void expect_no_breach(int number);
int is_utf8(lsso_text text);
int is_word(lsso_text text, const char* more); /* letters a-z and digits and `more`, not empty */
int same(lsso_text text, const char* literal);
int contains(const void* in, size_t size, const char* what);
void check_text(lsso_text text, const char* what); /* duty 2 */

/* ---- guarded memory
 * ------------------------------------------------------------------------------------- */

#define ARENA_PIECES 160
typedef struct arena {
  void* base[ARENA_PIECES];
  size_t length[ARENA_PIECES];
  size_t count;
} arena;
void* arena_new(arena* a, size_t size); /* zeroed, ends where the page ends */
void* arena_copy(arena* a, const void* data, size_t size);
lsso_text arena_text(arena* a, const char* text);
/* A struct with the tail of unknown fields that the setup asks for; sets its struct_size. */
void* arena_struct(arena* a, const void* data, size_t size);
void arena_end(arena* a); /* takes everything away, for good */

/* ---- the host
 * ------------------------------------------------------------------------------------------- */

typedef struct host_setup {
  uint32_t abi_major;
  uint32_t told_size;    /* struct_size of lsso_host that is told and given; 0: the real one */
  uint32_t tail;         /* bytes of later fields after every struct, filled with 0xA5        */
  uint32_t service_size; /* so much of each service table is told and given; 0: all           */
  const char* missing;   /* id of the service that this host lacks, "*" for all, or NULL      */
  const char* failing;   /* id of the service that fails, "*" for all, or NULL                */
} host_setup;
extern host_setup setup;

typedef struct registered {
  char id[128];
  char path[256];
  uint32_t policy; /* of a mount */
} registered;
#define MAX_REGISTERED 64
typedef struct registrations {
  registered mounts[MAX_REGISTERED], menu[MAX_REGISTERED], panels[MAX_REGISTERED], jobs[MAX_REGISTERED];
  size_t mount_count, menu_count, panel_count, job_count;
} registrations;
extern registrations registry;
uint32_t policy_of(const char* path); /* of the longest mount above it; LSSO_MOUNT_STAFF without one */
extern const char* const service_ids[];

const lsso_host* host_open(arena* a); /* forgets the registrations when no other is open */
void host_close(arena* a);
void host_in_start(int yes);
void* service_table(arena* a, const char* id);

#define SESSION_SECRET "conformance-session-secret-5f2c"
#define DATABASE_SECRET "conformance-database-secret-81d7"
int secret_in(const void* data, size_t size);

/* ---- a plugin's life
 * ------------------------------------------------------------------------------------ */

typedef struct life {
  const lsso_plugin_entry* entry;
  lsso_plugin* plugin;
  arena host_memory;
  void* library;
  lsso_error error;
} life;
const lsso_plugin_entry* load_library(life* l);
lsso_status try_create(life* l);
lsso_status try_start(life* l);
lsso_status stop_within(life* l, uint32_t deadline_ms);
void destroy(life* l);
void begin_life(life* l); /* load, create, start; fails the check when one fails */
void end_life(life* l);   /* stop and destroy */
void use_everything(life* l);
void whole_life(void);
void ask_health(life* l);
void check_failure(const lsso_error* error, lsso_status status, const char* what); /* duty 28 */
const char* a_get_path(void);
const char* a_post_path(void);

/* ---- one request
 * ---------------------------------------------------------------------------------------- */

typedef struct gate gate;
typedef struct exchange {
  const char *method, *path, *query, *language;
  uint32_t mount;
  const char* body;
  uint64_t body_size, chunk;
  int unknown_length;
  const given_pair* headers;
  size_t header_count;
  lsso_status read_fails; /* after read_limit bytes; 0: never */
  uint64_t read_limit;
  lsso_status write_fails; /* begin and write after write_limit bytes; 0: never */
  uint64_t write_limit;
  int cancelled;         /* from the start */
  int cancel_at_write;   /* from the first write on, without failing it */
  int64_t deadline_us;   /* 0: an hour from now */
  gate* at_begin;        /* waits there */
  uint32_t small_struct; /* 1 call, 2 request, 3 response is told and given with 8 bytes */
  /* what came of it */
  lsso_status returned;
  lsso_error error;
  int begun, failed, calls_after_failure, calls_after_cancel;
  uint32_t kind, status;
  uint64_t declared, written, read;
  char* answer;
  size_t answer_capacity;
} exchange;
exchange get(const char* path, const char* language);
void run(life* l, exchange* x);
void forget(exchange* x);
lsso_status run_visible(life* l, const lsso_extension_menu* menu, void* sink, void (*show)(void*, lsso_text),
                        lsso_error* error);
lsso_status run_job(life* l, const char* name, int cancelled, lsso_error* error);

struct gate {
  pthread_mutex_t mutex;
  pthread_cond_t moved;
  int reached, open;
};
void gate_init(gate* g);
int gate_wait_reached(gate* g); /* 0 when it takes longer than the patience */
void gate_open(gate* g);
void gate_pass(gate* g);

/* ---- process-wide state
 * --------------------------------------------------------------------------------- */

typedef struct process_state process_state;
process_state* process_state_take(void);
/* What differs, named; NULL when nothing. Kinds: 50 locale, 51 environment, 52 signals, 53 folder,
 * umask and limits, 54 files, 55 threads. */
const char* process_state_difference(const process_state* before, int kind);
void process_state_free(process_state* state);
size_t exported_symbols(const char* path, char* names, size_t capacity);
int library_stays_mapped(const char* path);

/* ---- the catalogue
 * -------------------------------------------------------------------------------------- */

typedef struct check {
  int number;
  const char* what;
  void (*run)(void);
} check;
/* Each ends with an entry without a function. */
extern const check form_checks[], library_checks[], life_checks[], request_checks[], stream_checks[], process_checks[],
    service_checks[];
#endif
