// Pairs as people review them.
//   GET  /inspection/links?part=&state=&from=   the queue of one pair of registers, the most urgent first
//   POST /inspection/links/next                 part, state, after: takes the next pair for the caller
//   GET  /inspection/links/{link}               both records side by side with the evidence
//   POST /inspection/links/{link}/verdict       version, verdict, reason; then the next pair
//   POST /inspection/links/{link}/confirm       version, act = confirm | decline, reason: the second person of a merge
#pragma once
#include "linkage/clusters.hpp"
#include "linkage/review.hpp"
#include "profiles/api.hpp"
#include "web/api.hpp"

namespace ssiis::linkage {

// All must outlive the router.
struct ReviewNeeds {
  Reviews& reviews;
  Clusters& clusters;
  const web::Renderer& renderer;
  std::function<std::shared_ptr<const profiles::TerritoryTree>()> territories;
  std::function<std::string(const std::string& login, std::string_view language)> person;
};
// Those of clusters too (cluster_screens.hpp).
void add_review_screens(web::Router& router, const ReviewNeeds& needs);

}  // namespace ssiis::linkage
