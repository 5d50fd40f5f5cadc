// Provinces and districts as the registers write them: free text, Lao or Latin, misspelt, or
// nothing.
#pragma once
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/api.hpp"
#include "database/api.hpp"

namespace ssiis::registry {

// A province (two digits) or a district (four). `others` holds further spellings, separated by '|'.
struct Place {
  std::string_view code;
  std::string_view name_lo;
  std::string_view name_en;
  std::string_view others;
  std::string_view province{};  // code, of a district that the beginning of its own code does not tell
  bool ended{false};            // kept for what registers still write
};
std::span<const Place> all_places();

// The codes behind two texts. An empty code means: not recognised; who asks for a territory then
// climbs, from an unknown district to its province, from an unknown province to headquarters.
struct PlaceCodes {
  std::string province;
  std::string district;
  auto operator<=>(const PlaceCodes&) const = default;
};

// Immutable after construction. [any thread]
class Gazetteer {
 public:
  Gazetteer();
  // Also by the list of places that the office keeps (view insp_place_names), as it stands on `day`: new places, former
  // names, districts that moved. Where a former and a present place have one name, the present one is meant.
  static Gazetteer on(db::Transaction& tx, Day day);
  Gazetteer(Gazetteer&&) = default;
  // Codes, names in either script, with or without the words for province, city and district. A
  // district is looked for inside its province only; when the province text says nothing, a
  // district whose name is unique in the country gives the province too. "Vientiane" alone is the
  // province of that name, as the statistics office has it.
  PlaceCodes resolve(std::string_view province, std::string_view district) const;
  const Place* find(std::string_view code) const;

 private:
  struct Named {
    const Place* place;
    std::string voiced;  // of the name that made the entry
  };
  void enter(const Place& place, std::string_view name);
  void keep(const std::vector<std::string>& row, bool ended, bool province);
  std::string_view kept_text(std::string text);
  bool over(const Place& place) const { return place.ended || ended_.contains(std::string{place.code}); }
  const Place* match(std::string_view text, std::string_view inside_province) const;
  std::deque<std::string> texts_;  // of `kept_`
  std::deque<Place> kept_;
  std::unordered_set<std::string> ended_;
  std::unordered_map<std::string, const Place*> by_code_;
  std::unordered_map<std::string, std::vector<Named>> by_name_;
};

}  // namespace ssiis::registry
