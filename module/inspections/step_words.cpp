#include "inspections/step_words.hpp"

namespace ssiis::inspections {

std::string node_words(const workflow::Bundle* bundle, const web::Translator& t, const std::string& language,
                       const std::string& process, const std::string& node) {
  std::string drawn = node;
  if (bundle != nullptr)
    if (const auto* definition = bundle->process(process))
      if (const int at = definition->index(node); at != workflow::nowhere) {
        const auto& step = definition->node(at);
        if (language == "lo" && !step.name_lo.empty()) return step.name_lo;
        if (!step.name.empty()) drawn = step.name;
      }
  return t.keyed(language, "bpmn", process + "/" + node, drawn);
}

std::string step_words(db::Transaction& tx, workflow::Engine& engine, const web::Translator& t,
                       const std::string& language, const workflow::OpenTask& task) {
  const auto bundle = engine.bundle(tx, task.bundle);
  return node_words(bundle.get(), t, language, task.process, task.node);
}

std::string_view tone_code(web::Tone tone) noexcept {
  switch (tone) {
    case web::Tone::ok:
      return "ok";
    case web::Tone::warn:
      return "warn";
    case web::Tone::bad:
      return "bad";
    case web::Tone::current:
      return "cur";
    case web::Tone::idle:
      return "idle";
    case web::Tone::unconfirmed:
      return "unk";
  }
  return "idle";
}

}  // namespace ssiis::inspections
