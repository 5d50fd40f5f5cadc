// Numbers of registers beside what is known of their form (names/identifiers.hpp, decision 0206): they warn, and refuse
// a row only where the rule was confirmed and the installation says that it refuses. Private to the room.
#pragma once
#include <map>
#include <set>

#include "imports/types.hpp"
#include "names/api.hpp"

namespace ssiis::imports {

// One reading of one load. [one thread]
class NumberChecks {
 public:
  // `day`: of the data. `rules` nothing: nothing is known. `refused`: kinds of numbers whose confirmed rules refuse.
  NumberChecks(const names::Identifiers* rules, const std::set<std::string>& refused, const registry::FileSpec& spec,
               Day day);
  // Adds a fault for each number that is refused. The others are counted, unless the row is rejected anyway.
  void look(MappedRow& row);
  const std::map<std::string, std::int64_t>& warned() const noexcept { return warned_; }
  // The first warnings of the whole file, those behind `line` only; each is handed out once.
  std::vector<NumberWarning> take(std::int64_t line);

 private:
  bool fitted_once(const names::IdentifierKind& kind, const std::string& number) const;
  const names::Identifiers* rules_;
  const std::set<std::string>& refused_;
  Day day_;
  struct Checked {
    std::size_t field;
    const names::IdentifierKind* kind;
  };
  std::vector<Checked> checked_{};
  std::map<std::string, std::int64_t> warned_{};
  std::vector<NumberWarning> waiting_{};
  std::size_t shown_{0};
};

}  // namespace ssiis::imports
