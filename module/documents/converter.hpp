// DOCX to PDF/A-2b through LibreOffice in the helper program.
#pragma once
#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "documents/process.hpp"

namespace ssiis::documents {

struct ConverterSettings {
  std::filesystem::path helper;  // ssiis-helper
  std::filesystem::path soffice{"/usr/bin/soffice"};
  std::filesystem::path scratch;          // a folder of this worker's own; made if missing
  std::chrono::milliseconds time{60000};  // for one call, whatever the number of files
};

// One LibreOffice at a time per scratch folder: two calls on one profile, and the loser writes nothing. [one thread]
class Converter {
 public:
  explicit Converter(ConverterSettings settings) : settings_{std::move(settings)} {}
  // The PDF of each DOCX, in order; an empty text where none came out (the call failed, was too slow, or LibreOffice
  // dropped that file). Justified text is set left in the copy that is converted (filler.hpp). Ends soon after
  // `given_up` says so.
  std::vector<std::string> to_pdf(const std::vector<std::string>& docx, const GivenUp& given_up = {});

 private:
  ConverterSettings settings_;
};

// The fonts that the letters name and this machine does not have, asked of fontconfig (fc-match). Empty when all is
// well.
std::vector<std::string> missing_fonts(const std::vector<std::string>& families);

}  // namespace ssiis::documents
