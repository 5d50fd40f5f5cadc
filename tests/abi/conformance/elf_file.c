/* What a library's dynamic table says, read from the file itself. */
#include <elf.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "conformance.h"

typedef struct image {
  const char* data;
  size_t size;
} image;

static image open_image(const char* path) {
  struct stat status;
  image i = {NULL, 0};
  const int file = open(path, O_RDONLY | O_CLOEXEC);
  expect(file >= 0 && fstat(file, &status) == 0, "%s cannot be read", path);
  i.size = (size_t)status.st_size;
  void* mapped = mmap(NULL, i.size, PROT_READ, MAP_PRIVATE, file, 0);
  close(file);
  expect(mapped != MAP_FAILED, "%s cannot be mapped", path);
  i.data = mapped;
  expect(i.size > sizeof(Elf64_Ehdr) && memcmp(i.data, ELFMAG, SELFMAG) == 0 && i.data[EI_CLASS] == ELFCLASS64,
         "%s is no 64-bit ELF file", path);
  return i;
}

static void close_image(image i) { munmap((void*)(uintptr_t)i.data, i.size); }

static const Elf64_Shdr* section_of(image i, uint32_t type, Elf64_Half* index) {
  const Elf64_Ehdr* head = (const void*)i.data;
  const Elf64_Shdr* sections = (const void*)(i.data + head->e_shoff);
  expect(head->e_shoff != 0 && head->e_shoff + (uint64_t)head->e_shnum * sizeof *sections <= i.size,
         "the library has no section table");
  for (Elf64_Half at = *index; at < head->e_shnum; at++) {
    if (sections[at].sh_type != type) continue;
    *index = at;
    return &sections[at];
  }
  return NULL;
}

size_t exported_symbols(const char* path, char* names, size_t capacity) {
  const image i = open_image(path);
  Elf64_Half at = 0;
  const Elf64_Shdr* table = section_of(i, SHT_DYNSYM, &at);
  expect(table != NULL, "the library has no dynamic symbols");
  const Elf64_Ehdr* head = (const void*)i.data;
  const Elf64_Shdr* strings = (const Elf64_Shdr*)(const void*)(i.data + head->e_shoff) + table->sh_link;
  const Elf64_Sym* symbols = (const void*)(i.data + table->sh_offset);
  size_t count = 0, used = 0;
  for (uint64_t s = 1; s < table->sh_size / sizeof *symbols; s++) {
    const unsigned bind = ELF64_ST_BIND(symbols[s].st_info), visibility = ELF64_ST_VISIBILITY(symbols[s].st_other);
    if (symbols[s].st_shndx == SHN_UNDEF || bind == STB_LOCAL) continue;
    if (visibility != STV_DEFAULT && visibility != STV_PROTECTED) continue;
    const int size = snprintf(names + used, capacity - used, " %s", i.data + strings->sh_offset + symbols[s].st_name);
    if (size > 0 && used + (size_t)size < capacity) used += (size_t)size;
    count++;
  }
  close_image(i);
  return count;
}

int library_stays_mapped(const char* path) {
  const image i = open_image(path);
  Elf64_Half at = 0;
  const Elf64_Shdr* table = section_of(i, SHT_DYNAMIC, &at);
  int stays = 0;
  if (table != NULL) {
    const Elf64_Dyn* entries = (const void*)(i.data + table->sh_offset);
    for (uint64_t e = 0; e < table->sh_size / sizeof *entries; e++)
      if (entries[e].d_tag == DT_FLAGS_1 && (entries[e].d_un.d_val & DF_1_NODELETE) != 0) stays = 1;
  }
  close_image(i);
  return stays;
}
