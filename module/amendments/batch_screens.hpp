// Batches of accepted changes for the MIS, and its confirmations. Permission amendment.export.
//   GET, POST /inspection/amendments/batches                        the list; closing the next one
//   GET       /inspection/amendments/batches/{batch}                 one, with what the MIS answered     ?page=
//   GET       …/{batch}/archive                                      the archive as it went out
//   POST      …/{batch}/confirmations                                a file of the MIS, looked at first
//   GET, POST …/{batch}/confirmations/{confirmation}                 what it says; it counts
//   POST      …/{batch}/put_aside/{confirmation}                     it never counts: version, reason
#pragma once
#include <functional>
#include <string>

#include "amendments/batches.hpp"
#include "web/api.hpp"

namespace ssiis::amendments {

// All must outlive the router.
struct BatchScreenNeeds {
  BatchOffice& batches;
  const Kinds& kinds;
  const web::Renderer& renderer;
  std::function<std::string(const std::string& user_id, std::string_view language)> person;
};
void add_batch_screens(web::Router& router, const BatchScreenNeeds& needs);

}  // namespace ssiis::amendments
