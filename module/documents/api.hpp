// Files, templates, letters and their register.
#pragma once
#include "documents/blob_store.hpp"
#include "documents/converter.hpp"
#include "documents/filler.hpp"
#include "documents/intake.hpp"
#include "documents/qr.hpp"
#include "documents/values.hpp"
