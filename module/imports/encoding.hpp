// In which encoding a CSV file is written, and its text as UTF-8. What cannot be read with certainty is refused: wrong
// letters in a register are worse than none.
#pragma once
#include <string>
#include <string_view>

namespace ssiis::imports {

// utf-8, utf-16le, utf-16be or windows-1252, judged by the first bytes of a file; `whole`: they are all there is.
// Throws ReadFault: import.legacy_lao for bytes of the encodings before Unicode (Lao fonts, CP1133, TIS-620),
// import.binary.
std::string detected_encoding(std::string_view sample, bool whole);

// Decodes piece by piece. Throws ReadFault import.not_utf8, import.not_utf16, import.legacy_lao, import.binary with the
// line.
class Decoder {
 public:
  explicit Decoder(std::string encoding) : encoding_{std::move(encoding)} {}
  // Appends the text of the piece; what ends in the middle of a letter waits for the next. `last`: nothing follows.
  void decode(std::string_view piece, bool last, std::string& out);

 private:
  void utf8(std::string_view bytes, bool last, std::string& out);
  void utf16(std::string_view bytes, bool last, std::string& out);
  void western(std::string_view bytes, std::string& out);
  void put(unsigned code, std::string& out);
  [[noreturn]] void fail(const char* code) const;

  std::string encoding_;
  std::string rest_{};
  long long line_{1};
  bool begun_{false};
  int high_run_{0};
  long long letters_{0}, high_{0};
};

}  // namespace ssiis::imports
