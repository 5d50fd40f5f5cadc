// Invented people, firms and villages of the demonstration registry, in Lao script and as clerks
// romanise them.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "registry/random.hpp"

namespace ssiis::registry {

// A piece of a name: Lao, and the spellings in Latin letters that are met for it.
struct Piece {
  std::string_view lo;
  std::string_view latin[3];
};

struct Activity {
  std::string_view section;  // ISIC Rev. 4
  std::string_view lo;
  std::string_view en;
  int weight;  // of a thousand units
};

namespace pieces {
std::span<const Piece> given_first();
std::span<const Piece> given_second();
std::span<const Piece> surname_first();
std::span<const Piece> surname_second();
std::span<const Piece> firm_first();
std::span<const Piece> firm_second();
std::span<const Piece> village_first();
std::span<const Piece> village_second();
std::span<const Activity> activities();
}  // namespace pieces

// A name kept as its pieces, so that each register can spell it in its own way.
struct CoinedName {
  const Piece* first;
  const Piece* second;
  std::string lo() const;
  // One romanisation; another draw may give another spelling of the same name.
  std::string latin(Random& random) const;
};
CoinedName coin(Random& random, std::span<const Piece> first, std::span<const Piece> second);

// Legal forms as enterprises write them: the Lao words around the name and the English ones after
// it.
struct LegalForm {
  std::string_view code, lo_before, lo_after, en_after;
  int weight;
};
std::span<const LegalForm> legal_forms();

// The slips of a clerk: a tone mark lost, ຊ for ສ, ໜ in two letters, a vowel too short, a letter
// left out; for Latin a letter left out, doubled or swapped. The result may equal the input when it
// offers nothing to slip on.
std::string misspelt(std::string_view text, Random& random);

// A number with one digit wrong or two swapped.
std::string mistyped(std::string number, Random& random);

}  // namespace ssiis::registry
