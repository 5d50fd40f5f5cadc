// Which entries of other registers are LSSO's own labour units and workers, which of those are one, and what people
// decided about it.
#pragma once
#include "linkage/clusters.hpp"
#include "linkage/quality.hpp"
#include "linkage/quality_screens.hpp"
#include "linkage/review.hpp"
#include "linkage/run_screens.hpp"
#include "linkage/runs.hpp"
#include "linkage/screens.hpp"
#include "linkage/types.hpp"
#include "linkage/words.hpp"
