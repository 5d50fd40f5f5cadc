// From which template of its bundle a file has its letters written.
#include "sql/workflow.hpp"
#include "workflow/engine_step.hpp"
#include "workflow/template_store.hpp"

namespace ssiis::workflow {

std::optional<Engine::LetterTemplate> Engine::letter_template(db::Transaction& tx, CaseId c, std::string_view language,
                                                              std::string_view kind) {
  namespace q = sql::workflow;
  const auto id = tx.find(q::instance_bundle, db::Params{c}, [](const db::Row& r) { return r.integer(0); });
  if (!id) return std::nullopt;
  const auto b = bundle(tx, *id);
  const auto name = template_name(language, kind);
  const auto held = b->templates.find(name);
  if (held == b->templates.end()) return std::nullopt;
  const auto until =
      tx.find(q::template_next_day, db::Params{name, b->valid_from}, [](const db::Row& r) { return r.maybe_day(0); });
  return LetterTemplate{held->second, b->valid_from, until.value_or(std::nullopt)};
}

}  // namespace ssiis::workflow
