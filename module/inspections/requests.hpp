// Requests: complaints of workers and employers, demands of authorities. Each is screened by a head; an accepted one
// leads to an order.
#pragma once
#include "inspections/rooms.hpp"
#include "inspections/types.hpp"

namespace ssiis::inspections {

// What a clerk has typed. The number, the place in the tree and the times are ours.
struct NewRequest {
  RequestKind kind;
  Day received_on;
  std::string channel, authority, authority_reference;
  std::optional<std::string> unit_key;  // chosen from the register; then name and territory come from there
  std::string unit_name, place, territory;
  std::string subject, account;
  bool urgent{false};
  Informant informant;
  std::string request_key;  // of the form: sent twice, done once
};

class RequestService {
 public:
  explicit RequestService(const Rooms& rooms) : rooms_{rooms} {}

  // Records it and returns its number. Permission request.register somewhere. Codes: form.…, request.…,
  // request.unit_unknown, access.forbidden.
  Result<std::string> record(const Actor& who, NewRequest typed);

  // One request without its sender; the reading is audited, for what was told may name people. request.unknown when it
  // does not exist or lies outside the caller's places: both read the same.
  Result<Request> open(const Actor& who, const std::string& number);
  // The sealed sender; permission informant.read at the place; the look is audited with the purpose.
  Result<Informant> sender(const Actor& who, const std::string& number, const std::string& purpose);
  std::vector<Request> list(const Actor& who, RequestState state);

  // Screening says no; the reason is kept. request.already_screened when somebody was faster.
  Result<Done> reject(const Actor& who, const std::string& number, const std::string& reason);

 private:
  Result<Request> seen_by(const Actor& who, const std::string& number);
  void audit_reading(const Actor& who, const Request& request, std::string event, std::string purpose);
  Rooms rooms_;
};

}  // namespace ssiis::inspections
