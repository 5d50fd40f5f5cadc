/* lsso.host.log/1: one line in the host's log. [any thread] Never fails, never blocks for long; may be called from
 * any callback, in create and in destroy. */
#ifndef LSSO_SERVICES_LOG_H
#define LSSO_SERVICES_LOG_H
#include "lsso/host.h"
#include "lsso/types.h"
#ifdef __cplusplus
extern "C" {
#endif

#define LSSO_SERVICE_LOG "lsso.host.log/1"

#define LSSO_LOG_DEBUG 1u
#define LSSO_LOG_INFO 2u
#define LSSO_LOG_WARNING 3u
#define LSSO_LOG_ERROR 4u
#define LSSO_LOG_HOST_MISBEHAVES 5u   /* the host broke a numbered requirement; the message names it */
#define LSSO_LOG_PLUGIN_MISBEHAVES 6u /* used by the host about a plugin */

typedef struct lsso_service_log {
  uint32_t struct_size;
  uint32_t reserved;
  /* `message` carries no personal data and no secrets: nothing of session_secret, passwords, names or numbers of
   * people. correlation_id is the call's, empty outside calls. Fields may be NULL when the count is 0. */
  void (*write)(lsso_host_instance* host, uint32_t severity, lsso_text correlation_id, lsso_text message,
                const lsso_pair* fields, uint64_t field_count);
} lsso_service_log;

#ifdef __cplusplus
}
#endif
#endif
