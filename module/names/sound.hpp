// How a name sounds, so that ບຸນມີ, Bounmy and Bunmi meet: there is no official romanisation in daily
// use.
#pragma once
#include <string>
#include <string_view>

namespace ssiis::names {

// Both are ASCII. `skeleton` holds classes of consonants (K C S T P N M L Y V H) with doubles
// collapsed and vowels dropped; `voiced` keeps the vowels too, as classes a e i o u, for ranking
// what has the same skeleton. Mixed text is read script by script. Empty for text without Lao or
// Latin letters.
struct Sound {
  std::string skeleton;
  std::string voiced;
  auto operator<=>(const Sound&) const = default;
};
Sound sound_of(std::string_view utf8);

// 0 for equal texts, 100 for nothing in common: edit distance over the longer length.
int distance_percent(std::string_view a, std::string_view b);

}  // namespace ssiis::names
