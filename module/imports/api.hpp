// Files of other agencies become snapshots of their registers.
#pragma once
#include "imports/drop_folders.hpp"
#include "imports/office.hpp"
#include "imports/screens.hpp"
