/* Who is calling. Filled by the host for each call; every pointer is borrowed until the call returns. */
#ifndef LSSO_IDENTITY_H
#define LSSO_IDENTITY_H
#include "lsso/types.h"
#ifdef __cplusplus
extern "C" {
#endif

#define LSSO_PRINCIPAL_NOBODY 0u  /* public and agency mounts: no login */
#define LSSO_PRINCIPAL_USER 1u    /* a person logged in to the host */
#define LSSO_PRINCIPAL_SERVICE 2u /* the host itself, for jobs: no roles, rights given by the plugin */

typedef struct lsso_identity {
  uint32_t struct_size;
  uint32_t principal; /* LSSO_PRINCIPAL_…; one that is not known has no rights */
  lsso_text user_id;  /* the host's own key of the user, opaque */
  lsso_text login;
  lsso_text name_lo;      /* name to show, Lao */
  lsso_text name_en;      /* name to show, Latin script */
  lsso_text office;       /* the host's code of the user's office, may be empty */
  const lsso_text* roles; /* the host's roles, re-read for this very request */
  uint64_t role_count;
  lsso_text session_secret;    /* opaque, per login, at least 16 bytes; for CSRF tokens; empty without login */
  int64_t authenticated_at_us; /* when the person last proved who they are; 0 without login */
} lsso_identity;

#ifdef __cplusplus
}
#endif
#endif
