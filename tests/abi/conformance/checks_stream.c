/* Duties 34 to 38: bodies that stream, stop, or come too late. */
#include <stdlib.h>

#include "conformance.h"
#include "services.h"

#define BODY 100003u

static exchange post(const char* body, uint64_t size) {
  exchange x = get(a_post_path(), "en");
  x.method = "POST";
  x.body = body;
  x.body_size = size;
  return x;
}

/* Bytes that come one at a time make the same answer as bytes that come at once. */
static void body_may_come_in_crumbs(void) {
  life l;
  begin_life(&l);
  char* body = malloc(BODY);
  expect(body != NULL, "the conformance host has no memory");
  for (uint32_t i = 0; i < BODY; i++) body[i] = (char)('a' + i % 26);
  exchange whole = post(body, BODY), crumbs = post(body, BODY);
  crumbs.chunk = 1;
  crumbs.unknown_length = 1;
  run(&l, &whole);
  run(&l, &crumbs);
  expect(whole.returned == crumbs.returned && whole.status == crumbs.status,
         "one body at once gives %d, status %u; byte by byte %d, status %u", whole.returned, whole.status,
         crumbs.returned, crumbs.status);
  expect(whole.read == crumbs.read && whole.written == crumbs.written,
         "of one body %llu bytes were read and %llu answered; byte by byte %llu and %llu",
         (unsigned long long)whole.read, (unsigned long long)whole.written, (unsigned long long)crumbs.read,
         (unsigned long long)crumbs.written);
  forget(&whole);
  forget(&crumbs);
  free(body);
  end_life(&l);
}

static void still_answers(life* l) {
  exchange x = get(a_get_path(), "en");
  run(l, &x);
  expect(x.returned == LSSO_OK, "the next request fails with %d", x.returned);
  forget(&x);
}

static void one_abandoned(life* l, exchange x, lsso_status status) {
  run(l, &x);
  if (x.failed != 0) {
    expect(x.returned == status, "the host said %d, handle returned %d", status, x.returned);
    expect(x.calls_after_failure == 0, "%d more calls after the peer had gone", x.calls_after_failure);
  }
  forget(&x);
}

static void peer_leaves_while_sending(void) {
  static const uint64_t limits[] = {0, 1, 1000, 20000};
  life l;
  begin_life(&l);
  for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
    exchange x = post(NULL, UINT64_C(1) << 20);
    x.read_fails = LSSO_E_CANCELLED;
    x.read_limit = limits[i];
    one_abandoned(&l, x, LSSO_E_CANCELLED);
  }
  still_answers(&l);
  end_life(&l);
}

static void peer_leaves_while_receiving(void) {
  static const uint64_t limits[] = {0, 1, 1000};
  life l;
  begin_life(&l);
  for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
    exchange page = get(a_get_path(), "lo"), echo = post(NULL, UINT64_C(1) << 20);
    page.write_fails = echo.write_fails = LSSO_E_CANCELLED;
    page.write_limit = echo.write_limit = limits[i];
    one_abandoned(&l, page, LSSO_E_CANCELLED);
    one_abandoned(&l, echo, LSSO_E_CANCELLED);
  }
  still_answers(&l);
  end_life(&l);
}

/* Nothing fails but cancelled(): a plugin that never asks goes on for ever. */
static void cancel_is_heard(void) {
  life l;
  begin_life(&l);
  exchange x = post(NULL, UINT64_MAX - 1);
  x.cancel_at_write = 1;
  x.unknown_length = 1;
  run(&l, &x);
  expect(x.failed == 0, "went on for %d calls after it was cancelled", x.calls_after_cancel);
  forget(&x);
  still_answers(&l);
  end_life(&l);
}

static void deadline_is_heard(void) {
  life l;
  begin_life(&l);
  exchange late = get(a_get_path(), "en"), body = post(NULL, UINT64_C(1) << 20);
  late.deadline_us = body.deadline_us = monotonic_us(NULL) - 1;
  late.cancelled = body.cancelled = 1;
  late.write_fails = body.write_fails = LSSO_E_TIMEOUT;
  body.read_fails = LSSO_E_TIMEOUT;
  run(&l, &late);
  expect(late.returned == LSSO_E_TIMEOUT || late.returned == LSSO_E_CANCELLED, "too late, and handle returned %d",
         late.returned);
  expect(late.calls_after_failure == 0, "%d more calls after the deadline", late.calls_after_failure);
  run(&l, &body);
  expect(body.returned != LSSO_OK && body.calls_after_failure == 0, "too late for the body, and handle returned %d",
         body.returned);
  still_answers(&l);
  end_life(&l);
}

const check stream_checks[] = {{34, "a body may come byte by byte, its length unknown", body_may_come_in_crumbs},
                               {35, "a peer that leaves while sending ends the call", peer_leaves_while_sending},
                               {36, "a peer that leaves while receiving ends the call", peer_leaves_while_receiving},
                               {37, "a cancelled call ends", cancel_is_heard},
                               {38, "a call past its deadline ends", deadline_is_heard},
                               {0, NULL, NULL}};
