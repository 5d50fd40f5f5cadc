// Between the ABI and the rooms: the ABI's request becomes a web::Request, a web::Page becomes the ABI's response.
#pragma once
#include <functional>
#include <stdexcept>
#include <string>

#include "lsso/lsso.h"
#include "web/api.hpp"

namespace ssiis::plugin {

// Everything but the actor and the posted form, which need more than the ABI's structs.
Result<web::Request> decoded(const lsso_call& call, const lsso_request& request);

// The host could not give the whole body: the call ends with its status, and no page is answered (ABI-35).
struct BodyFailure : std::runtime_error {
  explicit BodyFailure(lsso_status why)
      : std::runtime_error{"the body of the request did not arrive whole"}, status{why} {}
  lsso_status status;
};

// A pull-reader over the request's body; throws BodyFailure when the host reports a time-out, an abort or a broken
// body.
std::function<std::size_t(std::span<std::byte>)> body_reader(const lsso_request& request);

// Begins and writes the response. Asset names become addresses through `asset_url`.
lsso_status answer(const lsso_response& response, const web::Page& page,
                   const std::function<std::string(std::string_view)>& asset_url);

}  // namespace ssiis::plugin
