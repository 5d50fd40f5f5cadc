// Two registers of invented people with known truth: row i of both is the same person.
#pragma once
#include <cstdint>
#include <string>

#include "matching/link.hpp"

namespace ssiis::matching::planted {

struct Dice {
  std::uint64_t state;
  std::uint64_t below(std::uint64_t bound) {
    std::uint64_t z = (state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (z ^ (z >> 31)) % bound;
  }
};

inline std::string name_of(std::uint64_t number) {
  static constexpr const char* syllables[] = {"kham", "bou", "sy", "vong", "phet", "da", "lin", "sou", "tha", "mek"};
  std::string out;
  for (number += 10; number > 0; number /= 10) out += syllables[number % 10];
  return out;
}

// How many per hundred agree in the right table.
struct Agreement {
  std::uint64_t given{90}, surname{95}, born{92}, town{80};
};

struct Registers {
  Table left{{"id", "given", "surname", "born", "town"}}, right{{"id", "given", "surname", "born", "town"}};
};

inline void add(Table& table, std::uint64_t id, std::uint64_t given, std::uint64_t surname, std::uint64_t day,
                std::uint64_t town) {
  const auto born = std::to_string(1950 + day / 336) + "-" + std::to_string(101 + day / 28 % 12).substr(1) + "-" +
                    std::to_string(101 + day % 28).substr(1);
  const std::string cells[] = {std::to_string(id), name_of(given), name_of(surname), born, name_of(town)};
  const std::string_view views[] = {cells[0], cells[1], cells[2], cells[3], cells[4]};
  table.add(views);
}

inline Registers registers(std::uint64_t people, std::uint64_t seed, Agreement agree = {}) {
  Registers out;
  Dice dice{seed};
  const auto skewed = [&](std::uint64_t bound) { return std::min(dice.below(bound), dice.below(bound)); };
  for (std::uint64_t i = 0; i < people; ++i) {
    const auto given = skewed(300), surname = skewed(2000), day = dice.below(16800), town = skewed(40);
    add(out.left, i, given, surname, day, town);
    add(out.right, i, dice.below(100) < agree.given ? given : skewed(300),
        dice.below(100) < agree.surname ? surname : skewed(2000),
        dice.below(100) < agree.born ? day : dice.below(16800), dice.below(100) < agree.town ? town : skewed(40));
  }
  return out;
}

inline constexpr std::string_view model = R"(<linkage name="planted"><left id="id"/><right id="id"/><values>
<value name="given" both="given"/><value name="surname" both="surname"/><value name="born" read="date" both="born"/>
<value name="town" both="town"/></values><blocking>
<rule name="surname, born"><key of="surname"/><key of="born"/></rule>
<rule name="given, surname"><key of="given"/><key of="surname"/></rule>
<rule name="given, born"><key of="given"/><key of="born"/></rule>
</blocking><fields>
<field name="given" of="given" how="exact" term-frequency="yes"><level at-least="1"/></field>
<field name="surname" of="surname" how="exact" term-frequency="yes"><level at-least="1"/></field>
<field name="born" of="born" how="exact"><level at-least="1"/></field>
<field name="town" of="town" how="exact"><level at-least="1"/></field>
</fields><training random-pairs="200000"/><bands link="0.9" review="0.5"/><matching one-to-one="yes"/></linkage>)";

}  // namespace ssiis::matching::planted
