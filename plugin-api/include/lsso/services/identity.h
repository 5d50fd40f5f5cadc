/* lsso.host.identity/1: the host's users, for lists of colleagues and for jobs. */
#ifndef LSSO_SERVICES_IDENTITY_H
#define LSSO_SERVICES_IDENTITY_H
#include "lsso/host.h"
#include "lsso/identity.h"
#include "lsso/types.h"
#ifdef __cplusplus
extern "C" {
#endif

#define LSSO_SERVICE_IDENTITY "lsso.host.identity/1"

typedef struct lsso_service_identity {
  uint32_t struct_size;
  uint32_t reserved;
  /* Hands each active user to `take`; the identity is borrowed for that call, session_secret is empty.
   * [any thread] LSSO_E_UNAVAILABLE when the user table is out of reach. */
  lsso_status (*users)(lsso_host_instance* host, void* sink, void (*take)(void* sink, const lsso_identity* user));
  /* Checks the password of a user who is already logged in (step-up). LSSO_OK, LSSO_E_REFUSED, or
   * LSSO_E_UNAVAILABLE; counts towards the lockout. The password is wiped by the caller. [any thread] */
  lsso_status (*prove)(lsso_host_instance* host, lsso_text user_id, lsso_text password);
} lsso_service_identity;

#ifdef __cplusplus
}
#endif
#endif
