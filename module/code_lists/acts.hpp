// What may happen to a code list: new entries, new names, another parent, mergers, splits, ends. Pure.
#pragma once
#include "code_lists/book.hpp"

namespace ssiis::code_lists {

enum class ActKind { open, rename, move, merge, split, close };
std::optional<ActKind> act_kind(std::string_view code) noexcept;
std::string_view code_of(ActKind kind) noexcept;

// One code as the act leaves it.
struct Outcome {
  std::string code, level, parent, name_lo, name_en;
  std::string other_names{}, serves{};
  std::vector<std::string> takes{};  // of a split: codes directly below the old one that go to this part
  Heading heading{};
};

// open: `outcomes` are new codes. rename, move: one old code, one outcome, of the same code or a new one. merge: the
// old codes become one, which is new, one of them, or stands already. split: one old code becomes several; one of them
// may keep it. close: the old codes end without a successor. All of it since `day`, by `reference` (law, decree,
// notice).
struct Act {
  ActKind kind{ActKind::open};
  Day day{};
  std::string reference;
  std::vector<std::string> codes{};
  std::vector<Outcome> outcomes{};
};

struct Change {
  std::vector<std::string> ends{};  // codes whose row in force ends on the day
  std::vector<Entry> begins{};
  std::vector<Became> became{};
};

// Every reason against the act: codes.reference_missing, .day_far, .codes_missing, .outcomes_missing, .code_unknown,
// .not_in_force, .changed_later, .code_malformed, .code_used, .name_missing, .too_long, .level_unknown, .level_differs,
// .parent_unknown, .parent_level, .root, .has_children, .child_left, .child_unknown, .child_twice, .code_twice,
// .serves_unknown is judged by who knows the places.
// What lies below a code that is replaced goes to its successor; of a split it is said which part takes it.
Result<Change> change_of(const Book& book, const Act& act, Day today);

// The book after the change; `act_id` stands in what it began and ended.
Book changed(const Book& book, const Change& change, Day day, std::int64_t act_id);

}  // namespace ssiis::code_lists
