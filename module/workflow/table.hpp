// A decision as procedures ask it: variables in, variables out.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "workflow/dmn_model.hpp"
#include "workflow/value.hpp"

namespace ssiis::workflow {

// What a decision said: no rule applied (rule is empty), or by which rules ("r1", "r1, r4", "default") it came to what.
struct Decided {
  std::string rule{};
  Variables outputs{};
  explicit operator bool() const noexcept { return !rule.empty(); }
};

// A decision of a deployed file, with what it requires. Immutable. [any thread]
class DecisionTable {
 public:
  // All decisions of a file; with findings, none.
  static std::vector<DecisionTable> read(const XmlSource& xml, Findings& findings);

  const std::string& id() const noexcept { return decision_->id; }
  const std::string& name() const noexcept { return decision_->name; }
  std::size_t rules() const noexcept { return decision_->logic.table ? decision_->logic.table->rows.size() : 0; }
  // All values that a text column names with equality, for deployment's check of deadline keys.
  std::vector<std::string> texts_of_input(std::string_view input) const;

  // Refuses where FEEL would go on with null: the problems of feel_evaluate.hpp and dmn_model.hpp, and
  // workflow.value_not_kept {output} for a result that no variable can keep.
  Result<Decided> decide(const Variables& variables) const;

 private:
  std::shared_ptr<const dmn::Model> model_;
  const dmn::Decision* decision_{nullptr};
};

}  // namespace ssiis::workflow
