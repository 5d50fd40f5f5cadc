// How the files of one agency are to be read: which column becomes which field, in which form. Kept as XML with a
// schema (config/imports/profile.xsd), so that it can be read, compared and carried to another installation.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "imports/values.hpp"
#include "registry/api.hpp"

namespace ssiis::imports {

// What becomes one field. Columns are named by their heading, or "#3" by their place. Of several columns the texts are
// joined with `joiner`, empty ones left out; of a split column only the part with that number (from 1) counts.
struct FieldRule {
  std::string field{};
  std::vector<std::string> columns{};
  std::string joiner{" "};
  std::string split_at{};
  int part{0};
  std::string fixed{};  // when there are no columns
  std::vector<std::pair<std::string, std::string>> map{};
  bool only_map{false};  // a value that the map does not have is refused
  DayForm days{DayForm::asked};
  NumberForm numbers{NumberForm::asked};
};

struct Profile {
  std::string source{};  // a registry file: tax_employer, …
  std::string name{};
  std::string agency{};
  std::string kind{};      // csv, xlsx
  std::string encoding{};  // "" = found out each time
  char delimiter{0};
  std::string sheet{};  // "" = the first that is not hidden
  int header_row{1};    // among the rows that hold anything; 0: there are no headings
  // False: what can be read in one way only is read, the rest refused row by row; nobody is asked for a column's form.
  bool asks_forms{true};
  int heading_rows{1};  // how many rows make the headings, header_row the last of them
  bool buddhist{false};
  std::optional<int> newest_yy{};
  std::vector<FieldRule> fields{};
  const FieldRule* rule(std::string_view field) const;
};

// The profile of a file that has the columns of the contract already.
Profile canonical_profile(const registry::FileSpec& spec);

std::string to_xml(const Profile& profile);
// import.profile_broken {what}: not this schema, an unknown source or field, a form that is none.
Result<Profile> from_xml(std::string_view xml);

// The heading as it is compared: search form, so that spelling of signs and case do not matter.
std::string heading_key(std::string_view heading);
// Names a file by its headings: equal for files with the same columns in the same order.
std::string header_key(const RawRow& header);

// The headings of a file whose first rows these are (at least header_row of them, or all there are; not empty). Of
// several rows the texts are joined as "Group / Sub": a group reaches to the next text of its row, as merged cells do,
// as long as something stands below it; a heading without anything below stands alone.
inline constexpr int most_heading_rows = 3;
RawRow headings(const Profile& profile, const std::vector<RawRow>& rows);

// What is wrong with a profile before any row is read: import.field_missing {field} (a key without a column),
// import.column_unknown {field, column}, import.day_form_missing {field}, import.number_form_missing {field}.
Rejections unfit(const Profile& profile, const registry::FileSpec& spec, const RawRow& header);

// A fault of one value, as people find it: the field, the column it came from, the code, what stood there.
struct CellFault {
  std::string field, column, code, value;
};

struct MappedRow {
  registry::Record record{};
  std::vector<CellFault> faults{};
};

// Reads rows by one profile. Made for one header; one thread.
class Mapper {
 public:
  Mapper(const Profile& profile, const registry::FileSpec& spec, const RawRow& header);
  void map(const RawRow& row, MappedRow& out) const;
  // The headings, for people; columns without one are named "#3".
  const std::vector<std::string>& headings() const noexcept { return headings_; }
  // The headings of the columns that make a field: "Given name + Surname".
  std::string column_of(std::string_view field) const;

 private:
  struct Wired {
    const FieldRule* rule{nullptr};
    std::vector<std::size_t> columns{};
    ValueRules values{};
    std::map<std::string, std::string> map{};  // by heading_key
  };
  Value joined(const Wired& wired, const RawRow& row, Cell& cell) const;
  const registry::FileSpec& spec_;
  std::vector<std::string> headings_;
  std::vector<Wired> fields_;  // in the order of the spec
  std::vector<FieldRule> rules_;
};

}  // namespace ssiis::imports
