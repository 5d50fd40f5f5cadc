#include "inspections/access_words.hpp"

#include "inspections/event_words.hpp"
#include "inspections/word_table.hpp"

namespace ssiis::inspections {
namespace {

using web::N_;

constexpr CodeWords purposes[] = {
    {"work", N_("work")},
    {"file", N_("work on the file")},
    {"task", N_("work on a task")},
    {"documents", N_("documents")},
    {"deadlines", N_("deadlines")},
    {"evidence", N_("evidence")},
    {"oversight", N_("oversight")},
    {"visit", N_("work on a visit")},
    {"search", N_("search")},
    {"reopening", N_("opening the file again")},
    {"annulment", N_("annulment of the decision")},
    {"changes", N_("changes of the register")},
    {"registration", N_("work of the registration division")},
};

}  // namespace

std::string access_words(const web::Translator& t, const std::string& language, const AccessRow& row) {
  if (row.refused) return t.text(language, "Was refused");
  return event_words(t, language, row.event);
}

std::string purpose_words(const web::Translator& t, const std::string& language, const std::string& purpose) {
  for (const auto& w : purposes)
    if (w.code == purpose) return t.text(language, w.english);
  if (purpose.starts_with("open_order:")) return t.text(language, "an open order of the same labour unit");
  if (purpose.starts_with("document:")) return t.text(language, "document {1}", {purpose.substr(9)});
  return purpose;
}

}  // namespace ssiis::inspections
