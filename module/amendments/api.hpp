// Proposals that change the register: prepared in a file, decided by the registration division, written by the MIS.
#pragma once
#include "amendments/batch_screens.hpp"
#include "amendments/batches.hpp"
#include "amendments/kinds.hpp"
#include "amendments/office.hpp"
#include "amendments/screens.hpp"
#include "amendments/types.hpp"
#include "amendments/words.hpp"
