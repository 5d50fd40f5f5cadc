// Forms filled in by chance, from what the forms themselves say.
#pragma once
#include "faults/walks/dice.hpp"
#include "forms/api.hpp"

namespace ssiis::walks {

// Every field that takes part and must be answered, and some that may; what is typed passes the form.
forms::Typed drawn(const forms::Form& form, Day today, const std::vector<std::string>& users, Dice& dice);
// The same with one answer that the form must refuse; nothing when it has no field that could be wrong.
std::optional<forms::Typed> spoilt(const forms::Form& form, forms::Typed typed, Day today, Dice& dice);

}  // namespace ssiis::walks
