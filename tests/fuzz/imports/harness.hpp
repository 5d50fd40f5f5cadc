// Feeds one input to everything in the room that reads what strangers send. The first byte chooses how.
#pragma once
#include <unistd.h>

#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "imports/frames.hpp"
#include "support/zip_maker.hpp"

namespace ssiis::fuzz {

// What the readers promise of every row, whatever the file: rows in order, cells within their limits, and the frames of
// the pipe give back what went in. Throws std::logic_error.
class Promises {
 public:
  explicit Promises(const imports::ReadLimits& limits) : limits_{limits} {}
  imports::RowSink sink() {
    return {[](const imports::FileTraits& t) { (void)imports::frame_of(t); },
            [this](const imports::RawRow& row) { return keep(row); }};
  }

 private:
  bool keep(const imports::RawRow& row) {
    if (row.line < line_) throw std::logic_error{"a row before the one before it"};
    line_ = row.line;
    if (++rows_ > limits_.rows || row.cells.size() > limits_.columns)
      throw std::logic_error{"more than the limits allow"};
    for (const auto& cell : row.cells)
      if (cell.text.size() > limits_.cell_bytes || cell.text.find('\0') != std::string::npos)
        throw std::logic_error{"a cell that is none"};
    std::string again;
    imports::FrameReader frames{{[](const imports::FileTraits&) {},
                                 [&](const imports::RawRow& r) {
                                   again = imports::frame_of(r);
                                   return true;
                                 }}};
    const auto frame = imports::frame_of(row);
    frames.feed(frame);
    if (again != frame) throw std::logic_error{"a row that changed in the pipe"};
    return true;
  }
  const imports::ReadLimits& limits_;
  std::int64_t line_{0}, rows_{0};
};

inline imports::ReadLimits small_limits() {
  imports::ReadLimits limits;
  limits.rows = 2000;
  limits.columns = 60;
  limits.cell_bytes = 2000;
  limits.unpacked = 1 << 20;
  limits.strings = 100'000;
  limits.strings_in_memory = 500;  // the rest of a workbook's texts goes through a file
  return limits;
}

// A workbook in which one part is what the fuzzer made.
inline std::string workbook_with(const char* part, std::string_view content) {
  test::Files files{
      {"xl/workbook.xml", R"(<workbook><sheets><sheet name="D" id="r1"/></sheets></workbook>)"},
      {"xl/_rels/workbook.xml.rels",
       R"(<R><Relationship Id="r1" Type="/worksheet" Target="s.xml"/><Relationship Id="r2" )"
       R"(Type="/sharedStrings" Target="t.xml"/><Relationship Id="r3" Type="/styles" Target="y.xml"/></R>)"},
      {"xl/s.xml", R"(<w><sheetData><row r="1"><c t="s"><v>0</v></c><c s="0"><v>40000</v></c></row></sheetData></w>)"},
      {"xl/t.xml", "<sst><si><t>a</t></si></sst>"},
      {"xl/y.xml", R"(<s><cellXfs><xf numFmtId="14"/></cellXfs></s>)"}};
  std::vector<test::Forged> entries;
  for (const auto& [name, text] : files)
    entries.push_back(test::Forged::of(name, name == part ? std::string{content} : text, false));
  return test::zip_of(entries);
}

inline void feed_table(std::string_view input) {
  if (input.empty()) return;
  const auto mode = static_cast<unsigned char>(input.front()) % 6;
  input.remove_prefix(1);
  const auto limits = small_limits();
  Promises promises{limits};
  try {
    if (mode < 2) {
      const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file{std::tmpfile(), std::fclose};
      if (::write(fileno(file.get()), input.data(), input.size()) != static_cast<ssize_t>(input.size())) return;
      ::lseek(fileno(file.get()), 0, SEEK_SET);
      imports::read_csv(fileno(file.get()),
                        mode == 0 ? imports::ReadOptions{} : imports::ReadOptions{"windows-1252", ';', "", 0}, limits,
                        promises.sink());
      return;
    }
    const std::string bytes = mode == 2 ? std::string{input}
                                        : workbook_with(mode == 3   ? "xl/s.xml"
                                                        : mode == 4 ? "xl/t.xml"
                                                                    : "xl/y.xml",
                                                        input);
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> spill{std::tmpfile(), std::fclose};
    imports::read_xlsx(bytes, fileno(spill.get()), {}, limits, promises.sink());
  } catch (const imports::ReadFault&) {
  }
}

}  // namespace ssiis::fuzz
