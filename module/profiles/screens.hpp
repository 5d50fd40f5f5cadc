// The administrator's screens of profiles.
//   GET  /inspection/profiles                  the list; ?role=…, ?ended=1
//   GET  /inspection/profiles/new              the form; POST gives the profile
//   GET  /inspection/profiles/{id}             one profile
//   POST /inspection/profiles/{id}/end         ends it
//   POST /inspection/profiles/{id}/transfer    moves it to another territory
#pragma once
#include "profiles/service.hpp"
#include "web/api.hpp"

namespace ssiis::profiles {

// All must outlive the router.
struct ScreenNeeds {
  ProfileService& service;
  const web::Renderer& renderer;
  const Clock& clock;
};
void add_screens(web::Router& router, const ScreenNeeds& needs);

}  // namespace ssiis::profiles
