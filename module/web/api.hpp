// What a screen needs: a request, a page, a router, a renderer, translations, form helpers.
#pragma once
#include "web/assets.hpp"
#include "web/body.hpp"
#include "web/chart.hpp"
#include "web/form.hpp"
#include "web/free_space.hpp"
#include "web/page.hpp"
#include "web/parts.hpp"
#include "web/render.hpp"
#include "web/request.hpp"
#include "web/router.hpp"
#include "web/translate.hpp"
