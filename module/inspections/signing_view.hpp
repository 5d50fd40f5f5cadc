// The pages of the signing folder, and the proof of identity in the form of a step that is signed.
#pragma once
#include "inspections/screens.hpp"
#include "inspections/signing.hpp"

namespace ssiis::inspections {

// PROOF_NEEDED, or until when the caller's login serves (pages/proof.tpl).
void put_proof(const Desk& desk, const web::Request& rq, web::Data& data);
void add_signing_screens(web::Router& router, const Desk& desk, SigningFolder& folder);

}  // namespace ssiis::inspections
