// Who may do what where: roles over the territory tree for the host's users.
#pragma once
#include "profiles/territory.hpp"
