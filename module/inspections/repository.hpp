// Rows in, values out. What lists more than one file takes a Scope; what names one file is guarded by the service.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "database/api.hpp"
#include "inspections/types.hpp"

namespace ssiis::inspections {

// Requests and their sealed senders.
void insert(db::Transaction& tx, const Request& request);
void insert(db::Transaction& tx, RequestId id, std::int64_t row, const Informant& informant, Instant now);
struct FoundRequest {
  Request request;
  std::int64_t territory_point;
};
std::optional<FoundRequest> find_request(db::Transaction& tx, const std::string& number);
std::vector<Request> list_requests(db::Transaction& tx, const Scope& scope, RequestState state);
std::vector<Request> requests_of(db::Transaction& tx, CaseId id);
std::optional<Informant> informant_of(db::Transaction& tx, RequestId id);
void settle(db::Transaction& tx, const Request& request);  // state, reason and case; throws Conflict

// Cases.
void insert(db::Transaction& tx, const Case& c, Instant now, const std::string& created_by);
std::optional<Case> find_case(db::Transaction& tx, CaseId id);
std::optional<Case> find_case(db::Transaction& tx, const std::string& order_number);
std::map<CaseId, CaseLine> case_lines(db::Transaction& tx, const std::vector<CaseId>& ids);  // in few statements
// Open files on whose team the user is now, the newest first; each once, whatever roles are held in it.
std::vector<Case> cases_of_member(db::Transaction& tx, const std::string& user_id, int limit);
// Open files that the user answers for as manager, the newest first.
std::vector<Case> cases_of_manager(db::Transaction& tx, const std::string& user_id, int limit);
std::vector<Case> cases_numbered(db::Transaction& tx, const Scope& scope, const std::string& number);
std::vector<Case> cases_of_unit(db::Transaction& tx, const std::string& unit_key);
std::vector<Case> cases_of_unit(db::Transaction& tx, const Scope& scope, const std::string& unit_key);
struct PageKey {
  Day opened_on;
  CaseId id;
};
std::vector<Case> list_cases(db::Transaction& tx, const Scope& scope, CaseState state, std::optional<PageKey> after,
                             int limit);
// Stores what may change of a case; throws Conflict when somebody else changed it meanwhile.
void save(db::Transaction& tx, const Case& c);

// People of a case.
void set_team(db::Transaction& tx, db::IdSource& ids, CaseId id, const std::string& chief,
              const std::vector<std::string>& inspectors, Instant now, const std::string& by);
std::vector<Member> members_of(db::Transaction& tx, CaseId id);
std::vector<Member> members_at(db::Transaction& tx, CaseId id, Instant at);
std::set<MemberRole> roles_in_case(db::Transaction& tx, CaseId id, const std::string& user_id);
std::vector<std::pair<CaseId, MemberRole>> memberships_of(db::Transaction& tx, const std::string& user_id);

// Answers of forms and the background.
struct StoredAnswer {
  TaskId task;
  std::string form_key;
  int form_version;
  std::string json;
  Instant at;
  std::string by;
  std::int64_t bundle;  // whose form it was: the answer is shown under it for ever; 0: of a file without procedure
};
void insert_answer(db::Transaction& tx, CaseId id, std::int64_t row, const StoredAnswer& answer);
std::vector<StoredAnswer> answers_of(db::Transaction& tx, CaseId id);
// What came in, in full, the oldest first.
struct IncomingEntry {
  std::string kind;
  Day day;
  std::string party, content;
  Instant at;
  std::string by;
  std::string institution{};  // of an answer or a document of one
};
void insert_incoming(db::Transaction& tx, CaseId id, std::int64_t row, const IncomingEntry& entry, DocumentId document);
std::vector<IncomingEntry> incoming_of(db::Transaction& tx, CaseId id);
struct BackgroundFact {
  std::int64_t row;
  std::string topic;  // code
  std::string value;
  std::string source;   // register
  std::string as_of;    // day of the register's snapshot
  std::string verdict;  // prefilled, confirmed, wrong
  std::string correction;
};
void insert_background(db::Transaction& tx, CaseId id, const BackgroundFact& fact);
std::vector<BackgroundFact> background_of(db::Transaction& tx, CaseId id);

}  // namespace ssiis::inspections
