// The form of a step: from the bundle that its file began with, so that a form changed meanwhile is asked only of new
// files; the shipped forms serve bundles deployed without any.
#pragma once
#include "inspections/rooms.hpp"

namespace ssiis::inspections {

inline constexpr std::int64_t no_bundle = 0;  // of a file without procedure: the shipped forms

// Nothing when there is no such form. The form lives as long as the pointer. Throws as Engine::bundle does.
std::shared_ptr<const forms::Form> form_of(db::Transaction& tx, const Rooms& rooms, std::int64_t bundle,
                                           std::string_view key);

// The fields of the form as they start: what this very form said before (a step that came back), or what its `prefill`
// names among earlier answers and settings. A step that is signed starts from what is proposed now, never from what was
// decided another time.
forms::Answer proposed_answer(const forms::Form& form, const forms::Answer& known, const Settings& settings);

// Whether the answer to a step that is signed sends it back unsigned.
bool sends_back(const forms::Form& form, const forms::Answer& answer);

}  // namespace ssiis::inspections
