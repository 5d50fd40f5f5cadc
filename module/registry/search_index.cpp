// Builds the search index: reads the registry and the snapshots once, writes the index in small
// transactions, switches.
#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "names/api.hpp"
#include "registry/search.hpp"
#include "registry/search_readings.hpp"
#include "registry/search_text.hpp"
#include "sql/registry.hpp"

namespace ssiis::registry {
namespace {

constexpr std::string_view index_format = "3";  // raise when what is indexed changes
constexpr std::size_t rows_at_once = 2000;

struct PlaceCode {
  std::string province, district;
  auto operator<=>(const PlaceCode&) const = default;
};

struct Document {
  std::string kind, key, title_lo, title_latin, numbers, place;
  std::set<PlaceCode> places;
};

std::string joined(const std::string& a, const std::string& b, std::string_view between) {
  return a.empty() || b.empty() ? a + b : a + std::string{between} + b;
}

// A table that is being filled, some thousand rows a transaction.
class Table {
 public:
  Table(db::Pool& pool, std::string name, std::vector<std::string> columns, std::vector<bool> integer)
      : pool_{pool}, name_{std::move(name)}, columns_{std::move(columns)} {
    for (const bool i : integer) values_.push_back(i ? db::Column::of_integers({}) : db::Column::of_texts({}));
  }
  void integer(std::size_t column, std::int64_t v) { values_[column].integers.emplace_back(v); }
  void text(std::size_t column, std::string v) { values_[column].texts.emplace_back(std::move(v)); }
  void end_row() {
    ++rows_;
    if (++waiting_ == rows_at_once) flush();
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

class Builder {
 public:
  Builder(db::Pool& pool, std::int64_t index)
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
  void add(const Document& doc, const std::vector<std::string>& names,
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
    const bool firm = doc.kind == "labour_unit" || doc.kind == "tax_employer" || doc.kind == "enterprise";
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
  Table docs_, places_, tokens_, grams_, postings_, numbers_;
  std::map<std::string, std::int64_t> token_ids_;
  std::vector<std::pair<std::int64_t, std::int64_t>> pairs_;
  std::vector<std::tuple<std::string, std::int64_t, std::string>> number_rows_;
};

using UnitPlaces = std::unordered_map<std::string, std::set<PlaceCode>>;

PlaceCode place_at(const db::Row& r, int c) { return {r.text_or_empty(c), r.text_or_empty(c + 1)}; }

UnitPlaces read_units(db::Transaction& tx, Builder& builder) {
  UnitPlaces places;
  for (auto rows = tx.query(sql::registry::index_workplaces); rows.next();)
    places[rows.row().text(0)].insert(place_at(rows.row(), 1));
  for (auto rows = tx.query(sql::registry::index_units); rows.next();) {
    const auto& r = rows.row();
    Document doc{"labour_unit",
                 r.text(0),
                 r.text_or_empty(2),
                 r.text_or_empty(3),
                 r.text_or_empty(1),
                 joined(r.text_or_empty(5), r.text_or_empty(4), ", "),
                 {}};
    auto& at = places[doc.key];
    at.insert(place_at(r, 6));
    doc.places = at;
    if (doc.title_lo.empty() && doc.title_latin.empty()) doc.title_lo = doc.key;
    builder.add(doc, {doc.title_lo, doc.title_latin}, {{"ss", doc.numbers}, {"key", doc.key}});
  }
  return places;
}

void read_workers(db::Transaction& tx, Builder& builder, const UnitPlaces& units) {
  std::unordered_map<std::string, std::set<PlaceCode>> places;
  for (auto rows = tx.query(sql::registry::index_employments); rows.next();) {
    const auto unit = units.find(rows.row().text(1));
    if (unit != units.end()) places[rows.row().text(0)].insert(unit->second.begin(), unit->second.end());
  }
  for (auto rows = tx.query(sql::registry::index_workers); rows.next();) {
    const auto& r = rows.row();
    Document doc{"worker",
                 r.text(0),
                 joined(r.text_or_empty(3), r.text_or_empty(4), " "),
                 r.text_or_empty(5),
                 r.text_or_empty(1),
                 joined(r.text_or_empty(7), r.text_or_empty(6), ", "),
                 {}};
    const auto at = places.find(doc.key);
    doc.places = at != places.end() ? at->second : std::set{place_at(r, 8)};
    if (doc.title_lo.empty() && doc.title_latin.empty()) doc.title_lo = doc.key;
    builder.add(doc, {doc.title_lo, doc.title_latin},
                {{"ss", doc.numbers}, {"id_card", r.text_or_empty(2)}, {"key", doc.key}});
  }
}

void read_firms_of_registers(db::Transaction& tx, Builder& builder) {
  for (auto rows = tx.query(sql::registry::index_tax); rows.next();) {
    const auto& r = rows.row();
    Document doc{"tax_employer",  r.text(0), "", "", r.text(0), joined(r.text_or_empty(4), r.text_or_empty(3), ", "),
                 {place_at(r, 5)}};
    for (const int c : {1, 2}) {
      const auto name = r.text_or_empty(c);
      auto& to = lao::has_lao(name) ? doc.title_lo : doc.title_latin;
      if (to.empty()) to = name;
    }
    if (doc.title_lo.empty() && doc.title_latin.empty()) doc.title_lo = doc.key;
    builder.add(doc, {r.text_or_empty(1), r.text_or_empty(2)}, {{"tin", doc.key}});
  }
  for (auto rows = tx.query(sql::registry::index_enterprises); rows.next();) {
    const auto& r = rows.row();
    Document doc{"enterprise",
                 r.text(0),
                 r.text_or_empty(2),
                 r.text_or_empty(3),
                 joined(r.text(0), r.text_or_empty(1), " / "),
                 joined(r.text_or_empty(5), r.text_or_empty(4), ", "),
                 {place_at(r, 6)}};
    if (doc.title_lo.empty() && doc.title_latin.empty()) doc.title_lo = doc.key;
    builder.add(doc, {doc.title_lo, doc.title_latin}, {{"er", doc.key}, {"tin", r.text_or_empty(1)}});
  }
}

// People of other registers are found by their identity card number only, never by name: LSSO has
// no business with people who are not its own.
void read_people_of_registers(db::Transaction& tx, Builder& builder) {
  for (auto rows = tx.query(sql::registry::index_civil); rows.next();) {
    const auto& r = rows.row();
    Document doc{"civil",
                 r.text(0),
                 joined(r.text_or_empty(2), r.text_or_empty(3), " "),
                 r.text_or_empty(4),
                 r.text(0),
                 joined(r.text_or_empty(6), r.text_or_empty(5), ", "),
                 {place_at(r, 7)}};
    if (doc.title_lo.empty() && doc.title_latin.empty()) doc.title_lo = doc.key;
    builder.add(doc, {}, {{"id_card", r.text(1)}});
  }
  for (auto rows = tx.query(sql::registry::index_molsw); rows.next();) {
    const auto& r = rows.row();
    Document doc{"molsw",
                 r.text(0),
                 r.text_or_empty(2),
                 r.text_or_empty(3),
                 r.text(0),
                 joined(r.text_or_empty(5), r.text_or_empty(4), ", "),
                 {place_at(r, 6)}};
    if (doc.title_lo.empty() && doc.title_latin.empty()) doc.title_lo = doc.key;
    builder.add(doc, {}, {{"id_card", r.text(1)}});
  }
}

std::string content_of(db::Transaction& tx) {
  std::string text{index_format};
  for (auto rows = tx.query(sql::registry::index_content); rows.next();)
    text += "\n" + rows.row().text(0) + " " + rows.row().text(1);
  return hex(sha256(text));
}

struct Current {
  std::int64_t id;
  std::string content;
  IndexFigures figures;
};
std::optional<Current> current_index(db::Transaction& tx) {
  return tx.find(sql::registry::index_current, db::Params{}, [](const db::Row& r) {
    return Current{
        r.integer(0),
        r.text(1),
        {r.integer(2), r.integer(3), r.integer(4), r.integer(5), r.integer(6), false, r.integer(0), r.text(1)}};
  });
}

// Rows before what they point to.
constexpr std::string_view index_tables[] = {
    "insp_reg_search_number", "insp_reg_search_posting", "insp_reg_search_gram", "insp_reg_search_token",
    "insp_reg_search_place",  "insp_reg_search_doc",     "insp_reg_index"};

// Indexes that are not current: the one before, and what a broken build left.
void remove_old(db::Pool& pool, std::int64_t current) {
  for (const auto table : index_tables) {
    const std::string text = "DELETE FROM " + std::string{table} + " WHERE index_id <> ?";
    pool.transact(db::Mode::write, [&](db::Transaction& tx) {
      tx.execute({"registry/index_remove", text}, db::Params{current});
    });
  }
}

// What the planner knows of the tables, taken anew.
void take_statistics(db::Pool& pool) {
  auto lease = pool.take();
  for (const auto table : index_tables) lease->run(lease->dialect().take_statistics(table));
}

}  // namespace

IndexFigures build_search_index(db::Pool& pool, db::IdSource& ids, const Clock& clock, audit::Trail& trail,
                                const Actor& who, bool force, const std::function<void(std::string_view)>& progress) {
  const std::int64_t index = ids.next();
  std::string content;
  {
    const auto before = pool.transact(db::Mode::read, [&](db::Transaction& tx) {
      content = content_of(tx);
      return current_index(tx);
    });
    if (before && before->content == content && !force) return before->figures;
    // The index before the current one stays until now, so that no search loses the rows under its
    // feet.
    remove_old(pool, before ? before->id : 0);
  }
  Builder builder{pool, index};
  progress("search index: reading the registry");
  // Documents are written through other connections while the registry is still being read (SQLite:
  // write-ahead log).
  pool.transact(
      db::Mode::read,
      [&](db::Transaction& tx) {
        const auto units = read_units(tx, builder);
        read_workers(tx, builder, units);
        read_firms_of_registers(tx, builder);
        read_people_of_registers(tx, builder);
      },
      1);
  IndexFigures figures = builder.finish(progress);
  figures.content = content;
  pool.transact(db::Mode::write, [&](db::Transaction& tx) {
    tx.execute(sql::registry::index_add, db::Params{index, content, clock.now(), figures.documents, figures.tokens,
                                                    figures.grams, figures.postings, figures.numbers});
    tx.execute(sql::registry::index_retire);
    tx.execute(sql::registry::index_make_current, db::Params{index});
    trail.record(tx, who,
                 {.chain = audit::ChainName::administration(),
                  .event = "registry.indexed",
                  .object = "index:" + std::to_string(index),
                  .details = {{"content_sha256", content},
                              {"documents", std::to_string(figures.documents)},
                              {"words", std::to_string(figures.tokens)},
                              {"pieces", std::to_string(figures.grams)},
                              {"places_of_words", std::to_string(figures.postings)},
                              {"numbers", std::to_string(figures.numbers)}}});
  });
  // All rows are new: planners that still think of the numbers before would read whole tables, or seek a row at a time.
  take_statistics(pool);
  return figures;
}

}  // namespace ssiis::registry
