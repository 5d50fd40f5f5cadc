// Files, templates, letters and their register.
#pragma once
#include "documents/blob_store.hpp"
#include "documents/converter.hpp"
#include "documents/filler.hpp"
#include "documents/intake.hpp"
#include "documents/jobs.hpp"
#include "documents/qr.hpp"
#include "documents/screens.hpp"
#include "documents/service.hpp"
#include "documents/types.hpp"
#include "documents/values.hpp"
