// Provinces and districts as the registers write them: free text, Lao or Latin, misspelt, or
// nothing.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ssiis::registry {

// A province (two digits) or a district (four). `others` holds further spellings, separated by '|'.
struct Place {
  std::string_view code;
  std::string_view name_lo;
  std::string_view name_en;
  std::string_view others;
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
  const Place* match(std::string_view text, std::string_view inside_province) const;
  std::unordered_map<std::string, const Place*> by_code_;
  std::unordered_map<std::string, std::vector<Named>> by_name_;
};

}  // namespace ssiis::registry
