// Members who are insured without an employer: the self-employed, and those who insure themselves of their own will.
// LSSO keeps them apart from workers; the same person may be both.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "database/api.hpp"
#include "registry/types.hpp"

namespace ssiis::registry {

enum class MemberKind { self_employed, voluntary };

struct SelfEmployed {
  std::string member_id;
  Worker person;                     // worker_id holds the member's key; no nationality
  std::optional<MemberKind> kind{};  // nothing: not recorded
  std::string activity;              // section of ISIC, or the MIS's own text
  std::string status;                // ACTIVE, SUSPENDED, CLOSED, or the MIS's own text
  std::optional<Day> close_date{};
};

// One line of what a member pays for themselves. What the MIS left empty is not known, and not zero.
struct MemberMonth {
  Month month;
  std::optional<Money> insurable_income{}, due{}, paid{};
  std::optional<Day> paid_date{};
  // What is owed, by the due that the MIS says; nothing where it says none: the rate is not ours to guess.
  std::optional<Money> missing() const;
};

// A member whose home lies inside the scope; nothing too where the registry has no such input. [any thread]
std::optional<SelfEmployed> find_self_employed(db::Transaction& tx, const Scope& scope, std::string_view member_id);

// Lines of the `months` months that end with `last`, the oldest first, doubled lines as they stand; nothing outside the
// scope. Only where there is the input (Input::self_employed_contributions).
std::vector<MemberMonth> member_history(db::Transaction& tx, const Scope& scope, std::string_view member_id, Month last,
                                        int months);
// The newest month of any member; likewise.
std::optional<Month> newest_member_month(db::Transaction& tx);

// Workers inside the scope who are the same person: by the same social security or identity card number, written alike,
// or by the entry of the civil register that both are linked to.
std::vector<Worker> workers_with_numbers_of(db::Transaction& tx, const Scope& scope, const SelfEmployed& member);
// And the reverse.
std::vector<SelfEmployed> self_employed_with_numbers_of(db::Transaction& tx, const Scope& scope, const Worker& worker);

}  // namespace ssiis::registry
