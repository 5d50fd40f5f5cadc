// The steps of a file as the thirteen stages of the procedure, with the closing: what a person reads instead of the
// drawing.
#pragma once
#include <string>
#include <vector>

#include "inspections/case_view.hpp"

namespace ssiis::inspections {

// "1. Background information"; the stages' names are those of the procedure's list, the closing has no number.
std::string stage_words(const web::Translator& t, const std::string& language, int stage);

enum class StageState { done, current, ahead, passed_by };

struct Stage {
  int number;
  StageState state;
  std::vector<const NamedStep*> steps;  // of the view that was handed in
};

// Stages in their order. A stage is current while a step of it is; done when one of its steps was done; passed by when
// a later one has begun or the file has ended without it.
std::vector<Stage> stages_of(const std::vector<NamedStep>& steps, bool ended);

}  // namespace ssiis::inspections
