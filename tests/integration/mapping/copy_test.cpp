#include "integration/mapping/copy_fixture.hpp"

namespace ssiis::mapping {
namespace {

TEST_P(RegistryCopy, BringsAllRowsAndThenNothing) {
  const auto first = copy();
  EXPECT_GT(of(first, "reg_worker").added, 50);
  EXPECT_EQ(of(first, "reg_contribution").months, 3);
  EXPECT_EQ(of(first, "reg_contribution").months_read, 3);
  expect_same();
  const auto again = copy();
  EXPECT_EQ(written(again), 0);
  EXPECT_EQ(of(again, "reg_contribution").months_read, 0);
  for (const auto& f : registry::check_mapping(pool()))
    EXPECT_NE(registry::name_of(f.severity), "error") << f.view << f.column << f.code;
}

TEST_P(RegistryCopy, AViewThatAnMisMayLackMayBeMissingFromItsMapping) {
  EXPECT_GT(of(copy(), "reg_self_employed").added, 0);
  const auto has = [this](registry::Input input) {
    return pool().transact(db::Mode::read, [&](db::Transaction& tx) { return registry::has_input(tx, input); });
  };
  EXPECT_TRUE(has(registry::Input::self_employed));
  EXPECT_GT(of(copy(false, {}, "reg_self_employed"), "reg_self_employed").removed, 0);
  EXPECT_FALSE(has(registry::Input::self_employed)) << "what was copied before is no input any more";
  EXPECT_TRUE(has(registry::Input::benefits));
  EXPECT_THROW(copy(false, {}, "reg_worker"), CopyRefused);
}

TEST_P(RegistryCopy, WritesOnlyWhatChanged) {
  copy();
  at_source("UPDATE TB_UNIT SET UNT_TEL = '021 000 000' WHERE UNT_ID = 'U0000001'");
  at_source("DELETE FROM TB_BENEFIT WHERE BNF_ID = (SELECT k FROM (SELECT min(BNF_ID) AS k FROM TB_BENEFIT) x)");
  at_source("INSERT INTO TB_MEMBER (MBR_ID, MBR_GNAME) VALUES ('M9999999', 'ຄຳ')");
  at_source("UPDATE TB_CONTRIB SET CTR_PAID = 1 WHERE CTR_YM = '202608' AND UNT_ID = 'U0000001'");
  at_source("DELETE FROM TB_CONTRIB WHERE CTR_YM = '202607'");
  at_source("UPDATE TB_SELFCTR SET SCT_PAID = 7 WHERE SLF_ID = 'S0000001' AND SCT_YM = '202608'");
  at_source("DELETE FROM TB_SELFCTR WHERE SLF_ID = 'S0000002' AND SCT_YM = '202608'");
  const auto second = copy();
  EXPECT_EQ(of(second, "reg_labour_unit").changed, 1);
  EXPECT_EQ(of(second, "reg_labour_unit").added + of(second, "reg_labour_unit").removed, 0);
  EXPECT_EQ(of(second, "reg_benefit").removed, 1);
  EXPECT_EQ(of(second, "reg_worker").added, 1);
  EXPECT_EQ(of(second, "reg_self_employed_contribution").changed, 1);
  EXPECT_EQ(of(second, "reg_self_employed_contribution").removed, 1);
  EXPECT_EQ(of(second, "reg_contribution").months_read, 1);
  EXPECT_GT(of(second, "reg_contribution").removed, 0);
  expect_same();

  // Two people change their wages: counts and sums stay, and only a full copy sees it.
  at_source("UPDATE TB_CONTRIB SET CTR_WAGE = CTR_WAGE + 1000 WHERE CTR_YM = '202608' AND MBR_ID = 'M0000001'");
  at_source("UPDATE TB_CONTRIB SET CTR_WAGE = CTR_WAGE - 1000 WHERE CTR_YM = '202608' AND MBR_ID = 'M0000002'");
  EXPECT_EQ(of(copy(), "reg_contribution").months_read, 0);
  EXPECT_EQ(of(copy(true), "reg_contribution").months_read, 2);
  expect_same();
}

TEST_P(RegistryCopy, OneAtATimeAndWhatAKilledOneLeftIsCompleted) {
  held_by_another(far_off);
  EXPECT_THROW(copy(), CopyRefused);
  held_by_another(long_ago);
  EXPECT_NO_THROW(copy());
  auto lease = std::make_unique<db::Lease>(pool().take());
  (*lease)->run("DELETE FROM insp_copy_worker WHERE worker_id > 'M0000100'");
  (*lease)->run("DELETE FROM insp_copy_contribution WHERE month = '2026-09' AND worker_id > 'M0000020'");
  lease.reset();
  // One text of a code page, too.
  at_source(
      "UPDATE TB_UNIT SET UNT_NAME_LO = '\xc2\xae\xc3\x9a\xc2\xb7\xc3\x83\xc2\xa6\xc3\x8a\xc2\xa9' WHERE UNT_ID = "
      "'U0000001'");
  EXPECT_NO_THROW(copy());  // the lease was given back
  expect_same();
  copy(false, {{"reg_labour_unit", "name_lo", Writing::code_page}});
  const auto found = rows(pool(), registry::canonical_views().front());
  EXPECT_TRUE(std::any_of(found.begin(), found.end(), [](const auto& r) {
    return r.starts_with("U0000001|") && r.find("|ບໍລິສັດ|") != std::string::npos;
  }));
}

// A district that the office has entered since, and the former name of one: as the registry's own loader reads them.
TEST_P(RegistryCopy, PlacesThatTheSourceKnowsByNameAreThoseOfTheOfficesList) {
  for (const auto* row : {"'0198', '2026-01-01', NULL, 'ເມືອງທົດສອບ', 'Testborough'",
                          "'0199', '2027-01-01', NULL, 'ເມືອງມື້ໜ້າ', 'Tomorrowton'"})
    at_module(std::string{"INSERT INTO insp_code_entry (list, code, valid_from, valid_to, name_lo, name_en, level, "
                          "parent, other_names, serves, source, begun_by) SELECT 'territory', "} +
              row + ", 'district', '01', '', '', 'test', 0");
  at_source(
      "UPDATE TB_UNIT SET PRV_CODE = NULL, DST_CODE = NULL, UNT_PRV_TX = 'Vientiane Capital', UNT_DST_TX = "
      "'Testborough' "
      "WHERE UNT_ID = 'U0000001'");
  at_source(
      "UPDATE TB_UNIT SET PRV_CODE = NULL, DST_CODE = NULL, UNT_PRV_TX = 'Vientiane Capital', UNT_DST_TX = "
      "'Tomorrowton' "
      "WHERE UNT_ID = 'U0000002'");
  copy();
  const auto district = [this](const std::string& unit) {
    const auto sql = "SELECT district_code FROM reg_labour_unit WHERE lu_id = '" + unit + "'";
    return pool().transact(db::Mode::read, [&](db::Transaction& tx) {
      return tx.find(db::Query{"test/district", sql}, db::Params{}, [](const db::Row& r) { return r.text_or_empty(0); })
          .value();
    });
  };
  EXPECT_EQ(district("U0000001"), "0198");
  EXPECT_EQ(district("U0000002"), "") << "none of that name is there yet";
}

// However long the source takes: nobody gets the copy of a host that lives.
TEST_P(RegistryCopy, ALeaseIsKeptWhileItsHolderLivesAndLostWithIt) {
  const auto taken = [this](const std::string& holder) {
    return pool().transact(db::Mode::write, [&](db::Transaction& tx) { return CopyTurn::take(tx, holder); });
  };
  ASSERT_TRUE(taken("a"));
  {
    const CopyTurn turn{pool(), "a", std::chrono::milliseconds{20}};
    at_module(fmt::format("UPDATE insp_copy_state SET leased_until = '{}' WHERE view_name = ''", long_ago));
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    const auto kept = [this] {
      static constexpr db::Query leased{"test/leased", "SELECT leased_until FROM insp_copy_state WHERE view_name = ''"};
      return pool().transact(db::Mode::read, [&](db::Transaction& tx) {
        return db::database_now(tx) < tx.find(
                                            leased, db::Params{}, [](const db::Row& r) { return r.instant(0); })
                                          .value();
      });
    };
    while (!kept() && std::chrono::steady_clock::now() < until)
      std::this_thread::sleep_for(std::chrono::milliseconds{10});
    EXPECT_TRUE(kept());
    EXPECT_FALSE(taken("b"));
    held_by_another(far_off);
    EXPECT_THROW(pool().transact(db::Mode::write, [&](db::Transaction& tx) { turn.hold(tx); }), CopyLost);
    at_module("UPDATE insp_copy_state SET index_owed = 0 WHERE view_name = ''");
    EXPECT_THROW(turn.index_built(), CopyLost);
    EXPECT_TRUE(turn.index_owed()) << "it may have replaced a newer index";
  }
  EXPECT_FALSE(taken("b")) << "what is another's is not given back";
  held_by_another(long_ago);
  EXPECT_TRUE(taken("b"));
}

SSIIS_ON_ALL_ENGINES(RegistryCopy);

}  // namespace
}  // namespace ssiis::mapping
