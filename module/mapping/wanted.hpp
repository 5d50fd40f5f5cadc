// What the canonical views want, and by which words of a vendor's schema it may be known. Words are English, Lao in
// Latin letters, and Lao.
#pragma once
#include <string_view>
#include <vector>

namespace ssiis::mapping {

enum class Kind {
  key,     // unique
  unit,    // points to the table of labour units
  worker,  // points to the table of workers
  member,  // points to the table of members without an employer
  day,
  month,
  money,
  lao_name,    // text in Lao
  latin_name,  // text in Latin letters
  text,
  number,  // an identifying number: known by its name only
  phone,
  sex,
  code,  // few values
  province,
  district
};

struct WantedColumn {
  std::string_view name;
  Kind kind;
  std::vector<std::string_view> words;
};

struct WantedView {
  std::string_view name;                // reg_…
  std::vector<std::string_view> words;  // of the table
  std::vector<WantedColumn> columns;
};

// reg_labour_unit, reg_worker, reg_workplace, reg_contribution, reg_employment, reg_benefit, reg_self_employed,
// reg_self_employed_contribution: in the order in which they are looked for.
const std::vector<WantedView>& wanted_views();

}  // namespace ssiis::mapping
