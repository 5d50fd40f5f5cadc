// Screens of those who run procedures.
#pragma once
#include "procedures/operation.hpp"
