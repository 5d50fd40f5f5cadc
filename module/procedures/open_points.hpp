// What stands in a bundle and nobody at LSSO has confirmed: figures, periods, rules of decisions. Private to the room;
// pure.
#pragma once
#include <string>
#include <vector>

#include "workflow/api.hpp"

namespace ssiis::procedures {

struct OpenPoint {
  std::string decision;       // id of the decision; empty: a figure of parameters.xml
  std::string decision_name;  // as the file calls it
  std::string key;            // of a figure its name, of a period its key
  std::string condition;      // when it applies, as written; empty: always
  std::string value;          // as written
  std::string calendar;       // of a period: working, civil
  std::string legal_reference;
  std::string file;
  std::string rule;  // number of the rule, or first day of the value
};

// A figure says it by confirmed="false"; a rule by its output `confirmed`, or by the words "to be confirmed by LSSO" in
// one of its cells; the same words anywhere else in the file (a comment, a description) count for all its rules that
// state something and have no word of their own.
std::vector<OpenPoint> open_points(const workflow::Files& files);

}  // namespace ssiis::procedures
