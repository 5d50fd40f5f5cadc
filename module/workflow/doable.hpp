// Some of the tasks that a person may do, as a condition over insp_wf_task t (or over what has its columns) with the
// values of its places. Private to the room.
#pragma once
#include <string>
#include <variant>
#include <vector>

#include "database/api.hpp"

namespace ssiis::workflow {

struct Doable {
  std::string condition{};
  std::vector<std::variant<std::int64_t, std::string>> values{};

  void also(std::string_view more);  // "… AND more"
  void one_of(std::string_view column, const std::vector<std::string>& names);
  // The role is asked for in a way that no index of roles serves: the keys of a person's few files lead to his tasks.
  void of_team(const std::string& role, const std::vector<CaseId>& cases);
  // Adds the values in their order; they must outlive the call that `params` is for.
  void bind(db::Params& params) const;
  static Doable any_of(std::vector<Doable> parts);  // at least one
};

}  // namespace ssiis::workflow
