/* The example's three answers: a page, a panel, and an echo that streams both ways. */
#include <stdio.h>
#include <string.h>

#include "hello.h"

/* Everything is written through one of these, so that a failure of the peer ends the page. */
typedef struct page {
  const lsso_response* response;
  lsso_status status;
} page;

static void put(page* to, const char* html, uint64_t size) {
  if (to->status == LSSO_OK && size != 0) to->status = to->response->write(to->response->instance, html, size);
}

static void put_z(page* to, const char* html) { put(to, html, strlen(html)); }

/* Text of others goes out escaped: a name is never markup. */
static void put_text(page* to, lsso_text text) {
  uint64_t from = 0;
  for (uint64_t at = 0; at < text.size; at++) {
    const char* entity = NULL;
    switch (text.data[at]) {
      case '<':
        entity = "&lt;";
        break;
      case '>':
        entity = "&gt;";
        break;
      case '&':
        entity = "&amp;";
        break;
      case '"':
        entity = "&quot;";
        break;
      case '\'':
        entity = "&#39;";
        break;
      default:
        continue;
    }
    put(to, text.data + from, at - from);
    put_z(to, entity);
    from = at + 1;
  }
  if (text.size > from) put(to, text.data + from, text.size - from);
}

static int in_lao(const lsso_request* request) { return hello_same(request->language, "lo"); }

static page begin_fragment(const lsso_response* response, lsso_text title, const lsso_crumb* crumbs,
                           uint64_t crumb_count) {
  const lsso_response_head head = {.struct_size = sizeof head,
                                   .kind = LSSO_RESPONSE_FRAGMENT,
                                   .http_status = 200,
                                   .content_length = UINT64_MAX,
                                   .title = title,
                                   .menu_id = LSSO_TEXT("hello"),
                                   .crumbs = crumbs,
                                   .crumb_count = crumb_count};
  page to = {response, LSSO_OK};
  to.status = response->begin(response->instance, &head);
  return to;
}

lsso_status hello_page(lsso_plugin* self, const lsso_call* call, const lsso_request* request,
                       const lsso_response* response) {
  const int lao = in_lao(request);
  const lsso_text title_lo = LSSO_TEXT("ສະບາຍດີ"), title_en = LSSO_TEXT("Hello");
  const lsso_text title = lao ? title_lo : title_en;
  const lsso_crumb crumb = {title, {NULL, 0}};
  const lsso_identity* who = call->identity;
  char runs[96];
  snprintf(runs, sizeof runs, lao ? "ວຽກເບື້ອງຫຼັງໄດ້ແລ່ນ %u ຄັ້ງ." : "The job has run %u times.",
           atomic_load(&self->job_runs));
  page to = begin_fragment(response, title, &crumb, 1);
  put_z(&to, "<p>");
  if (self->greeting != NULL) {
    put_text(&to, (lsso_text){self->greeting, strlen(self->greeting)});
  } else {
    put_text(&to, title);
  }
  if (LSSO_HAS(lsso_identity, who->struct_size, name_en) && who->principal == LSSO_PRINCIPAL_USER) {
    put_z(&to, lao ? " " : ", ");
    put_text(&to, lao ? who->name_lo : who->name_en);
  }
  put_z(&to, "</p>\n<p>");
  put_z(&to, runs);
  put_z(&to, "</p>\n");
  return to.status;
}

lsso_status hello_panel(lsso_plugin* self, const lsso_request* request, const lsso_response* response) {
  const lsso_text title_lo = LSSO_TEXT("ສະບາຍດີ"), title_en = LSSO_TEXT("Hello");
  const int lao = in_lao(request);
  (void)self;
  page to = begin_fragment(response, lao ? title_lo : title_en, NULL, 0);
  put_z(&to, lao ? "<p>ໜ້ານີ້ສະແດງ: <code>" : "<p>This screen shows: <code>");
  put_text(&to, request->query); /* subject=…, still encoded */
  put_z(&to, "</code></p>\n");
  return to.status;
}

/* Sends back what comes in, piece by piece: memory does not grow with the body. */
lsso_status hello_echo(const lsso_call* call, const lsso_request* request, const lsso_response* response) {
  const lsso_response_head head = {.struct_size = sizeof head,
                                   .kind = LSSO_RESPONSE_DOCUMENT,
                                   .http_status = 200,
                                   .content_type = LSSO_TEXT("application/octet-stream"),
                                   .content_length = request->content_length};
  lsso_status status = response->begin(response->instance, &head);
  while (status == LSSO_OK) {
    unsigned char piece[16384];
    uint64_t got = 0;
    if (call->cancelled(call->instance) != 0) return LSSO_E_CANCELLED;
    status = request->read(request->instance, piece, sizeof piece, &got);
    if (status != LSSO_OK || got == 0) break;
    status = response->write(response->instance, piece, got);
  }
  return status;
}
