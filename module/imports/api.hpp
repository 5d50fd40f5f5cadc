// Files of other agencies become snapshots of their registers.
#pragma once
#include "imports/office.hpp"
#include "imports/screens.hpp"
