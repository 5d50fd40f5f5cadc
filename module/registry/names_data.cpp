// Pieces of names, written for this project: common Lao words that names are made of. They are not
// statistics.
#include "registry/names.hpp"

namespace ssiis::registry {
namespace {

// clang-format off
constexpr Piece given_first_[] = {
    {"ບຸນ", {"Boun", "Bun", "Boon"}},    {"ຄຳ", {"Kham", "Kam", "Cam"}},      {"ສົມ", {"Som", "Xom", "Som"}},
    {"ແສງ", {"Seng", "Saeng", "Seng"}},  {"ພອນ", {"Phone", "Phon", "Pone"}},  {"ແກ້ວ", {"Keo", "Kaew", "Keow"}},
    {"ວຽງ", {"Vieng", "Viang", "Vieng"}},{"ຈັນ", {"Chan", "Chanh", "Jan"}},    {"ທອງ", {"Thong", "Tong", "Thong"}},
    {"ດວງ", {"Douang", "Duang", "Douang"}},{"ສຸກ", {"Souk", "Suk", "Sook"}},   {"ໄຊ", {"Xay", "Sai", "Say"}},
    {"ພູ", {"Phou", "Phu", "Pou"}},       {"ມະນີ", {"Many", "Mani", "Manee"}},  {"ສີ", {"Sy", "Si", "See"}},
    {"ຕຸ່ນ", {"Toun", "Tun", "Toon"}},     {"ນາງ", {"Nang", "Nang", "Nang"}},   {"ເພັດ", {"Pheth", "Phet", "Pet"}},
    {"ບົວ", {"Boua", "Bua", "Boua"}},     {"ອ່ອນ", {"One", "On", "Orn"}},       {"ຫຼ້າ", {"La", "Lah", "Hla"}},
    {"ວັນ", {"Vanh", "Van", "Wan"}},      {"ນ້ອຍ", {"Noy", "Noi", "Noy"}},      {"ລັດ", {"Lath", "Lat", "Rath"}}};
constexpr Piece given_second_[] = {
    {"ມີ", {"my", "mi", "mee"}},      {"ທັນ", {"thanh", "than", "tan"}},  {"ຍັງ", {"nhang", "yang", "gnang"}},
    {"ຕາ", {"ta", "ta", "tar"}},      {"ດີ", {"dy", "di", "dee"}},         {"ສິງ", {"sing", "xing", "sing"}},
    {"ພັນ", {"phanh", "phan", "pan"}},{"ສັກ", {"sack", "sak", "sac"}},     {"ຈິດ", {"chith", "chit", "jit"}},
    {"ວິໄລ", {"vilay", "vilai", "wilai"}},{"ລາ", {"la", "la", "lah"}},      {"ສອນ", {"sone", "son", "sorn"}},
    {"ທິບ", {"thip", "tip", "thip"}}, {"ປະເສີດ", {"paseuth", "paseut", "pasert"}},{"ສະໝອນ", {"samone", "samon", "smone"}},
    {"ເພັດ", {"pheth", "phet", "pet"}},{"ຄູນ", {"khoun", "khun", "koon"}}, {"ຊາຍ", {"xay", "say", "chay"}},
    {"ຫວານ", {"vane", "wan", "van"}}, {"ນະລີ", {"naly", "nali", "naree"}}, {"ເງິນ", {"ngeun", "ngern", "ngeun"}},
    {"ພົງ", {"phong", "pong", "phong"}},{"ສຸດາ", {"souda", "suda", "souda"}},{"ດາວ", {"dao", "daw", "dao"}},
    {"ບູນ", {"boun", "bun", "boon"}}, {"ໃຈ", {"chay", "jai", "chai"}}};
constexpr Piece surname_first_[] = {
    {"ວົງ", {"Vong", "Wong", "Vong"}},      {"ພົມມະ", {"Phomma", "Poma", "Phoma"}}, {"ແກ້ວ", {"Keo", "Kaew", "Keo"}},
    {"ໄຊຍະ", {"Xaya", "Saya", "Xaiya"}},    {"ອິນທະ", {"Intha", "Inta", "Intha"}},  {"ຈັນທະ", {"Chantha", "Chanta", "Janta"}},
    {"ສຸວັນ", {"Souvanh", "Suvan", "Souvan"}},{"ພິມມະ", {"Phimma", "Pimma", "Phima"}},{"ລັດຕະນະ", {"Rattana", "Lattana", "Ratana"}},
    {"ສີຫາ", {"Siha", "Siha", "Seeha"}},     {"ດວງມະ", {"Douangma", "Duangma", "Douangma"}},{"ທຳມະ", {"Thamma", "Tamma", "Thamma"}},
    {"ບຸບຜາ", {"Boupha", "Bupha", "Bouppha"}},{"ຄຳພູ", {"Khamphou", "Kamphu", "Khampou"}},{"ສີລິ", {"Sili", "Siri", "Sily"}},
    {"ແສງພະ", {"Sengpha", "Saengpa", "Sengpha"}},{"ນໍລະ", {"Nola", "Nora", "Nola"}},{"ຫຼວງ", {"Luang", "Louang", "Luang"}},
    {"ຍອດ", {"Nhoth", "Yod", "Gnoth"}},      {"ເທບພະ", {"Thepha", "Theppha", "Tepa"}}};
constexpr Piece surname_second_[] = {
    {"ວົງ", {"vong", "wong", "vong"}},     {"ສັກ", {"sack", "sak", "sac"}},      {"ຈັກ", {"chack", "chak", "jak"}},
    {"ສອນ", {"sone", "son", "sorn"}},      {"ແສງ", {"seng", "saeng", "seng"}},   {"ວົງສາ", {"vongsa", "wongsa", "vongxa"}},
    {"ມະນີ", {"many", "mani", "manee"}},   {"ພັນ", {"phanh", "phan", "pan"}},    {"ສີ", {"sy", "si", "see"}},
    {"ທອງ", {"thong", "tong", "thong"}},   {"ສະຫວັນ", {"savanh", "savan", "sawan"}},{"ພອນ", {"phone", "phon", "pone"}},
    {"ສຸກ", {"souk", "suk", "souk"}},      {"ວິໄຊ", {"vixay", "visai", "vixai"}},{"ລາດ", {"lath", "lat", "rath"}},
    {"ບຸນ", {"boun", "bun", "boon"}},      {"ດາລາ", {"dala", "dara", "dala"}},   {"ແກ້ວ", {"keo", "kaew", "keow"}},
    {"ປັນຍາ", {"panya", "pannya", "pagna"}},{"ໄຊ", {"xay", "sai", "say"}}};
constexpr Piece firm_first_[] = {
    {"ດາວເໜືອ", {"Dao Neua", "Daoneua", "Dao Nuea"}}, {"ພູຫີນ", {"Phou Hin", "Phouhin", "Phu Hin"}},
    {"ນ້ຳງຽບ", {"Nam Ngiep", "Namngiep", "Nam Ngiab"}}, {"ດອກບົວ", {"Dok Boua", "Dokboua", "Dok Bua"}},
    {"ສາຍຝົນ", {"Sayfon", "Xay Fone", "Saifon"}},      {"ເມກຂະຫຼາ", {"Mekhala", "Mekala", "Mekhala"}},
    {"ຕາເວັນ", {"Tavanh", "Taven", "Ta Ven"}},         {"ຫີນງາມ", {"Hin Ngam", "Hingnam", "Hin Ngam"}},
    {"ແມ່ນ້ຳ", {"Mae Nam", "Menam", "Maenam"}},        {"ຈຳປາລາວ", {"Champa Lao", "Champalao", "Jampa Lao"}},
    {"ສີພອນ", {"Siphone", "Sy Phone", "Siphon"}},      {"ມະນີວົງ", {"Manivong", "Many Vong", "Maniwong"}},
    {"ພະຈັນ", {"Phachanh", "Pha Chan", "Pachan"}},     {"ທົ່ງຂຽວ", {"Thong Khiao", "Thongkhiaw", "Tong Khiew"}},
    {"ໄມ້ດູ່", {"May Dou", "Maidu", "Mai Dou"}},         {"ແສງອາລຸນ", {"Seng Aloun", "Sengaloun", "Saeng Arun"}},
    {"ຄຳຫຼວງ", {"Khamluang", "Kham Louang", "Kamluang"}},{"ບຸນຮຸ່ງ", {"Bounhoung", "Boun Hung", "Bunhung"}},
    {"ວັງທອງ", {"Vang Thong", "Vangthong", "Wang Tong"}},{"ຊ້າງໄຊ", {"Xang Xay", "Xangxay", "Sang Sai"}},
    {"ກຸຫຼາບ", {"Koulab", "Kulap", "Koulap"}},          {"ປະຕູໄຊ", {"Patouxay", "Patuxai", "Patousay"}},
    {"ພອນໄຊ", {"Phonexay", "Phonsai", "Phone Xay"}},   {"ໂພນທອງ", {"Phone Thong", "Phonthong", "Phonethong"}}};
constexpr Piece firm_second_[] = {
    {"", {"", "", ""}}, {"", {"", "", ""}}, {"", {"", "", ""}},
    {"ພັດທະນາ", {"Phatthana", "Development", "Pattana"}}, {"ຮຸ່ງເຮືອງ", {"Hounghueang", "Hung Heuang", "Houngheuang"}},
    {"ກ້າວໜ້າ", {"Kaona", "Kao Na", "Kaona"}},            {"ສາກົນ", {"Sakon", "International", "Sakone"}},
    {"ໃໝ່", {"May", "New", "Mai"}},                       {"ລາວ", {"Lao", "Lao", "Lao"}},
    {"ກຸ່ມ", {"Group", "Group", "Group"}}};
constexpr Piece village_first_[] = {
    {"ໂພນ", {"Phone", "Phon", "Phone"}}, {"ນາ", {"Na", "Na", "Na"}},          {"ໜອງ", {"Nong", "Nong", "Nong"}},
    {"ດົງ", {"Dong", "Dong", "Dong"}},   {"ທ່າ", {"Tha", "Tha", "Ta"}},        {"ຫ້ວຍ", {"Houay", "Huay", "Houei"}},
    {"ຊຽງ", {"Xieng", "Xiang", "Sieng"}},{"ປາກ", {"Pak", "Park", "Pak"}},      {"ຄຳ", {"Kham", "Kam", "Kham"}},
    {"ສີ", {"Si", "Sy", "See"}},          {"ວັງ", {"Vang", "Wang", "Vang"}},    {"ໂນນ", {"Non", "None", "Non"}}};
constexpr Piece village_second_[] = {
    {"ຄຳ", {"kham", "kam", "kham"}},      {"ໄຊ", {"xay", "sai", "say"}},        {"ສະອາດ", {"saath", "sa-at", "saart"}},
    {"ແກ້ວ", {"keo", "kaew", "keo"}},      {"ງາມ", {"ngam", "ngarm", "ngam"}},   {"ຕານ", {"tan", "tane", "tarn"}},
    {"ສະຫວ່າງ", {"savang", "sawang", "savang"}},{"ແບງ", {"beng", "baeng", "beng"}},{"ຂາມ", {"kham", "karm", "kham"}},
    {"ໃຕ້", {"tay", "tai", "tay"}},        {"ເໜືອ", {"neua", "nuea", "neua"}},    {"ມ່ວງ", {"mouang", "muang", "mouang"}},
    {"ບົກ", {"bok", "bock", "bok"}},       {"ຫຼວງ", {"luang", "louang", "luang"}}};
constexpr Activity activities_[] = {
    {"G", "ການຄ້າ", "Trading", 190},      {"G", "ຂາຍເຄື່ອງໃຊ້ໄຟຟ້າ", "Electrical Goods", 60}, {"F", "ກໍ່ສ້າງ", "Construction", 140},
    {"C", "ຕັດຫຍິບ", "Garment", 60},      {"C", "ນ້ຳດື່ມ", "Drinking Water", 45},  {"C", "ເຟີນິເຈີ", "Furniture", 40},
    {"H", "ຂົນສົ່ງ", "Transport", 85},      {"I", "ໂຮງແຮມ", "Hotel", 65},            {"I", "ຮ້ານອາຫານ", "Restaurant", 60},
    {"A", "ກະສິກຳ", "Agriculture", 75},   {"A", "ປູກໄມ້", "Plantation", 20},        {"J", "ໄອທີ", "IT", 35},
    {"K", "ປະກັນໄພ", "Insurance", 15},    {"N", "ຮັກສາຄວາມປອດໄພ", "Security", 30}, {"P", "ໂຮງຮຽນ", "School", 40},
    {"Q", "ຄລີນິກ", "Clinic", 25},          {"B", "ບໍ່ແຮ່", "Mining", 15}};
constexpr LegalForm legal_forms_[] = {
    {"LTD", "ບໍລິສັດ", "ຈຳກັດ", "Co., Ltd", 340},           {"SOLE", "ບໍລິສັດ", "ຈຳກັດຜູ້ດຽວ", "Sole Co., Ltd", 330},
    {"IND", "ວິສາຫະກິດສ່ວນບຸກຄົນ", "", "Individual Enterprise", 280}, {"PUB", "ບໍລິສັດ", "ມະຫາຊົນ", "Public Company", 20},
    {"SOE", "ລັດວິສາຫະກິດ", "", "State Enterprise", 30}};
// clang-format on

}  // namespace

namespace pieces {
std::span<const Piece> given_first() { return given_first_; }
std::span<const Piece> given_second() { return given_second_; }
std::span<const Piece> surname_first() { return surname_first_; }
std::span<const Piece> surname_second() { return surname_second_; }
std::span<const Piece> firm_first() { return firm_first_; }
std::span<const Piece> firm_second() { return firm_second_; }
std::span<const Piece> village_first() { return village_first_; }
std::span<const Piece> village_second() { return village_second_; }
std::span<const Activity> activities() { return activities_; }
}  // namespace pieces

std::span<const LegalForm> legal_forms() { return legal_forms_; }

}  // namespace ssiis::registry
