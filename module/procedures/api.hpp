// Screens of those who run procedures.
#pragma once
#include "procedures/bundles.hpp"
#include "procedures/operation.hpp"
