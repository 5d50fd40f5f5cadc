// The process around everything, set before a library is loaded or a thread started; nobody touches it later.
#pragma once
#include <filesystem>

namespace lsso::host {

// C.UTF-8, PGCLIENTENCODING=UTF8 (else psqlODBC calls setlocale at every connect), SIGPIPE ignored, more descriptors.
void prepare_process();
// Writes an odbcinst.ini of our own with the three drivers and without the driver manager's logs, and points
// ODBCSYSINI at it: the system's file may switch on logs that hold passwords. Throws std::runtime_error.
void prepare_odbc(const std::filesystem::path& data_dir);

}  // namespace lsso::host
