// One cell as a model reads it, before its parts are numbered. Internal to the room.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "matching/model.hpp"

namespace ssiis::matching {

struct ReadWord {
  std::string text, skeleton{}, voiced{};
  bool lao{false};
};

struct ReadCell {
  std::string text;  // compact; empty: nothing there
  int date{0};
  std::vector<ReadWord> words{};
  std::vector<std::string> codes{};
  std::string serial{};
  std::string run{};  // skeletons of the words joined, or of the whole
};

ReadCell read_cell(const Value& value, std::string_view cell);
constexpr bool has_words(Reading r) noexcept {
  return r != Reading::text && r != Reading::number && r != Reading::date && r != Reading::phone;
}

}  // namespace ssiis::matching
