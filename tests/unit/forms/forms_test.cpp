#include <gtest/gtest.h>

#include "forms/api.hpp"

namespace ssiis::forms {
namespace {

constexpr const char* approval =
    R"xml(<form key="approval" version="3" title_lo="ອະນຸມັດ" title_en="Approve" submit_lo="ສົ່ງ" submit_en="Send">
 <section title_lo="ກ" title_en="A">
  <field name="approval" type="choice" required="true" label_lo="ຜົນ" label_en="Outcome">
   <option value="approved" label_lo="ອະນຸມັດ" label_en="Approved"/>
   <option value="revise" label_lo="ແກ້" label_en="Revise"/>
  </field>
  <field name="reason" type="lines" required="true" when="approval = revise" max_length="20" label_lo="ເຫດ" label_en="Reason"/>
  <field name="visit_day" type="day" min="0" max="90" label_lo="ວັນ" label_en="Day"/>
  <field name="amount" type="money" min="1" label_lo="ເງິນ" label_en="Amount"/>
  <field name="team" type="users" label_lo="ທີມ" label_en="Team"/>
  <field name="notice" type="flag" label_lo="ແຈ້ງ" label_en="Notice"/>
 </section></form>)xml";

const Day today{2026, 11, 23};

TEST(FormDefinition, IsReadWhole) {
  const auto form = parse_form(approval, "approval.xml");
  EXPECT_EQ(form.version, 3);
  EXPECT_EQ(form.fields().size(), 6u);
  EXPECT_EQ(form.find("reason")->when->values, std::vector<std::string>{"revise"});
  EXPECT_EQ(form.find("nothing"), nullptr);
}

TEST(FormDefinition, FaultsAreNamedWithTheirLine) {
  const auto reason = [](std::string xml, std::string_view from, std::string_view to) {
    xml.replace(xml.find(from), from.size(), to);
    try {
      parse_form(xml, "f.xml");
      return std::string{"accepted"};
    } catch (const SettingsError& e) {
      return std::string{e.what()};
    }
  };
  EXPECT_EQ(reason(approval, "type=\"day\"", "type=\"dya\""), "f.xml:8: 'dya' is not a type of field");
  EXPECT_NE(reason(approval, "name=\"amount\"", "name=\"team\"").find("stands twice"), std::string::npos);
  EXPECT_NE(reason(approval, "when=\"approval =", "when=\"later =").find("no earlier field"), std::string::npos);
  EXPECT_NE(reason(approval, "label_lo=\"ວັນ\"", "").find("needs label_lo"), std::string::npos);
  EXPECT_NE(reason(approval, "</form>", "").find("f.xml:"), std::string::npos);
}

constexpr const char* referral =
    R"xml(<form key="referral" version="1" title_lo="ສົ່ງ" title_en="Refer" submit_lo="ສົ່ງ" submit_en="Send">
 <section title_lo="ກ" title_en="A">
  <field name="institutions" type="several" required="true" label_lo="ອົງການ" label_en="Institutions">
   <option value="tax" label_lo="ສ່ວຍສາ" label_en="Tax"/><option value="court" label_lo="ສານ" label_en="Court"/>
   <option value="governor" label_lo="ແຂວງ" label_en="Governor"/>
  </field>
 </section></form>)xml";

TEST(FormAnswer, OfSeveralChoicesAtLeastOneIsAskedAndEachIsKeptOnceInTheOrderOfTheForm) {
  const auto form = parse_form(referral, "referral.xml");
  const auto done =
      checked(form, {{"institutions", "governor"}, {"institutions", "tax"}, {"institutions", "governor"}}, today);
  ASSERT_TRUE(done);
  EXPECT_EQ(done->at("institutions"), "tax\ngovernor");
  EXPECT_EQ(checked(form, {}, today).rejection().code, "form.required");
  EXPECT_EQ(checked(form, {{"institutions", ""}}, today).rejection().code, "form.required");
  const auto stranger = checked(form, {{"institutions", "tax"}, {"institutions", "police"}}, today);
  EXPECT_EQ(stranger.rejection().code, "form.not_an_option");
  EXPECT_EQ(stranger.rejection().field, "institutions");
}

TEST(FormDefinition, SeveralChoicesNeedOptionsWithoutCommasAndNoConditionAsksForThem) {
  const auto refused = [](std::string_view from, std::string_view to) {
    std::string xml{referral};
    xml.replace(xml.find(from), from.size(), to);
    EXPECT_THROW(parse_form(xml, "f"), SettingsError) << to;
  };
  refused("value=\"tax\"", "value=\"tax,customs\"");
  refused("</section>",
          "<field name=\"note\" type=\"text\" when=\"institutions = tax\" label_lo=\"ກ\" label_en=\"N\"/></section>");
}

TEST(FormAnswer, HiddenFieldsAreNeitherRequiredNorKept) {
  const auto form = parse_form(approval, "f");
  const auto done = checked(form, {{"approval", "approved"}, {"reason", "left over"}}, today);
  ASSERT_TRUE(done);
  EXPECT_FALSE(done->contains("reason"));
  EXPECT_EQ(done->at("notice"), "false");
  const auto refused = checked(form, {{"approval", "revise"}}, today);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.rejection().code, "form.required");
  EXPECT_EQ(refused.rejection().field, "reason");
}

TEST(FormAnswer, EveryFaultIsReportedAtOnce) {
  const auto form = parse_form(approval, "f");
  const auto refused = checked(form, {{"approval", "maybe"}, {"visit_day", "2026-02-30"}, {"amount", "1,5"}}, today);
  ASSERT_FALSE(refused);
  ASSERT_EQ(refused.rejections().size(), 3u);
  EXPECT_EQ(refused.rejections()[0].code, "form.not_an_option");
  EXPECT_EQ(refused.rejections()[1].code, "form.not_a_day");
  EXPECT_EQ(refused.rejections()[2].code, "form.not_an_amount");
}

TEST(FormAnswer, DaysAreHeldToTheirLimits) {
  const auto form = parse_form(approval, "f");
  const auto with = [&](const char* day) {
    return checked(form, {{"approval", "approved"}, {"visit_day", day}}, today);
  };
  EXPECT_TRUE(with("2026-11-23"));
  EXPECT_EQ(with("2026-11-22").rejection().code, "form.day_too_early");
  EXPECT_TRUE(with("2027-02-21"));
  EXPECT_EQ(with("2027-02-22").rejection().code, "form.day_too_late");
  EXPECT_EQ(with("໑/໑໒/໒໐໒໖")->at("visit_day"), "2026-12-01");
}

TEST(FormAnswer, TextIsStoredInOneFormAndMeasuredInLetters) {
  const auto form = parse_form(approval, "f");
  const auto done = checked(form, {{"approval", "revise"}, {"reason", " ນໍ້າ \r\n ສອງ "}}, today);
  ASSERT_TRUE(done);
  EXPECT_EQ(done->at("reason"), "ນ້ຳ\nສອງ");
  EXPECT_EQ(checked(form, {{"approval", "revise"}, {"reason", "ກກກກກກກກກກກກກກກກກກກກກ"}}, today).rejection().code,
            "form.too_long");
}

TEST(FormAnswer, SeveralUsersAreKeptInOrder) {
  const auto form = parse_form(approval, "f");
  const auto done = checked(form, {{"approval", "approved"}, {"team", "U2"}, {"team", "U1"}, {"team", ""}}, today);
  EXPECT_EQ(done->at("team"), "U2\nU1");
}

TEST(FormJson, ComesBackAsItWas) {
  const Answer answer{{"a", "x\"y\\z\nໄຊ"}, {"b", std::string("\x01", 1)}};
  EXPECT_EQ(from_json(to_json(answer)), answer);
  EXPECT_EQ(from_json("{}"), Answer{});
  for (const char* bad : {"", "{", "{\"a\"}", "{\"a\":1}", "{\"a\":\"b\",}", "{\"a\":\"b\"}x",
                          "{\"a\":\"b\",\"a\":\"c\"}", "{\"a\":\"\\q\"}"})
    EXPECT_FALSE(from_json(bad)) << bad;
}

TEST(FormCatalogue, EveryFormOfTheProjectIsValid) {
  const Catalogue catalogue{SSIIS_FORMS_DIR};
  EXPECT_GE(catalogue.keys().size(), 18u);
  ASSERT_NE(catalogue.find("approval"), nullptr);
  EXPECT_EQ(catalogue.find("approval")->find("approval")->options.size(), 3u);
  EXPECT_EQ(catalogue.find("nothing"), nullptr);
  EXPECT_THROW(Catalogue{std::filesystem::path{SSIIS_FORMS_DIR} / ".."}, SettingsError);
}

}  // namespace
}  // namespace ssiis::forms
