/* How a check says what it found. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "conformance.h"

#define MAX_NUMBER 100
int verdict_fd = STDOUT_FILENO;
char last_complaint[512];
static char breaches[MAX_NUMBER][256];
static pthread_mutex_t breaches_mutex = PTHREAD_MUTEX_INITIALIZER;

/* _exit: threads of the plugin may be anywhere, so nothing of it may run any more. */
void fail(const char* format, ...) {
  va_list args;
  va_start(args, format);
  vdprintf(verdict_fd, format, args);
  va_end(args);
  dprintf(verdict_fd, "\n");
  if (last_complaint[0] != 0) dprintf(verdict_fd, "        its last complaint in the log: %s\n", last_complaint);
  _exit(1);
}

void breach(int number, const char* format, ...) {
  va_list args;
  pthread_mutex_lock(&breaches_mutex);
  va_start(args, format);
  if (breaches[number][0] == 0) vsnprintf(breaches[number], sizeof breaches[number], format, args);
  va_end(args);
  pthread_mutex_unlock(&breaches_mutex);
}

void expect_no_breach(int number) {
  pthread_mutex_lock(&breaches_mutex);
  if (breaches[number][0] != 0) fail("%s", breaches[number]);
  pthread_mutex_unlock(&breaches_mutex);
}

static size_t utf8_length(const unsigned char* at, size_t left) {
  const unsigned char first = at[0];
  const size_t length = first < 0x80   ? 1
                        : first < 0xC2 ? 0
                        : first < 0xE0 ? 2
                        : first < 0xF0 ? 3
                        : first < 0xF5 ? 4
                                       : 0;
  if (length == 0 || length > left) return 0;
  for (size_t i = 1; i < length; i++)
    if ((at[i] & 0xC0) != 0x80) return 0;
  if (first == 0xE0 && at[1] < 0xA0) return 0; /* overlong */
  if (first == 0xED && at[1] > 0x9F) return 0; /* surrogate */
  if (first == 0xF0 && at[1] < 0x90) return 0;
  if (first == 0xF4 && at[1] > 0x8F) return 0;
  return length;
}

int is_utf8(lsso_text text) {
  if (text.data == NULL) return text.size == 0;
  for (uint64_t at = 0; at < text.size;) {
    const size_t length = utf8_length((const unsigned char*)text.data + at, text.size - at);
    if (length == 0) return 0;
    at += length;
  }
  return 1;
}

int is_word(lsso_text text, const char* more) {
  for (uint64_t at = 0; at < text.size; at++) {
    const char c = text.data[at];
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c != 0 && strchr(more, c) != NULL))) return 0;
  }
  return text.size != 0;
}

int same(lsso_text text, const char* literal) {
  return text.size == strlen(literal) && (text.size == 0 || memcmp(text.data, literal, text.size) == 0);
}

int contains(const void* in, size_t size, const char* what) {
  const size_t length = strlen(what);
  const char* at = in;
  for (size_t i = 0; size >= length && i + length <= size; i++)
    if (memcmp(at + i, what, length) == 0) return 1;
  return 0;
}

int secret_in(const void* data, size_t size) {
  return contains(data, size, SESSION_SECRET) || contains(data, size, DATABASE_SECRET);
}

void check_text(lsso_text text, const char* what) {
  if (!is_utf8(text)) breach(2, "%s is not UTF-8", what);
}
