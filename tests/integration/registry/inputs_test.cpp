// What an MIS may know or not: benefits, workplaces, members without an employer; with each and without.
#include "registry_fixture.hpp"

namespace ssiis::registry {
namespace {

constexpr const char* benefit_header = "benefit_id,worker_id,kind,from_date,to_date,amount\n";
constexpr const char* member_header =
    "member_id,ss_no,given_lo,surname_lo,name_latin,sex,dob,id_no,phone,province,district,village,kind,activity,"
    "reg_date,status,close_date\n";

Files with_all_inputs() {
  auto files = small_registry();
  files["benefit"] = std::string{benefit_header} +
                     "B1,W1,incapacity,2025-02-01,2025-02-28,900000\n"
                     "B2,W2,Maternity,2024-11-15,2025-02-15,3000000\n"
                     "B3,W2,pensions,2025-02-20,,800000\n"
                     "B4,W1,work injury,2023-01-01,2023-01-10,100000\n"
                     "B5,W3,,2025-01-01,2025-01-05,\n";
  files["self_employed"] =
      std::string{member_header} +
      "S1,525929408,ບຸນມີ,ວົງສາ,Bounmy VONGSA,M,1984-09-19,0239377778,,ຈຳປາສັກ,ປາກເຊ,,SELF_EMPLOYED,G,"
      "2018-01-01,ACTIVE,\n"
      "S2,810200300,ດາລາ,ໄຊຍະວົງ,Dala XAYAVONG,F,1991-01-01,,,ສະຫວັນນະເຂດ,,,voluntary,,2020-05-05,CLOSED,"
      "2024-12-31\n";
  return files;
}

constexpr const char* own_header = "member_id,month,insurable_income,due,paid,paid_date\n";

class Inputs : public RegistryDatabase {
 protected:
  std::vector<std::string> given() {
    std::vector<std::string> out;
    for (const auto& s : read([](db::Transaction& tx) { return input_states(tx); }))
      out.push_back(std::string{name_of(s.input)} + " " + (s.rows ? std::to_string(*s.rows) : "-"));
    return out;
  }
  SearchResult found(const std::string& text, const std::string& at = "") {
    const auto scope = scope_at(at);
    return read([&](db::Transaction& tx) { return SearchBox{}.search(tx, scope, {text}); });
  }
};
using Words = std::vector<std::string>;

TEST_P(Inputs, AreToldApartFromWhatHasNoRow) {
  auto files = small_registry();
  files.erase("workplace");
  load(files);
  EXPECT_EQ(given(), (Words{"workplace -", "benefit -", "self_employed -", "self_employed_contribution -"}));
  files["benefit"] = benefit_header;  // a file without rows says that nobody drew one
  load(files);
  EXPECT_EQ(given(), (Words{"workplace -", "benefit 0", "self_employed -", "self_employed_contribution -"}));
  load(with_all_inputs());
  EXPECT_EQ(given(), (Words{"workplace 2", "benefit 5", "self_employed 2", "self_employed_contribution -"}));
}

TEST_P(Inputs, AnMisWithoutTheirViewsIsReadAsBefore) {
  load(small_registry());
  {
    auto lease = pool().take();
    lease->run("DROP VIEW reg_benefit");
    lease->run("DROP VIEW reg_self_employed");
    lease->run("DROP VIEW reg_self_employed_contribution");
  }
  EXPECT_EQ(given(), (Words{"workplace 2", "benefit -", "self_employed -", "self_employed_contribution -"}));
  index();
  EXPECT_EQ(found("525929408").hits.at(0).kind, "worker");
  read([&](db::Transaction& tx) {
    EXPECT_FALSE(find_self_employed(tx, scope_at(""), "S1"));
    EXPECT_TRUE(self_employed_with_numbers_of(tx, scope_at(""), *find_worker(tx, scope_at(""), "W1")).empty());
    return 0;
  });
}

TEST_P(Inputs, ABenefitOfNoKnownKindIsLeftOutAndTold) {
  auto files = small_registry();
  files["benefit"] = std::string{benefit_header} +
                     "B1,W1,MATERNITY,2025-01-01,2025-02-01,5\n"
                     "B2,W1,holiday,2025-01-01,2025-02-01,5\n";
  const auto report = load(files);
  const auto at =
      std::find_if(report.files.begin(), report.files.end(), [](const auto& f) { return f.name == "benefit"; });
  ASSERT_NE(at, report.files.end());
  EXPECT_EQ(at->rows, 1);
  EXPECT_EQ(at->rejected, 1);
  EXPECT_EQ(at->reasons, Words{"benefit.csv: line 3, column 'kind': 'holiday' is not known; the row was left out"});
  EXPECT_EQ(count("SELECT count(*) FROM reg_benefit WHERE kind = 'MATERNITY'"), 1);
  EXPECT_EQ(count("SELECT count(*) FROM reg_benefit"), 1);
  const auto records = records_of("registry.loaded");
  ASSERT_EQ(records.size(), 1u);
  for (const auto& [name, text] : records[0].details)
    if (name == "benefit") {
      EXPECT_NE(text.find("1 rows, 1 rejected, sha256"), std::string::npos) << text;
    }
}

TEST_P(Inputs, BenefitsOfAWorkerComeNewestFirstAndInsideTheScopeOnly) {
  load(with_all_inputs());
  const auto of = [&](const std::string& at, const char* worker) {
    const auto scope = scope_at(at);
    Words out;
    for (const auto& b : read([&](db::Transaction& tx) { return benefits_of(tx, scope, worker); }))
      out.push_back(b.benefit_id + " " + (b.kind ? std::string{code_of(*b.kind)} : "?"));
    return out;
  };
  EXPECT_EQ(of("01", "W1"), (Words{"B1 INCAPACITY", "B4 WORK_INJURY"}));
  EXPECT_EQ(of("", "W3"), Words{"B5 ?"});
  EXPECT_EQ(of("13", "W1"), Words{});
}

TEST_P(Inputs, AUnitShowsWhatWasDrawnWhileItEmployed) {
  load(with_all_inputs());
  const auto at = [&](const char* unit, Month first, Month last) {
    Words out;
    for (const auto& c : read([&](db::Transaction& tx) { return benefits_at(tx, scope_at(""), unit, first, last); }))
      out.push_back((c.kind ? std::string{code_of(*c.kind)} : "?") + " " + std::to_string(c.people));
    return out;
  };
  // W2 left L1 on 31 January: the pension of February is none of L1's.
  EXPECT_EQ(at("L1", {2024, 1}, {2025, 3}), (Words{"INCAPACITY 1", "MATERNITY 1", "? 1"}));
  EXPECT_EQ(at("L2", {2024, 1}, {2025, 3}), (Words{"MATERNITY 1", "PENSION 1"}));
  EXPECT_EQ(at("L1", {2023, 1}, {2023, 1}), Words{"WORK_INJURY 1"});
  EXPECT_TRUE(read([&](db::Transaction& tx) {
                return benefits_at(tx, scope_at("13"), "L1", {2024, 1}, {2025, 3});
              }).empty());
}

TEST_P(Inputs, WagesDeclaredMeanwhileAreFoundWithWhetherTheMonthWasWhole) {
  load(with_all_inputs());
  Words out;
  for (const auto& d : read([&](db::Transaction& tx) {
         return declared_during_benefits(tx, scope_at(""), "L1", {2025, 1}, {2025, 2});
       }))
    out.push_back(d.month.iso() + " " + d.benefit.benefit_id + (d.whole_month ? " whole" : " part") + " " +
                  std::to_string(d.declared_wage->units()));
  EXPECT_EQ(out, (Words{"2025-01 B2 whole 3000000", "2025-02 B1 whole 4000000"}));
}

TEST_P(Inputs, AUnitIsFoundByItsWorkplacesNameAndCode) {
  auto files = small_registry();
  files["workplace"] += "B-100200,L4,ສາຂາ ຫຼັກຊາວ,Laksao branch,ບໍລິຄຳໄຊ,ຄຳເກີດ,,,,,\n";
  load(files);
  index();
  const auto by_name = found("ສາຂາ ປາກເຊ", "01");
  ASSERT_EQ(by_name.hits.size(), 1u);
  EXPECT_EQ(by_name.hits[0].kind, "workplace");
  EXPECT_EQ(by_name.hits[0].entity_key, "L1");
  EXPECT_EQ(by_name.hits[0].territory, "1601") << "where it lies, not its unit";
  EXPECT_EQ(found("Pakse branch", "16").hits.at(0).entity_key, "L1");
  EXPECT_EQ(found("B100200", "11").hits.at(0).entity_key, "L4");
  EXPECT_TRUE(found("Pakse branch", "13").hits.empty());
}

TEST_P(Inputs, AMemberWithoutAnEmployerIsFoundByNameAndNumbersWhereTheyLive) {
  load(with_all_inputs());
  index();
  EXPECT_EQ(found("Dala").hits.at(0).kind, "self_employed");
  EXPECT_EQ(found("810200300", "13").hits.at(0).key, "S2");
  EXPECT_TRUE(found("810200300", "01").hits.empty());
  const auto both = found("0239377778");  // one card, two insurances, and the civil register's entry
  Words kinds;
  for (const auto& hit : both.hits) kinds.push_back(hit.kind);
  std::sort(kinds.begin(), kinds.end());
  EXPECT_EQ(kinds, (Words{"civil", "self_employed", "worker"}));
  read([&](db::Transaction& tx) {
    const auto member = find_self_employed(tx, scope_at("16"), "S1");
    EXPECT_TRUE(member);
    if (!member) return 0;
    EXPECT_EQ(member->kind, MemberKind::self_employed);
    EXPECT_EQ(member->person.where.territory, "1601");
    EXPECT_EQ(member->person.name("en"), "Bounmy VONGSA");
    EXPECT_FALSE(find_self_employed(tx, scope_at("01"), "S1"));
    EXPECT_EQ(workers_with_numbers_of(tx, scope_at(""), *member).at(0).worker_id, "W1");
    const auto worker = find_worker(tx, scope_at("01"), "W1");
    EXPECT_TRUE(self_employed_with_numbers_of(tx, scope_at("01"), *worker).empty());  // their home lies elsewhere
    EXPECT_EQ(self_employed_with_numbers_of(tx, scope_at(""), *worker).at(0).member_id, "S1");
    const auto numbers = numbers_of(tx, scope_at(""), EntityKind::self_employed, "S1");
    EXPECT_EQ(numbers.size(), 3u);
    const auto other = find_self_employed(tx, scope_at(""), "S2");
    EXPECT_EQ(other->kind, MemberKind::voluntary);
    EXPECT_EQ(other->close_date, (Day{2024, 12, 31}));
    return 0;
  });
}

TEST_P(Inputs, WhoIsLinkedToTheSameEntryOfTheCivilRegisterIsOnePerson) {
  auto files = with_all_inputs();
  load(files);
  index();
  const auto bring = [&](EntityKind kind, const char* key, std::int64_t link) {
    const std::vector<LinkedNumber> numbers{{kind, key, "civil_register", "C7", "civil_id", "C-700-7",
                                             NumberSource::link, 990'000, Day{2026, 11, 1}, link}};
    pool().transact(db::Mode::write,
                    [&](db::Transaction& tx) { enter_linked_numbers(tx, *ids_, numbers, clock_.today()); });
  };
  const auto workers = [&] {
    Words out;
    read([&](db::Transaction& tx) {
      const auto member = find_self_employed(tx, scope_at(""), "S2");
      for (const auto& w : workers_with_numbers_of(tx, scope_at(""), member.value())) out.push_back(w.worker_id);
      return 0;
    });
    return out;
  };
  bring(EntityKind::self_employed, "S2", 71);
  EXPECT_EQ(workers(), Words{});
  bring(EntityKind::worker, "W2", 72);
  EXPECT_EQ(workers(), Words{"W2"});
  read([&](db::Transaction& tx) {
    EXPECT_EQ(
        self_employed_with_numbers_of(tx, scope_at(""), find_worker(tx, scope_at(""), "W2").value()).at(0).member_id,
        "S2");
    return 0;
  });
  Words kinds;
  for (const auto& hit : found("C7007").hits) kinds.push_back(hit.kind + " " + hit.key);
  std::sort(kinds.begin(), kinds.end());
  EXPECT_EQ(kinds, (Words{"self_employed S2", "worker W2"})) << "by the number that linkage brought";
  pool().transact(db::Mode::write, [&](db::Transaction& tx) { end_linked_numbers(tx, {72}, clock_.today()); });
  EXPECT_EQ(workers(), Words{}) << "the link no longer holds";
}

TEST_P(Inputs, WhatAMemberPaysIsReadByMonthAndWhatIsEmptyStaysUnknown) {
  auto files = with_all_inputs();
  files["self_employed_contribution"] = std::string{own_header} +
                                        "S1,2025-01,2000000,180000,180000,2025-02-10\n"
                                        "S1,2025-02,2000000,180000,80000,2025-03-10\n"
                                        "S1,2025-03,2500000,,100000,\n"
                                        "S1,2025-03,,225000,,\n"
                                        "S2,2025-06,,,,\n"
                                        "S9,2025-01,1,1,1,\n";
  load(files);
  EXPECT_EQ(given().at(3), "self_employed_contribution 6");
  read([&](db::Transaction& tx) {
    EXPECT_EQ(newest_member_month(tx), (Month{2025, 6}));
    EXPECT_EQ(newest_month(tx), (Month{2025, 2})) << "of labour units: not moved by members";
    const auto of = [&](const std::string& at, const char* member, int months) {
      return member_history(tx, scope_at(at), member, {2025, 6}, months);
    };
    const auto lines = of("16", "S1", 24);
    EXPECT_EQ(lines.size(), 4u);
    if (lines.size() != 4) return 0;
    EXPECT_EQ(lines[0].missing(), Money{});
    EXPECT_EQ(lines[1].missing(), Money::kip(100'000));
    EXPECT_FALSE(lines[2].missing()) << "no due, so nothing is known to be owed";
    EXPECT_EQ(lines[3].missing(), Money::kip(225'000));
    EXPECT_FALSE(lines[3].paid);
    EXPECT_EQ(of("16", "S1", 4).size(), 2u);
    EXPECT_TRUE(of("01", "S1", 24).empty()) << "outside the scope";
    EXPECT_FALSE(of("", "S2", 24).at(0).insurable_income);
    return 0;
  });
  Words odd;
  for (const auto& f : check_mapping(pool()))
    if (f.view == "reg_self_employed_contribution" && f.code != "rows") odd.push_back(f.column + " " + f.code);
  EXPECT_EQ(odd, Words{"member_id orphan"});
}

TEST_P(Inputs, TheCheckCountsWhatIsOddInBenefits) {
  load(with_all_inputs());
  {
    auto lease = pool().take();
    lease->run("UPDATE TB_BENEFIT SET BNF_KIND = 'X' WHERE BNF_ID = 'B1'");
    lease->run("UPDATE TB_BENEFIT SET BNF_ENDDT = '20200101', MBR_ID = 'W99' WHERE BNF_ID = 'B2'");
  }
  Words out;
  for (const auto& f : check_mapping(pool()))
    if (f.view.ends_with("benefit") && f.code != "rows")
      out.push_back(f.column + " " + f.code + " " + std::to_string(f.count));
  EXPECT_EQ(out, (Words{"worker_id orphan 1", "kind kind_unknown 1", "to_date ends_before_it_begins 1", " input 5"}));
}

SSIIS_ON_ALL_ENGINES(Inputs);

}  // namespace
}  // namespace ssiis::registry
