// Benefits that LSSO pays to insured workers, where its MIS says so: read by the worker, by the unit that employs them,
// and beside the wages that were declared meanwhile.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "database/api.hpp"
#include "registry/types.hpp"

namespace ssiis::registry {

enum class BenefitKind { incapacity, maternity, unemployment, pension, sickness, work_injury };
inline constexpr BenefitKind benefit_kinds[] = {BenefitKind::incapacity,   BenefitKind::maternity,
                                                BenefitKind::unemployment, BenefitKind::pension,
                                                BenefitKind::sickness,     BenefitKind::work_injury};
std::string_view code_of(BenefitKind kind) noexcept;  // INCAPACITY, …
// In whatever way it is written; nothing for what is none of them.
std::optional<BenefitKind> benefit_kind_named(std::string_view text);

struct Benefit {
  std::string benefit_id, worker_id;
  std::optional<BenefitKind> kind{};  // nothing: unknown, or a kind of the MIS's own
  std::optional<Day> from{}, to{};    // to: the last day; nothing while it goes on
  std::optional<Money> amount{};      // as the MIS has it
};

// All of these need the input (inputs.hpp): ask has_input first, in the same transaction.

// Of a worker inside the scope, the newest first.
std::vector<Benefit> benefits_of(db::Transaction& tx, const Scope& scope, std::string_view worker_id);

struct BenefitCount {
  std::optional<BenefitKind> kind{};
  std::int64_t people{0}, benefits{0};
};
// Drawn in the months `first` to `last` by workers while the unit employed them, by kind in the order of benefit_kinds,
// those of no known kind last; kinds that nobody drew are left out. Nothing when the unit is outside the scope.
std::vector<BenefitCount> benefits_at(db::Transaction& tx, const Scope& scope, std::string_view lu_id, Month first,
                                      Month last);

struct DeclaredDuringBenefit {
  Benefit benefit;
  Month month;
  std::optional<Money> declared_wage{};
  bool whole_month{false};  // the benefit was drawn from its first day to its last
};
// Wages that the unit declared for months in which the worker drew a benefit, in the order of months and workers. It
// judges nothing: a pension may well be drawn beside a wage.
std::vector<DeclaredDuringBenefit> declared_during_benefits(db::Transaction& tx, const Scope& scope,
                                                            std::string_view lu_id, Month first, Month last);

}  // namespace ssiis::registry
