// ssiis-reader: reads tables that strangers send, in a process without network, programs or much memory.
//   ssiis-reader rows FILE KIND ENCODING DELIMITER SHEET MOST-ROWS
// KIND: csv or xlsx. ENCODING, DELIMITER (its ASCII number), SHEET, MOST-ROWS: "-" to find out or for all. Writes
// frames (imports/frames.hpp) to standard output; exit 0 also when the file is refused. Exit 2: wrong use; 3: a fault.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <system_error>

#include "documents/helper/sandbox.hpp"
#include "imports/frames.hpp"

namespace {

using namespace ssiis;

constexpr std::uint64_t memory = 1ULL << 30, cpu_seconds = 1800, spill_bytes = 2ULL << 30;

[[noreturn]] void fail(const char* what) { throw std::system_error{errno, std::generic_category(), what}; }

void write_all(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size()) std::_Exit(0);  // nobody listens any more
}

std::string_view mapped(int file) {
  struct stat about {};
  if (fstat(file, &about) != 0) fail("stat");
  if (about.st_size == 0) return {};
  const auto size = static_cast<std::size_t>(about.st_size);
  void* at = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
  if (at == MAP_FAILED) fail("mmap");
  return {static_cast<const char*>(at), size};
}

int rows(char** words) {
  const std::string path = words[2], kind = words[3];
  const auto given = [](const char* word) { return std::string{word} == "-" ? std::string{} : std::string{word}; };
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) fail("open");
  const auto folder = path.substr(0, path.rfind('/') + 1);
  // Without a name: it is gone when this process is. Where the folder cannot be written, memory has to do.
  const int spill = open(folder.empty() ? "." : folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  const auto bytes = kind == "xlsx" ? mapped(file) : std::string_view{};
  helper::give_up_rights({memory + bytes.size(), cpu_seconds, spill_bytes, false});
  imports::ReadOptions options{given(words[4]), static_cast<char>(std::atoi(words[5])), given(words[6]),
                               std::atoll(words[7])};
  const imports::RowSink sink{[](const imports::FileTraits& t) { write_all(imports::frame_of(t)); },
                              [](const imports::RawRow& r) {
                                write_all(imports::frame_of(r));
                                return true;
                              },
                              [bytes] {  // the file is still there; only this process's memory is relieved of it
                                if (!bytes.empty())
                                  madvise(const_cast<char*>(bytes.data()), bytes.size(), MADV_DONTNEED);
                              }};
  try {
    if (kind == "xlsx")
      imports::read_xlsx(bytes, spill, options, {}, sink);
    else
      imports::read_csv(file, options, {}, sink);
  } catch (const imports::ReadFault& why) {
    write_all(imports::frame_of(why));
  } catch (const std::bad_alloc&) {
    write_all(imports::frame_of(imports::ReadFault{"import.too_large"}));
  }
  write_all(imports::end_frame());
  return std::fflush(stdout) == 0 ? 0 : 3;
}

}  // namespace

int main(int count, char** words) {
  try {
    if (count == 8 && std::string{words[1]} == "rows") return rows(words);
    std::fputs("usage: ssiis-reader rows FILE KIND ENCODING DELIMITER SHEET MOST-ROWS\n", stderr);
    return 2;
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "ssiis-reader: %s\n", fault.what());
    return 3;
  }
}
