#include "inspections/requests.hpp"

#include "inspections/repository.hpp"
#include "inspections/rules.hpp"

namespace ssiis::inspections {
namespace {

constexpr auto request_read_event = "request.read";
constexpr auto informant_read_event = "informant.read";

Request drafted(const Actor& who, const NewRequest& typed, const Clock& clock) {
  return Request{.id = RequestId{0},
                 .number = {},
                 .kind = typed.kind,
                 .received_on = typed.received_on,
                 .channel = typed.channel,
                 .authority = typed.kind == RequestKind::authority ? typed.authority : std::string{},
                 .authority_reference = typed.authority_reference,
                 .unit_key = typed.unit_key,
                 .unit_name = typed.unit_name,
                 .place = typed.place,
                 .territory = typed.territory,
                 .subject = typed.subject,
                 .account = typed.account,
                 .urgent = typed.urgent,
                 .created_at = clock.now(),
                 .created_by = who.user_id()};
}

// What tells a repeated form from a new one under the same key: all that was typed.
std::string fingerprint(const Actor& who, const Request& r, const Informant& sender) {
  return fingerprint_of({who.user_id(), name_of(r.kind), r.received_on.iso(), r.channel, r.authority,
                         r.authority_reference, r.unit_key.value_or(""), r.unit_name, r.place, r.territory, r.subject,
                         r.account, r.urgent ? "urgent" : "", sender.name, sender.phone, sender.address,
                         sender.identity_number, sender.anonymous ? "anonymous" : ""});
}

}  // namespace

Result<std::string> RequestService::record(const Actor& who, NewRequest typed) {
  if (!who.may("request.register")) return rooms_.trail.refused(who, "request.register", "request:new");
  Request request = drafted(who, typed, rooms_.clock);
  if (auto faults = faults_of(request, typed.informant, rooms_.clock.today()); !faults.empty()) return faults;
  const auto row = rooms_.ids.next();
  request.id = RequestId{rooms_.ids.next()};
  return rooms_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<std::string> {
    const auto before =
        db::claim_request(tx, typed.request_key, fingerprint(who, request, typed.informant), rooms_.clock.now());
    if (!before) {
      tx.rollback();
      return before.rejections();
    }
    if (*before) return **before;
    const auto tree = profiles::current_tree(tx);
    request.territory = tree.resolve(request.territory).code;
    const int year = rooms_.clock.today().year();
    request.number = shown_number(rooms_.settings.text("numbers.request_prefix", "REQ"), year,
                                  db::next_number(tx, "request", "HQ", year));
    insert(tx, request);
    insert(tx, request.id, row, typed.informant, rooms_.clock.now());
    db::store_result(tx, typed.request_key, request.number);
    rooms_.trail.record(tx, who,
                        {.chain = audit::ChainName::of_person(who.user_id()),
                         .event = "request.recorded",
                         .object = "request:" + request.number,
                         .details = {{"kind", std::string{name_of(request.kind)}}, {"territory", request.territory}}});
    return request.number;
  });
}

Result<Request> RequestService::seen_by(const Actor& who, const std::string& number) {
  const auto found =
      rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return find_request(tx, number); });
  if (!found) return Rejection{"request.unknown", {number}};
  if (!who.may("request.register", found->territory_point) && !who.may("order.create", found->territory_point) &&
      !(found->request.created_by == who.user_id() && who.may("request.register"))) {
    rooms_.trail.refused(who, "request.register", "request:" + number);
    return Rejection{"request.unknown", {number}};
  }
  return found->request;
}

void RequestService::audit_reading(const Actor& who, const Request& request, std::string event, std::string purpose) {
  rooms_.trail.read(who, {.chain = request.case_id ? audit::ChainName::of_case(*request.case_id)
                                                   : audit::ChainName::of_person(who.user_id()),
                          .act = audit::Act::read,
                          .event = std::move(event),
                          .object = "request:" + request.number,
                          .purpose = std::move(purpose)});
}

Result<Request> RequestService::open(const Actor& who, const std::string& number) {
  auto request = seen_by(who, number);
  if (request) audit_reading(who, *request, request_read_event, "work");
  return request;
}

Result<Informant> RequestService::sender(const Actor& who, const std::string& number, const std::string& purpose) {
  auto request = seen_by(who, number);
  if (!request) return request.rejections();
  if (purpose.empty()) return Rejection{"form.required", {"purpose"}, "purpose"};
  if (const auto fault = too_long(purpose, 300, "purpose")) return *fault;
  const auto found = rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    return std::pair{find_request(tx, number), informant_of(tx, request->id)};
  });
  if (!found.first || !who.may("informant.read", found.first->territory_point))
    return rooms_.trail.refused(who, "informant.read", "request:" + number, request->case_id);
  audit_reading(who, *request, informant_read_event, purpose);
  return found.second.value_or(Informant{.anonymous = true});
}

std::vector<Request> RequestService::list(const Actor& who, RequestState state) {
  return rooms_.pool.transact(
      db::Mode::read, [&](db::Transaction& tx) { return list_requests(tx, who.scope("request.register"), state); });
}

Result<Done> RequestService::reject(const Actor& who, const std::string& number, const std::string& reason) {
  auto request = seen_by(who, number);
  if (!request) return request.rejections();
  if (reason.empty()) return Rejection{"form.required", {"reason"}, "reason"};
  if (const auto fault = too_long(reason, 1000, "reason")) return *fault;
  return rooms_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
    auto found = find_request(tx, number);
    if (!found || !who.may("order.create", found->territory_point)) {
      tx.rollback();
      return rooms_.trail.refused(who, "order.create", "request:" + number);
    }
    // The same answer sent again is an answer given.
    if (found->request.state == RequestState::rejected && found->request.outcome_reason == reason) return Done{};
    if (found->request.state != RequestState::received) {
      tx.rollback();
      return Rejection{"request.already_screened", {number}};
    }
    found->request.state = RequestState::rejected;
    found->request.outcome_reason = reason;
    settle(tx, found->request);
    rooms_.trail.record(tx, who,
                        {.chain = audit::ChainName::of_person(who.user_id()),
                         .event = "request.rejected",
                         .object = "request:" + number});
    return Done{};
  });
}

}  // namespace ssiis::inspections
