// Precision of what the system links, week by week, and the pairs that wait for a judgement.
//   GET /inspection/linkquality
#pragma once
#include "linkage/quality.hpp"
#include "web/api.hpp"

namespace ssiis::linkage {

// All must outlive the router.
struct QualityNeeds {
  db::Pool& pool;
  Quality& quality;
  const web::Renderer& renderer;
};
void add_quality_screens(web::Router& router, const QualityNeeds& needs);

}  // namespace ssiis::linkage
