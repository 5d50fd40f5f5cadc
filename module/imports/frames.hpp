// How the reader program tells what it reads: frames of a type, a length and bytes. What comes out of the pipe is
// believed no more than the file itself.
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "imports/cells.hpp"

namespace ssiis::imports {

// T traits, R row, X refusal, Z end.
std::string frame_of(const FileTraits& traits);
std::string frame_of(const RawRow& row);
std::string frame_of(const ReadFault& fault);
std::string end_frame();

// Takes the output in pieces, hands out what it says. Throws ReadFault for a refusal, std::runtime_error for what no
// reader writes. After the last piece `ended()` says whether the end was told.
class FrameReader {
 public:
  explicit FrameReader(RowSink sink) : sink_{std::move(sink)} {}
  // False when the sink wants no more.
  bool feed(std::string_view piece);
  bool ended() const noexcept { return ended_; }

 private:
  bool take(char type, std::string_view body);
  RowSink sink_;
  std::string rest_{};
  RawRow row_{};
  bool ended_{false};
};

}  // namespace ssiis::imports
