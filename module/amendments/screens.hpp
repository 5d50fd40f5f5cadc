// The registration division's inbox.
//   GET  /inspection/amendments                  ?tab=waiting|register|returned|over, kind, q, after
//   GET  /inspection/amendments/{order}/{id}     one, with the register's values of now beside what is proposed
//   POST /inspection/amendments/{order}/{id}     verdict = accept | return, reason, version
#pragma once
#include <functional>
#include <memory>

#include "amendments/office.hpp"
#include "profiles/api.hpp"
#include "web/api.hpp"

namespace ssiis::amendments {

// All must outlive the router.
struct ScreenNeeds {
  db::Pool& pool;
  AmendmentOffice& office;
  const web::Renderer& renderer;
  const Clock& clock;
  std::function<std::shared_ptr<const profiles::TerritoryTree>()> territories;
};
void add_screens(web::Router& router, const ScreenNeeds& needs);

// Where a proposal is read by the division.
std::string amendment_address(const Amendment& a);
// Where the evidence of a proposal is read; empty when it has no address.
std::string evidence_address(const Amendment& a);

}  // namespace ssiis::amendments
