#include <gtest/gtest.h>

#include "profiles/api.hpp"
#include "profiles/rules.hpp"

namespace ssiis::profiles {
namespace {

Catalogue shipped() { return read_catalogue_file(SSIIS_PROFILES_CONFIG "/roles.xml"); }

std::string catalogue_xml(std::string_view roles) {
  return "<profiles><permissions><permission code='case.read' lo='ອ່ານ' en='Read'/></permissions><roles>" +
         std::string{roles} + "</roles></profiles>";
}

TEST(ShippedRoles, AreThoseOfTheProcedure) {
  const auto c = shipped();
  for (const auto* role : {"director", "head_inspection", "head_legal_hq", "legal_officer_hq", "chief_inspector",
                           "inspector", "registration_contribution", "helpdesk", "administrator", "auditor"})
    ASSERT_NE(c.role(role), nullptr) << role;
  EXPECT_FALSE(c.role("administrator")->permissions.contains("case.read"));
  EXPECT_FALSE(c.role("helpdesk")->permissions.contains("case.read"));
  EXPECT_FALSE(c.role("inspector")->permissions.contains("plan.approve"));
  EXPECT_FALSE(c.role("auditor")->permissions.contains("case.work"));
  EXPECT_FALSE(c.role("inspector")->permissions.contains("informant.read"));
}

TEST(RolesFile, RefusesWhatItDoesNotList) {
  const auto refused = [](std::string_view roles) {
    EXPECT_THROW(static_cast<void>(parse_catalogue(catalogue_xml(roles), "r.xml")), SettingsError) << roles;
  };
  refused("");
  refused("<role code='r' lo='ລ' en='r' held-at='national'>case.write</role>");
  refused("<role code='r' lo='ລ' en='r' held-at='national'>case.read case.read</role>");
  refused("<role code='r' lo='ລ' en='r' held-at='village'>case.read</role>");
  refused("<role code='r' lo='ລ' en='r'>case.read</role>");
  refused("<role code='r' lo='r' en='r' held-at='national'>case.read</role>");
  refused("<role code='r' lo='ລ' held-at='national'>case.read</role>");
  refused("<role code='r' lo='ລ' en='r' held-at='national'/><role code='r' lo='ລ' en='r' held-at='national'/>");
  EXPECT_NO_THROW(static_cast<void>(
      parse_catalogue(catalogue_xml("<role code='r' lo='ລ' en='r' held-at='national'>case.read</role>"), "r.xml")));
}

class Wish : public ::testing::Test {
 protected:
  std::string fault(const ProfileWish& wish) {
    const auto why = faults_of(wish, tree_, shipped(), today_);
    return why.empty() ? "" : why.front().code;
  }
  Day today_{2026, 11, 23};
  TerritoryTree tree_ =
      TerritoryTree::build(1, read_territory_file(SSIIS_PROFILES_CONFIG "/territory.xml").nodes).value();
  ProfileWish good_{"somebody", "inspector", "inspector", "0101", today_, std::nullopt, "appointed"};
};

TEST_F(Wish, NeedsAReasonThatFitsItsColumn) {
  auto w = good_;
  w.reason = " ";
  EXPECT_EQ(fault(w), "profile.reason_missing");
  w.reason = std::string(400, 'x');
  EXPECT_EQ(fault(w), "");
  w.reason += 'x';
  EXPECT_EQ(fault(w), "form.too_long");
}

TEST_F(Wish, IsJudgedAtItsLimits) {
  EXPECT_EQ(fault(good_), "");
  auto w = good_;
  w.last_day = today_;
  EXPECT_EQ(fault(w), "");
  w.last_day = today_.plus(-1);
  EXPECT_EQ(fault(w), "profile.days_reversed");
  w = good_;
  w.first_day = today_.plus(-1);
  EXPECT_EQ(fault(w), "profile.starts_in_past");
  w = good_;
  w.role = "director";
  EXPECT_EQ(fault(w), "profile.not_held_there");
  w.role = "king";
  EXPECT_EQ(fault(w), "profile.role_unknown");
  w = good_;
  w.territory = "0199";
  EXPECT_EQ(fault(w), "profile.territory_unknown");
  w = good_;
  w.title = "king";
  EXPECT_EQ(fault(w), "profile.title_unknown");
  w = good_;
  w.reason = "  ";
  EXPECT_EQ(fault(w), "profile.reason_missing");
}

TEST(Ending, MayBeAtOnceButNotBackwards) {
  const Day today{2026, 11, 23};
  Profile p{1, "u", "l", "n", "n", "inspector", "", "0101", Day{2026, 1, 1}, std::nullopt, "r", 1, 5};
  EXPECT_FALSE(fault_of_end(p, today, today));
  EXPECT_FALSE(fault_of_end(p, today.plus(-1), today));
  EXPECT_EQ(fault_of_end(p, today.plus(-2), today)->code, "profile.end_in_past");
  p.last_day = today.plus(5);
  EXPECT_EQ(fault_of_end(p, today.plus(6), today)->code, "profile.end_later");
  p.last_day = today.plus(-1);
  EXPECT_EQ(fault_of_end(p, today.plus(-1), today)->code, "profile.ended_already");
}

}  // namespace
}  // namespace ssiis::profiles
