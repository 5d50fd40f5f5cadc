#include "documents/repository.hpp"

#include <stdexcept>

#include "sql/documents.hpp"

namespace ssiis::documents {

std::string_view code_of(Direction direction) noexcept {
  return direction == Direction::incoming ? "in" : direction == Direction::outgoing ? "out" : "internal";
}

std::string_view code_of(DocumentState state) noexcept {
  return state == DocumentState::ready ? "ready" : state == DocumentState::failed ? "failed" : "pending_pdf";
}

Direction direction_of(std::string_view code) {
  for (const auto d : {Direction::incoming, Direction::outgoing, Direction::internal})
    if (code_of(d) == code) return d;
  throw std::invalid_argument{"direction of a document"};
}

DocumentState state_of(std::string_view code) {
  for (const auto s : {DocumentState::pending_pdf, DocumentState::ready, DocumentState::failed})
    if (code_of(s) == code) return s;
  throw std::invalid_argument{"state of a document"};
}

namespace repository {

namespace {

template <class T>
std::optional<T> maybe_id(const db::Row& row, int column) {
  const auto value = row.maybe_integer(column);
  if (!value) return std::nullopt;
  return T{*value};
}

Document read(const db::Row& r) {
  return {CaseId{r.integer(0)},
          DocumentId{r.integer(1)},
          direction_of(r.text(2)),
          r.text(3),
          r.text(4),
          r.text(5),
          static_cast<int>(r.integer(6)),
          static_cast<int>(r.integer(7)),
          r.text(8),
          r.day(9),
          r.text_or_empty(10),
          r.text_or_empty(11),
          r.text_or_empty(12),
          r.text(13),
          state_of(r.text(14)),
          maybe_id<DocumentId>(r, 15),
          maybe_id<DocumentId>(r, 16),
          maybe_id<DocumentId>(r, 18),
          r.maybe_instant(17),
          r.text_or_empty(19),
          r.text_or_empty(20),
          r.text_or_empty(21),
          maybe_id<BlobId>(r, 22),
          maybe_id<BlobId>(r, 23),
          r.text_or_empty(24),
          r.text(25),
          static_cast<int>(r.integer(26)),
          r.text_or_empty(27),
          r.text(28),
          r.instant(29),
          r.integer(30),
          maybe_id<DocumentId>(r, 31),
          r.maybe_instant(32),
          r.text_or_empty(33),
          r.text_or_empty(34)};
}

std::optional<std::string> unless_empty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional{text};
}

void expect_one(std::int64_t rows) {
  if (rows != 1) throw Conflict{"document"};
}

}  // namespace

void insert(db::Transaction& tx, const Document& d) {
  tx.execute(sql::documents::document_insert, db::Params{d.case_id,
                                                         d.id,
                                                         code_of(d.direction),
                                                         d.kind,
                                                         d.title,
                                                         d.office,
                                                         d.register_year,
                                                         d.register_seq,
                                                         d.register_number,
                                                         d.day,
                                                         d.sender,
                                                         d.recipient,
                                                         d.unit_name,
                                                         d.language,
                                                         code_of(d.state),
                                                         d.supersedes,
                                                         d.reply_to,
                                                         unless_empty(d.template_key),
                                                         unless_empty(d.template_sha256),
                                                         d.file_name,
                                                         d.source_blob,
                                                         unless_empty(d.sha256),
                                                         d.verify_code,
                                                         d.created_by,
                                                         d.created_at,
                                                         d.copy_of,
                                                         d.copy_of ? 1 : 0});
}

std::optional<Document> by_id(db::Transaction& tx, CaseId case_id, DocumentId id) {
  return tx.find(sql::documents::document_by_id, db::Params{case_id, id}, read);
}

std::optional<Document> by_code(db::Transaction& tx, std::string_view code) {
  return tx.find(sql::documents::document_by_code, db::Params{code}, read);
}

std::vector<Document> by_number(db::Transaction& tx, std::string_view number) {
  return tx.all(sql::documents::document_by_number, db::Params{number}, read);
}

std::optional<Document> copy_of(db::Transaction& tx, CaseId case_id, DocumentId original) {
  return tx.find(sql::documents::document_copy_of, db::Params{case_id, original}, read);
}

std::vector<Document> of_case(db::Transaction& tx, CaseId case_id) {
  return tx.all(sql::documents::documents_of_case, db::Params{case_id}, read);
}

void supersede(db::Transaction& tx, const Document& old, DocumentId by, Instant at) {
  expect_one(tx.execute(sql::documents::document_supersede, db::Params{by, at, old.case_id, old.id, old.version}));
}

void set_aside(db::Transaction& tx, const Document& d, std::string_view why, std::string_view by, Instant at) {
  expect_one(tx.execute(sql::documents::document_set_aside, db::Params{at, by, why, d.case_id, d.id, d.version}));
}

void set_ready(db::Transaction& tx, const Document& d, BlobId pdf, std::string_view sha256, int attempts) {
  expect_one(tx.execute(sql::documents::document_ready, db::Params{pdf, sha256, attempts, d.case_id, d.id, d.version}));
}

void set_missed(db::Transaction& tx, const Document& d, DocumentState state, int attempts, std::string_view why) {
  expect_one(tx.execute(sql::documents::document_pdf_missed,
                        db::Params{code_of(state), attempts, why, d.case_id, d.id, d.version}));
}

void set_retry(db::Transaction& tx, const Document& d) {
  expect_one(tx.execute(sql::documents::document_retry, db::Params{d.case_id, d.id, d.version}));
}

void insert_scan(db::Transaction& tx, CaseId case_id, std::int64_t id, DocumentId document, Instant at,
                 std::string_view outcome) {
  tx.execute(sql::documents::scan_insert, db::Params{case_id, id, document, at, outcome});
}

std::int64_t scans(db::Transaction& tx, CaseId case_id, DocumentId document) {
  return tx
      .find(sql::documents::scan_count, db::Params{case_id, document}, [](const db::Row& r) { return r.integer(0); })
      .value_or(0);
}

}  // namespace repository
}  // namespace ssiis::documents
