#include <algorithm>

#include "core/api.hpp"
#include "names/pieces.hpp"

namespace ssiis::names {
namespace {

// By length and beginning only: which ranges are in use changes more often than this program.
// Mobile 20 + 8; wireless 30 + 7 or 8; fixed: area code 2x–8x, 8 digits in all.
bool national(std::string_view n) {
  if (n.starts_with("20")) return n.size() == 10;
  if (n.starts_with("30")) return n.size() == 9 || n.size() == 10;
  return n.size() == 8 && n[0] >= '2' && n[0] <= '8';
}

std::string read_one(std::string_view text) {
  std::string n;
  for (const char c : text)
    if (c >= '0' && c <= '9') n += c;
  std::string_view rest{n};
  const auto drop = [&rest](std::string_view front) {
    if (rest.starts_with(front)) rest.remove_prefix(front.size());
  };
  drop("00");
  if (rest.size() > 10) drop("856");
  drop("0");
  return national(rest) ? std::string{rest} : std::string{};
}

}  // namespace

std::string phone_key(std::string_view text) {
  std::string part;
  for (const char c : lao::ascii_digits(readable(text))) {
    if (c != '/' && c != ',' && c != ';') {
      part += c;
      continue;
    }
    // A field may hold several numbers: the first that is one.
    if (auto found = read_one(std::exchange(part, {})); !found.empty()) return found;
  }
  return read_one(part);
}

}  // namespace ssiis::names
