// Screens of those who run procedures.
#pragma once
#include "procedures/bundles.hpp"
#include "procedures/clock.hpp"
#include "procedures/drafts.hpp"
#include "procedures/holidays.hpp"
#include "procedures/identifiers.hpp"
#include "procedures/operation.hpp"
#include "procedures/parameters.hpp"
