// Sheets of XLSX workbooks as streams of rows.
#include <algorithm>
#include <charconv>
#include <map>

#include "documents/zip.hpp"
#include "imports/cells.hpp"
#include "imports/shared_strings.hpp"
#include "imports/xlsx_styles.hpp"
#include "imports/xml_events.hpp"

namespace ssiis::imports {
namespace {

using documents::ZipReader;

struct Book {
  std::vector<Sheet> sheets;
  std::vector<std::string> relations;        // of the sheets, in their order
  std::map<std::string, std::string> parts;  // relation -> name in the container
  std::vector<bool> days;                    // by style: shows a day
  bool from_1904{false};
  std::string strings_part, styles_part;
};

std::int64_t whole(std::string_view text, std::int64_t otherwise) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? value : otherwise;
}

void parse_part(ZipReader& zip, const std::string& name, const ReadLimits& limits, XmlHandler handler,
                const std::function<void()>& piece_done = {}) {
  constexpr std::size_t bytes_between = 8U << 20;
  const auto* entry = zip.find(name);
  if (entry == nullptr) throw ReadFault{"import.part_missing", {name}};
  XmlEvents events{name, limits.depth, std::move(handler)};
  std::size_t since = 0;
  zip.read(*entry, [&](std::string_view piece) {
    events.feed(piece);
    since += piece.size();
    if (since < bytes_between || !piece_done) return;
    since = 0;
    piece_done();
  });
  events.finish();
}

const auto nothing_ends = [](std::string_view) {};

void read_relations(ZipReader& zip, const ReadLimits& limits, Book& book) {
  parse_part(zip, "xl/_rels/workbook.xml.rels", limits,
             {[&](std::string_view name, const Attributes& a) {
                if (name != "Relationship") return;
                if (value_of(a, "TargetMode") == "External") return;  // never followed
                std::string target{value_of(a, "Target")};
                target = target.starts_with("/") ? target.substr(1) : "xl/" + target;
                const auto type = value_of(a, "Type");
                if (type.ends_with("/sharedStrings")) book.strings_part = target;
                if (type.ends_with("/styles")) book.styles_part = target;
                book.parts.emplace(value_of(a, "Id"), target);
              },
              nothing_ends, nothing_ends});
}

void read_workbook(ZipReader& zip, const ReadLimits& limits, Book& book) {
  parse_part(zip, "xl/workbook.xml", limits,
             {[&](std::string_view name, const Attributes& a) {
                if (name == "workbookPr") {
                  const auto said = value_of(a, "date1904");
                  book.from_1904 = said == "1" || said == "true";
                }
                if (name != "sheet") return;
                if (book.sheets.size() == 500) throw ReadFault{"import.too_many_sheets"};
                const auto state = value_of(a, "state");
                book.sheets.push_back({std::string{value_of(a, "name")}, !state.empty() && state != "visible"});
                book.relations.emplace_back(value_of(a, "id"));
              },
              nothing_ends, nothing_ends});
  if (book.sheets.empty()) throw ReadFault{"import.no_sheet"};
}

void read_styles(ZipReader& zip, const ReadLimits& limits, Book& book) {
  std::map<std::int64_t, bool> formats;
  bool in_cells = false;
  if (book.styles_part.empty()) return;
  parse_part(zip, book.styles_part, limits,
             {[&](std::string_view name, const Attributes& a) {
                if (name == "numFmt")
                  formats[whole(value_of(a, "numFmtId"), -1)] = shows_a_day(value_of(a, "formatCode"));
                if (name == "cellXfs") in_cells = true;
                if (name != "xf" || !in_cells) return;
                if (book.days.size() == 70'000) throw ReadFault{"import.too_many_styles"};
                const auto format = whole(value_of(a, "numFmtId"), 0);
                const auto own = formats.find(format);
                book.days.push_back(own != formats.end() ? own->second : built_in_day(static_cast<int>(format)));
              },
              [&](std::string_view name) {
                if (name == "cellXfs") in_cells = false;
              },
              nothing_ends});
}

void add_piece(std::string& text, std::string_view piece, const ReadLimits& limits, std::int64_t line) {
  if (text.size() + piece.size() > limits.cell_bytes) throw ReadFault{"import.cell_too_long", {std::to_string(line)}};
  text.append(piece);
}

void read_strings(ZipReader& zip, const ReadLimits& limits, const Book& book, SharedStrings& strings,
                  const std::function<void()>& piece_done) {
  if (book.strings_part.empty()) return;
  std::string text;
  bool in_text = false;
  int phonetic = 0;  // how a text is read aloud is not the text
  parse_part(zip, book.strings_part, limits,
             {[&](std::string_view name, const Attributes&) {
                if (name == "si") text.clear();
                if (name == "rPh") ++phonetic;
                in_text = name == "t" && phonetic == 0;
              },
              [&](std::string_view name) {
                in_text = false;
                if (name == "rPh") --phonetic;
                if (name == "si") strings.add(text);
              },
              [&](std::string_view piece) {
                if (in_text) add_piece(text, piece, limits, 0);
              }},
             piece_done);
}

struct Stop {};  // enough rows were seen

class SheetRows {
 public:
  SheetRows(const Book& book, const SharedStrings& strings, const ReadLimits& limits, std::int64_t most,
            const RowSink& sink, FileTraits& traits)
      : book_{book}, strings_{strings}, limits_{limits}, most_{most}, sink_{sink}, traits_{traits} {}

  void begin(std::string_view name, const Attributes& a) {
    if (name == "row") return begin_row(a);
    if (name == "c") return begin_cell(a);
    if (name == "mergeCell") return note_merged(value_of(a, "ref"));
    if (name == "f") formula_ = true;
    if (name == "rPh") ++phonetic_;
    in_value_ = in_cell_ && phonetic_ == 0 && (name == "v" || name == "t");
  }
  void end(std::string_view name) {
    in_value_ = false;
    if (name == "rPh") --phonetic_;
    if (name == "c") end_cell();
    if (name == "row") end_row();
  }
  void text(std::string_view piece) {
    if (in_value_) add_piece(value_, piece, limits_, row_.line);
  }

 private:
  void begin_row(const Attributes& a) {
    const auto line = whole(value_of(a, "r"), row_.line + 1);
    if (line <= row_.line || line > 1'048'576) throw ReadFault{"import.rows_out_of_order", {std::to_string(line)}};
    row_.line = line;
    row_.cells.clear();
    bytes_ = 0;
    if (value_of(a, "hidden") == "1") ++traits_.hidden_rows;
  }

  void begin_cell(const Attributes& a) {
    in_cell_ = true;
    formula_ = false;
    value_.clear();
    type_ = value_of(a, "t");
    style_ = whole(value_of(a, "s"), 0);
    const auto where = value_of(a, "r");
    std::size_t column = row_.cells.size();
    if (!where.empty()) {
      std::size_t letters = 0, number = 0;
      while (letters < where.size() && letters < 4 && where[letters] >= 'A' && where[letters] <= 'Z')
        number = number * 26 + static_cast<std::size_t>(where[letters++] - 'A' + 1);
      if (number == 0 || number <= row_.cells.size())
        throw ReadFault{"import.cells_out_of_order", {std::to_string(row_.line)}};
      column = number - 1;
    }
    column_ = column;
  }

  void end_cell() {
    in_cell_ = false;
    Cell cell = valued();
    if (cell.text.empty() && cell.kind != CellKind::error) return;
    if (column_ >= limits_.columns)
      throw ReadFault{"import.too_many_columns", {std::to_string(row_.line), std::to_string(limits_.columns)}};
    bytes_ += cell.text.size();
    if (bytes_ > limits_.row_bytes) throw ReadFault{"import.cell_too_long", {std::to_string(row_.line)}};
    row_.cells.resize(column_);
    row_.cells.push_back(std::move(cell));
  }

  Cell valued() const {
    if (formula_ && value_.empty() && type_ != "str") return {CellKind::error, "formula"};
    if (type_ == "s") {
      const auto number = whole(value_, -1);
      if (value_.empty()) return {};
      if (number < 0 || static_cast<std::size_t>(number) >= strings_.count())
        throw ReadFault{"import.string_missing", {std::to_string(row_.line)}};
      return {CellKind::text, strings_.at(static_cast<std::size_t>(number))};
    }
    if (type_ == "str" || type_ == "inlineStr") return {CellKind::text, value_};
    if (value_.empty()) return {};
    if (type_ == "b") return {CellKind::boolean, value_};
    if (type_ == "e") return {CellKind::error, value_};
    if (type_ == "d") return {CellKind::day, value_.substr(0, 10)};
    if (style_ >= 0 && static_cast<std::size_t>(style_) < book_.days.size() &&
        book_.days[static_cast<std::size_t>(style_)]) {
      auto day = day_of_serial(value_, book_.from_1904);
      return day ? Cell{CellKind::day, std::move(*day)} : Cell{CellKind::error, "day"};
    }
    return {CellKind::number, value_};
  }

  void end_row() {
    if (row_.cells.empty()) return;
    if (++traits_.rows > limits_.rows) throw ReadFault{"import.too_many_rows", {std::to_string(limits_.rows)}};
    if (!sink_.row(row_) || traits_.rows == most_) throw Stop{};
  }

  void note_merged(std::string_view range) {
    const auto row_of = [](std::string_view cell) {
      const auto digit = cell.find_first_of("0123456789");
      return digit == std::string_view::npos ? 0 : whole(cell.substr(digit), 0);
    };
    constexpr std::int64_t head = 60;
    constexpr std::size_t most_of_head = 500, most_others = 20;
    const auto colon = range.find(':');
    if (colon == std::string_view::npos) return;
    const MergedRange merged{row_of(range.substr(0, colon)), row_of(range.substr(colon + 1)),
                             std::string{range.substr(0, 40)}};
    if (merged.first_row == merged.last_row) return;
    ++traits_.merged;
    if (traits_.merged_shown.size() < (merged.last_row <= head ? most_of_head : most_others))
      traits_.merged_shown.push_back(merged);
  }

  const Book& book_;
  const SharedStrings& strings_;
  const ReadLimits& limits_;
  std::int64_t most_;
  const RowSink& sink_;
  FileTraits& traits_;
  RawRow row_{};
  std::string value_{}, type_{};
  std::int64_t style_{0};
  std::size_t column_{0}, bytes_{0};
  bool in_cell_{false}, in_value_{false}, formula_{false};
  int phonetic_{0};
};

std::size_t chosen_sheet(const Book& book, const std::string& asked) {
  for (std::size_t i = 0; i < book.sheets.size(); ++i)
    if (asked.empty() ? !book.sheets[i].hidden : book.sheets[i].name == asked) return i;
  if (!asked.empty()) throw ReadFault{"import.sheet_unknown", {asked}};
  throw ReadFault{"import.all_hidden"};
}

// Read from what the container holds, not from its name: workbooks with macros, and those before XML.
void check_container(const ZipReader& zip) {
  for (const auto& entry : zip.entries())
    if (entry.name.ends_with("vbaProject.bin")) throw ReadFault{"import.macro"};
  if (zip.find("xl/workbook.bin") != nullptr) throw ReadFault{"import.binary_workbook"};
  if (zip.find("xl/workbook.xml") == nullptr) throw ReadFault{"import.not_a_workbook"};
}

void read_book(std::string_view bytes, int spill, const ReadOptions& options, const ReadLimits& limits,
               const RowSink& sink) {
  ZipReader zip{bytes, {.produced = limits.unpacked, .ratio = 200, .ratio_floor = 64ULL << 20, .entries = 1000}};
  check_container(zip);
  Book book;
  read_relations(zip, limits, book);
  read_workbook(zip, limits, book);
  read_styles(zip, limits, book);
  const auto at = chosen_sheet(book, options.sheet);
  const auto part = book.parts.find(book.relations[at]);
  if (part == book.parts.end()) throw ReadFault{"import.part_missing", {book.sheets[at].name}};
  SharedStrings strings{limits, spill};
  read_strings(zip, limits, book, strings, sink.piece_done);
  FileTraits traits;
  traits.kind = "xlsx";
  traits.sheets = book.sheets;
  traits.sheet = book.sheets[at].name;
  traits.from_1904 = book.from_1904;
  sink.traits(traits);
  SheetRows rows{book, strings, limits, options.most_rows, sink, traits};
  try {
    parse_part(zip, part->second, limits,
               {[&](std::string_view name, const Attributes& a) { rows.begin(name, a); },
                [&](std::string_view name) { rows.end(name); }, [&](std::string_view piece) { rows.text(piece); }},
               sink.piece_done);
  } catch (const Stop&) {
  }
  if (traits.rows == 0) throw ReadFault{"import.empty"};
  sink.traits(traits);
}

}  // namespace

void read_xlsx(std::string_view bytes, int spill, const ReadOptions& options, const ReadLimits& limits,
               const RowSink& sink) {
  if (bytes.empty()) throw ReadFault{"import.empty"};
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) throw ReadFault{"import.old_or_locked"};
  try {
    read_book(bytes, spill, options, limits, sink);
  } catch (const documents::ZipFault& fault) {
    throw ReadFault{fault.what()};
  }
}

}  // namespace ssiis::imports
