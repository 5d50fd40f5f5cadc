// What parts, states, verdicts, fields and columns are called.
#pragma once
#include "linkage/review.hpp"
#include "web/api.hpp"

namespace ssiis::linkage {

inline constexpr std::string_view links_home = "/inspection/links";

// A sentence in one language: translator and language together.
struct Say {
  const web::Translator& t;
  const std::string& language;
  std::string operator()(const char* english) const { return t.text(language, english); }
};

std::string part_words(const Say& say, const PartSpec& part);
std::string state_words(const Say& say, State state);
std::string register_words(const Say& say, std::string_view reg);
std::string verdict_words(const Say& say, const PartSpec& part, Verdict verdict);
std::string act_words(const Say& say, std::string_view act);
std::string field_words(const Say& say, const std::string& field);    // of a model
std::string column_words(const Say& say, const std::string& column);  // of a register folder
// How far a pair agrees on a field, and the tone that shows it.
std::pair<std::string, std::string> level_words(const Say& say, int level, int levels);
// Days as days, sex in words, all else as it is.
std::string value_words(const Say& say, const std::string& column, const std::string& text);
std::string probability_words(const Say& say, std::int64_t ppm);  // 0.97, cut
std::string weight_words(const Say& say, std::int64_t milli);     // +6.2

}  // namespace ssiis::linkage
