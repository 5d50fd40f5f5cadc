// What a procedure learns from a form that somebody has filled in. Pure.
#pragma once
#include "forms/api.hpp"
#include "workflow/value.hpp"

namespace ssiis::workflow {

// The answer as variables: choices, flags, days and numbers; free text stays in the file. The answer has passed the
// form's rules: a day or number that is none throws std::bad_optional_access.
Variables variables_of(const forms::Form& form, const forms::Answer& answer);

}  // namespace ssiis::workflow
