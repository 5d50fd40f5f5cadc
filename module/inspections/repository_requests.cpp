#include "inspections/repository.hpp"
#include "sql/inspections.hpp"

namespace ssiis::inspections {
namespace {

namespace q = ssiis::sql::inspections;

Request read_request(const db::Row& r) {
  Request out{.id = RequestId{r.integer(0)},
              .number = r.text(1),
              .kind = decoded<RequestKind>(r.text(2)),
              .received_on = r.day(3),
              .channel = r.text(4),
              .authority = r.text_or_empty(5),
              .authority_reference = r.text_or_empty(6),
              .unit_key = r.maybe_text(7),
              .unit_name = r.text(8),
              .place = r.text_or_empty(9),
              .territory = r.text(10),
              .subject = r.text(11),
              .account = r.text(12),
              .urgent = r.flag(13),
              .state = decoded<RequestState>(r.text(14)),
              .outcome_reason = r.text_or_empty(15),
              .case_id = std::nullopt,
              .created_at = r.instant(17),
              .created_by = r.text(18),
              .version = r.integer(19)};
  if (const auto id = r.maybe_integer(16)) out.case_id = CaseId{*id};
  return out;
}

std::optional<std::string> unless_empty(const std::string& s) { return s.empty() ? std::nullopt : std::optional{s}; }

}  // namespace

void insert(db::Transaction& tx, const Request& r) {
  tx.execute(q::request_insert,
             db::Params{r.id, r.number, name_of(r.kind), r.received_on, r.channel, unless_empty(r.authority),
                        unless_empty(r.authority_reference), r.unit_key, r.unit_name, unless_empty(r.place),
                        r.territory, r.subject, r.account, r.urgent, name_of(r.state), r.created_at, r.created_by});
}

void insert(db::Transaction& tx, RequestId id, std::int64_t row, const Informant& who, Instant now) {
  tx.execute(q::informant_insert,
             db::Params{id, row, unless_empty(who.name), unless_empty(who.phone), unless_empty(who.address),
                        unless_empty(who.identity_number), who.anonymous, now});
}

std::optional<FoundRequest> find_request(db::Transaction& tx, const std::string& number) {
  return tx.find(q::request_by_number, db::Params{number}, [](const db::Row& r) {
    return FoundRequest{read_request(r), r.integer(20)};
  });
}

std::vector<Request> list_requests(db::Transaction& tx, const Scope& scope, RequestState state) {
  const db::ScopedQuery scoped{q::request_list, scope, "t.low"};
  return tx.all(scoped.query(), db::Params{name_of(state)}, read_request);
}

std::vector<Request> requests_of(db::Transaction& tx, CaseId id) {
  return tx.all(q::requests_of_case, db::Params{id}, read_request);
}

std::optional<Informant> informant_of(db::Transaction& tx, RequestId id) {
  return tx.find(q::informant_of_request, db::Params{id}, [](const db::Row& r) {
    return Informant{r.text_or_empty(0), r.text_or_empty(1), r.text_or_empty(2), r.text_or_empty(3), r.flag(4)};
  });
}

void settle(db::Transaction& tx, const Request& r) {
  if (tx.execute(q::request_settle,
                 db::Params{name_of(r.state), unless_empty(r.outcome_reason), r.case_id, r.id, r.version}) != 1)
    throw Conflict{"request"};
}

}  // namespace ssiis::inspections
