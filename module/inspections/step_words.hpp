// Names of the procedure's steps in the person's language, and the tone codes of tags.
#pragma once
#include <string>

#include "web/api.hpp"
#include "workflow/api.hpp"

namespace ssiis::inspections {

// Which of several a step is for, said after its name: " – Tax Authority"; nothing where there is one.
std::string for_which(const web::Translator& t, const std::string& language, const workflow::OpenTask& task);
// The label of a step, and which of several it is for: in Lao what the drawing itself says (ssiis:nameLo), else the
// catalogue (context "bpmn", key process/element), else the label as drawn, else its id.
std::string step_words(db::Transaction& tx, workflow::Engine& engine, const web::Translator& t,
                       const std::string& language, const workflow::OpenTask& task);
std::string node_words(const workflow::Bundle* bundle, const web::Translator& t, const std::string& language,
                       const std::string& process, const std::string& node);
// ok, warn, bad, cur, idle, unk: the k-… class and the icon.
std::string_view tone_code(web::Tone tone) noexcept;

}  // namespace ssiis::inspections
