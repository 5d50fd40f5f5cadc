// Who may do what where: roles over the territory tree for the host's users.
#pragma once
#include "profiles/absence_screens.hpp"
#include "profiles/actor_factory.hpp"
#include "profiles/catalogue.hpp"
#include "profiles/grants.hpp"
#include "profiles/screens.hpp"
#include "profiles/service.hpp"
#include "profiles/substitution.hpp"
#include "profiles/territory.hpp"
