// The reference MIS writes what is asked for once under its key, refuses by its own rules, and its views then show it.
#include "host/registry_writer.hpp"
#include "registry/api.hpp"
#include "support/database_fixture.hpp"

namespace {

using namespace ssiis;
using lsso::host::RegistryChange;
using lsso::host::RegistryWriter;

class RegisterWriting : public test::MigratedDatabase {
 protected:
  void SetUp() override {
    MigratedDatabase::SetUp();
    auto lease = pool().take();
    registry::install_mapping(*lease, SSIIS_SOURCE_DIR "/sql/registry/reference");
    for (const char* sql :
         {"INSERT INTO TB_CODE (COD_GROUP, COD_VALUE, COD_REF, COD_NAME_LO, COD_NAME_EN) VALUES ('SEX', '1', 'M', 'x', "
          "'x')",
          "INSERT INTO TB_UNIT (UNT_ID, UNT_NAME_LO) VALUES ('U1', 'ໜຶ່ງ')",
          "INSERT INTO TB_MEMBER (MBR_ID, MBR_GNAME, MBR_IDNO) VALUES ('W1', 'ບຸນມີ', '0100')",
          "INSERT INTO TB_MEMBER (MBR_ID, MBR_GNAME) VALUES ('W2', 'ບຸນມີ')",
          "INSERT INTO TB_MEMBER (MBR_ID, MBR_GNAME, MBR_IDNO) VALUES ('W3', 'x', '0300'), ('W4', 'x', '0400')",
          "INSERT INTO TB_EMPLOY (EMP_ID, UNT_ID, MBR_ID, EMP_ENDDT) VALUES ('E3', 'U1', 'W3', '20240131'), ('E4', "
          "'U1', 'W4', '99991231')",
          "INSERT INTO TB_EMPLOY (EMP_ID, UNT_ID, MBR_ID, EMP_BEGDT) VALUES ('E1', 'U1', 'W1', '20200101')",
          "INSERT INTO TB_CONTRIB (UNT_ID, CTR_YM, MBR_ID, CTR_SEQ, CTR_WAGE) VALUES ('U1', '202609', "
          "'W1', 1, 2000000)"})
      lease->run(sql);
  }
  lsso::host::RegistryAnswer asks(const RegistryChange& change) {
    RegistryWriter writer{pool(), clock_};
    return writer.apply(change);
  }
  lsso::host::RegistryAnswer takes_back(const std::string& first, const RegistryChange& change) {
    RegistryWriter writer{pool(), clock_};
    return writer.take_back(first, change);
  }
  static RegistryChange change(const std::string& key, const std::string& kind,
                               std::vector<lsso::host::RegistryLine> lines, const std::string& subject = {}) {
    return {key, kind, "U1", subject, "SSO-1", "id-x", std::move(lines)};
  }
  static RegistryChange worker(const std::string& key, const std::string& card) {
    return change(key, "worker",
                  {{"name", {}, std::nullopt, "ທ້າວ ໃໝ່ ສີດາ"},
                   {"id_no", {}, std::nullopt, card},
                   {"sex", {}, std::nullopt, "M"},
                   {"start_month", {}, std::nullopt, "2026-04"}});
  }
  std::int64_t count(const std::string& sql) {
    return pool().transact(db::Mode::read, [&](db::Transaction& tx) {
      return *tx.find({"test/count", sql}, db::Params{}, [](const db::Row& r) { return r.integer(0); });
    });
  }
  FixedClock clock_{*Instant::parse("2026-11-23T03:00:00.000000Z")};
};

TEST_P(RegisterWriting, RegistersAWorkerOnceHoweverOftenItIsAsked) {
  const auto first = asks(worker("k1", "0999"));
  ASSERT_TRUE(first.applied) << first.reason_en;
  EXPECT_EQ(asks(worker("k1", "0999")).reference, first.reference);
  EXPECT_EQ(
      count("SELECT count(*) FROM reg_employment e JOIN reg_worker w ON w.worker_id = e.worker_id WHERE w.id_no = "
            "'0999' AND w.sex = 'M' AND e.lu_id = 'U1' AND e.start_date = '2026-04-01'"),
      1);
  const auto again = asks(worker("k2", "0999"));
  EXPECT_FALSE(again.applied) << "another change, and the person works there already";
  EXPECT_FALSE(again.reason_lo.empty());
  EXPECT_FALSE(again.reason_en.empty());
  EXPECT_FALSE(asks(worker("k2", "0998")).applied) << "a key keeps its answer";
  EXPECT_FALSE(asks(worker("k3", "")).applied);
  EXPECT_TRUE(asks(worker("k4", "0300")).applied) << "a former worker comes back";
  EXPECT_FALSE(asks(worker("k5", "0400")).applied) << "a day that never comes is no end";
}

TEST_P(RegisterWriting, SetsAWageOnlyWhileTheRegisterSaysWhatItSaid) {
  const auto wage = [](const std::string& key, const std::string& before, const std::string& month) {
    return change(key, "wage", {{"wage", month, before, "5000000"}}, "W1");
  };
  EXPECT_FALSE(asks(wage("k1", "1000000", "2026-09")).applied);
  EXPECT_FALSE(asks(wage("k2", "2000000", "2026-08")).applied) << "no line of that month";
  EXPECT_EQ(count("SELECT declared_wage FROM reg_contribution WHERE month = '2026-09'"), 2'000'000);
  ASSERT_TRUE(asks(wage("k3", "2000000", "2026-09")).applied);
  EXPECT_EQ(count("SELECT declared_wage FROM reg_contribution WHERE month = '2026-09'"), 5'000'000);
}

TEST_P(RegisterWriting, JoinsTwoNumbersAndLeavesOne) {
  const auto join = change("k1", "duplicate_worker", {{"drop_no", {}, "W1", "W2"}}, "W2");
  ASSERT_TRUE(asks(join).applied);
  EXPECT_EQ(count("SELECT count(*) FROM reg_worker WHERE worker_id IN ('W1', 'W2')"), 1);
  EXPECT_EQ(count("SELECT count(*) FROM reg_employment WHERE worker_id = 'W2'"), 1);
  EXPECT_EQ(count("SELECT count(*) FROM reg_contribution WHERE worker_id = 'W2'"), 1);
}

TEST_P(RegisterWriting, AddsAWorkplaceAndRefusesWhatOnlyAnOfficerCanEnter) {
  const auto branch = [](const std::string& key) {
    return change(key, "workplace",
                  {{"name_lo", {}, std::nullopt, "ສາຂາ"}, {"open_date", {}, std::nullopt, "2026-01-02"}});
  };
  ASSERT_TRUE(asks(branch("k1")).applied);
  EXPECT_FALSE(asks(branch("k2")).applied);
  EXPECT_EQ(count("SELECT count(*) FROM reg_workplace WHERE derived = 0 AND open_date = '2026-01-02'"), 1);
  EXPECT_FALSE(asks(change("k3", "tax_number", {{"tin", {}, std::nullopt, "1"}})).applied);
  auto gone = branch("k4");
  gone.unit_key = "U9";
  EXPECT_FALSE(asks(gone).applied);
  EXPECT_EQ(count("SELECT count(*) FROM TB_CHANGE WHERE CHG_STATE = 'refused'"), 3);
}

TEST_P(RegisterWriting, TakesBackAWorkerWhileNothingWasPaid) {
  ASSERT_TRUE(asks(worker("k1", "0999")).applied);
  const auto back = change("b1", "worker", {{"id_no", {}, "0999", ""}});
  ASSERT_TRUE(takes_back("k1", back).applied);
  EXPECT_TRUE(takes_back("k1", back).applied) << "asked again, answered the same";
  EXPECT_EQ(count("SELECT count(*) FROM TB_MEMBER WHERE MBR_IDNO = '0999'"), 0);
  EXPECT_EQ(count("SELECT count(*) FROM TB_EMPLOY"), 3);
  EXPECT_TRUE(asks(worker("k1", "0999")).applied) << "the key keeps its answer, and nothing is written";
  EXPECT_EQ(count("SELECT count(*) FROM TB_EMPLOY"), 3);
  auto twice = back;
  twice.key = "b2";
  EXPECT_FALSE(takes_back("k1", twice).applied);
  ASSERT_TRUE(asks(worker("k2", "0300")).applied) << "a former worker comes back";
  twice.key = "b3";
  ASSERT_TRUE(takes_back("k2", twice).applied);
  EXPECT_EQ(count("SELECT count(*) FROM TB_MEMBER WHERE MBR_ID = 'W3'"), 1) << "who was there before stays";
  const auto paid = asks(worker("k3", "0777"));
  ASSERT_TRUE(paid.applied);
  pool().take()->run("INSERT INTO TB_CONTRIB (UNT_ID, CTR_YM, MBR_ID, CTR_SEQ, CTR_WAGE) VALUES ('U1', '202605', '" +
                     paid.reference + "', 1, 2000000)");
  twice.key = "b4";
  const auto refused = takes_back("k3", twice);
  EXPECT_FALSE(refused.applied || refused.never_written);
  EXPECT_FALSE(refused.reason_lo.empty());
}

TEST_P(RegisterWriting, TakesBackWagesAndWorkplacesAndLeavesJoinedNumbersToAnOfficer) {
  ASSERT_TRUE(asks(change("k1", "wage", {{"wage", "2026-09", "2000000", "5000000"}}, "W1")).applied);
  ASSERT_TRUE(takes_back("k1", change("b1", "wage", {{"wage", "2026-09", "5000000", "2000000"}}, "W1")).applied);
  EXPECT_EQ(count("SELECT declared_wage FROM reg_contribution WHERE month = '2026-09'"), 2'000'000);
  const RegistryChange branch = change("k2", "workplace", {{"name_lo", {}, std::nullopt, "ສາຂາ"}});
  ASSERT_TRUE(asks(branch).applied);
  EXPECT_FALSE(takes_back("k2", change("b2", "wage", {}, "W1")).applied) << "another kind than was written";
  ASSERT_TRUE(takes_back("k2", change("b3", "workplace", {{"name_lo", {}, "ສາຂາ", ""}})).applied);
  EXPECT_EQ(count("SELECT count(*) FROM TB_UNIT_BR"), 0);
  ASSERT_TRUE(asks(change("k4", "duplicate_worker", {{"drop_no", {}, "W1", "W2"}}, "W2")).applied);
  EXPECT_FALSE(takes_back("k4", change("b4", "duplicate_worker", {{"drop_no", {}, "W2", "W1"}}, "W2")).applied);
}

TEST_P(RegisterWriting, NeverWritesWhatWasTakenBackBeforeItWasWritten) {
  const auto back = change("b1", "worker", {{"id_no", {}, "0999", ""}});
  for (int twice = 0; twice < 2; ++twice) {
    const auto answer = takes_back("k1", back);
    EXPECT_FALSE(answer.applied);
    EXPECT_TRUE(answer.never_written) << "and so when it is asked again";
  }
  EXPECT_FALSE(asks(worker("k1", "0999")).applied) << "the call that comes late writes nothing (ABI-83)";
  EXPECT_EQ(count("SELECT count(*) FROM TB_MEMBER WHERE MBR_IDNO = '0999'"), 0);
  EXPECT_FALSE(asks(worker("k2", "")).applied);
  EXPECT_TRUE(takes_back("k2", change("b2", "worker", {})).never_written) << "what was refused was not written";
}

SSIIS_ON_ALL_ENGINES(RegisterWriting);

}  // namespace
