// Reading a stranger's table in the reader program.
#pragma once
#include <chrono>
#include <filesystem>
#include <functional>
#include <string>

#include "imports/cells.hpp"

namespace ssiis::imports {

struct Reader {
  std::filesystem::path program;  // ssiis-reader
  std::chrono::milliseconds patience{std::chrono::minutes{30}};

  // csv or xlsx, by the first bytes: a workbook is a ZIP container, whatever it is called. import.old_or_locked for the
  // workbooks before XML and those under a password.
  static std::string kind_of(const std::filesystem::path& file);

  // Hands the rows to `sink` one after the other; what it throws goes through. Throws ReadFault: what the readers
  // refuse, and import.reader_failed when the file broke the program. `given_up`: asked now and then; true ends the
  // reading, and the answer is false.
  bool read(const std::filesystem::path& file, const std::string& kind, const ReadOptions& options, const RowSink& sink,
            const std::function<bool()>& given_up = {}) const;
};

}  // namespace ssiis::imports
