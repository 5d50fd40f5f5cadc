// A small country: provinces 01 and 02, districts 0101 … 0103 and 0201, a sub-district in 0103.
#pragma once
#include "code_lists/api.hpp"

namespace ssiis::code_lists {

inline constexpr Day founded{2020, 1, 1}, june{2026, 6, 1}, july{2026, 7, 1}, today_of_tests{2026, 11, 23};

inline Entry place(const char* code, const char* level, const char* parent) {
  return {code, level, parent, "ລາວ", code, "", "", founded, std::nullopt, "law"};
}

inline Book country() {
  return Book{"territory",
              1,
              {place("LA", "national", ""), place("01", "province", "LA"), place("02", "province", "LA"),
               place("0101", "district", "01"), place("0102", "district", "01"), place("0103", "district", "01"),
               place("0201", "district", "02"), place("010301", "sub_district", "0103")},
              {}};
}

inline Outcome outcome(const char* code, const char* level = "", const char* parent = "") {
  return {code, level, parent, "ໃໝ່", std::string{"New "} + code};
}

// The book after the act; throws with the code of its refusal.
inline Book after(const Book& book, const Act& act) {
  const auto change = change_of(book, act, today_of_tests);
  if (!change) throw std::runtime_error{change.rejection().code};
  return changed(book, *change, act.day, book.revision() + 100);
}

inline std::string refused(const Book& book, const Act& act) {
  const auto change = change_of(book, act, today_of_tests);
  return change ? "" : change.rejection().code;
}

}  // namespace ssiis::code_lists
