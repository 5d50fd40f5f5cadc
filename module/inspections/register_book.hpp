// The register of documents in and out over all files: one book for each office, year and direction, as the numbers are
// given. Lines of files outside the reader's places are not shown; whether the book has gaps is said only to who may
// read the whole of it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "documents/api.hpp"
#include "inspections/rooms.hpp"

namespace ssiis::inspections {

struct RegisterFilter {
  documents::Direction direction{documents::Direction::outgoing};
  std::string office{};  // code
  int year{0};
  std::string kind{};           // empty: all
  std::string text{};           // in number, title, sender, recipient, unit or order; empty: all
  std::optional<int> before{};  // numbers smaller than this one
};

struct RegisterLine {
  int seq;
  std::string number;
  Day day;
  std::string kind, title, language;
  bool letter;  // made from a template
  std::string file_name, state, code;
  bool has_file, has_pdf, superseded;
  std::string sender, recipient, order_number, unit_name;
  std::string answer_to;  // number of the document that it answers
  Instant entered_at;
  std::int64_t point;  // of the file's place
  bool set_aside;      // it no longer holds, although nothing replaces it
};

// Whether every number of a book is accounted for.
struct RegisterGaps {
  int last{0};
  std::vector<db::VoidNumber> voided;
  std::vector<int> unexplained;
};

struct RegisterBooks {
  std::vector<std::string> offices;  // codes, of which the reader may see something
  std::vector<int> years;            // the newest first; this year always
};

class RegisterBook {
 public:
  static constexpr std::string_view permission = "document.read";
  static constexpr std::string_view read_event = "register.read";
  static constexpr std::string_view export_event = "register.exported";
  static constexpr int most_lines = 2000;  // on one page for printing

  explicit RegisterBook(const Rooms& rooms) : rooms_{rooms} {}
  RegisterBooks books(const Actor& who);
  // At most `limit` lines, the newest number first. Not audited by itself: the caller says with `looked` what was read.
  std::vector<RegisterLine> lines(const Scope& scope, const RegisterFilter& filter, int limit);
  // Nothing for who may not read the whole office.
  std::optional<RegisterGaps> gaps(const Scope& scope, const RegisterFilter& filter);
  // Keeps in the reader's own chain that names of persons were read. `event`: read_event or export_event.
  void looked(const Actor& who, const RegisterFilter& filter, std::string_view event);

 private:
  Rooms rooms_;
};

// A cell of a CSV file: quoted, on one line, and never taken for a formula by a spreadsheet.
std::string csv_cell(std::string_view text);

}  // namespace ssiis::inspections
