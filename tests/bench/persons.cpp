#include "bench/persons.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <fstream>
#include <string>
#include <string_view>

namespace ssiis::bench {
namespace {

// SplitMix64 (Steele, Lea, Flood 2014), so that the files do not depend on a library.
class PersonDice {
 public:
  explicit PersonDice(std::uint64_t seed) : state_{seed} {}
  std::uint64_t below(std::uint64_t bound) {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (z ^ (z >> 31)) % bound;
  }
  bool per_mille(std::uint64_t n) { return below(1000) < n; }
  // Few are common, many are rare, as with names.
  std::uint64_t skewed(std::uint64_t bound) {
    const double u = static_cast<double>(below(1 << 30)) / static_cast<double>(1 << 30);
    return static_cast<std::uint64_t>(std::pow(u, 2.2) * static_cast<double>(bound));
  }

 private:
  std::uint64_t state_;
};

constexpr std::array<std::string_view, 32> person_syllables{
    "kham", "boun", "sy",   "vong", "phet", "da",  "lin",  "sou",  "thong", "mek",  "keo",
    "nou",  "vila", "chan", "si",   "pa",   "xay", "phon", "lath", "sack",  "mani", "seng",
    "la",   "tha",  "bua",  "noy",  "outh", "som", "ket",  "vanh", "in",    "rat"};

std::string person_name(std::uint64_t number) {
  std::string out;
  for (number += 40; number > 0; number /= 32) out += person_syllables[number % 32];
  return out;
}

struct Person {
  std::uint64_t given, surname, day, sex, village, phone;
};

Person someone(PersonDice& dice) {
  return {dice.skewed(1500), dice.skewed(10000), dice.below(18000),
          dice.below(2),     dice.skewed(8000),  dice.below(90'000'000)};
}

void slip(std::string& word, PersonDice& dice) {
  const auto at = dice.below(word.size());
  switch (dice.below(4)) {
    case 0:
      word.erase(at, 1);
      break;
    case 1:
      word.insert(at, 1, static_cast<char>('a' + dice.below(26)));
      break;
    case 2:
      word[at] = static_cast<char>('a' + dice.below(26));
      break;
    default:
      if (at + 1 < word.size()) std::swap(word[at], word[at + 1]);
  }
}

std::string row_of(std::string_view side, std::uint64_t id, const Person& p, bool dirty, PersonDice& dice) {
  auto given = person_name(p.given), surname = person_name(p.surname);
  auto day = p.day;
  auto phone = fmt::format("20{:08}", p.phone + 10'000'000);
  auto village = person_name(p.village * 3 + 7);
  if (dirty) {
    if (dice.per_mille(100)) slip(given, dice);
    if (dice.per_mille(100)) slip(surname, dice);
    if (dice.per_mille(50)) day = dice.per_mille(500) ? dice.below(18000) : day + 1 + dice.below(9);
    if (dice.per_mille(150)) village = person_name(dice.skewed(8000) * 3 + 7);
    if (dice.per_mille(150)) phone = fmt::format("20{:08}", dice.below(90'000'000) + 10'000'000);
    if (dice.per_mille(400)) phone.clear();
  }
  return fmt::format("{}{},{},{},{}-{:02}-{:02},{},{},{}\n", side, id, given, surname, 1950 + day / 336,
                     1 + day / 28 % 12, 1 + day % 28, p.sex == 0 ? "F" : "M", village, phone);
}

}  // namespace

void write_persons(const std::filesystem::path& folder, std::uint64_t rows, std::uint64_t seed) {
  std::ofstream left{folder / "left.csv", std::ios::binary}, right{folder / "right.csv", std::ios::binary};
  const std::string_view header = "id,given,surname,born,sex,village,phone\n";
  left << header;
  right << header;
  PersonDice dice{seed};
  for (std::uint64_t i = 0; i < rows; ++i) {
    const auto person = someone(dice);
    left << row_of("L", i, person, false, dice);
    const bool stays = dice.per_mille(800);
    const auto other = someone(dice);
    right << row_of("R", stays ? i : rows + i, stays ? person : other, true, dice);
  }
  left.flush();
  right.flush();
  if (!left || !right) throw std::runtime_error{"the people could not be written to " + folder.string()};
}

}  // namespace ssiis::bench
