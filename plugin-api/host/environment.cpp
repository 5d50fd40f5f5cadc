#include "host/environment.hpp"

#include <malloc.h>
#include <sys/resource.h>

#include <array>
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>

namespace lsso::host {
namespace {

// Where Debian and its relatives put a driver.
std::string driver_path(const std::string& file) {
  for (const auto* folder :
       {"/usr/lib/x86_64-linux-gnu/odbc/", "/usr/lib/aarch64-linux-gnu/odbc/", "/usr/lib64/", "/usr/lib/odbc/"})
    if (std::filesystem::exists(folder + file)) return folder + file;
  return file;  // the loader's own search
}

}  // namespace

void prepare_process() {
  // Many threads, short requests: two arenas keep the memory of a busy host from growing with its threads.
  ::mallopt(M_ARENA_MAX, 2);
  ::setenv("PGCLIENTENCODING", "UTF8", 1);
  if (std::setlocale(LC_ALL, "C.UTF-8") == nullptr) throw std::runtime_error{"the locale C.UTF-8 is missing"};
  std::signal(SIGPIPE, SIG_IGN);
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < 65536) {
    files.rlim_cur = files.rlim_max == RLIM_INFINITY || files.rlim_max > 65536 ? 65536 : files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
  }
}

void prepare_odbc(const std::filesystem::path& data_dir) {
  const auto folder = data_dir / "odbc";
  std::filesystem::create_directories(folder);
  const auto file = folder / "odbcinst.ini";
  std::ofstream out{file, std::ios::trunc};
  const std::array<std::array<std::string, 2>, 3> drivers{
      {{"SQLite3", "libsqlite3odbc.so"}, {"PostgreSQL Unicode", "psqlodbcw.so"}, {"MariaDB Unicode", "libmaodbc.so"}}};
  for (const auto& [name, library] : drivers) out << "[" << name << "]\nDriver=" << driver_path(library) << "\n\n";
  out.close();
  if (!out) throw std::runtime_error{"cannot write " + file.string()};
  ::setenv("ODBCSYSINI", folder.c_str(), 1);
  ::setenv("ODBCINI", (folder / "odbc.ini").c_str(), 1);
}

}  // namespace lsso::host
