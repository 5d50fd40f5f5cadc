// The inspectorate's services, as the wiring and higher rooms see them.
#pragma once
#include "inspections/case_counts.hpp"
#include "inspections/cases.hpp"
#include "inspections/file_name.hpp"
#include "inspections/incoming.hpp"
#include "inspections/inspectorate.hpp"
#include "inspections/letters.hpp"
#include "inspections/register_changes.hpp"
#include "inspections/requests.hpp"
#include "inspections/steps.hpp"
#include "inspections/tasks.hpp"
#include "inspections/team.hpp"
#include "inspections/visits.hpp"
