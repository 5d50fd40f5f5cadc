// The territory tree of a day, made of the list of places. Pure.
#pragma once
#include "code_lists/book.hpp"
#include "profiles/api.hpp"

namespace ssiis::code_lists {

// What stands beside places of the shipped file.
inline constexpr std::string_view source_of_places =
    "Codes of the Lao Statistics Bureau; the decree of each place is to be confirmed by LSSO";

// The places of that day, villages left out, with those closed by then: below what took their place when that is one,
// else where they lay. The day counts as the first of the tree's version.
profiles::TerritoryFile pyramid_on(const Book& places, Day day);

// The last day up to today on which a place began or ended, since when the tree is as it is today, and each later one:
// a version of the tree for each.
std::vector<Day> days_of_change(const Book& places, Day today);

// The list that a loaded tree is: for the first time that the lists are kept.
std::vector<Entry> entries_of(const profiles::TerritoryTree& tree, std::string_view source);

}  // namespace ssiis::code_lists
