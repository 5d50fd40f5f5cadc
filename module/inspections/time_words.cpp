#include "inspections/time_words.hpp"

namespace ssiis::inspections {

std::string duration_words(const web::Translator& t, const std::string& language, std::int64_t seconds) {
  if (seconds < 60) return {};
  if (seconds < 3600) return t.plural(language, "{1} minute", "{1} minutes", seconds / 60);
  if (seconds < 86'400) return t.plural(language, "{1} hour", "{1} hours", seconds / 3600);
  return t.plural(language, "{1} day", "{1} days", seconds / 86'400);
}

std::string time_words(const web::Translator& t, const std::string& language, const workflow::StepTime& time) {
  const auto words = duration_words(t, language, time.seconds);
  if (words.empty()) return {};
  return time.running ? t.text(language, "{1} so far", {words}) : t.text(language, "took {1}", {words});
}

std::string times_for_drawing(const web::Translator& t, const std::string& language,
                              const std::vector<NamedStep>& steps) {
  std::string out;
  for (const auto& named : steps)
    if (const auto words = time_words(t, language, named.time); !words.empty())
      out += named.step.node + "=" + words + ";";
  return out;
}

}  // namespace ssiis::inspections
