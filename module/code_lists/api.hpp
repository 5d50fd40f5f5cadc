// Places, offices and sectors as lists by day: what each code was called, what became of it, who keeps it.
#pragma once
#include "code_lists/acts.hpp"
#include "code_lists/book.hpp"
#include "code_lists/files.hpp"
#include "code_lists/office.hpp"
#include "code_lists/pyramid.hpp"
#include "code_lists/screens.hpp"
#include "code_lists/serving.hpp"
