// One look at what comes in, what is linked and what waits for a decision.
#pragma once
#include "control_centre/overview.hpp"
#include "control_centre/screens.hpp"
