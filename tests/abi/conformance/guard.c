/* Memory that ends where a page ends and is taken away for good. */
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "conformance.h"

void* arena_new(arena* a, size_t size) {
  const size_t page = (size_t)sysconf(_SC_PAGESIZE);
  const size_t room = (size + page - 1) / page * page;
  expect(a->count < ARENA_PIECES, "the conformance host has too small an arena");
  char* base = mmap(NULL, room + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  expect(base != MAP_FAILED, "the conformance host has no memory");
  mprotect(base + room, page, PROT_NONE);
  a->base[a->count] = base;
  a->length[a->count] = room + page;
  a->count++;
  return base + room - size;
}

void* arena_copy(arena* a, const void* data, size_t size) {
  if (size == 0) return NULL;
  return memcpy(arena_new(a, size), data, size);
}

lsso_text arena_text(arena* a, const char* text) {
  const lsso_text guarded = {arena_copy(a, text, strlen(text)), strlen(text)};
  return guarded;
}

void* arena_struct(arena* a, const void* data, size_t size) {
  const uint32_t told = (uint32_t)size + setup.tail;
  char* placed = arena_new(a, told);
  memcpy(placed, data, size);
  memset(placed + size, 0xA5, setup.tail);
  memcpy(placed, &told, sizeof told);
  return placed;
}

/* The addresses stay taken, so that no later piece can pass for an earlier one. */
void arena_end(arena* a) {
  for (size_t i = 0; i < a->count; i++) {
    madvise(a->base[i], a->length[i], MADV_DONTNEED);
    mprotect(a->base[i], a->length[i], PROT_NONE);
  }
  a->count = 0;
}
