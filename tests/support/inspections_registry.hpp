// A small invented registry: labour units in provinces 01 and 13, one doubled number, one without any place.
#pragma once
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "registry/api.hpp"

namespace ssiis::test {

// In Vientiane Capital (01): U1 (two workplaces, the second in Savannakhet), U2, U4 and U5 (one number for both),
// U7 … U30 (plain, for long lists). In Savannakhet (13): U3. U6 has no place: headquarters'.
inline std::map<std::string, std::string> small_registry_files() {
  std::string units =
      "lu_id,ss_reg_no,name_lo,name_en,sector,province,district,village,address,phone,director_name,reg_date,status,"
      "close_date\n"
      "U1,010000001,ບໍລິສັດ ດອກບົວ ກໍ່ສ້າງ ຈຳກັດ,\"Dok Boua Construction Co., Ltd\",F,ນະຄອນຫຼວງວຽງຈັນ,ໄຊທານີ,ນາແກ້ວ,ຮ່ອມ 3,020 "
      "2653 6210,ຄຳໄຊ ວົງສາ,2015-08-04,ACTIVE,\n"
      "U2,010000002,ໂຮງງານ ຕັດຫຍິບ ຈັນທາ,Chantha Garment,C,ນະຄອນຫຼວງວຽງຈັນ,ໄຊທານີ,,,,,2018-02-01,SUSPENDED,\n"
      "U3,130000003,ສີພອນ ຂົນສົ່ງ,Siphone Transport,H,ສະຫວັນນະເຂດ,,,,,,2017-08-20,ACTIVE,\n"
      "U4,010000004,ຮ້ານ ໜຶ່ງ,Shop One,G,ນະຄອນຫຼວງວຽງຈັນ,ໄຊທານີ,,,,,,ACTIVE,\n"
      "U5,010000004,ຮ້ານ ສອງ,Shop Two,G,ນະຄອນຫຼວງວຽງຈັນ,ໄຊທານີ,,,,,,ACTIVE,\n"
      "U6,990000006,ບໍ່ມີບ່ອນຢູ່,Nowhere,J,,,,,,,,ACTIVE,\n";
  std::string employments = "emp_id,lu_id,worker_id,start_date,reg_date,end_date\n";
  std::string workers =
      "worker_id,ss_no,given_lo,surname_lo,name_latin,sex,dob,id_no,phone,province,district,village,reg_date,"
      "nationality\n";
  std::string contributions = "lu_id,worker_id,month,declared_wage,due,paid,paid_date\n";
  for (int i = 7; i <= 30; ++i) {
    const auto n = std::to_string(i);
    units += "U" + n + ",0100000" + (i < 10 ? "0" : "") + n + ",ຫົວໜ່ວຍ ທົດລອງ " + n + ",Trial unit " + n +
             ",G,ນະຄອນຫຼວງວຽງຈັນ,ໄຊທານີ,,,,,2020-01-01,ACTIVE,\n";
  }
  for (int i = 1; i <= 60; ++i) {  // more than a page of workers at U1
    const auto n = std::to_string(100 + i);
    workers += "W" + n + ",5259290" + n + ",ບຸນມີ" + n + ",ວົງສາ,Bounmy VONGSA" + n + ",M,1984-09-19,0239377" + n +
               ",,ນະຄອນຫຼວງວຽງຈັນ,ໄຊທານີ,,2016-01-10,LAO\n";
    employments += "E" + n + ",U1,W" + n + ",2016-01-01,2016-01-10,\n";
    contributions += "U1,W" + n + ",2026-09,4000000,460000,460000,2026-10-10\n";
    contributions += "U1,W" + n + ",2026-10,4000000,460000," + (i <= 30 ? "460000" : "0") + ",2026-11-10\n";
  }
  return {
      {"labour_unit", units},
      {"worker", workers},
      {"employment", employments},
      {"contribution", contributions},
      {"workplace",
       "workplace_id,lu_id,name_lo,name_en,province,district,village,address,phone,open_date,close_date\n"
       "U1-1,U1,ສຳນັກງານໃຫຍ່,Head office,ນະຄອນຫຼວງວຽງຈັນ,ໄຊທານີ,,,,2015-08-04,\n"
       "U1-2,U1,ສາຂາ ສະຫວັນ,Savan branch,ສະຫວັນນະເຂດ,,,,,2019-05-05,\n"},
      {"tax_employer",
       "tin,name,name_alt,address,district,province,phone,isic,status,reg_date\n"
       "101348173700,Dok Boua Construction Co Ltd,,Ban Nakeo,Xaythany,Vientiane Capital,2026536210,F,ACTIVE,"
       "2014-05-18\n"},
      {"tax_payroll", "tin,tax_emp_id,employee_name,id_no,from_month,to_month,monthly_gross\n"},
      {"enterprise_register",
       "er_no,tin,name_lo,name_en,type,isic,capital,director_name,address,village,district,province,phone,reg_date,"
       "status,dissolved_date\n"
       "01-1003295,101348173700,ບໍລິສັດ ດອກບົວ ກໍ່ສ້າງ ຈຳກັດ,Dok Boua "
       "Construction,LTD,F,500000000,,,,ໄຊທານີ,ນະຄອນຫຼວງວຽງຈັນ,,2014-05-01,ACTIVE,\n"},
      {"civil_register",
       "civil_id,id_no,family_book,given_lo,surname_lo,name_latin,sex,dob,province,district,village,status,"
       "death_date\n"},
      {"inspection_history", "insp_id,lu_id,month,selection,found_codes\nI1,U1,2022-06,targeted,V07\n"},
  };
}

inline void write_small_registry(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  for (const auto& [name, text] : small_registry_files())
    std::ofstream{folder / (name + ".csv"), std::ios::binary} << text;
}

}  // namespace ssiis::test
