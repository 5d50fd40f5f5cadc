// Builds the search index: reads the registry and the snapshots once, writes the index in small
// transactions, switches.
#include <algorithm>
#include <set>
#include <unordered_map>

#include "names/api.hpp"
#include "registry/index_builder.hpp"
#include "registry/inputs.hpp"
#include "registry/search.hpp"
#include "registry/search_text.hpp"
#include "sql/registry.hpp"

namespace ssiis::registry {
namespace {

constexpr std::string_view index_format = "4";  // raise when what is indexed changes

std::string joined(const std::string& a, const std::string& b, std::string_view between) {
  return a.empty() || b.empty() ? a + b : a + std::string{between} + b;
}

using UnitPlaces = std::unordered_map<std::string, std::set<IndexPlace>>;

IndexPlace place_at(const db::Row& r, int c) { return {r.text_or_empty(c), r.text_or_empty(c + 1)}; }

// Workplaces of the MIS, each with its unit's key. A unit is seen from where any of them lies, and so is each of them.
std::vector<std::pair<std::string, IndexDocument>> workplaces_and_places(db::Transaction& tx, UnitPlaces& places) {
  std::vector<std::pair<std::string, IndexDocument>> out;
  for (auto rows = tx.query(sql::registry::index_workplaces); rows.next();) {
    const auto& r = rows.row();
    places[r.text(0)].insert(place_at(r, 1));
    out.emplace_back(r.text(0), IndexDocument{"workplace",
                                              r.text(3),
                                              r.text_or_empty(4),
                                              r.text_or_empty(5),
                                              r.text(3),
                                              joined(r.text_or_empty(7), r.text_or_empty(6), ", "),
                                              {}});
  }
  return out;
}

UnitPlaces read_units(db::Transaction& tx, IndexBuilder& builder) {
  UnitPlaces places;
  auto workplaces = workplaces_and_places(tx, places);
  std::unordered_map<std::string, std::string> names;  // of units with workplaces
  for (const auto& [unit, doc] : workplaces) names.try_emplace(unit);
  for (auto rows = tx.query(sql::registry::index_units); rows.next();) {
    const auto& r = rows.row();
    IndexDocument doc{"labour_unit",
                      r.text(0),
                      r.text_or_empty(2),
                      r.text_or_empty(3),
                      r.text_or_empty(1),
                      joined(r.text_or_empty(5), r.text_or_empty(4), ", "),
                      {}};
    if (const auto named = names.find(doc.key); named != names.end())
      named->second = doc.title_lo.empty() ? doc.title_latin : doc.title_lo;
    auto& at = places[doc.key];
    at.insert(place_at(r, 6));
    doc.places = at;
    if (doc.title_lo.empty() && doc.title_latin.empty()) doc.title_lo = doc.key;
    builder.add(doc, {doc.title_lo, doc.title_latin}, {{"ss", doc.numbers}, {"key", doc.key}});
  }
  for (auto& [unit, doc] : workplaces) {
    doc.places = places[unit];
    doc.numbers = joined(first_code_points(names[unit], 120), doc.key, " · ");
    if (doc.title_lo.empty() && doc.title_latin.empty()) doc.title_lo = doc.key;
    builder.add(doc, {doc.title_lo, doc.title_latin}, {{"key", doc.key}});
  }
  return places;
}

void read_workers(db::Transaction& tx, IndexBuilder& builder, const UnitPlaces& units) {
  std::unordered_map<std::string, std::set<IndexPlace>> places;
  for (auto rows = tx.query(sql::registry::index_employments); rows.next();) {
    const auto unit = units.find(rows.row().text(1));
    if (unit != units.end()) places[rows.row().text(0)].insert(unit->second.begin(), unit->second.end());
  }
  for (auto rows = tx.query(sql::registry::index_workers); rows.next();) {
    const auto& r = rows.row();
    IndexDocument doc{"worker",
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

// Members without an employer are found where they live.
void read_self_employed(db::Transaction& tx, IndexBuilder& builder) {
  if (!has_input(tx, Input::self_employed)) return;
  for (auto rows = tx.query(sql::registry::index_self_employed); rows.next();) {
    const auto& r = rows.row();
    IndexDocument doc{"self_employed",    r.text(0),          joined(r.text_or_empty(3), r.text_or_empty(4), " "),
                      r.text_or_empty(5), r.text_or_empty(1), joined(r.text_or_empty(7), r.text_or_empty(6), ", "),
                      {place_at(r, 8)}};
    if (doc.title_lo.empty() && doc.title_latin.empty()) doc.title_lo = doc.key;
    builder.add(doc, {doc.title_lo, doc.title_latin},
                {{"ss", doc.numbers}, {"id_card", r.text_or_empty(2)}, {"key", doc.key}});
  }
}

void read_firms_of_registers(db::Transaction& tx, IndexBuilder& builder) {
  for (auto rows = tx.query(sql::registry::index_tax); rows.next();) {
    const auto& r = rows.row();
    IndexDocument doc{
        "tax_employer",  r.text(0), "", "", r.text(0), joined(r.text_or_empty(4), r.text_or_empty(3), ", "),
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
    IndexDocument doc{"enterprise",
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
void read_people_of_registers(db::Transaction& tx, IndexBuilder& builder) {
  for (auto rows = tx.query(sql::registry::index_civil); rows.next();) {
    const auto& r = rows.row();
    IndexDocument doc{"civil",
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
    IndexDocument doc{"molsw",
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
  IndexBuilder builder{pool, index};
  progress("search index: reading the registry");
  // Documents are written through other connections while the registry is still being read (SQLite:
  // write-ahead log).
  pool.transact(
      db::Mode::read,
      [&](db::Transaction& tx) {
        const auto units = read_units(tx, builder);
        read_workers(tx, builder, units);
        read_self_employed(tx, builder);
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
