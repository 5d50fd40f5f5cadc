#include "inspections/letters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <limits>

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
    {"withdrawal_notice", "withdrawal_notice", Direction::outgoing},
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
                                     {"closing_record", N_("Closing record")},
                                     {"withdrawal_notice", N_("Notice of withdrawal of the order")}};
  for (const auto& title : titles)
    if (title.key == key) return t.text(language, title.english);
  return std::string{key};
}

bool wrote_to_unit(const std::vector<documents::Document>& list) {
  return std::any_of(list.begin(), list.end(), [](const auto& d) { return d.direction == Direction::outgoing; });
}

// Whose signature a letter bears: the first of these roles that the person holds.
constexpr const char* signing_roles[] = {"director", "head_legal_hq", "head_inspection", "legal_officer_hq"};

std::string signing_role(const Actor& who) {
  if (who.is_service()) return "head_inspection";
  for (const char* role : signing_roles)
    if (who.has_role(role)) return role;
  return {};
}

std::string signing_role(const Rooms& rooms, db::Transaction& tx, const Case& file, const std::string& user) {
  for (const char* role : signing_roles)
    for (const auto& holder : rooms.actors.holders(tx, role, file.territory_point))
      if (holder.user_id == user) return role;
  return {};
}

// Several letters share a template: which one it was is said by its title.
std::string key_of(const web::Translator& t, const documents::Document& d) {
  std::string found = d.kind;
  for (const auto& k : kinds_of_letters)
    if (k.template_key == d.kind && d.title.starts_with(title_of(t, d.language, k.key) + " ")) found = k.key;
  return found;
}

}  // namespace

// What a letter states beside the answers: its day, the moment of its facts, who signs, of what it is a copy.
struct LetterWriter::Issue {
  Day day;
  Instant as_of;
  std::string signer, signer_role;
  std::optional<DocumentId> copy_of{};
};

forms::Answer known_answers(db::Transaction& tx, CaseId id, Instant at) {
  forms::Answer known;
  for (const auto& stored : answers_of(tx, id)) {
    if (stored.at > at) continue;
    if (const auto answer = forms::from_json(stored.json))
      for (const auto& [name, value] : *answer) known[name] = value;
  }
  return known;
}

forms::Answer known_answers(db::Transaction& tx, CaseId id) {
  return known_answers(tx, id, Instant{std::numeric_limits<std::int64_t>::max()});
}

Result<Done> LetterWriter::make(db::Transaction& tx, const Actor& who, const Case& file, const std::string& key,
                                const forms::Answer& answer) {
  return make(tx, who, file, key, answer, rooms_.settings.text("documents.language", "lo"));
}

Result<Done> LetterWriter::make(db::Transaction& tx, const Actor& who, const Case& file, const std::string& key,
                                const forms::Answer& answer, const std::string& language) {
  if (kind_of(key) == nullptr) return Done{};
  forms::Answer known = known_answers(tx, file.id);
  for (const auto& [name, value] : answer) known[name] = value;
  // The step that reviews a decision names the modified one among its documents; it exists only if it was modified.
  if (key == "decision_modified" && !answer.contains("modified_text")) return Done{};
  // Who never heard of an order is not told that it was withdrawn.
  if (key == "withdrawal_notice" && !wrote_to_unit(documents_.of_case(tx, file.id))) return Done{};
  const Issue issue{rooms_.clock.today(), rooms_.clock.now(), who.is_service() ? file.manager : who.user_id(),
                    signing_role(who)};
  const auto made = write(tx, who, file, key, known, language, issue);
  if (!made) return made.rejections();
  return Done{};
}

Result<documents::Document> LetterWriter::copy(db::Transaction& tx, const Actor& who, const Case& file,
                                               const documents::Document& original, const std::string& language) {
  const auto key = key_of(t_, original);
  if (!original.is_letter() || kind_of(key) == nullptr) return Rejection{"document.unknown"};
  const bool by_a_person = !original.created_by.starts_with("job:");
  const auto& signer = by_a_person ? original.created_by : file.manager;
  const Issue issue{original.day, original.created_at, signer,
                    by_a_person ? signing_role(rooms_, tx, file, signer) : "head_inspection", original.id};
  return write(tx, who, file, key, known_answers(tx, file.id, original.created_at), language, issue);
}

Result<documents::Document> LetterWriter::write(db::Transaction& tx, const Actor& who, const Case& file,
                                                const std::string& key, const forms::Answer& known,
                                                const std::string& language, const Issue& issue) {
  using web::N_;
  const auto& kind = *kind_of(key);
  const LetterSource source{tx,
                            rooms_,
                            documents_,
                            t_,
                            file,
                            known,
                            language,
                            issue.day,
                            issue.as_of,
                            issue.signer,
                            issue.signer_role,
                            issue.copy_of,
                            cited_by_letter(tx, file.id, key, issue.copy_of)};
  documents::Letter letter{.case_id = file.id,
                           .direction = kind.direction,
                           .kind = std::string{kind.template_key},
                           .language = language,
                           .title = title_of(t_, language, key) + " " + file.order_number,
                           .office = {file.office, register_mark(rooms_.settings, language, kind.direction)},
                           .sender = rooms_.settings.text("office.name_" + language, ""),
                           .recipient = kind.direction == Direction::outgoing ? file.unit_name : std::string{},
                           .unit_name = file.unit_name,
                           .day = issue.day};
  if (issue.copy_of) {
    letter.copy_of = issue.copy_of;
    const bool english = language == "en";
    const char* note =
        english
            ? N_("Copy in English for information. Only the Lao original, under the same number, has legal effect.")
            : N_("Copy in Lao for information. Only the English original, under the same number, has legal effect.");
    letter.copy_note = t_.text(language, note);
  }
  if (auto own = rooms_.workflow.letter_template(tx, file.id, language, kind.template_key))
    letter.own_template =
        documents::OwnTemplate{own->sha256, own->from, own->until, [&tx, hash = own->sha256] {
                                 auto bytes = workflow::template_bytes(tx, hash);
                                 if (!bytes)
                                   throw std::runtime_error{"a bundle names a template that was never kept: " + hash};
                                 return std::move(*bytes);
                               }};
  fill_letter(letter.values, source, kind.template_key);
  if (issue.copy_of) return documents_.generate(tx, who, std::move(letter));
  auto outdated = outdated_by(tx, file, kind.template_key, source.cited);
  if (!outdated.empty()) {
    letter.supersedes = outdated.back();
    outdated.pop_back();
  }
  auto made = documents_.generate(tx, who, std::move(letter));
  if (!made) return made;
  for (const auto old : outdated)
    if (auto done = documents_.supersede(tx, who, file.id, old, made->id); !done) return done.rejections();
  if (source.cited)
    if (const auto told = told_by_letter(*source.cited, key)) link_letter(tx, file.id, made->id, *told);
  return made;
}

// What the new paper takes the place of: letters of decisions that it replaces or modifies; and what an earlier run of
// the procedure had written in its place. Visits and enquiries are events of their own and stay as they are.
std::vector<DocumentId> LetterWriter::outdated_by(db::Transaction& tx, const Case& file, std::string_view kind,
                                                  const std::optional<Cited>& cited) {
  if (cited) return outdated_letters(tx, documents_, file.id, kind, cited->decision);
  constexpr std::array once_a_run{std::string_view{"service_order"},  std::string_view{"inspection_plan"},
                                  std::string_view{"approval"},       std::string_view{"inspection_report"},
                                  std::string_view{"closing_letter"}, std::string_view{"closing_record"}};
  if (std::find(once_a_run.begin(), once_a_run.end(), kind) == once_a_run.end()) return {};
  const auto runs = rooms_.workflow.runs(tx, file.id);
  if (runs.size() < 2) return {};
  std::vector<DocumentId> out;
  for (const auto& d : documents_.of_case(tx, file.id))
    if (d.kind == kind && !d.copy_of && !d.superseded_by && d.created_at < runs.back().started_at) out.push_back(d.id);
  return out;
}

}  // namespace ssiis::inspections
