/* What the two files of the example share. */
#ifndef HELLO_H
#define HELLO_H
#include <pthread.h>
#include <stdatomic.h>

#include "lsso/lsso.h"

#define HELLO_JOB "hello.tick"

struct lsso_plugin {
  const lsso_host* host;
  const lsso_service_log* log; /* NULL when the host has none */
  char* greeting;              /* from the setting "greeting"; NULL: the built-in one */
  atomic_uint job_runs;
  pthread_mutex_t mutex; /* guards frames */
  pthread_cond_t left;   /* a frame has left */
  uint32_t frames;       /* calls now inside the plugin: stop waits until none is */
};

int hello_same(lsso_text text, const char* literal);
lsso_status hello_fail(lsso_error* error, lsso_status status, const char* code, const char* message);

lsso_status hello_page(lsso_plugin* self, const lsso_call* call, const lsso_request* request,
                       const lsso_response* response);
lsso_status hello_panel(lsso_plugin* self, const lsso_request* request, const lsso_response* response);
lsso_status hello_echo(const lsso_call* call, const lsso_request* request, const lsso_response* response);
#endif
