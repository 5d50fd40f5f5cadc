// What administrators do with the registry: map an MIS, load, generate, check, index. For ssiis-admin, for jobs, and
// for the room that fills snapshots from agencies' files.
#pragma once
#include "registry/check.hpp"
#include "registry/csv.hpp"
#include "registry/generator.hpp"
#include "registry/load.hpp"
#include "registry/mapping.hpp"
#include "registry/row_batch.hpp"
#include "registry/snapshots.hpp"
