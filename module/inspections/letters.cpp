#include "inspections/letters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <limits>

#include "inspections/letter_parts.hpp"
#include "inspections/requesters.hpp"
#include "inspections/serving_office.hpp"

namespace ssiis::inspections {
namespace {

using documents::Direction;

// What stands behind a number on paper. Internal papers have a series and a mark of their own, so that no two papers of
// an office show the same number.
std::string register_mark(const Settings& settings, const std::string& language, Direction direction) {
  const auto office = settings.text("office.abbreviation_" + language, "LSSO");
  if (direction != Direction::internal) return office;
  return office + "." + settings.text("office.internal_mark_" + language, language == "lo" ? "ພນ" : "INT");
}

// A letter to a requester is told from others by the request's number; all others by the order's.
std::string title_of(const web::Translator& t, const std::string& language, const LetterKind& kind,
                     const std::string& number = {}) {
  const auto title = t.text(language, kind.title);
  return number.empty() ? title : title + " " + number;
}

bool wrote_to_unit(const std::vector<documents::Document>& list) {
  return std::any_of(list.begin(), list.end(), [](const auto& d) {
    const auto* kind = kind_of_document(d);
    return d.direction == Direction::outgoing && kind != nullptr && kind->audience == Audience::unit;
  });
}

bool says(const forms::Answer& known, std::string_view field, std::string_view value) {
  const auto at = known.find(field);
  return at != known.end() && at->second == value;
}

// Whether the step, as it was answered, has anything to write under this name.
bool has_content(std::string_view key, const forms::Answer& known, const std::vector<documents::Document>& list) {
  // Who never heard of an order is not told that it was withdrawn.
  if (key == "withdrawal_notice") return wrote_to_unit(list);
  if (key == "referral") return says(known, "referral", "signed");
  if (key == "settlement_report" || key == "legal_measures") return says(known, "infringement", "true");
  return true;
}

// Whose signature a letter bears: the first of these roles that the person holds.
// Who writes, as the head of the letter says it.
std::string sender_of(const Rooms& rooms, const Case& file, Day day, const std::string& language) {
  const auto serving = serving_office(rooms, file.office, day);
  return serving.has_head(language) ? serving.office->name(language)
                                    : rooms.settings.text("office.name_" + language, "");
}

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
const LetterKind* kind_by_title(const web::Translator& t, const documents::Document& d) {
  const auto* found = letter_kind(d.kind);
  for (const auto& k : letter_kinds())
    if (k.template_key == d.kind && d.title.starts_with(title_of(t, d.language, k) + " ")) found = &k;
  return found;
}

// Whom it is written to, as the register shows it.
std::string recipient_of(const LetterKind& kind, const LetterSource& source) {
  return kind.direction == Direction::outgoing ? source.addressee() : std::string{};
}

}  // namespace

// What a letter states beside the answers: its day, the moment of its facts, who signs, of what it is a copy.
struct LetterWriter::Issue {
  Day day;
  Instant as_of;
  std::string signer, signer_role;
  std::optional<DocumentId> copy_of{};
  std::optional<Request> request{};  // of a letter to who asked for the inspection
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

std::string template_of_letter(const std::string& key) {
  const auto* kind = letter_kind(key);
  return kind == nullptr ? key : std::string{kind->template_key};
}

Result<Done> LetterWriter::make(db::Transaction& tx, const Actor& who, const Case& file, const std::string& key,
                                const forms::Answer& answer) {
  return make(tx, who, file, key, answer, rooms_.settings.text("documents.language", "lo"));
}

Result<Done> LetterWriter::make(db::Transaction& tx, const Actor& who, const Case& file, const std::string& key,
                                const forms::Answer& answer, const std::string& language) {
  const auto* kind = letter_kind(key);
  if (kind == nullptr) return Done{};
  forms::Answer known = known_answers(tx, file.id);
  for (const auto& [name, value] : answer) known[name] = value;
  // Whether this step modified a decision is said by its own answer: an appeal or a judgment may follow any review.
  if (key == "decision_modified" && !answer.contains("modified_text")) return Done{};
  if (!has_content(key, known, documents_.of_case(tx, file.id))) return Done{};
  Issue issue{rooms_.clock.today(), rooms_.clock.now(), who.is_service() ? file.manager : who.user_id(),
              signing_role(who)};
  if (kind->audience == Audience::requester) return to_requesters(tx, who, file, *kind, known, language, issue);
  const auto made = write(tx, who, file, *kind, known, language, issue);
  if (!made) return made.rejections();
  return Done{};
}

// One to each who can be written to; an authority is not told as a citizen is, but by a letter of its own.
Result<Done> LetterWriter::to_requesters(db::Transaction& tx, const Actor& who, const Case& file,
                                         const LetterKind& kind, const forms::Answer& known,
                                         const std::string& language, Issue issue) {
  for (auto& request : requests_to_answer(tx, file.id)) {
    const bool authority = request.kind == RequestKind::authority;
    if (authority && kind.key != "request_outcome") continue;
    issue.request = std::move(request);
    const auto made =
        write(tx, who, file, authority ? *letter_kind("authority_outcome") : kind, known, language, issue);
    if (!made) return made.rejections();
  }
  return Done{};
}

Result<documents::Document> LetterWriter::copy(db::Transaction& tx, const Actor& who, const Case& file,
                                               const documents::Document& original, const std::string& language) {
  const auto* kind = kind_by_title(t_, original);
  if (!original.is_letter() || kind == nullptr) return Rejection{"document.unknown"};
  const bool by_a_person = !original.created_by.starts_with("job:");
  const auto& signer = by_a_person ? original.created_by : file.manager;
  Issue issue{original.day, original.created_at, signer,
              by_a_person ? signing_role(rooms_, tx, file, signer) : "head_inspection", original.id};
  auto known = known_answers(tx, file.id, original.created_at);
  if (kind->audience == Audience::institution)
    known["institution"] = institution_written_to(rooms_, t_, file, original);
  if (kind->audience == Audience::requester || kind->audience == Audience::authority) {
    issue.request = request_written_about(tx, file.id, original);
    if (!issue.request) return Rejection{"document.unknown"};
  }
  return write(tx, who, file, *kind, known, language, issue);
}

Result<documents::Document> LetterWriter::write(db::Transaction& tx, const Actor& who, const Case& file,
                                                const LetterKind& kind, const forms::Answer& known,
                                                const std::string& language, const Issue& issue) {
  using web::N_;
  const bool sealed = kind.audience == Audience::requester;
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
                            issue.request,
                            cited_by_letter(tx, file.id, kind.key, issue.copy_of),
                            kind.audience};
  documents::Letter letter{.case_id = file.id,
                           .direction = kind.direction,
                           .kind = std::string{kind.template_key},
                           .language = language,
                           .title = title_of(t_, language, kind, sealed ? issue.request->number : file.order_number),
                           .office = {file.office, register_mark(rooms_.settings, language, kind.direction)},
                           .sender = sender_of(rooms_, file, issue.day, language),
                           .recipient = recipient_of(kind, source),
                           // Who scans the letter to a requester is not told about whom it was.
                           .unit_name = sealed ? std::string{} : file.unit_name,
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
    if (const auto told = told_by_letter(*source.cited, kind.key)) link_letter(tx, file.id, made->id, *told);
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
