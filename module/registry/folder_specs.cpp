// The columns of contract "A registry folder", and where each goes.
#include <algorithm>

#include "registry/folder.hpp"

namespace ssiis::registry {
namespace {

using enum FieldKind;

FieldSpec same(std::string_view name, FieldKind kind, int longest) { return {name, kind, longest, name, {}}; }

std::vector<FileSpec> mis_files() {
  std::vector<FileSpec> out;
  out.push_back({"labour_unit",
                 Keeper::mis,
                 false,
                 "TB_UNIT",
                 {{"lu_id", key, 64, "UNT_ID"},
                  {"ss_reg_no", text, 64, "UNT_SSNO"},
                  {"name_lo", text, 400, "UNT_NAME_LO"},
                  {"name_en", text, 400, "UNT_NAME_EN"},
                  {"sector", code, 100, "UNT_SECT", "SECT"},
                  {"province", text, 200, "UNT_PRV_TX"},
                  {"district", text, 200, "UNT_DST_TX"},
                  {"village", text, 200, "UNT_VILL"},
                  {"address", text, 600, "UNT_ADDR"},
                  {"phone", text, 100, "UNT_TEL"},
                  {"director_name", text, 200, "UNT_DIR"},
                  {"reg_date", day, 10, "UNT_REGDT"},
                  {"status", code, 40, "UNT_STAT", "UNTSTA"},
                  {"close_date", day, 10, "UNT_CLSDT"}}});
  out.push_back({"worker",
                 Keeper::mis,
                 false,
                 "TB_MEMBER",
                 {{"worker_id", key, 64, "MBR_ID"},
                  {"ss_no", text, 64, "MBR_SSNO"},
                  {"given_lo", text, 200, "MBR_GNAME"},
                  {"surname_lo", text, 200, "MBR_SNAME"},
                  {"name_latin", text, 400, "MBR_LATIN"},
                  {"sex", code, 16, "MBR_SEX", "SEX"},
                  {"dob", day, 10, "MBR_DOB"},
                  {"id_no", text, 64, "MBR_IDNO"},
                  {"phone", text, 100, "MBR_TEL"},
                  {"province", text, 200, "MBR_PRV_TX"},
                  {"district", text, 200, "MBR_DST_TX"},
                  {"village", text, 200, "MBR_VILL"},
                  {"reg_date", day, 10, "MBR_REGDT"},
                  {"nationality", code, 40, "MBR_NAT", "NAT"}}});
  out.push_back({"employment",
                 Keeper::mis,
                 false,
                 "TB_EMPLOY",
                 {{"emp_id", key, 64, "EMP_ID"},
                  {"lu_id", key, 64, "UNT_ID"},
                  {"worker_id", key, 64, "MBR_ID"},
                  {"start_date", day, 10, "EMP_BEGDT"},
                  {"reg_date", day, 10, "EMP_REGDT"},
                  {"end_date", day, 10, "EMP_ENDDT"}}});
  out.push_back({"contribution",
                 Keeper::mis,
                 false,
                 "TB_CONTRIB",
                 {{"lu_id", key, 64, "UNT_ID"},
                  {"worker_id", key, 64, "MBR_ID"},
                  {"month", month, 7, "CTR_YM"},
                  {"declared_wage", kip, 20, "CTR_WAGE"},
                  {"due", kip, 20, "CTR_DUE"},
                  {"paid", kip, 20, "CTR_PAID"},
                  {"paid_date", day, 10, "CTR_PAYDT"}},
                 -1,
                 "month",
                 "month",
                 "CTR_SEQ"});
  out.push_back({"workplace",
                 Keeper::mis,
                 true,
                 "TB_UNIT_BR",
                 {{"workplace_id", key, 64, "BR_ID"},
                  {"lu_id", key, 64, "UNT_ID"},
                  {"name_lo", text, 400, "BR_NAME_LO"},
                  {"name_en", text, 400, "BR_NAME_EN"},
                  {"province", text, 200, "BR_PRV_TX"},
                  {"district", text, 200, "BR_DST_TX"},
                  {"village", text, 200, "BR_VILL"},
                  {"address", text, 600, "BR_ADDR"},
                  {"phone", text, 100, "BR_TEL"},
                  {"open_date", day, 10, "BR_OPNDT"},
                  {"close_date", day, 10, "BR_CLSDT"}}});
  out.push_back({"benefit",
                 Keeper::mis,
                 true,
                 "TB_BENEFIT",
                 {{"benefit_id", key, 64, "BNF_ID"},
                  {"worker_id", key, 64, "MBR_ID"},
                  {"kind", code, 40, "BNF_KIND", "BNFKND", true},
                  {"from_date", day, 10, "BNF_BEGDT"},
                  {"to_date", day, 10, "BNF_ENDDT"},
                  {"amount", kip, 20, "BNF_AMT"}}});
  out.push_back({"self_employed",
                 Keeper::mis,
                 true,
                 "TB_SELFEMP",
                 {{"member_id", key, 64, "SLF_ID"},
                  {"ss_no", text, 64, "SLF_SSNO"},
                  {"given_lo", text, 200, "SLF_GNAME"},
                  {"surname_lo", text, 200, "SLF_SNAME"},
                  {"name_latin", text, 400, "SLF_LATIN"},
                  {"sex", code, 16, "SLF_SEX", "SEX"},
                  {"dob", day, 10, "SLF_DOB"},
                  {"id_no", text, 64, "SLF_IDNO"},
                  {"phone", text, 100, "SLF_TEL"},
                  {"province", text, 200, "SLF_PRV_TX"},
                  {"district", text, 200, "SLF_DST_TX"},
                  {"village", text, 200, "SLF_VILL"},
                  {"kind", code, 40, "SLF_KIND", "MBRKND"},
                  {"activity", code, 100, "SLF_ACT", "SECT"},
                  {"reg_date", day, 10, "SLF_REGDT"},
                  {"status", code, 40, "SLF_STAT", "UNTSTA"},
                  {"close_date", day, 10, "SLF_CLSDT"}}});
  out.push_back({"self_employed_contribution",
                 Keeper::mis,
                 true,
                 "TB_SELFCTR",
                 {{"member_id", key, 64, "SLF_ID"},
                  {"month", month, 7, "SCT_YM"},
                  {"insurable_income", kip, 20, "SCT_INC"},
                  {"due", kip, 20, "SCT_DUE"},
                  {"paid", kip, 20, "SCT_PAID"},
                  {"paid_date", day, 10, "SCT_PAYDT"}},
                 -1,
                 "month",
                 "month",
                 "SCT_SEQ"});
  return out;
}

std::vector<FileSpec> snapshot_files() {
  std::vector<FileSpec> out;
  out.push_back(
      {"tax_employer",
       Keeper::snapshot,
       true,
       "insp_reg_tax_employer",
       {same("tin", key, 64), same("name", text, 400), same("name_alt", text, 400), same("address", text, 600),
        same("district", text, 200), same("province", text, 200), same("phone", text, 100), same("isic", text, 40),
        same("status", text, 40), same("reg_date", day, 10)}});
  out.push_back(
      {"tax_payroll",
       Keeper::snapshot,
       true,
       "insp_reg_tax_payroll",
       {same("tin", key, 64), same("tax_emp_id", text, 64), same("employee_name", text, 400), same("id_no", text, 64),
        same("from_month", month, 7), same("to_month", month, 7), same("monthly_gross", kip, 20)},
       -1,
       "from_month",
       "to_month"});
  out.push_back({"enterprise_register",
                 Keeper::snapshot,
                 true,
                 "insp_reg_enterprise",
                 {same("er_no", key, 64),
                  same("tin", text, 64),
                  same("name_lo", text, 400),
                  same("name_en", text, 400),
                  {"type", text, 40, "legal_form"},
                  same("isic", text, 40),
                  same("capital", kip, 20),
                  same("director_name", text, 200),
                  same("address", text, 600),
                  same("village", text, 200),
                  same("district", text, 200),
                  same("province", text, 200),
                  same("phone", text, 100),
                  same("reg_date", day, 10),
                  same("status", text, 40),
                  same("dissolved_date", day, 10)}});
  out.push_back(
      {"molsw_workers",
       Keeper::snapshot,
       true,
       "insp_reg_molsw",
       {same("molsw_id", key, 64), same("name_lo", text, 400), same("name_latin", text, 400), same("sex", text, 16),
        same("dob", day, 10), same("id_no", text, 64), same("employer_name", text, 400), same("province", text, 200),
        same("district", text, 200), same("start_date", day, 10)}});
  out.push_back({"civil_register",
                 Keeper::snapshot,
                 true,
                 "insp_reg_civil",
                 {same("civil_id", key, 64), same("id_no", text, 64), same("family_book", text, 64),
                  same("given_lo", text, 200), same("surname_lo", text, 200), same("name_latin", text, 400),
                  same("sex", text, 16), same("dob", day, 10), same("province", text, 200), same("district", text, 200),
                  same("village", text, 200), same("status", text, 40), same("death_date", day, 10)}});
  out.push_back({"inspection_history",
                 Keeper::snapshot,
                 true,
                 "insp_reg_inspection",
                 {same("insp_id", key, 64),
                  same("lu_id", key, 64),
                  {"month", month, 7, "insp_month"},
                  same("selection", text, 40),
                  same("found_codes", text, 400)},
                 -1,
                 "month",
                 "month"});
  return out;
}

std::vector<FileSpec> make() {
  auto out = mis_files();
  for (auto& spec : snapshot_files()) out.push_back(std::move(spec));
  for (auto& spec : out) spec.place_field = spec.field("province");
  return out;
}

}  // namespace

int FileSpec::field(std::string_view name_) const {
  const auto at = std::find_if(fields.begin(), fields.end(), [&](const FieldSpec& f) { return f.name == name_; });
  return at == fields.end() ? -1 : static_cast<int>(at - fields.begin());
}

const std::vector<FileSpec>& file_specs() {
  static const std::vector<FileSpec> specs = make();
  return specs;
}

const FileSpec* file_spec(std::string_view name) {
  for (const auto& spec : file_specs())
    if (spec.name == name) return &spec;
  return nullptr;
}

}  // namespace ssiis::registry
