// Between the ABI and the rooms: the ABI's request becomes a web::Request, a web::Page becomes the ABI's response.
#pragma once
#include <functional>
#include <string>

#include "lsso/lsso.h"
#include "web/api.hpp"

namespace ssiis::plugin {

// Everything but the actor and the posted form, which need more than the ABI's structs.
Result<web::Request> decoded(const lsso_call& call, const lsso_request& request);

// A pull-reader over the request's body; throws web's request fault when the host reports a time-out or an abort.
std::function<std::size_t(std::span<std::byte>)> body_reader(const lsso_request& request);

// Begins and writes the response. Asset names become addresses through `asset_url`.
lsso_status answer(const lsso_response& response, const web::Page& page,
                   const std::function<std::string(std::string_view)>& asset_url);

}  // namespace ssiis::plugin
