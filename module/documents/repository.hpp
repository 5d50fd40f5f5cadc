// Rows of insp_document in, values out.
#pragma once
#include <vector>

#include "database/api.hpp"
#include "documents/types.hpp"

namespace ssiis::documents::repository {

void insert(db::Transaction& tx, const Document& document);
std::optional<Document> by_id(db::Transaction& tx, CaseId case_id, DocumentId id);
std::optional<Document> by_code(db::Transaction& tx, std::string_view code);
std::vector<Document> by_number(db::Transaction& tx, std::string_view number);
std::optional<Document> copy_of(db::Transaction& tx, CaseId case_id, DocumentId original);
std::vector<Document> of_case(db::Transaction& tx, CaseId case_id);
// Each throws Conflict{"document"} when the row changed meanwhile.
void supersede(db::Transaction& tx, const Document& old, DocumentId by, Instant at);
void set_aside(db::Transaction& tx, const Document& document, std::string_view why, std::string_view by, Instant at);
void set_ready(db::Transaction& tx, const Document& document, BlobId pdf, std::string_view sha256, int attempts);
void set_missed(db::Transaction& tx, const Document& document, DocumentState state, int attempts, std::string_view why);
void set_retry(db::Transaction& tx, const Document& document);
void insert_scan(db::Transaction& tx, CaseId case_id, std::int64_t id, DocumentId document, Instant at,
                 std::string_view outcome);
std::int64_t scans(db::Transaction& tx, CaseId case_id, DocumentId document);

}  // namespace ssiis::documents::repository
