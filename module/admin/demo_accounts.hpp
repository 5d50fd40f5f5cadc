// The accounts of a demonstration, as the contract names them.
#pragma once
#include <array>
#include <string_view>

namespace ssiis::admin {

struct DemoAccount {
  std::string_view login, name_lo, name_en, office, role, title, territory;
  bool sees_inspection;  // the MIS role that shows the inspection menu
  bool mis_admin;
};

// Invented people. The territory LA is headquarters.
inline constexpr std::array<DemoAccount, 14> demo_accounts{{
    {"director", "ບຸນມີ ວົງສາ", "Bounmy Vongsa", "HQ", "director", "director", "LA", true, false},
    {"head", "ຄຳແພງ ສີສຸກ", "Khamphaeng Sisouk", "HQ", "head_inspection", "head", "LA", true, false},
    {"legal", "ມະນີວອນ ພົມມະຈັນ", "Manivone Phommachanh", "HQ", "legal_officer_hq", "specialist", "LA", true, false},
    {"head.legal", "ສົມສະໄໝ ແສງອາລຸນ", "Somsamay Sengaloun", "HQ", "head_legal_hq", "head", "LA", true, false},
    {"registration", "ດວງໃຈ ແກ້ວມະນີ", "Douangchai Keomany", "HQ", "registration_contribution", "officer", "LA", true,
     false},
    {"head.registration", "ນາງ ຈັນສະໝອນ ອຸດົມສຸກ", "Chansamone Oudomsouk", "HQ", "head_registration", "head", "LA", true,
     false},
    {"head.01", "ສົມພອນ ລາດຊະວົງ", "Somphone Ratsavong", "01", "head_inspection", "provincial_head", "01", true, false},
    {"head.13", "ວຽງໄຊ ອິນທະວົງ", "Viengxay Inthavong", "13", "head_inspection", "provincial_head", "13", true, false},
    {"inspector.01a", "ທອງສຸກ ບຸນຍະວົງ", "Thongsouk Bounyavong", "01", "inspector", "inspector", "01", true, false},
    {"inspector.01b", "ນາງ ວິໄລພອນ ໄຊຍະສານ", "Vilayphone Xayasane", "01", "inspector", "inspector", "01", true, false},
    {"inspector.13a", "ສຸລິຍາ ພັນທະວົງ", "Souliya Phanthavong", "13", "inspector", "inspector", "13", true, false},
    {"helpdesk", "ນາງ ແສງດາວ ມີໄຊ", "Sengdao Mixay", "HQ", "helpdesk", "officer", "LA", true, false},
    {"admin", "ອານຸສອນ ຈັນທະລາ", "Anousone Chanthala", "HQ", "administrator", "specialist", "LA", true, true},
    {"auditor", "ນາງ ພອນສະຫວັນ ທຳມະວົງ", "Phonesavanh Thammavong", "HQ", "auditor", "specialist", "LA", true, false},
}};

inline constexpr std::string_view demo_password = "demo";

}  // namespace ssiis::admin
