// What is compared with what and how: read from an XML file (config/linkage/linkage.xsd), effective for one pair of
// registers. README.md explains each word.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "matching/table.hpp"

namespace ssiis::matching {

// How a cell is read before it is compared.
enum class Reading { text, words, number, date, person, company, phone, place, list, sector };
// What of a value makes a block: rows that share it are compared.
enum class Part { whole, first, last, tokens, sounds, sound, run, number, year, month_day };
// How two values are compared. Each answers with a likeness from 0 to 1.
enum class How {
  exact,
  jaro_winkler,
  edit,
  digits,
  date,
  days,
  names,
  words,
  activities,
  serial,
  common,
  first_number,
  sector
};

// Columns joined with a space, and other columns that may stand for them: "given surname | name_latin".
using Columns = std::vector<std::vector<std::string>>;

struct Value {
  std::string name;
  Reading reading{Reading::text};
  Columns left{}, right{};
  bool optional{false};  // a table without the columns has nothing to say, and a warning tells it
  // What is written so means the same: whole values, in any writing (Vientiane Capital, ນະຄອນຫຼວງວຽງຈັນ); where a value
  // is read as words, single ones in lower case (street, st).
  std::vector<std::pair<std::string, std::string>> aliases{};
};

struct Key {
  std::size_t value{0};  // index into Model::values
  Part part{Part::whole};
  int length{0};  // of first and last, in letters; of run, 0: all of it
};

struct Rule {
  std::string name;
  std::vector<Key> keys{};
  bool trains{true};  // whether the pairs of this rule train the fields that it does not block on
};

struct Level {
  double at_least{1};    // likeness; the highest level that is reached counts
  double expected_m{0};  // of true pairs; 0: by the place of the level
};

struct Field {
  std::string name;
  std::size_t value{0};
  How how{How::exact};
  std::vector<Level> levels{};  // falling; a last level "below all" is there by itself
  double expected_else{0};      // expected_m of that last level
  bool term_frequency{false};   // rare names weigh more
  // Levels from this one on (0 the best) keep a pair from being linked by itself, whatever else agrees; -1: none does.
  int review_level{-1};
};

struct Model {
  std::string name;
  std::string left_id, right_id;  // key columns; right_id is empty when a table is linked against itself
  std::vector<Value> values;
  std::vector<Rule> rules;
  std::vector<Field> fields;
  std::uint64_t max_block{1'000'000};  // pairs; a block beyond it is skipped, and reported
  std::uint64_t max_pairs{200'000'000};
  std::uint64_t seed{1};
  std::uint64_t random_pairs{1'000'000};
  int iterations{100};
  double strength{10};  // how many true pairs the expected values of m weigh as much as
  double link{0.9}, review{0.5};
  // Each row of the left table has one partner at most; `right_once`: each of the right table, too.
  bool one_to_one{false};
  bool right_once{true};
  bool clusters{false};
  std::string hash;  // of the file: what a link was made with

  bool dedupes() const noexcept { return right_id.empty(); }
  std::vector<std::string> columns(bool right) const;           // what a table may hold, the key first
  std::vector<std::string> optional_columns(bool right) const;  // of these: what it may lack
};

// Throws LinkError "FILE:LINE: what is wrong, and what is allowed".
Model load_model(const std::filesystem::path& file);
Model parse_model(std::string_view xml, std::string_view name);

}  // namespace ssiis::matching
