#include "registry_fixture.hpp"

namespace ssiis::registry {
namespace {

class RegistryCheck : public RegistryDatabase {
 protected:
  // "severity view.column code count" of everything that is not well.
  std::vector<std::string> troubles() {
    std::vector<std::string> out;
    for (const auto& f : check_mapping(pool()))
      if (f.severity != Severity::ok)
        out.push_back(std::string{name_of(f.severity)} + " " + f.view + "." + f.column + " " + f.code + " " +
                      std::to_string(f.count));
    return out;
  }
  void run(const std::string& sql) {
    auto lease = pool().take();
    lease->run(sql);
  }
};
using Troubles = std::vector<std::string>;

TEST_P(RegistryCheck, AWellMappedRegistryHasNoTroubles) {
  load(small_registry());
  EXPECT_EQ(troubles(), Troubles{});
  EXPECT_EQ(check_mapping(pool()).at(0).count, 4);  // rows of reg_labour_unit
}

TEST_P(RegistryCheck, AnEmptyRegistryIsAWarning) { EXPECT_EQ(troubles().at(0), "warning reg_labour_unit. rows 0"); }

TEST_P(RegistryCheck, AMissingViewAndAMissingColumnAreNamed) {
  load(small_registry());
  run("DROP VIEW reg_benefit");  // one that an MIS may lack
  run("DROP VIEW reg_contribution");
  run("DROP VIEW reg_employment");
  run("CREATE VIEW reg_employment AS SELECT EMP_ID AS emp_id, UNT_ID AS lu_id, MBR_ID AS worker_id, EMP_BEGDT AS "
      "start_date, "
      "EMP_REGDT AS reg_date FROM TB_EMPLOY");
  EXPECT_EQ(troubles(),
            (Troubles{"error reg_employment.start_date not_a_day 3", "error reg_employment.reg_date not_a_day 3",
                      "error reg_employment.end_date column_missing 1", "error reg_contribution. view_missing 1"}));
}

TEST_P(RegistryCheck, DoubledAndEmptyKeysAreCounted) {
  load(small_registry());
  run("DROP VIEW reg_worker");
  run("CREATE VIEW reg_worker AS SELECT CASE WHEN MBR_ID = 'W3' THEN NULL WHEN MBR_ID = 'W4' THEN 'W1' ELSE MBR_ID END "
      "AS worker_id, "
      "MBR_SSNO AS ss_no, MBR_GNAME AS given_lo, MBR_SNAME AS surname_lo, MBR_LATIN AS name_latin, MBR_SEX AS sex, "
      "'2024-13-01' AS dob, MBR_IDNO AS id_no, MBR_TEL AS phone, PRV_CODE AS province_code, DST_CODE AS district_code, "
      "MBR_PRV_TX AS province, MBR_DST_TX AS district, MBR_VILL AS village, NULL AS reg_date, MBR_NAT AS nationality "
      "FROM TB_MEMBER");
  EXPECT_EQ(troubles(),
            (Troubles{"error reg_worker.worker_id key_null 1", "error reg_worker.dob not_a_day 4",
                      "error reg_worker.worker_id key_doubled 1", "warning reg_employment.worker_id orphan 1"}));
}

TEST_P(RegistryCheck, TheHabitsOfTheMisAreUndone) {
  load(small_registry());
  run("UPDATE TB_MEMBER SET MBR_DOB = '19840000' WHERE MBR_ID = 'W1'");
  run("UPDATE TB_MEMBER SET MBR_DOB = '00000000' WHERE MBR_ID = 'W2'");
  run("UPDATE TB_MEMBER SET MBR_DOB = 'unknown' WHERE MBR_ID = 'W4'");
  run("UPDATE TB_EMPLOY SET EMP_ENDDT = '99991231' WHERE EMP_ID = 'E1'");
  EXPECT_EQ(troubles(), Troubles{});
  EXPECT_EQ(count("SELECT count(*) FROM reg_worker WHERE dob IS NOT NULL"), 0);
  EXPECT_EQ(count("SELECT count(*) FROM reg_employment WHERE end_date IS NULL"), 3);
}

SSIIS_ON_ALL_ENGINES(RegistryCheck);

}  // namespace
}  // namespace ssiis::registry
