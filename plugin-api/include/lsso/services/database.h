/* lsso.host.database/1: how to reach the MIS database. The fields are shown to a callback and wiped after it. */
#ifndef LSSO_SERVICES_DATABASE_H
#define LSSO_SERVICES_DATABASE_H
#include "lsso/host.h"
#include "lsso/types.h"
#ifdef __cplusplus
extern "C" {
#endif

#define LSSO_SERVICE_DATABASE "lsso.host.database/1"

typedef struct lsso_database_fields {
  uint32_t struct_size;
  uint32_t port;      /* 0: the engine's own default */
  lsso_text engine;   /* "sqlite", "postgresql" or "mariadb" */
  lsso_text host;     /* empty for sqlite */
  lsso_text database; /* name, or the path of the file */
  lsso_text user;
  lsso_text password;
  lsso_text tls;   /* "off", "require" or "verify-full" */
  uint32_t pooler; /* 1 when a transaction pooler stands between */
  uint32_t max_connections;
} lsso_database_fields;

typedef struct lsso_service_database {
  uint32_t struct_size;
  uint32_t reserved;
  /* Calls `take` once with the fields; they are borrowed for that call and wiped when it returns. The plugin wipes
   * its own copies as soon as the connection stands, and neither logs nor shows user or password.
   * [any thread] LSSO_E_UNAVAILABLE when the host has no database now. */
  lsso_status (*connection)(lsso_host_instance* host, void* sink,
                            void (*take)(void* sink, const lsso_database_fields* fields));
  /* A number that grows whenever the fields changed (password rotation): ask again then. [any thread] */
  uint64_t (*generation)(lsso_host_instance* host);
} lsso_service_database;

#ifdef __cplusplus
}
#endif
#endif
