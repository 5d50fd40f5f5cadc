// Documents of the index by name: as words, parts of words, by sound; when nothing is found so, by what is nearly said.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "database/api.hpp"
#include "registry/scoped.hpp"

namespace ssiis::registry {

// The tokens of the index that one word of the query may mean.
struct Meaning {
  std::vector<std::int64_t> exact;  // the word itself
  std::vector<std::int64_t> all;    // also as a part, also by sound
};

class NameSearch {
 public:
  // `kinds`: a condition on kinds, of our own codes only. All must outlive the search.
  NameSearch(db::Transaction& tx, const Scope& scope, std::int64_t index, std::string kinds)
      : tx_{tx}, scope_{scope}, index_{index}, kinds_{std::move(kinds)} {}

  // Sorted, none twice, all inside the scope.
  std::vector<std::int64_t> documents_of(const std::string& text);

 private:
  enum class How { said, nearly };
  void find(const std::vector<std::string>& words, How how);
  void find_but_one(const std::vector<std::string>& words);
  std::vector<std::string> known_words(const std::string& word);
  Meaning meaning(const std::string& word, How how);
  std::vector<std::int64_t> containing(const std::string& word);
  std::vector<std::int64_t> sounding_like(const std::string& word, How how);
  void documents(std::vector<Meaning>& meanings, std::vector<std::int64_t> Meaning::*tokens);

  db::Transaction& tx_;
  const Scope& scope_;
  std::int64_t index_;
  std::string kinds_;
  std::vector<std::int64_t> found_;
};

}  // namespace ssiis::registry
