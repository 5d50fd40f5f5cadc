// The views of a mapping as SELECTs, for a database in which no view may be made.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "database/api.hpp"
#include "mapping/encoding.hpp"

namespace ssiis::mapping {

// View and SELECT of each CREATE VIEW of a views.sql, for one engine, in the order of the text.
std::vector<std::pair<std::string, std::string>> selects_of(db::Engine engine, std::string_view views_sql);

// The same of a file. Throws std::runtime_error when it cannot be read.
std::vector<std::pair<std::string, std::string>> read_selects(db::Engine engine,
                                                              const std::filesystem::path& views_sql);

// A column whose text is converted while it is copied.
struct Decoding {
  std::string view, column;
  Writing from;
};
// copy.xml of a mapping: <copy><decode view="reg_worker" column="given_lo" from="ibm1133"/></copy>; nothing when there
// is no such file. Throws std::runtime_error naming what is wrong.
std::vector<Decoding> read_decodings(const std::filesystem::path& file);
std::string decodings_text(const std::vector<Decoding>& decodings);

}  // namespace ssiis::mapping
