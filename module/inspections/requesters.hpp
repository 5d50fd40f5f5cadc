// Who asked for an inspection and can be written to. Who it is stays in the sealed table: letters bear the request's
// number, and whoever may open the sealed sender puts the address on the envelope (decision 0160).
#pragma once
#include <vector>

#include "documents/api.hpp"
#include "inspections/repository.hpp"

namespace ssiis::inspections {

// The requests of the file whose sender did not want to stay unnamed; an authority always can be written to.
std::vector<Request> requests_to_answer(db::Transaction& tx, CaseId id);
// The one that a letter of the file is about, by the number in its title or the name it was sent to.
std::optional<Request> request_written_about(db::Transaction& tx, CaseId id, const documents::Document& letter);
// Whether the document is a letter to a requester: read by who may read the request, not by all who read the file.
bool written_to_requester(const documents::Document& document) noexcept;

}  // namespace ssiis::inspections
