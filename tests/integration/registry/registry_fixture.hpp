// A migrated database with the territory tree, the roles, and a small registry written by hand.
#pragma once
#include <fstream>
#include <map>

#include "profiles/api.hpp"
#include "registry/api.hpp"
#include "support/database_fixture.hpp"

namespace ssiis::registry {

// Files of a folder by name (without .csv); each test may change them before it loads.
using Files = std::map<std::string, std::string>;

inline Files small_registry() {
  return {
      {"labour_unit",
       "lu_id,ss_reg_no,name_lo,name_en,sector,province,district,village,address,phone,director_name,reg_date,status,"
       "close_date\n"
       "L1,063395582,ບໍລິສັດ ດອກບົວ ກໍ່ສ້າງ ຈຳກັດ,\"Dok Boua Construction Co., Ltd\",F,ນະຄອນຫຼວງວຽງຈັນ,ໄຊທານີ,ນາແກ້ວ,ບ້ານ ນາແກ້ວ,020 "
       "2653 6210,ຄຳໄຊ ວົງສາ,2015-08-04,ACTIVE,\n"
       "L2,015799936,ພູເບ້ຍ ການຄ້າ,,G,Savannakhet,,ນາໃຕ້,,,,2017-08-20,CLOSED,2025-03-31\n"
       "L3,,ບໍລິສັດພູເບ້ຍໄອທີຈຳກັດ,Phoubia IT,J,,,,,,,,ACTIVE,\n"
       "L4,063395584,ໂຮງໝໍ ສຸກສະບາຍ,Souksabay Clinic,Q,ຈຳປາສັກ,ປາກເຊ,,,,,2020-01-01,(odd),\n"},
      {"worker",
       "worker_id,ss_no,given_lo,surname_lo,name_latin,sex,dob,id_no,phone,province,district,village,reg_date,"
       "nationality\n"
       "W1,525929408,ບຸນມີ,ວົງສາ,Bounmy VONGSA,M,1984-09-19,0239377778,,ນະຄອນຫຼວງວຽງຈັນ,ໄຊທານີ,ດົງໂດກ,2016-01-10,LAO\n"
       "W2,652747696,ພັນມາ,ແກ້ວມະນີ,,F,,0396543684,,ສະຫວັນນະເຂດ,,,2021-11-15,LAO\n"
       "W3,100200300,ຄຳພູ,ສີຫາ,,,,,,,,,,\n"
       "W4,400500600,,,Juan Pérez,M,1990-01-01,,,ຈຳປາສັກ,,,,FOREIGN\n"},
      {"employment",
       "emp_id,lu_id,worker_id,start_date,reg_date,end_date\n"
       "E1,L1,W1,2016-01-01,2016-01-10,\n"
       "E2,L1,W2,2021-11-01,2021-11-15,2025-01-31\n"
       "E3,L2,W2,2025-02-01,2025-02-10,\n"
       "E4,L1,W3,,,\n"},
      {"contribution",
       "lu_id,worker_id,month,declared_wage,due,paid,paid_date\n"
       "L1,W1,2025-01,4000000,460000,460000,2025-02-14\n"
       "L1,W2,2025-01,3000000,345000,100000,2025-02-20\n"
       "L1,W1,2025-02,4000000,460000,0,\n"
       "L1,W1,2025-02,4000000,460000,0,\n"
       "L2,W2,2025-02,9007199254740993,517500,517500,2025-03-01\n"},
      {"workplace",
       "workplace_id,lu_id,name_lo,name_en,province,district,village,address,phone,open_date,close_date\n"
       "L1-1,L1,ສຳນັກງານໃຫຍ່,Head office,ນະຄອນຫຼວງວຽງຈັນ,ໄຊທານີ,,,,2015-08-04,\n"
       "L1-2,L1,ສາຂາ ປາກເຊ,Pakse branch,ຈຳປາສັກ,ປາກເຊ,,,,2019-05-05,\n"},
      {"tax_employer",
       "tin,name,name_alt,address,district,province,phone,isic,status,reg_date\n"
       "101348173700,Dok Bua Construction Sole Co Ltd,,Ban Nakeo,Xaythany,Vientiane "
       "Capital,2026536210,F,ACTIVE,2014-05-18\n"
       "202200284992,ສີພອນ ຂົນສົ່ງ,Siphone Transport,,,Savannakhet,,H,ACTIVE,\n"},
      {"tax_payroll",
       "tin,tax_emp_id,employee_name,id_no,from_month,to_month,monthly_gross\n"
       "101348173700,101348173700-1,Bunmi Wongsa,0239377778,2024-01,2024-12,5000000\n"
       "101348173700,101348173700-1,Bunmi Wongsa,0239377778,2025-01,2025-06,5200000\n"},
      {"enterprise_register",
       "er_no,tin,name_lo,name_en,type,isic,capital,director_name,address,village,district,province,phone,reg_date,"
       "status,dissolved_date\n"
       "01-1003295,101348173700,ບໍລິສັດ ດອກບົວ ກໍ່ສ້າງ ຈຳກັດ,Dok Boua "
       "Construction,LTD,F,500000000,,,,ໄຊທານີ,ນະຄອນຫຼວງວຽງຈັນ,,2014-05-01,ACTIVE,\n"},
      {"civil_register",
       "civil_id,id_no,family_book,given_lo,surname_lo,name_latin,sex,dob,province,district,village,status,death_date\n"
       "C1,0239377778,6500546,ບຸນມີ,ວົງສາ,,M,1984-09-19,ນະຄອນຫຼວງວຽງຈັນ,ໄຊທານີ,,ALIVE,\n"
       "C2,0777777777,6500547,ລັບລີ້,ບໍ່ມີໃຜ,,F,1970-01-01,ຈຳປາສັກ,,,ALIVE,\n"},
      {"inspection_history",
       "insp_id,lu_id,month,selection,found_codes\nI1,L1,2022-06,targeted,V07\nI2,L1,2023-04,random,\n"},
      {"truth_links", "kind,lsso_id\n"},
  };
}

class RegistryDatabase : public test::MigratedDatabase {
 protected:
  void SetUp() override {
    MigratedDatabase::SetUp();
    folder_ = std::filesystem::temp_directory_path() / ("ssiis-folder-" + test::fresh_name());
    {
      auto lease = pool().take();
      install_mapping(*lease, std::filesystem::path{SSIIS_SOURCE_DIR} / "sql/registry/reference");
    }
    pool().transact(db::Mode::write, [this](db::Transaction& tx) {
      const std::string config = std::string{SSIIS_SOURCE_DIR} + "/config/profiles/";
      ASSERT_TRUE(profiles::load_territory(tx, profiles::read_territory_file(config + "territory.xml"), clock_.today(),
                                           clock_.now(), ""));
      profiles::load_catalogue(tx, profiles::read_catalogue_file(config + "roles.xml"), clock_.now());
    });
    ids_ = std::make_unique<db::IdSource>(pool());
    actors_ = std::make_unique<profiles::ActorFactory>(pool(), clock_);
  }
  void TearDown() override {
    std::filesystem::remove_all(folder_);
    actors_.reset();
    trail_.reset();
    ids_.reset();
    MigratedDatabase::TearDown();
  }

  void write(const Files& files) {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    for (const auto& [name, text] : files) std::ofstream{folder_ / (name + ".csv"), std::ios::binary} << text;
  }
  LoadReport load(const Files& files) {
    write(files);
    return load_folder(pool(), *ids_, clock_, trail(), who(), folder_, Day{2026, 11, 1}, [](std::string_view) {});
  }
  // Whom the tests load and index as.
  Actor who() const { return actors_->service("os:tester", "ssiis-admin registry load"); }
  audit::Trail& trail() {
    if (!trail_) trail_.emplace(pool(), clock_);
    return *trail_;
  }
  std::vector<audit::Record> records_of(const std::string& event) {
    auto all = pool().transact(db::Mode::read, [this](db::Transaction& tx) {
      return trail().of_chain(tx, audit::ChainName::administration(), 1, 1000);
    });
    std::erase_if(all, [&](const auto& r) { return r.event != event; });
    return all;
  }
  IndexFigures index(bool force = false) {
    return build_search_index(pool(), *ids_, clock_, trail(), who(), force, [](std::string_view) {});
  }

  // What somebody sees who is inspector at one place; "" is headquarters.
  Scope scope_at(const std::string& territory) {
    if (territory.empty()) return actors_->service("test", "c").scope("registry.read");
    const std::string user = "inspector-" + territory;
    static constexpr db::Query add{
        "test/profile_add",
        "INSERT INTO insp_profile (id, user_id, login, name_lo, name_en, role_code, title_code, territory_code, "
        "first_day, last_day, reason, version) VALUES (?, ?, ?, ?, ?, 'inspector', NULL, ?, '2020-01-01', NULL, "
        "'test', 1)"};
    if (known_.insert(territory).second)
      pool().transact(db::Mode::write, [&](db::Transaction& tx) {
        tx.execute(add,
                   db::Params{static_cast<std::int64_t>(known_.size()) + 900'000, user, user, user, user, territory});
      });
    profiles::IdentityData identity;
    identity.user_id = user;
    identity.login = user;
    return actors_->actor(identity, {}).scope("registry.read");
  }
  template <class F>
  auto read(F&& work) {
    return pool().transact(db::Mode::read, std::forward<F>(work));
  }
  std::int64_t count(const std::string& sql) {
    return read([&](db::Transaction& tx) {
      return *tx.find({"test/count", sql}, db::Params{}, [](const db::Row& r) { return r.integer(0); });
    });
  }

  FixedClock clock_{*Instant::parse("2026-11-23T02:00:00.000000Z")};
  std::filesystem::path folder_{};
  std::unique_ptr<db::IdSource> ids_{};
  std::unique_ptr<profiles::ActorFactory> actors_{};
  std::optional<audit::Trail> trail_{};
  std::set<std::string> known_{};
};

}  // namespace ssiis::registry
