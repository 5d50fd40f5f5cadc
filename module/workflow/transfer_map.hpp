// Which step of a new procedure takes the place of an old one. Private to the room.
#pragma once
#include "workflow/transfer.hpp"

namespace ssiis::workflow {

int counterpart(const NodeMap& map, const Definition& from, const Definition& to, int old);
bool same_kind(const Node& a, const Node& b);

}  // namespace ssiis::workflow
