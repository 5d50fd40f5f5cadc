// Search recall on planted variants of names: 200 spellings, made by documented rules in either script from names of a
// generated registry, each of which must find the entry that it was made from.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>

#include "name_variants.hpp"
#include "names/api.hpp"
#include "registry/generator.hpp"
#include "registry_fixture.hpp"

namespace ssiis::registry {
namespace {

using namespace variants;

struct Entry {
  std::string kind, key, lo, latin;
};

// An entry's name proper in Latin letters with the English words for activity and form around it.
std::string firm_in_english(const Entry& e, Random& random) {
  const auto firm = names::read_company(e.lo);
  std::string core;
  for (const auto& t : firm.core) core += t.text;
  std::string out = romanised(core, 0, random);
  for (const auto& code : firm.activities)
    for (const auto& word : names::activity_words())
      if (word.code == code) out += " " + word.en;
  return out + " Co., Ltd";
}

std::string without_form(const Entry& e) {
  std::string out;
  for (const auto& word : words(e.lo))
    if (const auto firm = names::read_company(word); firm.forms.empty() || !firm.core.empty())
      out += (out.empty() ? "" : " ") + word;
  return out;
}

// A way to misspell, and the entries that can be so misspelt.
struct Rule {
  std::string_view name;
  std::string_view kind;
  std::function<std::string(const Entry&, Random&)> make;
};

const std::vector<Rule>& rules() {
  static const std::vector<Rule> all{
      {"person: Latin as on cards", "worker", [](auto& e, auto& r) { return romanised(e.lo, 0, r); }},
      {"person: Latin as in guides", "worker", [](auto& e, auto& r) { return romanised(e.lo, 1, r); }},
      {"person: Latin, mixed, surname first", "worker",
       [](auto& e, auto& r) { return words_swapped(romanised(e.lo, 2, r)); }},
      {"person: tones left out, title before", "worker", [](auto& e, auto&) { return "ທ້າວ " + without_tones(e.lo); }},
      {"person: a letter left out", "worker", [](auto& e, auto& r) { return letter_dropped(e.lo, r); }},
      {"person: Latin, a letter left out", "worker",
       [](auto& e, auto& r) { return letter_dropped(romanised(e.lo, 0, r), r); }},
      {"person: Latin, two letters exchanged", "worker",
       [](auto& e, auto& r) { return letters_exchanged(romanised(e.lo, 0, r), r); }},
      {"person: letters that sound alike", "worker", [](auto& e, auto& r) { return sounding_alike(e.lo, r); }},
      {"person: zero-width spaces, no space", "worker",
       [](auto& e, auto& r) { return with_zero_width(without_spaces(e.lo), r); }},
      {"firm: without its form", "labour_unit", [](auto& e, auto&) { return without_form(e); }},
      {"firm: run together", "labour_unit", [](auto& e, auto&) { return without_spaces(e.lo); }},
      {"firm: another form, tones left out", "labour_unit",
       [](auto& e, auto&) { return "ບ/ສ " + without_tones(without_form(e)) + " ຈໍາກັດ"; }},
      {"firm: in English", "labour_unit", [](auto& e, auto& r) { return firm_in_english(e, r); }},
      {"firm: Latin as in guides, no form", "labour_unit",
       [](auto& e, auto& r) { return romanised(without_form(e), 1, r); }},
      {"firm: a letter left out", "labour_unit", [](auto& e, auto& r) { return letter_dropped(without_form(e), r); }},
      {"firm: in English, a letter doubled", "labour_unit",
       [](auto& e, auto& r) { return letter_doubled(firm_in_english(e, r), r); }}};
  return all;
}

constexpr int planted = 208;  // 13 of each rule

class SearchRecall : public RegistryDatabase {
 protected:
  void SetUp() override {
    RegistryDatabase::SetUp();
    GenerateOptions options;
    options.units = 300;
    options.seed = 77;
    options.months = 1;
    std::filesystem::create_directories(folder_);
    generate_folder(options, folder_, [](std::string_view) {});
    load_folder(pool(), *ids_, clock_, trail(), who(), folder_, Day{2026, 11, 1}, [](std::string_view) {});
    index();
  }
  std::vector<Entry> entries(const std::string& kind) {
    static constexpr db::Query titles{"test/titles",
                                      "SELECT doc_key, title_lo, title_latin FROM insp_reg_search_doc WHERE kind = ? "
                                      "AND title_lo LIKE '% %' ORDER BY doc_key"};
    return read([&](db::Transaction& tx) {
      std::vector<Entry> out;
      for (auto rows = tx.query(titles, db::Params{kind}); rows.next();)
        out.push_back({kind, rows.row().text(0), rows.row().text(1), rows.row().text_or_empty(2)});
      return out;
    });
  }
  // Where the entry stands among the hits, from 1; 0 when it is none of them.
  std::size_t place_of(const Entry& e, const std::string& text) {
    SearchQuery query;
    query.text = text;
    query.limit = count_limit;
    const auto scope = scope_at("");
    const auto result = read([&](db::Transaction& tx) { return box_.search(tx, scope, query); });
    for (std::size_t i = 0; i < result.hits.size(); ++i)
      if (result.hits[i].kind == e.kind && result.hits[i].key == e.key) return i + 1;
    return 0;
  }
  SearchBox box_{};
};

TEST_P(SearchRecall, PlantedVariantsFindTheNameTheyWereMadeFrom) {
  Random random{2026};
  std::map<std::string_view, std::vector<Entry>> by_kind{{"worker", entries("worker")},
                                                         {"labour_unit", entries("labour_unit")}};
  int found = 0, first = 0, all = 0, lao_found = 0, lao_all = 0;
  for (const auto& rule : rules()) {
    int rule_found = 0, rule_first = 0;
    for (int k = 0; k < planted / static_cast<int>(rules().size()); ++k) {
      const Entry& e = random.pick(std::span<const Entry>{by_kind.at(rule.kind)});
      const std::string text = rule.make(e, random);
      const auto place = place_of(e, text);
      rule_found += place > 0 ? 1 : 0;
      rule_first += place > 0 && place <= 10 ? 1 : 0;
      ++all;
      lao_all += lao::has_lao(text) ? 1 : 0;
      lao_found += lao::has_lao(text) && place > 0 ? 1 : 0;
      if (place == 0 || place > 10)
        fmt::print("  {}: {} for {} ({}): place {}\n", rule.name, text, e.lo, e.latin, place);
    }
    fmt::print("{:<42} found {:>2}, in the first ten {:>2}\n", rule.name, rule_found, rule_first);
    found += rule_found;
    first += rule_first;
  }
  fmt::print("recall {}/{} = {:.3f} (Lao {}/{}, Latin {}/{}), in the first ten {} = {:.3f}\n", found, all,
             static_cast<double>(found) / all, lao_found, lao_all, found - lao_found, all - lao_all, first,
             static_cast<double>(first) / all);
  EXPECT_EQ(all, planted);
  EXPECT_GE(found * 100, all * 95);
  EXPECT_GE(first * 100, all * 95);
}

SSIIS_ON_ALL_ENGINES(SearchRecall);

}  // namespace
}  // namespace ssiis::registry
