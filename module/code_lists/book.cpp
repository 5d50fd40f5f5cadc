#include "code_lists/book.hpp"

#include <algorithm>
#include <set>

namespace ssiis::code_lists {

bool is_list(std::string_view list) noexcept {
  return list == territory_list || list == office_list || list == sector_list;
}

const std::vector<std::string>& levels_of(std::string_view list) {
  static const std::vector<std::string> places{"national", "region", "province", "district", "sub_district", "village"};
  static const std::vector<std::string> offices{"head_office", "provincial_office", "district_office"};
  static const std::vector<std::string> sectors{"section", "division", "group", "class"};
  return list == territory_list ? places : list == office_list ? offices : sectors;
}

Book::Book(std::string list, std::int64_t revision, std::vector<Entry> entries, std::vector<Became> became)
    : list_{std::move(list)}, revision_{revision}, entries_{std::move(entries)}, became_{std::move(became)} {
  std::sort(entries_.begin(), entries_.end(),
            [](const auto& a, const auto& b) { return std::tie(a.code, a.from) < std::tie(b.code, b.from); });
  std::sort(became_.begin(), became_.end(), [](const auto& a, const auto& b) {
    return std::tie(a.code, a.day, a.successor) < std::tie(b.code, b.day, b.successor);
  });
}

std::vector<const Entry*> Book::history(std::string_view code) const {
  std::vector<const Entry*> out;
  auto at = std::lower_bound(entries_.begin(), entries_.end(), code,
                             [](const Entry& e, std::string_view wanted) { return e.code < wanted; });
  for (; at != entries_.end() && at->code == code; ++at) out.push_back(&*at);
  return out;
}

const Entry* Book::on(std::string_view code, Day day) const {
  for (const auto* e : history(code))
    if (e->holds_on(day)) return e;
  return nullptr;
}

const Entry* Book::last(std::string_view code) const {
  const auto all = history(code);
  return all.empty() ? nullptr : all.back();
}

std::vector<const Entry*> Book::as_of(Day day) const {
  std::vector<const Entry*> out;
  for (const auto& e : entries_)
    if (e.holds_on(day)) out.push_back(&e);
  return out;
}

std::vector<const Entry*> Book::children(std::string_view code, Day day) const {
  std::vector<const Entry*> out;
  for (const auto& e : entries_)
    if (e.parent == code && e.holds_on(day)) out.push_back(&e);
  return out;
}

std::vector<Became> Book::successors(std::string_view code) const {
  std::vector<Became> out;
  for (const auto& b : became_)
    if (b.code == code) out.push_back(b);
  return out;
}

std::vector<Became> Book::predecessors(std::string_view code) const {
  std::vector<Became> out;
  for (const auto& b : became_)
    if (b.successor == code) out.push_back(b);
  return out;
}

std::vector<std::string> Book::stands_for(std::string_view code, Day day) const {
  std::set<std::string, std::less<>> seen;
  std::vector<std::string> waiting{std::string{code}}, out;
  while (!waiting.empty()) {
    const auto next = waiting.back();
    waiting.pop_back();
    if (!seen.insert(next).second) continue;
    if (on(next, day) != nullptr) {
      out.push_back(next);
      continue;
    }
    for (const auto& b : successors(next))
      if (b.day <= day) waiting.push_back(b.successor);
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace ssiis::code_lists
