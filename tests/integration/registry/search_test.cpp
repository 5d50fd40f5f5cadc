#include "registry_fixture.hpp"

namespace ssiis::registry {
namespace {

using Found = std::vector<std::string>;

class RegistrySearch : public RegistryDatabase {
 protected:
  void SetUp() override {
    RegistryDatabase::SetUp();
    load(small_registry());
    index();
  }
  SearchResult search(const std::string& text, const std::string& at = "", std::vector<std::string> kinds = {}) {
    const Scope scope = scope_at(at);
    SearchQuery query;
    query.text = text;
    query.kinds = std::move(kinds);
    return read([&](db::Transaction& tx) { return box_.search(tx, scope, query); });
  }
  // "kind:key" of the hits; checks that the total says the same.
  Found found(const std::string& text, const std::string& at = "", std::vector<std::string> kinds = {}) {
    const auto result = search(text, at, std::move(kinds));
    EXPECT_EQ(result.total, static_cast<std::int64_t>(result.hits.size())) << text;
    Found out;
    for (const auto& hit : result.hits) out.push_back(hit.kind + ":" + hit.key);
    return out;
  }
  SearchBox box_{};
};

TEST_P(RegistrySearch, FindsByEveryNumberWithOrWithoutItsPunctuation) {
  EXPECT_EQ(found("063395582"), Found{"labour_unit:L1"});
  EXPECT_EQ(found("໐໖໓໓໙໕໕໘໒"), Found{"labour_unit:L1"});
  EXPECT_EQ(found("525929408"), Found{"worker:W1"});
  EXPECT_EQ(found("101348173700"), (Found{"tax_employer:101348173700", "enterprise:01-1003295"}));
  EXPECT_EQ(found("01-1003295"), Found{"enterprise:01-1003295"});
  EXPECT_EQ(found("011003295"), Found{"enterprise:01-1003295"});
  EXPECT_EQ(found("0239377778"), (Found{"worker:W1", "civil:C1"}));
  EXPECT_EQ(found("06339"), (Found{"labour_unit:L1", "labour_unit:L4"}));  // the beginning of two numbers
  EXPECT_EQ(found("0633"), Found{});                                       // too short to be a beginning
  EXPECT_EQ(found("999999999"), Found{});
}

TEST_P(RegistrySearch, EntriesOfOtherRegistersAreMarkedNotLinked) {
  for (const auto& hit : search("101348173700").hits) EXPECT_FALSE(hit.linked) << hit.kind;
  EXPECT_TRUE(search("063395582").hits.at(0).linked);
  EXPECT_EQ(search("063395582").hits.at(0).match, Match::number);
  EXPECT_EQ(search("063395582").hits.at(0).territory, "0106");
}

TEST_P(RegistrySearch, FindsPartsOfNamesInBothScripts) {
  EXPECT_EQ(found("ພູເບ້ຍ"),
            (Found{"labour_unit:L2", "labour_unit:L3"}));  // a word here, inside a run without spaces there
  EXPECT_EQ(found("ພູເບ້ຍໄອທີ"), Found{"labour_unit:L3"});
  EXPECT_EQ(found("ພູເບ້ຍການຄ້າ"), Found{"labour_unit:L2"});  // typed without the space
  EXPECT_EQ(found("constr", "", {"labour_unit"}), Found{"labour_unit:L1"});
  EXPECT_EQ(found("ວົງສາ ບຸນມີ"), Found{"worker:W1"});  // surname first
  EXPECT_EQ(found("ຄໍາພູ"), Found{"worker:W3"});       // niggahita and aa for am
  EXPECT_EQ(found("Juan perez"), Found{"worker:W4"});
}

TEST_P(RegistrySearch, LatinFindsLaoAndLaoFindsLatin) {
  EXPECT_EQ(found("Bounmy").at(0), "worker:W1");
  EXPECT_EQ(found("Bunmi").at(0), "worker:W1");
  EXPECT_EQ(found("Khamphou siha"), Found{"worker:W3"});      // has no Latin name at all
  EXPECT_EQ(found("ສຸກສະບາຍ ຄລີນິກ"), Found{"labour_unit:L4"});  // each half in the other script
  EXPECT_EQ(found("Souksabay").at(0), "labour_unit:L4");
}

TEST_P(RegistrySearch, BetterMatchesComeFirst) {
  const auto hits = search("ບຸນມີ").hits;
  ASSERT_FALSE(hits.empty());
  EXPECT_EQ(hits[0].key, "W1");
  EXPECT_EQ(hits[0].match, Match::word);
  for (std::size_t i = 1; i < hits.size(); ++i) EXPECT_GE(hits[i - 1].score, hits[i].score);
  EXPECT_EQ(search("ພູເບ້ຍ ການຄ້າ").hits.at(0).match, Match::exact_name);
}

TEST_P(RegistrySearch, AScopeHidesNamesAndCounts) {
  EXPECT_EQ(found("063395582", "13"), Found{});
  EXPECT_EQ(found("ບຸນມີ", "13"), Found{});
  EXPECT_EQ(found("ບຸນມີ", "01"), Found{"worker:W1"});
  EXPECT_EQ(found("101348173700", "13"), Found{});
  EXPECT_EQ(found("ພູເບ້ຍ", "13"), Found{"labour_unit:L2"});
  EXPECT_EQ(found("dok boua", "16", {"labour_unit"}), Found{"labour_unit:L1"});  // by its workplace in Pakse
  EXPECT_EQ(found("ພັນມາ", "13"), Found{"worker:W2"});
  EXPECT_EQ(found("0777777777", "01"), Found{});
}

TEST_P(RegistrySearch, PeopleOfOtherRegistersAreNotFoundByName) { EXPECT_EQ(found("ລັບລີ້"), Found{}); }

TEST_P(RegistrySearch, NothingAnybodyTypesBreaksIt) {
  for (const std::string text : {"", " ", "'", "';--", "%", "_", "\\", "\"", "(", "\xF0\x9F\x98\x80", "\xE0\xBA", "່",
                                 "ໆໆໆ", "'ab'cd", "a b c d e f g h i j k l m n o p"})
    EXPECT_EQ(found(text).size(), 0u) << text;
  EXPECT_EQ(found(std::string(5000, 'x')).size(), 0u);
  EXPECT_EQ(found(std::string("ab\0cd", 5)).size(), 0u);
  EXPECT_EQ(found("ບຸນມີ", "", {"no_such_kind", "' OR 1=1"}).size(), 0u);
}

TEST_P(RegistrySearch, PagesAreCutFromOneOrder) {
  SearchQuery query;
  query.text = "06339";
  query.limit = 1;
  query.offset = 1;
  const Scope all = scope_at("");
  const auto page = read([&](db::Transaction& tx) { return box_.search(tx, all, query); });
  EXPECT_EQ(page.total, 2);
  ASSERT_EQ(page.hits.size(), 1u);
  EXPECT_EQ(page.hits[0].key, "L4");
  query.offset = 50;
  EXPECT_TRUE(read([&](db::Transaction& tx) { return box_.search(tx, all, query); }).hits.empty());
}

class Orders final : public SearchProvider {
 public:
  SearchResult search(db::Transaction&, const Scope& scope, const SearchQuery& query) override {
    SearchResult out;
    if (query.text != "SSO-2026-00417" || !scope.holds(1)) return out;
    out.hits.push_back({"case", "417", "ຄຳສັ່ງ", "Order", "SSO-2026-00417", "LA", true, Match::number, 1000});
    out.total = 1;
    return out;
  }
};

TEST_P(RegistrySearch, OtherRoomsAddTheirOwnThings) {
  box_.add(std::make_unique<Orders>());
  EXPECT_EQ(found("SSO-2026-00417"), Found{"case:417"});
  EXPECT_EQ(found("  SSO-2026-00417 "), Found{"case:417"});
  EXPECT_EQ(found("SSO-2026-00417", "13"), Found{});
}

TEST_P(RegistrySearch, TheIndexIsBuiltAnewOnlyWhenSomethingWasLoaded) {
  EXPECT_FALSE(index().changed);
  const auto again = index(true);
  EXPECT_TRUE(again.changed);
  EXPECT_EQ(again.documents, 4 + 2 + 4 + 2 + 1 + 2);  // units, workplaces, workers, and of other registers
  EXPECT_EQ(count("SELECT count(*) FROM insp_reg_index WHERE is_current = 1"), 1);
  auto files = small_registry();
  files["labour_unit"] += "L5,777888999,ໂຮງແຮມ ແສງອາລຸນ,,I,,,,,,,,ACTIVE,\n";
  load(files);
  EXPECT_EQ(found("ແສງອາລຸນ"), Found{});
  EXPECT_TRUE(index().changed);
  EXPECT_EQ(found("ແສງອາລຸນ"), Found{"labour_unit:L5"});
  index(true);
  EXPECT_EQ(count("SELECT count(DISTINCT index_id) FROM insp_reg_search_doc"),
            2);  // the current one and the one before
}

TEST_P(RegistrySearch, WithoutAnIndexNothingIsFound) {
  pool().transact(db::Mode::write, [](db::Transaction& tx) {
    tx.execute({"test/drop", "DELETE FROM insp_reg_index"});
  });
  EXPECT_EQ(found("ບຸນມີ"), Found{});
}

SSIIS_ON_ALL_ENGINES(RegistrySearch);

}  // namespace
}  // namespace ssiis::registry
