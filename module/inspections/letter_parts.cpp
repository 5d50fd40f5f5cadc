#include "inspections/letter_parts.hpp"

#include <algorithm>

#include "inspections/decisions.hpp"
#include "inspections/institutions.hpp"
#include "inspections/task_forms.hpp"

namespace ssiis::inspections {

std::vector<std::string> lines_in(const std::string& text) {
  std::vector<std::string> out;
  for (auto& line : split(text, '\n'))
    if (!trimmed(line).empty()) out.emplace_back(trimmed(line));
  return out;
}

void rows_of(documents::Values& values, const LetterSource& s, const std::string& section, const std::string& text) {
  auto lines = lines_in(text);
  if (lines.empty()) lines.push_back("–");
  for (std::size_t i = 0; i < lines.size(); ++i)
    values.add(section).set("no", s.t.number(s.language, static_cast<std::int64_t>(i) + 1)).set("text", lines[i]);
}

StandingDecision decision_then(const LetterSource& s, Cites cites) {
  auto all = decisions_of(s.tx, s.file.id);
  std::erase_if(all, [&](const Decision& d) { return d.taken_on > s.day || d.rules(); });
  const auto unserved = std::find_if(all.rbegin(), all.rend(), [](const Decision& d) {
    return d.now.state == DecisionState::taken || d.now.state == DecisionState::notified;
  });
  const auto* d = cites == Cites::being_served && unserved != all.rend() ? &*unserved : decision_that_counts(all);
  if (d == nullptr) return {};
  return {d->number, d->content, d->legal_basis, d->taken_on};
}

StandingDecision put_decision_named(documents::Values& values, const LetterSource& s, Cites cites) {
  auto decision = decision_then(s, cites);
  values.set("decision_number", decision.number)
      .set("decision_date", decision.day ? s.t.long_date(s.language, *decision.day) : "–");
  return decision;
}

// The step that writes the report registers it, so every decision finds one.
std::optional<documents::Document> report_then(const LetterSource& s) {
  std::optional<documents::Document> out;
  for (auto& d : s.documents.of_case(s.tx, s.file.id)) {
    if (d.kind != "inspection_report" || d.copy_of || d.created_at > s.as_of) continue;
    if (!out || out->created_at < d.created_at || (out->created_at == d.created_at && out->id < d.id))
      out = std::move(d);
  }
  return out;
}

std::string chosen_words(const LetterSource& s, std::string_view form_key, std::string_view field) {
  const auto value = s.text(field);
  if (value.empty()) return "–";
  std::int64_t bundle = no_bundle;
  for (const auto& a : answers_of(s.tx, s.file.id))
    if (a.form_key == form_key && a.at <= s.as_of) bundle = a.bundle;
  const auto form = form_of(s.tx, s.rooms, bundle, form_key);
  if (const auto* asked = form ? form->find(field) : nullptr)
    for (const auto& option : asked->options)
      if (option.value == value) return option.label.in(s.language);
  return value;
}

std::string institution_office_of(const Rooms& rooms, const web::Translator& t, const Case& file,
                                  const std::string& language, const std::string& code) {
  const auto tree = rooms.territories();
  const auto& office = tree->resolve(file.office);
  return institution_office(t, language, code, office.code, office.kind == "province" ? office.name(language) : "");
}

std::string institution_written_to(const Rooms& rooms, const web::Translator& t, const Case& file,
                                   const documents::Document& letter) {
  for (const auto code : institutions)
    if (institution_office_of(rooms, t, file, letter.language, std::string{code}) == letter.recipient)
      return std::string{code};
  return {};
}

}  // namespace ssiis::inspections
