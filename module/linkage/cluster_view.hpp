// A cluster as a picture with its tables. Private to the room.
#pragma once
#include "linkage/clusters.hpp"
#include "linkage/screens.hpp"
#include "linkage/words.hpp"

namespace ssiis::linkage {

// `arranges`: with the choice of a group for each member.
void put_cluster(web::Data& data, const Say& say, const ClusterView& view, bool arranges);

// What contradicts itself, each with its way: on the cluster's page and on the pair's.
void put_contradictions(web::Data& data, const Say& say, const Contradicted& found);

}  // namespace ssiis::linkage
