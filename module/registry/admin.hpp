// What administrators do with the registry: map an MIS, load, generate, check, index. For ssiis-admin and for jobs.
#pragma once
#include "registry/check.hpp"
#include "registry/generator.hpp"
#include "registry/load.hpp"
#include "registry/mapping.hpp"
