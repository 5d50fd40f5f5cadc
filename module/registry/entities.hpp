// The one code model: a labour unit, a workplace or a worker is one entity with all its numbers, LSSO's own and those
// of other registers, each with where it comes from and since when it holds. Any of the numbers finds the entity.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "database/api.hpp"
#include "registry/types.hpp"

namespace ssiis::registry {

enum class EntityKind { labour_unit, workplace, worker, self_employed };
std::string_view name_of(EntityKind kind) noexcept;
std::optional<EntityKind> entity_kind_named(std::string_view name) noexcept;

// Who says that the number is this entity's: LSSO's own register, the linkage by itself, or a person who decided.
enum class NumberSource { mis, link, person };

struct EntityNumber {
  std::string reg;          // lsso, tax_employer, tax_payroll, enterprise_register, molsw_workers, civil_register
  std::string register_id;  // key of the entry there
  std::string kind;         // ss_reg_no, ss_no, key, tin, er_no, tax_emp_id, molsw_id, civil_id, id_no
  std::string number;
  NumberSource source{NumberSource::mis};
  std::optional<std::int64_t> confidence_ppm{};  // of the linkage when it said so; nothing where it did not
  std::optional<Day> as_of{};                    // day of the snapshot; nothing for the MIS, which is read as it is
  std::optional<Day> valid_from{}, valid_to{};   // valid_to: the day from which it no longer holds
  std::int64_t link{0};                          // 0 for the MIS's own
};

struct EntityRef {
  EntityKind kind;
  std::string lsso_id;
  auto operator<=>(const EntityRef&) const = default;
};

// All numbers of the entity, LSSO's own first, those that hold before those that held. Nothing outside the scope.
// [any thread]
std::vector<EntityNumber> numbers_of(db::Transaction& tx, const Scope& scope, EntityKind kind,
                                     std::string_view lsso_id);

// Entities inside the scope to which another register's number belongs today, in whatever punctuation it is typed.
// LSSO's own numbers: units_by_number, and the search box.
std::vector<EntityRef> entities_by_number(db::Transaction& tx, const Scope& scope, std::string_view number);

// ---- for the room that decides what is linked ---------------------------------------------------------------------

struct LinkedNumber {
  EntityKind kind;
  std::string lsso_id, reg, register_id, number_kind, number;
  NumberSource source{NumberSource::link};
  std::optional<std::int64_t> confidence_ppm{};
  std::optional<Day> as_of{};
  std::int64_t link{0};
};
// From `today` on these hold. A number without a letter or digit is passed over. Many rows at once.
void enter_linked_numbers(db::Transaction& tx, db::IdSource& ids, const std::vector<LinkedNumber>& numbers, Day today);
// What these links brought holds no longer from `today` on.
void end_linked_numbers(db::Transaction& tx, const std::vector<std::int64_t>& links, Day today);
// A newer snapshot of the register holds these entries still, but for those of the links named. How many had another
// day.
std::int64_t renew_linked_numbers(db::Transaction& tx, EntityKind kind, std::string_view reg, Day as_of,
                                  const std::vector<std::int64_t>& but);

}  // namespace ssiis::registry
