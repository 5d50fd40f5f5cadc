#include "imports/numbers.hpp"

#include <algorithm>

#include "imports/office.hpp"
#include "web/api.hpp"

namespace ssiis::imports {
namespace {

using web::E_;

constexpr std::size_t warnings_kept = 200, value_shown = 60;  // of one load; how many there are is counted for all

}  // namespace

std::set<std::string> refused_numbers(const Settings& config, const names::Identifiers& identifiers) {
  std::set<std::string> out;
  for (auto& code : split(config.text("imports.refuse_numbers", ""), ' ')) {
    if (code.empty()) continue;
    const auto& kinds = identifiers.kinds();
    if (std::none_of(kinds.begin(), kinds.end(), [&](const auto& k) { return k.code == code; }))
      throw SettingsError{"imports.refuse_numbers: there is no identifier " + code};
    out.insert(std::move(code));
  }
  return out;
}

NumberChecks::NumberChecks(const names::Identifiers* rules, const std::set<std::string>& refused,
                           const registry::FileSpec& spec, Day day)
    : rules_{rules}, refused_{refused}, day_{day} {
  if (rules == nullptr) return;
  for (std::size_t i = 0; i < spec.fields.size(); ++i)
    for (const auto& kind : rules->kinds())
      if (kind.code == spec.fields[i].name) checked_.push_back({i, &kind});
}

void NumberChecks::look(MappedRow& row) {
  std::vector<NumberWarning> warnings;
  for (const auto& [field, kind] : checked_) {
    const auto& number = row.record.fields[field];
    if (number.empty()) continue;
    const auto checked = rules_->check(kind->code, number, day_);
    if (checked.verdict == names::Verdict::ok || fitted_once(*kind, number)) continue;
    const bool digit = checked.why == "identifier.check_digit";
    const std::string code{digit ? E_("value.check_digit") : E_("value.number_pattern")};
    const auto shown = first_code_points(number, value_shown);
    if (checked.verdict == names::Verdict::wrong && refused_.contains(kind->code))
      row.faults.push_back({kind->code, "", code, shown});
    else
      warnings.push_back({row.record.line, kind->code, code, shown});
  }
  if (!row.faults.empty()) return;
  for (auto& warning : warnings) {
    ++warned_[warning.field];
    if (shown_++ < warnings_kept) waiting_.push_back(std::move(warning));
  }
}

// A number may be as old as its register: it need only fit what held when it was given out.
bool NumberChecks::fitted_once(const names::IdentifierKind& kind, const std::string& number) const {
  return std::any_of(kind.rules.begin(), kind.rules.end(), [&](const names::IdentifierRule& rule) {
    return rule.from <= day_ && rules_->check(kind.code, number, rule.from).verdict == names::Verdict::ok;
  });
}

std::vector<NumberWarning> NumberChecks::take(std::int64_t line) {
  std::erase_if(waiting_, [&](const NumberWarning& w) { return w.line <= line; });
  return std::exchange(waiting_, {});
}

}  // namespace ssiis::imports
