#include "mapping/wanted.hpp"

namespace ssiis::mapping {
namespace {

using enum Kind;

// clang-format off
std::vector<WantedColumn> place() {
  return {{"province", province, {"province", "prov", "prv", "khoueng", "khwaeng", "khouang", "ແຂວງ"}},
          {"district", district, {"district", "dist", "dst", "meuang", "muang", "mueang", "ເມືອງ"}},
          {"village", text, {"village", "vill", "ban", "bane", "ບ້ານ"}}};
}

void add_place(std::vector<WantedColumn>& to) {
  for (auto& c : place()) to.push_back(std::move(c));
}

WantedView labour_unit_view() {
  WantedView v{"reg_labour_unit",
               {"unit", "labour_unit", "employer", "company", "enterprise", "firm", "establishment", "unt", "empr", "comp",
                "hnouay", "nouay", "borisat", "visahakit", "ຫົວໜ່ວຍ", "ບໍລິສັດ"},
               {{"lu_id", key, {"id", "code", "no", "unit_id", "employer_id", "company_id"}},
                {"ss_reg_no", number, {"ss_no", "ssno", "ss_reg_no", "reg_no", "register_no", "sso_no", "social_no", "insurance_no", "ເລກທະບຽນ"}},
                {"name_lo", lao_name, {"name_lo", "name_la", "name_lao", "lao_name", "name", "xeu", "sue", "ຊື່"}},
                {"name_en", latin_name, {"name_en", "name_eng", "english_name", "latin", "name_latin"}},
                {"sector", code, {"sector", "sect", "isic", "activity", "industry", "business_type", "ຂະແໜງ"}},
                {"address", text, {"address", "addr", "adr", "location", "thiyou", "ທີ່ຢູ່"}},
                {"phone", phone, {"phone", "tel", "telephone", "mobile", "tho", "ໂທ", "ເບີໂທ"}},
                {"director_name", text, {"director", "dir", "manager", "owner", "representative", "head", "phou_amnouay", "ຜູ້ອຳນວຍການ"}},
                {"reg_date", day, {"reg_date", "regdt", "reg_dt", "register_date", "registered", "created", "start_date", "opened", "ວັນທີຂຶ້ນທະບຽນ"}},
                {"status", code, {"status", "stat", "state", "active", "sta", "sts", "ສະຖານະ"}},
                {"close_date", day, {"close_date", "closed", "clsdt", "cls_dt", "end_date", "stop_date", "cancel_date", "ວັນທີປິດ"}}}};
  add_place(v.columns);
  return v;
}

WantedView worker_view() {
  WantedView v{"reg_worker",
               {"worker", "member", "insured", "employee", "person", "mbr", "ins", "staff", "samasik", "phanakngan", "ສະມາຊິກ", "ຜູ້ປະກັນຕົນ"},
               {{"worker_id", key, {"id", "code", "no", "member_id", "worker_id", "insured_id"}},
                {"ss_no", number, {"ss_no", "ssno", "sso_no", "social_no", "insurance_no", "ເລກປະກັນສັງຄົມ"}},
                {"given_lo", lao_name, {"given", "gname", "first_name", "fname", "name", "name_lo", "xeu", "ຊື່"}},
                {"surname_lo", lao_name, {"surname", "sname", "last_name", "lname", "family_name", "namsakoun", "ນາມສະກຸນ"}},
                {"name_latin", latin_name, {"latin", "name_en", "name_eng", "english_name"}},
                {"sex", sex, {"sex", "gender", "phet", "ເພດ"}},
                {"dob", day, {"dob", "birth", "birthday", "birth_date", "born", "ວັນເດືອນປີເກີດ"}},
                {"id_no", number, {"id_no", "idno", "id_card", "card", "card_no", "citizen", "national_id", "civil", "pid", "ບັດປະຈຳຕົວ"}},
                {"phone", phone, {"phone", "tel", "telephone", "mobile", "tho", "ໂທ", "ເບີໂທ"}},
                {"reg_date", day, {"reg_date", "regdt", "reg_dt", "register_date", "registered", "created", "join_date", "ວັນທີຂຶ້ນທະບຽນ"}},
                {"nationality", code, {"nationality", "nat", "nation", "country", "sanxat", "ສັນຊາດ"}}}};
  add_place(v.columns);
  return v;
}

WantedView self_employed_view() {
  WantedView v{"reg_self_employed",
               {"self_employed", "selfemp", "self", "voluntary", "independent", "own_account", "slf", "itsala", "samakchai", "ອາຊີບອິດສະຫຼະ", "ສະໝັກໃຈ"},
               {{"member_id", key, {"id", "code", "no", "member_id"}},
                {"ss_no", number, {"ss_no", "ssno", "sso_no", "social_no", "insurance_no", "ເລກປະກັນສັງຄົມ"}},
                {"given_lo", lao_name, {"given", "gname", "first_name", "fname", "name", "name_lo", "xeu", "ຊື່"}},
                {"surname_lo", lao_name, {"surname", "sname", "last_name", "lname", "family_name", "namsakoun", "ນາມສະກຸນ"}},
                {"name_latin", latin_name, {"latin", "name_en", "name_eng", "english_name"}},
                {"sex", sex, {"sex", "gender", "phet", "ເພດ"}},
                {"dob", day, {"dob", "birth", "birthday", "birth_date", "born", "ວັນເດືອນປີເກີດ"}},
                {"id_no", number, {"id_no", "idno", "id_card", "card", "card_no", "citizen", "national_id", "civil", "pid", "ບັດປະຈຳຕົວ"}},
                {"phone", phone, {"phone", "tel", "telephone", "mobile", "tho", "ໂທ", "ເບີໂທ"}},
                {"kind", code, {"kind", "type", "scheme", "category", "ປະເພດ"}},
                {"activity", code, {"activity", "isic", "sector", "occupation", "act", "ອາຊີບ"}},
                {"reg_date", day, {"reg_date", "regdt", "reg_dt", "register_date", "registered", "created", "join_date", "ວັນທີຂຶ້ນທະບຽນ"}},
                {"status", code, {"status", "stat", "state", "active", "sta", "sts", "ສະຖານະ"}},
                {"close_date", day, {"close_date", "closed", "clsdt", "cls_dt", "end_date", "stop_date", "cancel_date", "ວັນທີອອກ"}}}};
  add_place(v.columns);
  return v;
}

WantedView workplace_view() {
  WantedView v{"reg_workplace",
               {"workplace", "branch", "br", "site", "establishment", "sakha", "ສາຂາ"},
               {{"workplace_id", key, {"id", "code", "no", "branch_id"}},
                {"lu_id", unit, {}},
                {"name_lo", lao_name, {"name_lo", "name", "xeu", "ຊື່"}},
                {"name_en", latin_name, {"name_en", "name_eng", "latin"}},
                {"address", text, {"address", "addr", "adr", "location", "ທີ່ຢູ່"}},
                {"phone", phone, {"phone", "tel", "telephone", "mobile", "ໂທ"}},
                {"open_date", day, {"open_date", "opndt", "opn_dt", "start_date", "reg_date", "opened"}},
                {"close_date", day, {"close_date", "clsdt", "cls_dt", "end_date", "closed"}}}};
  add_place(v.columns);
  return v;
}
// clang-format on

}  // namespace

const std::vector<WantedView>& wanted_views() {
  static const std::vector<WantedView> views{
      labour_unit_view(),
      worker_view(),
      workplace_view(),
      {"reg_contribution",
       {"contribution", "contrib", "ctr", "payment", "premium", "declaration", "wage", "salary", "ngeun", "ເງິນສົມທົບ"},
       {{"lu_id", unit, {}},
        {"worker_id", worker, {}},
        {"month", month, {"month", "ym", "period", "deuan", "ເດືອນ"}},
        {"declared_wage", money, {"wage", "salary", "declared", "income", "base", "ngeun_deuan", "ເງິນເດືອນ"}},
        {"due", money, {"due", "amount_due", "payable", "contribution", "amount", "total", "ຕ້ອງຈ່າຍ"}},
        {"paid", money, {"paid", "received", "pay", "collected", "ຈ່າຍແລ້ວ"}},
        {"paid_date", day, {"paid_date", "paydt", "pay_dt", "payment_date", "receipt_date", "date"}}}},
      {"reg_employment",
       {"employment", "employ", "job", "contract", "work", "history", "emp", "ການຈ້າງງານ"},
       {{"emp_id", key, {"id", "no", "employment_id"}},
        {"lu_id", unit, {}},
        {"worker_id", worker, {}},
        {"start_date", day, {"start_date", "begdt", "beg_dt", "begin", "from", "hire", "start", "ວັນທີເລີ່ມ"}},
        {"reg_date", day, {"reg_date", "regdt", "reg_dt", "register_date", "registered", "entry_date", "created"}},
        {"end_date", day, {"end_date", "enddt", "end_dt", "to", "until", "leave", "quit", "stop", "end", "ວັນທີອອກ"}}}},
      {"reg_benefit",
       {"benefit", "bnf", "claim", "pension", "allowance", "grant", "udnun", "ເງິນອຸດໜູນ"},
       {{"benefit_id", key, {"id", "no", "claim_id", "benefit_id"}},
        {"worker_id", worker, {}},
        {"kind", code, {"kind", "type", "branch", "scheme"}},
        {"from_date", day, {"from_date", "begdt", "beg_dt", "start_date", "from", "begin"}},
        {"to_date", day, {"to_date", "enddt", "end_dt", "end_date", "to", "until", "end"}},
        {"amount", money, {"amount", "amt", "sum", "paid", "total"}}}},
      self_employed_view(),
      {"reg_self_employed_contribution",
       {"self_contribution", "self_payment", "member_contribution", "selfctr", "voluntary_payment", "premium",
        "ເງິນສົມທົບສະໝັກໃຈ"},
       {{"member_id", member, {}},
        {"month", month, {"month", "ym", "period", "deuan", "ເດືອນ"}},
        {"insurable_income", money, {"income", "insurable", "inc", "base", "laihap", "ລາຍຮັບ"}},
        {"due", money, {"due", "amount_due", "payable", "contribution", "amount", "total", "ຕ້ອງຈ່າຍ"}},
        {"paid", money, {"paid", "received", "pay", "collected", "ຈ່າຍແລ້ວ"}},
        {"paid_date", day, {"paid_date", "paydt", "pay_dt", "payment_date", "receipt_date", "date"}}}}};
  return views;
}

}  // namespace ssiis::mapping
