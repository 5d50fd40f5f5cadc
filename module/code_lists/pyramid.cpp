#include "code_lists/pyramid.hpp"

#include <algorithm>
#include <set>

namespace ssiis::code_lists {
namespace {

std::vector<Became> until(std::vector<Became> all, Day day) {
  std::erase_if(all, [&](const auto& b) { return b.day > day; });
  return all;
}

// The row that a place has in the tree of that day; nullptr when it had not begun.
const Entry* standing(const Book& places, std::string_view code, Day day) {
  const Entry* found = nullptr;
  for (const auto* e : places.history(code))
    if (e->from <= day) found = e;
  return found;
}

profiles::Territory node_of(const Book& places, const Entry& e, Day day) {
  profiles::Territory t;
  t.code = e.code;
  t.parent = e.parent;
  t.kind = e.level;
  t.name_lo = e.name_lo;
  t.name_en = e.name_en;
  t.valid_from = places.history(e.code).front()->from;
  const auto became = until(places.successors(e.code), day);
  for (const auto& b : became)
    if (const auto* next = standing(places, b.successor, day); next && next->level != "village")
      t.successors.push_back({b.successor, b.day});
  if (e.holds_on(day)) return t;
  t.valid_to = e.to;
  // What became one place lies in that place; parts lie apart, so the whole stays where it was. Parts that had left
  // before it closed are none of what it became.
  const auto closing = [&](const profiles::Succession& s) { return s.day == *e.to; };
  if (std::count_if(t.successors.begin(), t.successors.end(), closing) == 1)
    t.parent = std::find_if(t.successors.begin(), t.successors.end(), closing)->code;
  return t;
}

}  // namespace

profiles::TerritoryFile pyramid_on(const Book& places, Day day) {
  profiles::TerritoryFile out;
  out.valid_from = day;
  std::set<std::string, std::less<>> done;
  std::string print{"code lists"};
  for (const auto& e : places.entries()) {
    if (!done.insert(e.code).second) continue;
    const auto* now = standing(places, e.code, day);
    if (now == nullptr || now->level == "village") continue;
    out.nodes.push_back(node_of(places, *now, day));
    const auto& t = out.nodes.back();
    for (const auto& part :
         {t.code, t.parent, t.kind, t.name_lo, t.name_en, t.valid_from.iso(), t.valid_to ? t.valid_to->iso() : ""})
      print += '\n' + part;
    for (const auto& s : t.successors) print += '\n' + s.code + ' ' + s.day.iso();
  }
  out.content_hash = hex(sha256(print));
  return out;
}

std::vector<Day> days_of_change(const Book& places, Day today) {
  std::optional<Day> newest;
  std::set<Day> days;
  const auto change = [&](Day day) {
    if (day > today)
      days.insert(day);
    else if (!newest || day > *newest)
      newest = day;
  };
  for (const auto& e : places.entries()) {
    change(e.from);
    if (e.to) change(*e.to);
  }
  days.insert(newest.value_or(today));
  return {days.begin(), days.end()};
}

std::vector<Entry> entries_of(const profiles::TerritoryTree& tree, std::string_view source) {
  std::vector<Entry> out;
  for (const auto& t : tree.all()) {
    auto to = t.valid_to;
    if (to && *to <= t.valid_from) to = t.valid_from.plus(1);  // left out by the next file on its first day
    out.push_back({t.code, t.kind, t.parent, t.name_lo, t.name_en, "", "", t.valid_from, to, std::string{source}});
  }
  return out;
}

}  // namespace ssiis::code_lists
