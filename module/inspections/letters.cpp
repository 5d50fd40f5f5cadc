#include "inspections/letters.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "inspections/letter_values.hpp"

namespace ssiis::inspections {
namespace {

struct LetterKind {
  std::string_view key;
  std::string_view template_key;
  documents::Direction direction;
};

using documents::Direction;
constexpr LetterKind kinds_of_letters[] = {
    {"service_order", "service_order", Direction::internal},
    {"inspection_plan", "inspection_plan", Direction::internal},
    {"approval", "approval", Direction::internal},
    {"inspection_notice", "inspection_notice", Direction::outgoing},
    {"enquiry_letter", "enquiry_letter", Direction::outgoing},
    {"visit_record", "visit_record", Direction::internal},
    {"inspection_report", "inspection_report", Direction::internal},
    {"decision", "decision", Direction::outgoing},
    {"decision_modified", "decision", Direction::outgoing},
    {"decision_notice", "decision_notice", Direction::outgoing},
    {"confirmation_notice", "decision_notice", Direction::outgoing},
    {"annulment_notice", "decision_notice", Direction::outgoing},
    {"closing_letter", "closing_letter", Direction::outgoing},
    {"closing_record", "closing_record", Direction::internal},
};

const LetterKind* kind_of(std::string_view key) {
  for (const auto& k : kinds_of_letters)
    if (k.key == key) return &k;
  return nullptr;
}

// What stands behind a number on paper. Internal papers have a series and a mark of their own, so that no two papers of
// an office show the same number.
std::string register_mark(const Settings& settings, const std::string& language, Direction direction) {
  const auto office = settings.text("office.abbreviation_" + language, "LSSO");
  if (direction != Direction::internal) return office;
  return office + "." + settings.text("office.internal_mark_" + language, language == "lo" ? "ພນ" : "INT");
}

std::string title_of(const web::Translator& t, const std::string& language, std::string_view key) {
  using web::N_;
  struct Title {
    std::string_view key;
    const char* english;
  };
  static constexpr Title titles[] = {{"service_order", N_("Service order")},
                                     {"inspection_plan", N_("Inspection Plan")},
                                     {"approval", N_("Approval of the inspection")},
                                     {"inspection_notice", N_("Notice of inspection")},
                                     {"enquiry_letter", N_("Letter of enquiry")},
                                     {"visit_record", N_("Record of the visit")},
                                     {"inspection_report", N_("Inspection report")},
                                     {"decision", N_("Decision")},
                                     {"decision_modified", N_("Modified decision")},
                                     {"decision_notice", N_("Notification of the decision")},
                                     {"confirmation_notice", N_("Notice of confirmation")},
                                     {"annulment_notice", N_("Notice of annulment")},
                                     {"closing_letter", N_("Closing letter: no infringement")},
                                     {"closing_record", N_("Closing record")}};
  for (const auto& title : titles)
    if (title.key == key) return t.text(language, title.english);
  return std::string{key};
}

}  // namespace

forms::Answer known_answers(db::Transaction& tx, CaseId id) {
  forms::Answer known;
  for (const auto& stored : answers_of(tx, id))
    if (const auto answer = forms::from_json(stored.json))
      for (const auto& [name, value] : *answer) known[name] = value;
  return known;
}

Result<Done> LetterWriter::make(db::Transaction& tx, const Actor& who, const Case& file, const std::string& key,
                                const forms::Answer& answer) {
  return make(tx, who, file, key, answer, rooms_.settings.text("documents.language", "lo"));
}

Result<Done> LetterWriter::make(db::Transaction& tx, const Actor& who, const Case& file, const std::string& key,
                                const forms::Answer& answer, const std::string& language) {
  const auto* kind = kind_of(key);
  if (kind == nullptr) return Done{};
  forms::Answer known = known_answers(tx, file.id);
  for (const auto& [name, value] : answer) known[name] = value;
  // The step that reviews a decision names the modified one among its documents; it exists only if it was modified.
  if (key == "decision_modified" && known["outcome"] != "modified") return Done{};
  const LetterSource source{tx, rooms_, documents_, t_, who, file, known, language};
  documents::Letter letter{.case_id = file.id,
                           .direction = kind->direction,
                           .kind = std::string{kind->template_key},
                           .language = language,
                           .title = title_of(t_, language, key) + " " + file.order_number,
                           .office = {file.office, register_mark(rooms_.settings, language, kind->direction)},
                           .sender = rooms_.settings.text("office.name_" + language, ""),
                           .recipient = kind->direction == Direction::outgoing ? file.unit_name : std::string{},
                           .unit_name = file.unit_name,
                           .day = rooms_.clock.today()};
  fill_letter(letter.values, source, kind->template_key);
  const auto made = documents_.generate(tx, who, std::move(letter));
  if (!made) return made.rejections();
  return Done{};
}

}  // namespace ssiis::inspections
