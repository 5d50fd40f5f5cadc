// Cells as they are compared: each distinct reading of a value once, rows by their readings' numbers. Internal to the
// room.
#pragma once
#include <cstdint>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "matching/csv.hpp"
#include "matching/model.hpp"
#include "matching/table.hpp"

namespace ssiis::matching {

// A word of a value. Words of the same sound share a skeleton.
struct Word {
  std::string text;           // compact
  std::string voiced;         // how it sounds, with vowels (names::Sound)
  std::uint32_t skeleton{0};  // number of its consonants; 0: no sound
  bool lao{false};
  std::uint32_t rows{0};  // that hold it
  float idf{0};           // the rarer among the rows, the greater
};

// One way to read a cell; a value may have several ("given surname | name_latin").
struct Alternative {
  std::uint32_t text_at{0}, text_size{0};
  int date{0};
  std::uint32_t wording{0};  // index, where the value has words
  bool lao{false};           // its first word is
};
struct Wording {
  std::uint32_t words_at{0}, codes_at{0};
  std::uint16_t words{0}, codes{0};
  std::uint64_t serial{0};  // the number in a company's name
  std::uint64_t sound{0};   // of the skeletons of all words, in no order; 0: none
  std::uint32_t run{0};     // skeleton of the whole as one word
  float length{0};          // of the words' vector of idf
};

class Values {
 public:
  // Reads the columns of value `v` of the model from both tables (`right` may be null).
  static Values read(const Model& model, std::size_t v, const Table& left, const Table* right, int threads,
                     std::stop_token stop);

  // Of a row of the left table, or, beyond its rows, of the right one. 0: nothing there.
  const std::vector<std::uint32_t>& rows() const noexcept { return ids_; }
  void forget_rows() { std::vector<std::uint32_t>{}.swap(ids_); }
  std::size_t count() const noexcept { return ends_.size() - 1; }
  std::span<const Alternative> alternatives(std::uint32_t id) const noexcept {
    return {alternatives_.data() + ends_[id - 1], ends_[id] - ends_[id - 1]};
  }
  std::string_view text(const Alternative& a) const noexcept { return {texts_.data() + a.text_at, a.text_size}; }
  const Wording& wording(const Alternative& a) const noexcept { return wordings_[a.wording]; }
  std::span<const std::uint32_t> words(const Wording& w) const noexcept {
    return {lists_.data() + w.words_at, w.words};
  }
  std::span<const std::uint32_t> codes(const Wording& w) const noexcept {
    return {lists_.data() + w.codes_at, w.codes};
  }
  const Word& word(std::uint32_t number) const noexcept { return words_[number]; }
  std::string_view skeleton(std::uint32_t number) const noexcept { return skeletons_[number]; }
  // How often a reading, or a sound, stands among the rows that have one; and how often two random ones are equal.
  double share(std::uint32_t id) const noexcept { return static_cast<double>(share_[id]); }
  double sound_share(std::uint32_t skeleton) const noexcept { return static_cast<double>(sound_share_[skeleton]); }
  double coincidence() const noexcept { return coincidence_; }
  double sound_coincidence() const noexcept { return sound_coincidence_; }
  double rarest_share() const noexcept { return rarest_share_; }

 private:
  friend class ValuesMaker;
  std::vector<std::uint32_t> ids_, ends_{0};
  std::vector<Alternative> alternatives_;
  std::vector<Wording> wordings_{};
  std::vector<std::uint32_t> lists_;
  std::vector<Word> words_{Word{}};
  std::vector<std::string> skeletons_{std::string{}};
  std::vector<float> share_, sound_share_;
  double coincidence_{1}, sound_coincidence_{1}, rarest_share_{1};
  std::string texts_;
};

// The first of the words that holds a figure (a house, a road); empty: none does.
std::string_view first_number(const Values& values, const Wording& wording) noexcept;

// The keys that a reading has for a part: sorted, each once. None: it makes no block.
void keys_of(const Values& values, std::uint32_t id, const Key& key, std::vector<std::uint64_t>& out);

}  // namespace ssiis::matching
