// Models, tables and cells that were broken at random: each is read, or refused with a reason.
#include <gtest/gtest.h>

#include <cmath>

#include "unit/matching/planted.hpp"

namespace ssiis::matching {
namespace {

std::string broken(std::string text, planted::Dice& dice) {
  for (auto n = 1 + dice.below(4); n > 0 && !text.empty(); --n) {
    const auto at = dice.below(text.size()), length = dice.below(12);
    switch (dice.below(5)) {
      case 0:
        text.erase(at, length);
        break;
      case 1:
        text.insert(at, text.substr(dice.below(text.size()), length));
        break;
      case 2:
        text[at] = static_cast<char>(dice.below(256));
        break;
      case 3:
        text.resize(at);
        break;
      default:
        text.insert(at, 1, "\"<>,\n\r&='/0"[dice.below(11)]);
    }
  }
  return text;
}

TEST(BrokenInputs, ModelsAreReadOrRefusedWithALine) {
  planted::Dice dice{17};
  std::size_t read = 0, refused = 0;
  for (int i = 0; i < 20'000; ++i) {
    try {
      parse_model(broken(std::string{planted::model}, dice), "m.xml");
      ++read;
    } catch (const LinkError& e) {
      ++refused;
      ASSERT_TRUE(std::string_view{e.what()}.starts_with("m.xml:")) << e.what();
    }
  }
  EXPECT_GT(read, 500U);
  EXPECT_GT(refused, 10'000U);
}

TEST(BrokenInputs, TablesAreReadOrRefusedWithALine) {
  const std::string good =
      "id,name,born\r\n1,\"ວົງສາ, ບຸນມີ\",1984-09-19\r\n2,\"two \"\"quotes\"\"\nlines\",\r\n3,plain,x\r\n";
  planted::Dice dice{18};
  std::size_t read = 0, refused = 0;
  for (int i = 0; i < 20'000; ++i) {
    try {
      const auto t = parse_csv(broken(good, dice), "t.csv", {});
      for (std::size_t row = 0; row < t.rows(); ++row)
        for (std::size_t c = 0; c < t.columns().size(); ++c) ASSERT_LT(t.cell(row, c).size(), 500U);
      ++read;
    } catch (const CsvFault& e) {
      ++refused;
      ASSERT_GT(e.line, 0U);
    }
  }
  EXPECT_GT(read, 500U);
  EXPECT_GT(refused, 5'000U);
}

TEST(BrokenInputs, CellsOfAnyTextAreCompared) {
  const auto model = parse_model(R"(<linkage name="b"><left id="id"/><right id="id"/><values>
<value name="p" read="person" both="a"/><value name="c" read="company" both="a"/><value name="l" read="place" both="a"/>
<value name="w" read="words" both="a"/><value name="d" read="date" both="a"/><value name="n" read="number" both="a"/>
<value name="t" read="phone" both="a"/><value name="x" read="list" both="a"/></values>
<blocking><rule name="r"><key of="p" part="sounds"/></rule><rule name="s"><key of="n" part="last" letters="2"/></rule></blocking><fields>
<field name="p" of="p" how="names" term-frequency="yes"><level at-least="0.9"/></field>
<field name="c" of="c" how="words"><level at-least="0.9"/></field><field name="a" of="c" how="activities"><level at-least="1"/></field>
<field name="s" of="c" how="serial"><level at-least="1"/></field><field name="l" of="l" how="names"><level at-least="0.9"/></field>
<field name="f" of="w" how="first-number"><level at-least="1"/></field><field name="d" of="d" how="date"><level at-least="1"/></field>
<field name="y" of="d" how="days"><level at-least="0.5"/></field><field name="n" of="n" how="digits"><level at-least="0.7"/></field>
<field name="t" of="t" how="edit"><level at-least="0.7"/></field><field name="x" of="x" how="common"><level at-least="1"/></field>
</fields></linkage>)",
                                 "b.xml");
  planted::Dice dice{19};
  Table left{{"id", "a"}}, right{{"id", "a"}};
  for (int i = 0; i < 400; ++i) {
    const auto id = std::to_string(i);
    const auto text = broken("ບໍລິສັດ ບຸນມີ ກໍ່ສ້າງ 29 ຈຳກັດ Mr Bounmy; 020 5579 5043 | 1984-09-19", dice);
    const auto other = broken(text + std::string(dice.below(300), 'x'), dice);
    left.add(std::vector<std::string_view>{id, text});
    right.add(std::vector<std::string_view>{id, other});
  }
  const auto result = link(left, &right, model);
  EXPECT_GT(result.report.pairs, 400U);
  for (const auto& l : result.links) EXPECT_TRUE(std::isfinite(l.weight) && l.probability >= 0 && l.probability <= 1);
}

}  // namespace
}  // namespace ssiis::matching
