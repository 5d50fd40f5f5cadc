// One code list with its whole history, in memory: every code as it stood from day to day, and what became of it. Pure.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/api.hpp"

namespace ssiis::code_lists {

inline constexpr std::string_view territory_list = "territory", office_list = "office", sector_list = "sector";
bool is_list(std::string_view list) noexcept;
// The levels of a list, the highest first. territory: national, region, province, district, sub_district, village.
// office: head_office, provincial_office, district_office. sector: section, division, group, class.
const std::vector<std::string>& levels_of(std::string_view list);

// What an office writes at the head of its letters: the town of the date line; address and telephone, where people
// come.
struct Heading {
  std::string town_lo{}, town_en{}, contact_lo{}, contact_en{};
  auto operator<=>(const Heading&) const = default;
  const std::string& town(std::string_view language) const noexcept { return language == "lo" ? town_lo : town_en; }
  const std::string& contact(std::string_view language) const noexcept {
    return language == "lo" ? contact_lo : contact_en;
  }
};

// A code as it stood from `from` until the day before `to`.
struct Entry {
  std::string code, level, parent;  // the parent's code; empty at the top
  std::string name_lo, name_en;     // of sectors the Lao name is empty where no official one is known
  std::string other_names{};        // further spellings, between '|'
  std::string serves{};             // of offices: codes of places, between spaces
  Day from{};
  std::optional<Day> to{};
  std::string source{};
  std::int64_t begun_by{0}, ended_by{0};  // acts
  Heading heading{};                      // of offices; empty until it was entered
  bool holds_on(Day day) const noexcept { return from <= day && (!to || day < *to); }
  const std::string& name(std::string_view language) const noexcept {
    return language == "lo" && !name_lo.empty() ? name_lo : name_en;
  }
};

// What became of a code: renamed, moved, merged, split.
struct Became {
  std::string code, successor;
  Day day{};
  std::string kind;
  std::int64_t act{0};
  auto operator<=>(const Became&) const = default;
};

// An immutable value. [any thread]
class Book {
 public:
  Book(std::string list, std::int64_t revision, std::vector<Entry> entries, std::vector<Became> became);

  const std::string& list() const noexcept { return list_; }
  std::int64_t revision() const noexcept { return revision_; }
  const std::vector<Entry>& entries() const noexcept { return entries_; }  // by code and day
  const std::vector<Became>& became() const noexcept { return became_; }   // by code, day and successor

  std::vector<const Entry*> history(std::string_view code) const;  // the oldest first; empty when unknown
  const Entry* on(std::string_view code, Day day) const;           // nullptr: not in force that day
  const Entry* last(std::string_view code) const;                  // the newest row, nullptr when unknown
  std::vector<const Entry*> as_of(Day day) const;                  // in the order of codes
  std::vector<const Entry*> children(std::string_view code, Day day) const;
  std::vector<Became> successors(std::string_view code) const;
  std::vector<Became> predecessors(std::string_view code) const;
  // The codes in force on that day that a code stands for: itself, or what came of it, and of that. Empty when it ended
  // without a successor or is unknown.
  std::vector<std::string> stands_for(std::string_view code, Day day) const;

 private:
  std::string list_;
  std::int64_t revision_;
  std::vector<Entry> entries_;
  std::vector<Became> became_;
};

}  // namespace ssiis::code_lists
