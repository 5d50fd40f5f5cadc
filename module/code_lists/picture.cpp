// One code over the years, between what it came of and what came of it. A row for each code, a bar for each name.
#include <algorithm>
#include <set>

#include "code_lists/screen_parts.hpp"

namespace ssiis::code_lists {
namespace {

constexpr int left = 150, right = 700, line_height = 34, most_lines = 12;

// The code itself in the middle; first those before it, then those after it.
std::vector<std::string> lines_of(const Book& book, std::string_view code) {
  std::vector<std::string> out;
  std::set<std::string, std::less<>> seen;
  const auto add = [&](const std::string& c) {
    if (out.size() < most_lines && seen.insert(c).second) out.push_back(c);
  };
  for (const auto& b : book.predecessors(code)) add(b.code);
  add(std::string{code});
  for (const auto& b : book.successors(code)) add(b.successor);
  return out;
}

}  // namespace

void put_picture(web::Data& into, const Book& book, std::string_view code, Day today, const web::Translator& t,
                 const std::string& language) {
  const auto lines = lines_of(book, code);
  Day first = today, last = today;
  for (const auto& line : lines)
    for (const auto* e : book.history(line)) {
      first = std::min(first, e->from);
      last = std::max({last, e->from.plus(30), e->to.value_or(e->from)});
    }
  const int days = std::max(1, last.days_since(first));
  const auto x_of = [&](Day day) { return left + (right - left) * std::clamp(day.days_since(first), 0, days) / days; };
  int y = 8;
  for (const auto& line : lines) {
    into.add("LINE").set("LINE_Y", std::int64_t{y + 18}).set("LINE_CODE", line);
    for (const auto* e : book.history(line)) {
      const int from = x_of(e->from), to = x_of(e->to.value_or(last));
      into.add("BAR")
          .set("BAR_CLASS", line == code ? "dec-final" : "dec-notified")
          .set("BAR_X", std::int64_t{from})
          .set("BAR_Y", std::int64_t{y})
          .set("BAR_WIDTH", std::int64_t{std::max(3, to - from - 1)});
    }
    y += line_height;
  }
  const bool now = first < today && today < last;
  into.show_if("TODAY", now).set("TODAY_X", std::int64_t{x_of(today)});
  into.set("PIC_HEIGHT", std::int64_t{y + 26})
      .set("PIC_AXIS", std::int64_t{y + 2})
      .set("PIC_DAYS_Y", std::int64_t{y + 20});
  into.set("PIC_FROM", t.date(language, first)).set("PIC_TO", t.date(language, last));
}

}  // namespace ssiis::code_lists
