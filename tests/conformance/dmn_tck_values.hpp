// Values as the test cases of the DMN TCK write them.
#pragma once
#include <pugixml.hpp>

#include "workflow/api.hpp"

namespace ssiis::conformance {

// Of an inputNode, expected, component or item. Throws std::runtime_error for a type that is not known.
workflow::feel::Value value_in(pugi::xml_node node);

// Numbers may differ by 0.00000001: many expected ones were written down from binary fractions.
bool as_expected(const workflow::feel::Value& expected, const workflow::feel::Value& actual);

}  // namespace ssiis::conformance
