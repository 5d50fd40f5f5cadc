#include "imports/reader.hpp"

#include <fstream>

#include "documents/api.hpp"
#include "imports/codes.hpp"
#include "imports/frames.hpp"

namespace ssiis::imports {

std::string Reader::kind_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) throw std::runtime_error{file.filename().string() + ": cannot be read"};
  char first[4]{};
  in.read(first, sizeof first);
  const std::string_view magic{first, static_cast<std::size_t>(in.gcount())};
  if (magic == "\xD0\xCF\x11\xE0") throw ReadFault{"import.old_or_locked"};
  if (magic.substr(0, 4) == std::string_view{"PK\x03\x04", 4}) return "xlsx";
  if (magic == "%PDF") throw ReadFault{"import.not_a_table"};
  return "csv";
}

bool Reader::read(const std::filesystem::path& file, const std::string& kind, const ReadOptions& options,
                  const RowSink& sink, const std::function<bool()>& given_up) const {
  const auto or_dash = [](const std::string& text) { return text.empty() ? std::string{"-"} : text; };
  bool enough = false;
  FrameReader frames{{sink.traits, [&](const RawRow& row) {
                        if (sink.row(row)) return true;
                        enough = true;
                        return false;
                      }}};
  const auto believed = [&](std::string_view piece) {
    try {
      return frames.feed(piece);
    } catch (const ReadFault& fault) {
      if (!known_code(fault.what())) throw ReadFault{"import.reader_failed"};
      throw;
    }
  };
  const auto done =
      documents::stream_process({program.string(), "rows", file.string(), kind, or_dash(options.encoding),
                                 options.delimiter == 0 ? "0" : std::to_string(static_cast<int>(options.delimiter)),
                                 or_dash(options.sheet), std::to_string(options.most_rows)},
                                patience, given_up, believed);
  if (frames.ended() || enough) return true;
  if (done.end == documents::ProcessResult::End::given_up) return false;
  if (done.end == documents::ProcessResult::End::exited && done.code != 0 && done.code != 3)
    throw std::runtime_error{"the reader program does not work: exit " + std::to_string(done.code)};
  throw ReadFault{"import.reader_failed"};
}

}  // namespace ssiis::imports
