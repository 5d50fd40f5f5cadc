// What goes to the MIS as a file: a batch of accepted changes as CSV and as XML, with a manifest, in one archive. Pure:
// the same batch gives the same bytes on every machine. The formats are told in config/amendments/README.md and
// register-exchange.xsd.
#pragma once
#include <string>
#include <vector>

#include "amendments/types.hpp"

namespace ssiis::amendments {

inline constexpr int exchange_schema = 1;

struct SentChange {
  std::string key, kind, order_number, unit_key, subject_key, accepted_by;
  Instant accepted_at;
  std::vector<Line> lines;
  std::string takes_back{};  // what the change is called that this one takes back
};

struct Batch {
  std::int64_t number;
  Instant closed_at;
  std::string closed_by, closed_by_name;
  std::vector<SentChange> changes;
};

struct ExchangeFile {
  std::string name, bytes, sha256;
};

// changes.csv, changes.xml and, last, manifest.xml, which names the two with their hashes.
std::vector<ExchangeFile> files_of(const Batch& batch);
// A ZIP archive without compression: what deflate makes of a text is another on another zlib.
std::string archive_of(const std::vector<ExchangeFile>& files);

// A value as it stands in a CSV that people may open with a spreadsheet: what would be a formula there begins with an
// apostrophe, and so does what begins with one. The reader takes one apostrophe off.
std::string marked_as_text(std::string value);

}  // namespace ssiis::amendments
