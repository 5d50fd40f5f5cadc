#include "linkage/records.hpp"

#include <stdexcept>

#include "sql/linkage.hpp"

namespace ssiis::linkage {
namespace {

namespace q = sql::linkage;

const std::vector<RegisterSpec>& registers() {
  static const std::vector<RegisterSpec> all{
      {"labour_unit",
       q::input_labour_unit,
       q::record_labour_unit,
       {"lu_id", "ss_reg_no", "name_lo", "name_en", "sector", "province", "district", "village", "address", "phone",
        "director_name", "reg_date", "status", "close_date"},
       0,
       {{1, "ss_reg_no"}, {0, "key"}}},
      {"worker",
       q::input_worker,
       q::record_worker,
       {"worker_id", "ss_no", "given_lo", "surname_lo", "name_latin", "sex", "dob", "id_no", "phone", "province",
        "district", "village", "reg_date", "nationality"},
       0,
       {{1, "ss_no"}, {7, "id_no"}, {0, "key"}}},
      {"self_employed",
       q::input_self_employed,
       q::record_self_employed,
       {"member_id", "ss_no", "given_lo", "surname_lo", "name_latin", "sex", "dob", "id_no", "phone", "province",
        "district", "village", "activity", "reg_date", "status", "close_date"},
       0,
       {{1, "ss_no"}, {7, "id_no"}, {0, "key"}}},
      {"tax_employer",
       q::input_tax_employer,
       q::record_tax_employer,
       {"tin", "name", "name_alt", "address", "district", "province", "phone", "isic", "status", "reg_date"},
       0,
       {{0, "tin"}}},
      {"enterprise_register",
       q::input_enterprise_register,
       q::record_enterprise_register,
       {"er_no", "tin", "name_lo", "name_en", "type", "isic", "capital", "director_name", "address", "village",
        "district", "province", "phone", "reg_date", "status", "dissolved_date"},
       0,
       {{0, "er_no"}, {1, "tin"}}},
      {"civil_register",
       q::input_civil_register,
       q::record_civil_register,
       {"civil_id", "id_no", "family_book", "given_lo", "surname_lo", "name_latin", "sex", "dob", "province",
        "district", "village", "status", "death_date"},
       0,
       {{0, "civil_id"}, {1, "id_no"}}},
      {"molsw_workers",
       q::input_molsw_workers,
       q::record_molsw_workers,
       {"molsw_id", "name_lo", "name_latin", "sex", "dob", "id_no", "employer_name", "province", "district",
        "start_date"},
       0,
       {{0, "molsw_id"}, {5, "id_no"}}},
      {"tax_payroll",
       q::input_tax_payroll,
       q::record_tax_payroll,
       {"tin", "tax_emp_id", "employee_name", "id_no", "from_month", "to_month", "monthly_gross"},
       1,
       {{1, "tax_emp_id"}, {3, "id_no"}}},
  };
  return all;
}

}  // namespace

const RegisterSpec& register_named(std::string_view name) {
  for (const auto& r : registers())
    if (r.name == name) return r;
  throw std::out_of_range{"linkage: no register " + std::string{name}};
}

bool has_register(db::Transaction& tx, std::string_view reg) {
  return reg != "self_employed" || registry::has_input(tx, registry::Input::self_employed);
}

std::string_view own_register(const PartSpec& part) noexcept {
  return part.entity == registry::EntityKind::worker          ? "worker"
         : part.entity == registry::EntityKind::self_employed ? "self_employed"
                                                              : "labour_unit";
}

Record record_of(db::Transaction& tx, std::string_view reg, std::string_view key) {
  const auto& spec = register_named(reg);
  Record out;
  if (!has_register(tx, reg)) return out;
  auto rows = tx.query(spec.record, db::Params{key});
  if (!rows.next()) return out;
  for (std::size_t i = 0; i < spec.columns.size(); ++i)
    out.emplace_back(std::string{spec.columns[i]}, rows.row().text_or_empty(static_cast<int>(i)));
  return out;
}

Numbers numbers_in(const RegisterSpec& reg, const Record& record) {
  Numbers out;
  for (const auto& [column, kind] : reg.numbers)
    if (static_cast<std::size_t>(column) < record.size() && !record[static_cast<std::size_t>(column)].second.empty())
      out.emplace_back(std::string{kind}, record[static_cast<std::size_t>(column)].second);
  return out;
}

}  // namespace ssiis::linkage
