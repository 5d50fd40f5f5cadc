// The list of identifiers, and a number tried.
#include <gtest/gtest.h>

#include "core/api.hpp"
#include "procedures/api.hpp"

namespace ssiis::test {
namespace {

class FixedDay final : public Clock {
 public:
  Instant now() const override { return *Instant::parse("2026-11-30T03:00:00.000000Z"); }
};

web::Page identifiers_asked(const std::string& language, std::multimap<std::string, std::string> query = {}) {
  static const web::Translator translator{SSIIS_SHARE "/i18n"};
  static const web::Renderer renderer{SSIIS_SHARE "/pages", SSIIS_SHARE "/assets", translator};
  static const names::Identifiers identifiers =
      names::Identifiers::read_file(SSIIS_SHARE "/identifiers/identifiers.xml");
  static const FixedDay clock;
  web::Router router;
  procedures::add_identifier_screens(router, {identifiers, renderer, clock});
  web::Request request;
  request.method = "GET";
  request.path = "/inspection/identifiers";
  request.language = language;
  request.query = std::move(query);
  const auto match = router.match("GET", request.path);
  EXPECT_EQ(match.route->permission, "module.manage");
  return match.route->handler(request);
}
bool says(const web::Page& page, std::string_view text) { return page.body.find(text) != std::string::npos; }

TEST(IdentifierScreens, SayWhatIsUnconfirmedInBothLanguages) {
  const auto en = identifiers_asked("en"), lo = identifiers_asked("lo");
  for (const char* words : {"Tax identification number", "Decree 354/PM of 5 October 2007, Art. 4", "[0-9]{9,20}",
                            "confirmed", "to be confirmed by LSSO"})
    EXPECT_TRUE(says(en, words)) << words;
  for (const char* words : {"ເລກປະຈຳຕົວຜູ້ເສຍອາກອນ", "ລໍຖ້າ ອປສ ຢືນຢັນ", "[0-9]{9,20}"}) EXPECT_TRUE(says(lo, words)) << words;
}

TEST(IdentifierScreens, ANumberIsTriedByTheRulesOfToday) {
  const auto tried = [](const std::string& kind, const std::string& number) {
    return identifiers_asked("en", {{"kind", kind}, {"number", number}});
  };
  EXPECT_TRUE(says(tried("tin", "໓໖໗໘໒໕໕໒໘-7-05"), "The number fits the rules of today."));
  EXPECT_TRUE(says(tried("tin", "3678"), "The number cannot be of this kind."));
  EXPECT_TRUE(
      says(tried("ss_no", "3678"), "The number looks otherwise than the rules that are still to be confirmed."));
  EXPECT_FALSE(says(tried("no_such_kind", "3678"), "fits the rules of today"));
  EXPECT_TRUE(says(tried("ss_no", "\"><script>"), "&quot;&gt;&lt;script&gt;"));
}

}  // namespace
}  // namespace ssiis::test
