// The workflow room: procedures drawn in BPMN, decision tables, tasks, deadlines and their
// calendar, executed in the host's database.
#pragma once
#include "workflow/answers.hpp"
#include "workflow/bundle_proposal.hpp"
#include "workflow/calendar.hpp"
#include "workflow/compare.hpp"
#include "workflow/deadlines.hpp"
#include "workflow/definition.hpp"
#include "workflow/drafts.hpp"
#include "workflow/engine.hpp"
#include "workflow/expression.hpp"
#include "workflow/holidays.hpp"
#include "workflow/incidents.hpp"
#include "workflow/migration.hpp"
#include "workflow/simulation.hpp"
#include "workflow/step_times.hpp"
#include "workflow/table.hpp"
#include "workflow/value.hpp"
