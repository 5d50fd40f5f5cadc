// A cluster of LSSO's own entries on one page.
//   GET  /inspection/links/{link}/cluster   the cluster in which that pair stands, as a picture and as tables
//   POST /inspection/links/{link}/groups    seen, member_<n>, group_<n>, reason: who belongs together
//   POST /inspection/links/{link}/merges    seen, act = confirm | decline, reason: the second person for all that wait
#pragma once
#include "linkage/clusters.hpp"
#include "linkage/screens.hpp"

namespace ssiis::linkage {

void add_cluster_screens(web::Router& router, const ReviewNeeds& needs);

}  // namespace ssiis::linkage
