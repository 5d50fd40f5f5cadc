// What an MIS may know or not: workplaces, benefits, members without an employer and what they pay. Whoever shows or
// counts them asks first; what has no input says so and is never zero.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "database/api.hpp"

namespace ssiis::registry {

enum class Input { workplaces, benefits, self_employed, self_employed_contributions };
inline constexpr std::array inputs{Input::workplaces, Input::benefits, Input::self_employed,
                                   Input::self_employed_contributions};
// Of its file: workplace, benefit, self_employed, self_employed_contribution.
std::string_view name_of(Input input) noexcept;

// True when the registry has its view and either a file of it was loaded, be it empty, or the view has a row: an MIS
// whose table is empty cannot be told from one that does not keep it. Never throws for a view that is not there.
bool has_input(db::Transaction& tx, Input input);

struct InputState {
  Input input;
  bool mapped{false};                  // its view is there
  std::optional<std::int64_t> rows{};  // nothing: no input
};
// Counts the rows of each. [any thread]
std::vector<InputState> input_states(db::Transaction& tx);

}  // namespace ssiis::registry
