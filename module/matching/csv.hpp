// Reads whole CSV files as fast as the machine reads memory, for tables of millions of rows.
#pragma once
#include <filesystem>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "matching/table.hpp"

namespace ssiis::matching {

// What is not CSV (RFC 4180), with the file and the line on which the record began.
struct CsvFault : LinkError {
  CsvFault(std::string_view file, std::size_t line_, std::string_view why);
  std::size_t line;
};

// The run was asked to stop.
struct Stopped : std::runtime_error {
  Stopped() : std::runtime_error{"stopped"} {}
};

// The columns `wanted` of a file with a header line, in that order; all columns when none is named; those of `optional`
// only where they are there. A byte order mark
// is skipped; lines end in LF or CRLF; empty lines are passed over. Throws CsvFault on a column that is not there or is
// there twice, a record with more or fewer fields than the header, a quote inside an unquoted field, text behind a
// closing quote, an open quote at the end, bytes that are not UTF-8, a NUL; std::system_error when the file cannot be
// read.
Table parse_csv(std::string_view text, std::string_view name, const std::vector<std::string>& wanted,
                std::stop_token stop = {}, const std::vector<std::string>& optional = {});
Table read_csv(const std::filesystem::path& file, const std::vector<std::string>& wanted, std::stop_token stop = {},
               const std::vector<std::string>& optional = {});

// A field as it must be written: in quotes when it needs them.
std::string csv_field(std::string_view text);

}  // namespace ssiis::matching
