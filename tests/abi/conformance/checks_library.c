/* Duties 10 to 14: the library and its table. */
#include <dlfcn.h>
#include <string.h>

#include "conformance.h"

static void one_exported_symbol(void) {
  char names[2048] = "";
  const size_t count = exported_symbols(given.plugin, names, sizeof names);
  expect(count == 1 && strcmp(names, " " LSSO_ENTRY_POINT_NAME) == 0, "exports %zu symbols:%s", count, names);
}

static lsso_plugin_entry_point_fn entry_point_of(const life* l) {
  lsso_plugin_entry_point_fn entry_point;
  void* symbol = dlsym(l->library, LSSO_ENTRY_POINT_NAME);
  memcpy(&entry_point, &symbol, sizeof entry_point);
  return entry_point;
}

static void unknown_major_gives_null(void) {
  static const uint32_t majors[] = {0u, LSSO_ABI_MAJOR + 1u, 1000u, UINT32_MAX};
  life l = {.entry = NULL};
  load_library(&l);
  for (size_t i = 0; i < sizeof majors / sizeof majors[0]; i++)
    expect(entry_point_of(&l)(majors[i]) == NULL, "gives a table for ABI %u", majors[i]);
}

static void* ask_entry(void* of_life) {
  const life* l = of_life;
  const lsso_plugin_entry* first = entry_point_of(l)(LSSO_ABI_MAJOR);
  for (int i = 0; i < 1000; i++)
    if (entry_point_of(l)(LSSO_ABI_MAJOR) != first) return NULL;
  return (void*)(uintptr_t)first;
}

static void entry_is_pure(void) {
  pthread_t threads[4];
  lsso_plugin_entry copy;
  life l = {.entry = NULL};
  process_state* before = process_state_take();
  load_library(&l);
  const size_t told = l.entry->struct_size < sizeof copy ? l.entry->struct_size : sizeof copy;
  memcpy(&copy, l.entry, told);
  for (size_t i = 0; i < 4; i++) pthread_create(&threads[i], NULL, ask_entry, &l);
  for (size_t i = 0; i < 4; i++) {
    void* answer = NULL;
    pthread_join(threads[i], &answer);
    expect(answer == l.entry, "the entry point gives different tables");
  }
  expect(memcmp(&copy, l.entry, told) == 0, "the table changes");
  for (int kind = 50; kind <= 55; kind++) {
    const char* difference = process_state_difference(before, kind);
    expect(difference == NULL, "loading or asking for the table changed the process: %s", difference);
  }
  process_state_free(before);
}

static void table_is_complete(void) {
  life l = {.entry = NULL};
  const lsso_plugin_entry* entry = load_library(&l);
  expect(entry->abi_major == LSSO_ABI_MAJOR, "the table says it is of ABI %u", entry->abi_major);
  expect(is_word(entry->id, "._-"), "the id is no word of a-z, 0-9, '.', '_', '-'");
  expect(entry->name_lo.size != 0 && entry->name_en.size != 0, "the name is missing in Lao or English");
  expect(entry->version.size != 0, "the version is missing");
  expect(entry->create != NULL && entry->start != NULL && entry->handle != NULL && entry->job_run != NULL &&
             entry->health != NULL && entry->stop != NULL && entry->destroy != NULL && entry->get_extension != NULL,
         "a slot of the table is empty");
}

static void can_be_unloaded_and_loaded(void) {
  expect(library_stays_mapped(given.plugin), "is not linked with -z nodelete");
  for (int i = 0; i < 3; i++) {
    life l;
    begin_life(&l);
    use_everything(&l);
    end_life(&l);
    expect(dlclose(l.library) == 0, "dlclose failed: %s", dlerror());
  }
}

const check library_checks[] = {{10, "exports one symbol", one_exported_symbol},
                                {11, "gives no table for another major version", unknown_major_gives_null},
                                {12, "the entry point is pure", entry_is_pure},
                                {13, "the table is complete", table_is_complete},
                                {14, "may be closed and loaded again", can_be_unloaded_and_loaded},
                                {0, NULL, NULL}};
