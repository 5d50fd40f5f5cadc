#include "inspections/decision_letters.hpp"

#include <algorithm>

namespace ssiis::inspections {
namespace {

bool orders(std::string_view key) {
  return key == "decision" || key == "decision_modified" || key == "decision_notice";
}

const Decision* decision_with(const std::vector<Decision>& all, DecisionId id) {
  const auto at = std::find_if(all.begin(), all.end(), [&](const Decision& d) { return d.id == id; });
  return at == all.end() ? nullptr : &*at;
}

const Decision* newest_of(const std::vector<Decision>& all, std::string_view outcome) {
  const auto at = std::find_if(all.rbegin(), all.rend(),
                               [&](const Decision& d) { return outcome.empty() ? !d.rules() : d.outcome == outcome; });
  return at == all.rend() ? nullptr : &*at;
}

// The newest that was annulled without a decision of ours: by a court.
const Decision* annulled_by_court(const std::vector<Decision>& all, const std::vector<DecisionChange>& changes) {
  const Decision* found = nullptr;
  for (const auto& c : changes)
    if (c.event == DecisionEvent::annul && !c.cause) found = decision_with(all, c.decision);
  return found;
}

Cited citing(const Decision& d, const std::vector<Decision>& all, const std::vector<DecisionChange>& changes) {
  Cited out{d, {}};
  for (const auto& c : changes) {
    if (c.cause != d.id) continue;
    out.in_part = out.in_part || c.event == DecisionEvent::modify_part;
    if (const auto* touched = decision_with(all, c.decision)) out.about.push_back(*touched);
  }
  return out;
}

}  // namespace

std::optional<Cited> cited_by_letter(db::Transaction& tx, CaseId id, std::string_view key,
                                     std::optional<DocumentId> original) {
  const bool confirms = key == "confirmation_notice", annuls = key == "annulment_notice";
  if (!orders(key) && !confirms && !annuls) return std::nullopt;
  const auto all = decisions_of(tx, id);
  const auto changes = decision_changes_of(tx, id);
  if (original && orders(key))
    for (const auto& [letter, decision] : decision_letters_of(tx, id))
      if (letter == *original)
        if (const auto* told = decision_with(all, decision)) return citing(*told, all, changes);
  const auto* court = annuls ? annulled_by_court(all, changes) : nullptr;
  if (court != nullptr) return Cited{*court, {*court}};
  const auto* cited = newest_of(all, confirms ? "confirmed" : annuls ? "annulled" : "");
  if (cited == nullptr) return std::nullopt;
  return citing(*cited, all, changes);
}

std::optional<DecisionId> told_by_letter(const Cited& cited, std::string_view key) {
  if (orders(key)) return cited.decision.id;
  if (key == "confirmation_notice" && !cited.about.empty()) return cited.about.back().id;
  if (key == "annulment_notice" && cited.decision.rules()) return cited.decision.id;
  return std::nullopt;
}

std::vector<DocumentId> outdated_letters(db::Transaction& tx, const documents::DocumentRegister& documents, CaseId id,
                                         std::string_view kind, const Decision& by) {
  std::vector<DecisionId> over;
  for (const auto& c : decision_changes_of(tx, id))
    if (c.cause == by.id && (c.event == DecisionEvent::modify || c.event == DecisionEvent::replace))
      over.push_back(c.decision);
  std::vector<DocumentId> out;
  if (over.empty()) return out;
  for (const auto& [letter, decision] : decision_letters_of(tx, id)) {
    if (std::find(over.begin(), over.end(), decision) == over.end()) continue;
    const auto document = documents.find(tx, id, letter);
    if (document && document->kind == kind && !document->superseded_by) out.push_back(letter);
  }
  return out;
}

namespace {

// The change that says why it does not stand as written: the last of the kind that counts most.
std::optional<documents::LetterEffect> effect_on(const Decision& d, const std::vector<Decision>& all,
                                                 const std::vector<DecisionChange>& changes) {
  using Kind = documents::LetterEffect::Kind;
  const auto by = [&](DecisionEvent event, Kind kind) -> std::optional<documents::LetterEffect> {
    for (auto c = changes.rbegin(); c != changes.rend(); ++c) {
      if (c->decision != d.id || c->event != event) continue;
      const auto* cause = c->cause ? decision_with(all, *c->cause) : nullptr;
      return documents::LetterEffect{kind, cause ? cause->number : std::string{}, cause ? cause->taken_on : c->since};
    }
    return std::nullopt;
  };
  switch (d.now.state) {
    case DecisionState::modified:
      return by(DecisionEvent::modify, Kind::modified);
    case DecisionState::replaced:
      return by(DecisionEvent::replace, Kind::replaced);
    case DecisionState::annulled:
      return by(DecisionEvent::annul, Kind::annulled);
    case DecisionState::withdrawn:
      return by(DecisionEvent::withdraw, Kind::withdrawn);
    case DecisionState::proposed:
    case DecisionState::taken:
    case DecisionState::notified:
    case DecisionState::final:
      break;
  }
  if (d.now.stayed) return by(DecisionEvent::stay, Kind::stayed);
  if (!d.now.in_part) return std::nullopt;
  const auto modified = by(DecisionEvent::modify_part, Kind::modified_in_part);
  return modified ? modified : by(DecisionEvent::annul_part, Kind::annulled_in_part);
}

}  // namespace

std::map<DocumentId, documents::LetterEffect> letter_effects(db::Transaction& tx, CaseId id) {
  std::map<DocumentId, documents::LetterEffect> out;
  const auto letters = decision_letters_of(tx, id);
  if (letters.empty()) return out;
  const auto all = decisions_of(tx, id);
  const auto changes = decision_changes_of(tx, id);
  for (const auto& [letter, decision] : letters)
    if (const auto* d = decision_with(all, decision))
      if (auto effect = effect_on(*d, all, changes)) out.emplace(letter, std::move(*effect));
  return out;
}

std::optional<documents::LetterEffect> letter_effect(db::Transaction& tx, CaseId id, DocumentId letter) {
  const auto effects = letter_effects(tx, id);
  const auto found = effects.find(letter);
  return found == effects.end() ? std::nullopt : std::optional{found->second};
}

}  // namespace ssiis::inspections
