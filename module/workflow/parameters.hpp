// Figures and days that laws set, by name: each value with the day it begins, its legal reference and whether LSSO has
// confirmed it. Part of a bundle (parameters.xml).
//
// <parameters><parameter name="wage_ceiling" kind="number" lo="…" en="Ceiling of wages" unit_lo="ກີບ" unit_en="kip">
//   <value from="2025-01-01" confirmed="false" legal="to be confirmed by LSSO">4500000</value></parameter></parameters>
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/day.hpp"
#include "workflow/value.hpp"
#include "workflow/xml_source.hpp"

namespace ssiis::workflow {

// How people call it and what it counts; empty where the file says nothing.
struct ParameterWords {
  std::string kind, lo, en, unit_lo, unit_en;
};

struct ParameterValue {
  Day from{};
  Value value{};
  std::string legal_reference;
  bool confirmed{false};
};

// Immutable. [any thread]
class Parameters {
 public:
  // kind = number (whole), text, day, flag.
  static Parameters read(const XmlSource& xml, Findings& findings);
  // What holds on that day; nothing before the first value begins or when there is no such parameter.
  const ParameterValue* at(std::string_view name, Day day) const;
  // All that hold on that day, as variables that decisions see.
  Variables on(Day day) const;
  const std::map<std::string, std::vector<ParameterValue>, std::less<>>& all() const noexcept { return values_; }
  const ParameterWords& words(const std::string& name) const { return words_.at(name); }

 private:
  std::map<std::string, std::vector<ParameterValue>, std::less<>> values_;  // each sorted by its first day
  std::map<std::string, ParameterWords, std::less<>> words_;
};

}  // namespace ssiis::workflow
