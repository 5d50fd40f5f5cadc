// Making findings: the English sentence and, beside it, what stands in it, so that the same finding can be said in Lao
// (catalogue context "finding", msgid the code, {1} {2} … the arguments). Private to the room.
#pragma once
#include <fmt/format.h>

#include "workflow/xml_source.hpp"

namespace ssiis::workflow {

template <class... A>
Finding finding(const std::string& file, int line, std::string code, std::string_view sentence, const A&... args) {
  return {file, line, std::move(code), fmt::format(fmt::runtime(sentence), args...), {fmt::format("{}", args)...}};
}

}  // namespace ssiis::workflow
