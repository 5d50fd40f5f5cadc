// Everything of the core room; other rooms include this header or one of those below.
#pragma once
#include "core/actor.hpp"
#include "core/bytes.hpp"
#include "core/clock.hpp"
#include "core/day.hpp"
#include "core/id.hpp"
#include "core/lao.hpp"
#include "core/money.hpp"
#include "core/password.hpp"
#include "core/result.hpp"
#include "core/settings.hpp"
#include "core/text.hpp"
