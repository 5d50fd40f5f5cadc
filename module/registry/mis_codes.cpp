#include "registry/mis_codes.hpp"

#include "core/api.hpp"

namespace ssiis::registry {
namespace {

// clang-format off
constexpr MisCode codes[] = {
    {"UNTSTA", "1", "ACTIVE", "ດຳເນີນການ", "Operating"},
    {"UNTSTA", "2", "SUSPENDED", "ໂຈະຊົ່ວຄາວ", "Suspended"},
    {"UNTSTA", "9", "CLOSED", "ປິດກິດຈະການ", "Closed"},
    {"SEX", "1", "M", "ຊາຍ", "Male"},
    {"SEX", "2", "F", "ຍິງ", "Female"},
    {"NAT", "LA", "LAO", "ລາວ", "Lao"},
    {"NAT", "XX", "FOREIGN", "ຕ່າງປະເທດ", "Foreign"},
    {"BNFKND", "1", "INCAPACITY", "ສູນເສຍຄວາມສາມາດອອກແຮງງານ", "Incapacity for work"},
    {"BNFKND", "2", "MATERNITY", "ເກີດລູກ", "Maternity"},
    {"BNFKND", "3", "UNEMPLOYMENT", "ຫວ່າງງານ", "Unemployment"},
    {"BNFKND", "4", "PENSION", "ບຳນານ", "Pension"},
    {"BNFKND", "5", "SICKNESS", "ເຈັບປ່ວຍ", "Sickness"},
    {"BNFKND", "6", "WORK_INJURY", "ອຸບັດຕິເຫດແຮງງານ", "Work injury"},
    {"MBRKND", "1", "SELF_EMPLOYED", "ຜູ້ປະກອບອາຊີບອິດສະຫຼະ", "Self-employed"},
    {"MBRKND", "2", "VOLUNTARY", "ຜູ້ປະກັນຕົນແບບສະໝັກໃຈ", "Voluntarily insured"},
    {"SECT", "010", "A", "ກະສິກຳ, ປ່າໄມ້ ແລະ ການປະມົງ", "Agriculture, forestry and fishing"},
    {"SECT", "020", "B", "ບໍ່ແຮ່", "Mining and quarrying"},
    {"SECT", "030", "C", "ອຸດສາຫະກຳປຸງແຕ່ງ", "Manufacturing"},
    {"SECT", "041", "D", "ໄຟຟ້າ ແລະ ອາຍແກັສ", "Electricity and gas"},
    {"SECT", "042", "E", "ນ້ຳປະປາ ແລະ ການກຳຈັດສິ່ງເສດເຫຼືອ", "Water supply and waste"},
    {"SECT", "050", "F", "ການກໍ່ສ້າງ", "Construction"},
    {"SECT", "060", "G", "ການຄ້າ ແລະ ການສ້ອມແປງ", "Trade and repair"},
    {"SECT", "070", "H", "ການຂົນສົ່ງ ແລະ ສາງ", "Transport and storage"},
    {"SECT", "080", "I", "ໂຮງແຮມ ແລະ ຮ້ານອາຫານ", "Hotels and restaurants"},
    {"SECT", "090", "J", "ຂໍ້ມູນຂ່າວສານ ແລະ ການສື່ສານ", "Information and communication"},
    {"SECT", "100", "K", "ການເງິນ ແລະ ປະກັນໄພ", "Finance and insurance"},
    {"SECT", "110", "L", "ອະສັງຫາລິມະຊັບ", "Real estate"},
    {"SECT", "120", "M", "ວິຊາຊີບ ແລະ ວິທະຍາສາດ", "Professional and scientific"},
    {"SECT", "130", "N", "ການບໍລິການສະໜັບສະໜູນ", "Administrative and support services"},
    {"SECT", "140", "O", "ການບໍລິຫານລັດ", "Public administration"},
    {"SECT", "150", "P", "ການສຶກສາ", "Education"},
    {"SECT", "160", "Q", "ສາທາລະນະສຸກ ແລະ ສັງຄົມສົງເຄາະ", "Health and social work"},
    {"SECT", "170", "R", "ສິລະປະ ແລະ ການບັນເທີງ", "Arts and entertainment"},
    {"SECT", "180", "S", "ການບໍລິການອື່ນໆ", "Other services"},
    {"SECT", "190", "T", "ຄົວເຮືອນທີ່ຈ້າງແຮງງານ", "Households as employers"},
    {"SECT", "200", "U", "ອົງການຈັດຕັ້ງສາກົນ", "Extraterritorial organisations"},
};
// clang-format on

// Other ways in which files write a code.
constexpr std::pair<std::string_view, std::string_view> aliases[] = {{"PENSIONS", "PENSION"},
                                                                     {"INJURY", "WORK_INJURY"}};

}  // namespace

std::span<const MisCode> mis_codes() { return codes; }

std::string mis_value(std::string_view group, std::string_view canonical) {
  for (const auto& c : codes)
    if (c.group == group && c.canonical == canonical) return std::string{c.value};
  return std::string{canonical};
}

std::optional<std::string_view> canonical_value(std::string_view group, std::string_view text) {
  std::string wanted;
  for (const char c : trimmed(text))
    wanted += c == ' ' || c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  for (const auto& [alias, meant] : aliases)
    if (wanted == alias) wanted = meant;
  for (const auto& c : codes)
    if (c.group == group && c.canonical == wanted) return c.canonical;
  return std::nullopt;
}

}  // namespace ssiis::registry
