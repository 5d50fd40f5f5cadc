/* One HTTP request as the plugin sees it, and the way to answer it. Streaming in both directions. */
#ifndef LSSO_REQUEST_H
#define LSSO_REQUEST_H
#include "lsso/identity.h"
#include "lsso/types.h"
#ifdef __cplusplus
extern "C" {
#endif

/* ---- the call ---------------------------------------------------------------------------------------- */

typedef struct lsso_call_instance lsso_call_instance;

/* The circumstances of one call of handle or job_run. Owned by the host, valid until that call returns. */
typedef struct lsso_call {
  uint32_t struct_size;
  uint32_t reserved;
  lsso_call_instance* instance;
  lsso_text correlation_id;      /* printable ASCII, names this call in every log */
  const lsso_identity* identity; /* never NULL */
  int64_t deadline_monotonic_us; /* on the host's monotonic clock (service lsso.host.clock/1); INT64_MAX: none */
  /* Non-zero when the answer is no longer wanted: the peer left, the host stops, or the deadline has passed.
   * Once non-zero it stays so. Long work asks between its steps and then ends with LSSO_E_CANCELLED or
   * LSSO_E_TIMEOUT, its transaction rolled back. [any thread] until the call returns; a few nanoseconds. */
  int32_t (*cancelled)(lsso_call_instance* instance);
} lsso_call;

/* ---- the request ------------------------------------------------------------------------------------- */

/* New policies may be added: a plugin answers one it does not know as it would answer LSSO_MOUNT_PUBLIC. */
#define LSSO_MOUNT_STAFF 1u  /* the host enforces login before it calls */
#define LSSO_MOUNT_PUBLIC 2u /* anybody */
#define LSSO_MOUNT_AGENCY 3u /* other systems; the peer certificate says who */
#define LSSO_MOUNT_ASSET 4u  /* immutable files of the plugin; may be cached for ever */
#define LSSO_MOUNT_PANEL 5u  /* a fragment inside a screen of the host (service lsso.host.panel/1) */

typedef struct lsso_request_instance lsso_request_instance;

typedef struct lsso_request {
  uint32_t struct_size;
  uint32_t mount; /* LSSO_MOUNT_…: the policy under which the request was let in */
  lsso_request_instance* instance;
  lsso_text method;          /* upper case */
  lsso_text path;            /* from the root, as received, still percent-encoded, without the query */
  lsso_text query;           /* without '?', still encoded */
  lsso_text language;        /* "lo" or "en": what the person chose in the host */
  lsso_text client_address;  /* numeric */
  lsso_text public_base_url; /* scheme and authority under which people reach the host, no slash */
  const lsso_pair* headers;  /* as received, in order, duplicates kept */
  uint64_t header_count;
  lsso_text peer_certificate; /* DER of the verified client certificate, empty without one */
  uint64_t content_length;    /* UINT64_MAX when unknown */
  /* Reads at most `capacity` bytes of the body, at least one; *got = 0 with LSSO_OK means the end, and stays so.
   * Blocks up to the call's deadline. On failure *got is 0 and no later read succeeds: LSSO_E_TIMEOUT,
   * LSSO_E_CANCELLED (the peer left in the middle: a body cut short is a failure, never an end),
   * LSSO_E_INVALID (capacity 0; malformed or too big a body). A plugin need not read the body, or not to its
   * end; what is left the host drains or drops. It may be read before and after begin. [in call] */
  lsso_status (*read)(lsso_request_instance* instance, void* buffer, uint64_t capacity, uint64_t* got);
} lsso_request;

/* ---- the response ------------------------------------------------------------------------------------ */

#define LSSO_RESPONSE_DOCUMENT 1u /* complete as it is: portal pages, files, XML, redirects */
#define LSSO_RESPONSE_FRAGMENT 2u /* the main part of a page; the host puts its own shell round it */

/* One step of the way to a page. Frozen. */
typedef struct lsso_crumb {
  lsso_text label;
  lsso_text href; /* empty for the current page */
} lsso_crumb;

typedef struct lsso_response_head {
  uint32_t struct_size;
  uint32_t kind; /* LSSO_RESPONSE_… */
  uint32_t http_status;
  uint32_t reserved;
  lsso_text content_type;   /* empty on a fragment: text/html; charset=utf-8 */
  const lsso_pair* headers; /* further headers; a name or value with CR, LF or NUL is refused */
  uint64_t header_count;
  uint64_t content_length; /* UINT64_MAX: unknown, the host streams in chunks; a fragment's own bytes */
  /* fragments only */
  lsso_text title;   /* plain text, the host escapes it */
  lsso_text menu_id; /* the menu entry to show as current */
  const lsso_crumb* crumbs;
  uint64_t crumb_count;
  const lsso_text* stylesheets; /* addresses under an asset mount of the plugin */
  uint64_t stylesheet_count;
  const lsso_text* scripts;
  uint64_t script_count;
} lsso_response_head;

typedef struct lsso_response_instance lsso_response_instance;

/* The way out. begin exactly once, then write any number of times; returning LSSO_OK from handle ends the
 * response. If handle fails before begin, the host shows its own error page made of the lsso_error; after begin
 * it aborts the connection, so that no half page passes for a whole one. LSSO_OK without begin, or with fewer
 * bytes than content_length said, is a failure too (LSSO_E_INTERNAL, logged as LSSO_LOG_PLUGIN_MISBEHAVES).
 *
 * begin copies the head. LSSO_E_INVALID, and nothing was begun (begin may be tried again): a second begin, an
 * unknown kind, a status outside 200 … 599, a header name that is no HTTP token, a name or value with CR, LF or
 * NUL, a header that belongs to the host (Connection, Content-Length, Content-Type, Date, Keep-Alive, Server,
 * Transfer-Encoding, Upgrade).
 * write sends the bytes before it returns, or keeps a copy; it blocks when the peer is slow, up to the deadline.
 * A size of 0 is allowed and sends nothing. LSSO_E_INVALID: before begin, or more than content_length.
 * To HEAD, and with 204 and 304, the host takes the bytes and sends none.
 * LSSO_E_CANCELLED, LSSO_E_TIMEOUT: nobody reads any more; the plugin stops writing and returns that status.
 * [in call] */
typedef struct lsso_response {
  uint32_t struct_size;
  uint32_t reserved;
  lsso_response_instance* instance;
  lsso_status (*begin)(lsso_response_instance* instance, const lsso_response_head* head);
  lsso_status (*write)(lsso_response_instance* instance, const void* data, uint64_t size);
} lsso_response;

#ifdef __cplusplus
}
#endif
#endif
