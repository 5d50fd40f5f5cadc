// Finds which rows of two registers without a common number are the same person or firm. Everything is pure: tables in,
// links out; the same tables, model and seed give the same answer at any number of threads.
#pragma once
#include "matching/csv.hpp"
#include "matching/files.hpp"
#include "matching/link.hpp"
#include "matching/model.hpp"
#include "matching/table.hpp"
