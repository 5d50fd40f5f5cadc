#include "inspections/step_words.hpp"

#include "inspections/institutions.hpp"

namespace ssiis::inspections {

std::string node_words(const workflow::Bundle* bundle, const web::Translator& t, const std::string& language,
                       const std::string& process, const std::string& node) {
  const auto label = bundle != nullptr ? bundle->label_of(process, node) : workflow::StepLabel{node, {}};
  if (language == "lo" && !label.lo.empty()) return label.lo;
  return t.keyed(language, "bpmn", process + "/" + node, label.drawn);
}

std::string for_which(const web::Translator& t, const std::string& language, const workflow::OpenTask& task) {
  if (task.item.empty()) return {};
  return " – " + (is_institution(task.item) ? institution_words(t, language, task.item) : task.item);
}

std::string step_words(db::Transaction& tx, workflow::Engine& engine, const web::Translator& t,
                       const std::string& language, const workflow::OpenTask& task) {
  const auto bundle = engine.bundle(tx, task.bundle);
  return node_words(bundle.get(), t, language, task.process, task.node) + for_which(t, language, task);
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
