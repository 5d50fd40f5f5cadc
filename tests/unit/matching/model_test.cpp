#include "matching/model.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace ssiis::matching {
namespace {

constexpr std::string_view good = R"(<linkage name="m">
<left id="id"/>
<right id="no"/>
<values>
<value name="name" read="person" left="given surname | latin" right="name"/>
<value name="born" read="date" both="dob"/>
</values>
<blocking><rule name="r"><key of="name" part="sounds"/><key of="born" part="year"/></rule></blocking>
<fields><field name="name" of="name" how="names"><level at-least="0.9"/><level at-least="0.5"/></field></fields>
</linkage>)";

std::string fault_with(std::string_view old, std::string_view changed) {
  std::string xml{good};
  const auto at = xml.find(old);
  if (at == std::string::npos) return "the test is wrong";
  xml.replace(at, old.size(), changed);
  try {
    parse_model(xml, "m.xml");
  } catch (const LinkError& e) {
    return e.what();
  }
  return "no fault";
}

TEST(LinkageModel, IsReadWithItsColumns) {
  const auto m = parse_model(good, "m.xml");
  EXPECT_EQ(m.columns(false), (std::vector<std::string>{"id", "given", "surname", "latin", "dob"}));
  EXPECT_EQ(m.columns(true), (std::vector<std::string>{"no", "name", "dob"}));
  EXPECT_FALSE(m.dedupes());
  EXPECT_NE(m.hash, parse_model(std::string{good} + "\n", "m.xml").hash);
}

TEST(LinkageModel, FaultsNameLineAndWhatIsAllowed) {
  EXPECT_EQ(fault_with("read=\"date\"", "read=\"day\""),
            "m.xml:6: 'day' is no read of <value>; allowed: text, words, number, date, person, company, phone, place, "
            "list, sector");
  EXPECT_EQ(fault_with("key of=\"born\"", "key of=\"bron\""),
            "m.xml:8: there is no value 'bron'; there are: name, born");
  EXPECT_EQ(fault_with(" at-least=\"0.5\"", " at-least=\"0.95\""), "m.xml:9: levels must fall");
  EXPECT_EQ(fault_with(" at-least=\"0.9\"", " at-least=\"9\""),
            "m.xml:9: 'at-least' of <level> must be a number from 0 to 1, not '9'");
  EXPECT_EQ(fault_with("part=\"year\"", "part=\"sounds\""),
            "m.xml:8: value 'born' has no words: read it as words, person, company, place or list");
  EXPECT_EQ(fault_with("part=\"sounds\"", "part=\"first\""),
            "m.xml:8: 'letters' belongs to the parts first and last, which need it, and run");
  EXPECT_EQ(fault_with("<blocking>", "<blocking max-size=\"3\">"),
            "m.xml:8: <blocking> has no 'max-size'; allowed: max-block, max-pairs");
  EXPECT_EQ(fault_with("<left id=\"id\"/>", ""), "m.xml:1: <linkage> needs a <left>");
  EXPECT_EQ(fault_with("name=\"born\"", "name=\"name\""), "m.xml:6: there are two values 'name'");
  EXPECT_EQ(fault_with("how=\"names\"", "how=\"names\" review-below=\"0.7\""),
            "m.xml:9: field 'name': review-below is the at-least of one of its levels");
  EXPECT_EQ(fault_with("how=\"names\"", "how=\"serial\""), "m.xml:9: value 'name' is not read as a company");
  EXPECT_EQ(fault_with("</linkage>", "<bands link=\"0.5\" review=\"0.9\"/></linkage>"),
            "m.xml:10: 'review' must not be greater than 'link'");
  EXPECT_EQ(fault_with("</linkage>", "<matching clusters=\"yes\"/></linkage>"),
            "m.xml:10: clusters are of a table linked with itself");
  EXPECT_EQ(fault_with("<linkage name", "<!DOCTYPE linkage><linkage name"), "m.xml:1: a DOCTYPE is not allowed");
  EXPECT_EQ(fault_with("<fields>", "<fields>text"), "m.xml:9: <fields> holds no text");
  EXPECT_TRUE(fault_with("</fields>", "</field>").starts_with("m.xml:9: ")) << fault_with("</fields>", "</field>");
}

TEST(LinkageModel, AllThatAreShippedAreRead) {
  std::size_t models = 0;
  for (const auto* folder : {SSIIS_LINKAGE_DIR, SSIIS_PUBLIC_MODELS})
    for (const auto& file : std::filesystem::directory_iterator{folder})
      if (file.path().extension() == ".xml") {
        EXPECT_EQ(load_model(file.path()).name, file.path().stem().string());
        ++models;
      }
  EXPECT_GE(models, 6U);
}

}  // namespace
}  // namespace ssiis::matching
