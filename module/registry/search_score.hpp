// How well a name answers what was typed.
#pragma once
#include <string>
#include <vector>

#include "registry/search.hpp"

namespace ssiis::registry {

class NameJudge {
 public:
  explicit NameJudge(const std::string& text);
  // Sets match and score of a hit by its titles.
  void judge(SearchHit& hit) const;

 private:
  struct Counted {
    int whole{0}, part{0}, of{1};
  };
  Counted best_reading(const SearchHit& hit) const;
  int nearness(const SearchHit& hit) const;

  std::string form_;                                // search form
  std::vector<std::vector<std::string>> readings_;  // see search_readings.hpp
  std::string voiced_, firm_voiced_;
  std::vector<std::string> person_voiced_;
};

}  // namespace ssiis::registry
