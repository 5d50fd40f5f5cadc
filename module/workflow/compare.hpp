// What two sets of files differ in: in what they mean, or only in how they are written. Pure.
#pragma once
#include "workflow/bundle.hpp"

namespace ssiis::workflow {

enum class Difference {
  none,       // byte for byte the same
  form_only,  // written or drawn otherwise, but the same for the engine: spaces, comments, order of attributes, places
  changed,
  added,
  removed
};
// Every file of either, by name.
std::map<std::string, Difference> compared(const Files& before, const Files& after);

// All that the engine knows of a procedure, as text; the same for two files exactly when they mean the same. Nothing
// when it cannot be read. Of what is not a drawing: its elements, attributes and texts.
std::optional<std::string> meaning_of(const std::string& file_name, const std::string& content);

}  // namespace ssiis::workflow
