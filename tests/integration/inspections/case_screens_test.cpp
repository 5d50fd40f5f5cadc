// Whose a file is, and where it stands, on every screen of it: owning unit, manager, chief, labour unit and status.
#include "integration/inspections/story.hpp"

namespace {

using namespace ssiis;

class CaseScreens : public test::WithStory {
 protected:
  // What fills a pattern of this file; empty for downloads, which are no screens.
  static std::string filled(std::string pattern, const std::map<std::string, std::string>& values) {
    for (const auto& [name, value] : values)
      if (const auto at = pattern.find("{" + name + "}"); at != std::string::npos)
        pattern.replace(at, name.size() + 2, value);
    return pattern.find('{') == std::string::npos ? pattern : std::string{};
  }
};

// Who opens the screen on a file under way.
std::string reader_of(std::string_view address) {
  if (address.ends_with("/visits/new") || address.ends_with("/candidates")) return "inspector.01";
  if (address.ends_with("/deadlines/standstill")) return "legal";
  return "head.01";
}

TEST_P(CaseScreens, EachShowsOwnerManagerUnitAndStatus) {
  const auto order = ordered(wish());
  to_visit(order);
  ASSERT_TRUE(room().visits().start(actor("inspector.01"), order, "ບ້ານ"));
  const auto task = std::to_string(step(order, "findings").id);
  int screens = 0;
  for (const auto& route : router_.routes()) {
    if (route.method != "GET" || !route.pattern.starts_with("/inspection/cases/{order}")) continue;
    const auto address = filled(route.pattern, {{"order", order}, {"task", task}, {"visit", "1"}});
    if (address.empty()) continue;
    for (const std::string language : {"en", "lo"}) {
      const auto page = get(reader_of(address), address, web::Mount::staff, language);
      ASSERT_EQ(page.status, 200) << address;
      const bool lao = language == "lo";
      for (const std::string& words :
           {order, file(order).unit_name, std::string{lao ? "ຜູ້ໃຊ້ head.01" : "User head.01"},
            std::string{lao ? "ຜູ້ໃຊ້ chief.01" : "User chief.01"}, std::string{lao ? "ໜ່ວຍງານເຈົ້າຂອງ" : "Owning unit"},
            std::string{lao ? "ນະຄອນຫຼວງວຽງຈັນ" : "Vientiane Capital"}, std::string{lao ? "ພວມດຳເນີນ" : "In course"}})
        EXPECT_TRUE(has(page, words)) << words << " at " << address;
    }
    ++screens;
  }
  EXPECT_GE(screens, 7);
}

SSIIS_ON_ALL_ENGINES(CaseScreens);

}  // namespace
