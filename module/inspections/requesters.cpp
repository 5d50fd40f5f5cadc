#include "inspections/requesters.hpp"

#include "inspections/letter_kinds.hpp"

namespace ssiis::inspections {

std::vector<Request> requests_to_answer(db::Transaction& tx, CaseId id) {
  auto out = requests_of(tx, id);
  std::erase_if(out, [&](const Request& r) {
    if (r.kind == RequestKind::authority) return r.authority.empty();
    const auto sender = informant_of(tx, r.id);
    return !sender || sender->anonymous;
  });
  return out;
}

std::optional<Request> request_written_about(db::Transaction& tx, CaseId id, const documents::Document& letter) {
  for (auto& r : requests_of(tx, id))
    if (r.kind == RequestKind::authority ? letter.recipient == r.authority : letter.title.ends_with(" " + r.number))
      return std::move(r);
  return std::nullopt;
}

bool written_to_requester(const documents::Document& document) noexcept {
  const auto* kind = kind_of_document(document);
  return kind != nullptr && kind->audience == Audience::requester;
}

}  // namespace ssiis::inspections
