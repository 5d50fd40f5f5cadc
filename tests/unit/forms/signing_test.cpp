#include <gtest/gtest.h>

#include "forms/api.hpp"

namespace ssiis::forms {
namespace {

constexpr const char* decision =
    R"xml(<form key="decision" title_lo="ກ" title_en="A" submit_lo="ກ" submit_en="A">
 <signing field="verdict" returned="back" reason="why" summary=" report  basis "/>
 <section title_lo="ກ" title_en="A">
  <field name="verdict" type="choice" required="true" prefill="proposal" label_lo="ກ" label_en="A">
   <option value="yes" stands_for="fine referral" label_lo="ກ" label_en="A"/>
   <option value="back" label_lo="ກ" label_en="A"/>
  </field>
  <field name="why" type="lines" required="true" when="verdict = back" label_lo="ກ" label_en="A"/>
  <field name="note" type="lines" label_lo="ກ" label_en="A"/>
 </section></form>)xml";

std::string refusal(std::string_view from, std::string_view to) {
  std::string xml = decision;
  xml.replace(xml.find(from), from.size(), to);
  try {
    parse_form(xml, "f.xml");
    return "accepted";
  } catch (const SettingsError& e) {
    return e.what();
  }
}

TEST(FormSigning, NamesTheChoiceTheReturnAndTheSummary) {
  const auto form = parse_form(decision, "f.xml");
  ASSERT_TRUE(form.signing);
  EXPECT_EQ(form.signing->field, "verdict");
  EXPECT_EQ(form.signing->returned, "back");
  EXPECT_EQ(form.signing->reason, "why");
  EXPECT_EQ(form.signing->summary, (std::vector<std::string>{"report", "basis"}));
  EXPECT_EQ(form.find("verdict")->options[0].stands_for, (std::vector<std::string>{"fine", "referral"}));
}

TEST(FormSigning, ThatCannotBeCarriedOutIsRefusedWithItsLine) {
  EXPECT_NE(refusal("field=\"verdict\"", "field=\"note\"").find("f.xml:2: what is signed, note, is no choice, and"),
            std::string::npos);
  EXPECT_NE(refusal("field=\"verdict\"", "field=\"none\"").find("none, is no field"), std::string::npos);
  EXPECT_NE(refusal("returned=\"back\"", "").find("stand together"), std::string::npos);
  EXPECT_NE(refusal("returned=\"back\"", "returned=\"no\"").find("names an option"), std::string::npos);
  EXPECT_NE(refusal("reason=\"why\"", "reason=\"note\"").find("must be filled in"), std::string::npos);
  EXPECT_NE(refusal("reason=\"why\"", "reason=\"gone\"").find("must be filled in"), std::string::npos);
}

}  // namespace
}  // namespace ssiis::forms
