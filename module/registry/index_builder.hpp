// The tables of the search index while they are being filled; private to search_index.cpp, which says what goes in.
#pragma once
#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "database/api.hpp"
#include "names/api.hpp"
#include "registry/search.hpp"
#include "registry/search_readings.hpp"
#include "registry/search_text.hpp"

namespace ssiis::registry {

inline constexpr std::size_t index_rows_at_once = 2000;

struct IndexPlace {
  std::string province, district;
  auto operator<=>(const IndexPlace&) const = default;
};

struct IndexDocument {
  std::string kind, key, title_lo, title_latin, numbers, place;
  std::set<IndexPlace> places;
};

// A table that is being filled, some thousand rows a transaction.
class IndexTable {
 public:
  IndexTable(db::Pool& pool, std::string name, std::vector<std::string> columns, std::vector<bool> integer)
      : pool_{pool}, name_{std::move(name)}, columns_{std::move(columns)} {
    for (const bool i : integer) values_.push_back(i ? db::Column::of_integers({}) : db::Column::of_texts({}));
  }
  void integer(std::size_t column, std::int64_t v) { values_[column].integers.emplace_back(v); }
  void text(std::size_t column, std::string v) { values_[column].texts.emplace_back(std::move(v)); }
  void end_row() {
    ++rows_;
    if (++waiting_ == index_rows_at_once) flush();
  }
  void flush() {
    if (waiting_ == 0) return;
    pool_.transact(db::Mode::write, [this](db::Transaction& tx) { tx.execute_many(name_, columns_, values_); });
    for (auto& v : values_) {
      v.integers.clear();
      v.texts.clear();
    }
    waiting_ = 0;
  }
  std::int64_t rows() const noexcept { return rows_; }

 private:
  db::Pool& pool_;
  std::string name_;
  std::vector<std::string> columns_;
  std::vector<db::Column> values_;
  std::size_t waiting_{0};
  std::int64_t rows_{0};
};

class IndexBuilder {
 public:
  IndexBuilder(db::Pool& pool, std::int64_t index)
      : index_{index},
        docs_{pool,
              "insp_reg_search_doc",
              {"index_id", "doc_id", "kind", "doc_key", "title_lo", "title_latin", "numbers", "place"},
              {true, true, false, false, false, false, false, false}},
        places_{pool,
                "insp_reg_search_place",
                {"index_id", "doc_id", "province_code", "district_code"},
                {true, true, false, false}},
        tokens_{pool,
                "insp_reg_search_token",
                {"index_id", "token_id", "token", "skeleton", "voiced"},
                {true, true, false, false, false}},
        grams_{pool, "insp_reg_search_gram", {"index_id", "gram", "token_id"}, {true, false, true}},
        postings_{pool, "insp_reg_search_posting", {"index_id", "token_id", "doc_id"}, {true, true, true}},
        numbers_{
            pool, "insp_reg_search_number", {"index_id", "number_key", "doc_id", "kind"}, {true, false, true, false}} {}

  // `names` go into the words of the index, `numbers` (kind, number) into its numbers.
  void add(const IndexDocument& doc, const std::vector<std::string>& names,
           const std::vector<std::pair<std::string, std::string>>& numbers) {
    const std::int64_t id = docs_.rows() + 1;
    docs_.integer(0, index_);
    docs_.integer(1, id);
    std::size_t column = 2;
    for (const auto* text : {&doc.kind, &doc.key, &doc.title_lo, &doc.title_latin, &doc.numbers, &doc.place})
      docs_.text(column++, *text);
    docs_.end_row();
    for (const auto& place : doc.places) {
      places_.integer(0, index_);
      places_.integer(1, id);
      places_.text(2, place.province);
      places_.text(3, place.district);
      places_.end_row();
    }
    std::set<std::string> seen;
    const bool firm =
        doc.kind == "labour_unit" || doc.kind == "workplace" || doc.kind == "tax_employer" || doc.kind == "enterprise";
    for (const auto& name : names) {
      for (auto& word : name_words(name)) seen.insert(std::move(word));
      if (firm)
        for (auto& word : firm_words(name)) seen.insert(std::move(word));
    }
    for (const auto& word : seen)
      pairs_.emplace_back(token_ids_.try_emplace(word, static_cast<std::int64_t>(token_ids_.size()) + 1).first->second,
                          id);
    std::set<std::pair<std::string, std::string>> keys;
    for (const auto& [kind, number] : numbers)
      if (auto key = number_key(number); !key.empty()) keys.emplace(std::move(key), kind);
    for (const auto& [key, kind] : keys) number_rows_.push_back({key, id, kind});
  }

  IndexFigures finish(const std::function<void(std::string_view)>& progress) {
    docs_.flush();
    places_.flush();
    progress("search index: words");
    std::vector<std::pair<std::string, std::int64_t>> gram_rows;
    for (const auto& [word, id] : token_ids_) {
      const bool spoken = !is_activity(word);
      if (spoken)
        for (auto& gram : grams_of(word)) gram_rows.emplace_back(std::move(gram), id);
      const names::Sound sound = spoken ? names::word_sound(word) : names::Sound{};
      tokens_.integer(0, index_);
      tokens_.integer(1, id);
      tokens_.text(2, word);
      tokens_.text(3, sound.skeleton.substr(0, 60));
      tokens_.text(4, sound.voiced.substr(0, 120));
      tokens_.end_row();
    }
    tokens_.flush();
    progress("search index: pieces of words");
    // In the order of the tables' keys: pages fill one after the other.
    std::sort(gram_rows.begin(), gram_rows.end());
    for (auto& [gram, id] : gram_rows) {
      grams_.integer(0, index_);
      grams_.text(1, std::move(gram));
      grams_.integer(2, id);
      grams_.end_row();
    }
    grams_.flush();
    std::sort(pairs_.begin(), pairs_.end());
    for (const auto& [token, doc] : pairs_) {
      postings_.integer(0, index_);
      postings_.integer(1, token);
      postings_.integer(2, doc);
      postings_.end_row();
    }
    postings_.flush();
    progress("search index: numbers");
    std::sort(number_rows_.begin(), number_rows_.end());
    for (auto& [key, doc, kind] : number_rows_) {
      numbers_.integer(0, index_);
      numbers_.text(1, key);
      numbers_.integer(2, doc);
      numbers_.text(3, kind);
      numbers_.end_row();
    }
    numbers_.flush();
    return {docs_.rows(), tokens_.rows(), grams_.rows(), postings_.rows(), numbers_.rows(), true, index_, {}};
  }

 private:
  std::int64_t index_;
  IndexTable docs_, places_, tokens_, grams_, postings_, numbers_;
  std::map<std::string, std::int64_t> token_ids_;
  std::vector<std::pair<std::int64_t, std::int64_t>> pairs_;
  std::vector<std::tuple<std::string, std::int64_t, std::string>> number_rows_;
};

}  // namespace ssiis::registry
