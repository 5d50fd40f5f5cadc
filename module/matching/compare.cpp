#include "matching/compare.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "matching/compact.hpp"
#include "matching/distances.hpp"

namespace ssiis::matching {
namespace {

// Words beyond these are not looked at: names are short, and garbage must not cost the square of its length.
constexpr std::size_t most_words = 16;
// From here on two words of a name count as the same word, more or less; below the second they have nothing in common.
constexpr double same_word = 0.85, other_word = 0.7;

struct Matched {
  double sum{0};  // of the likenesses of the words that found one another
  std::array<std::pair<std::uint32_t, double>, most_words> words{};  // word of a, its likeness
  std::size_t count{0};
};

// Each word of the shorter name with the likest one left in the other, the likest pair first.
Matched match_words(const Values& values, std::span<const std::uint32_t> a, std::span<const std::uint32_t> b,
                    KnownWords& known) {
  a = a.first(std::min(a.size(), most_words));
  b = b.first(std::min(b.size(), most_words));
  std::array<double, most_words * most_words> like;  // NOLINT: as far as there are words it is filled below
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < b.size(); ++j) like[i * most_words + j] = known.likeness(values, a[i], b[j]);
  Matched out;
  std::uint32_t used_a = 0, used_b = 0;
  for (std::size_t n = 0; n < std::min(a.size(), b.size()); ++n) {
    double best = other_word;
    std::size_t best_i = most_words, best_j = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
      if ((used_a >> i & 1) != 0) continue;
      for (std::size_t j = 0; j < b.size(); ++j)
        if ((used_b >> j & 1) == 0 && like[i * most_words + j] > best) {
          best = like[i * most_words + j];
          best_i = i;
          best_j = j;
        }
    }
    if (best_i == most_words) break;
    used_a |= 1U << best_i;
    used_b |= 1U << best_j;
    out.sum += best;
    out.words[out.count++] = {a[best_i], best};
  }
  return out;
}

double names_likeness(const Values& values, const Alternative& a, const Alternative& b, KnownWords& known) {
  const auto& wa = values.wording(a);
  const auto& wb = values.wording(b);
  const auto first = values.words(wa), second = values.words(wb);
  if (std::ranges::equal(first, second) && values.text(a) == values.text(b)) return 1;
  const auto matched = match_words(values, first, second, known);
  const double words = std::max<double>(1, std::max(wa.words, wb.words));
  const double like = matched.sum / words;
  // Spaces differ between registers: the same sounds in a row are the same name.
  return wa.run != 0 && wa.run == wb.run ? std::max(like, 0.95) : like;
}

// Lao is written without spaces, and Latin with spaces of the writer's choice: names are also compared as one word by
// their consonants. A short skeleton says little.
double run_likeness(const Values& values, const Wording& a, const Wording& b) {
  if (a.run == 0 || b.run == 0) return 0;
  if (a.run == b.run) return 0.95;
  const auto first = values.skeleton(a.run), second = values.skeleton(b.run);
  return std::min(first.size(), second.size()) < 4 ? 0 : 0.95 * edit_likeness(first, second);
}

// Soft TF-IDF (Cohen, Ravikumar, Fienberg 2003): common words of firms' names count for little.
double soft_words(const Values& values, const Alternative& a, const Alternative& b, KnownWords& known) {
  const auto& wa = values.wording(a);
  const auto& wb = values.wording(b);
  if (wa.length <= 0 || wb.length <= 0) return values.text(a) == values.text(b) ? 1 : 0;
  auto first = values.words(wa), second = values.words(wb);
  first = first.first(std::min(first.size(), most_words));
  second = second.first(std::min(second.size(), most_words));
  double sum = 0;
  for (const auto x : first) {
    double best = 0;
    const Word* partner = nullptr;
    for (const auto y : second) {
      const double like = known.likeness(values, x, y);
      if (like > best) {
        best = like;
        partner = &values.word(y);
      }
    }
    if (best >= same_word) sum += best * static_cast<double>(values.word(x).idf) * static_cast<double>(partner->idf);
  }
  const double like = std::min(1.0, sum / static_cast<double>(wa.length) / static_cast<double>(wb.length));
  return std::max(like, run_likeness(values, wa, wb));
}

bool share_any(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  return std::ranges::find_first_of(a, b) != a.end();
}

double activity_likeness(const Values& values, const Alternative& a, const Alternative& b) {
  const auto first = values.codes(values.wording(a)), second = values.codes(values.wording(b));
  if (first.empty() || second.empty()) return -1;
  if (std::ranges::equal(first, second)) return 1;
  return share_any(first, second) ? 0.8 : 0;
}

double serial_likeness(const Values& values, const Alternative& a, const Alternative& b) {
  const auto first = values.wording(a).serial, second = values.wording(b).serial;
  if (first == 0 && second == 0) return -1;
  return first == second ? 1 : first == 0 || second == 0 ? 0.5 : 0;
}

double number_likeness(const Values& values, const Alternative& a, const Alternative& b) {
  const auto first = first_number(values, values.wording(a)), second = first_number(values, values.wording(b));
  return first.empty() || second.empty() ? -1 : digits_likeness(first, second);
}

double likeness_of(const Values& values, How how, const Alternative& a, const Alternative& b, KnownWords& known) {
  switch (how) {
    case How::exact:
      return values.text(a) == values.text(b) ? 1 : 0;
    case How::jaro_winkler:
      return jaro_winkler(values.text(a), values.text(b));
    case How::edit:
      return edit_likeness(values.text(a), values.text(b));
    case How::digits:
      return digits_likeness(values.text(a), values.text(b));
    case How::date:
      return date_likeness(a.date, b.date);
    case How::days:
      return days_likeness(a.date, b.date);
    case How::names:
      return names_likeness(values, a, b, known);
    case How::words:
      return soft_words(values, a, b, known);
    case How::activities:
      return activity_likeness(values, a, b);
    case How::serial:
      return serial_likeness(values, a, b);
    case How::first_number:
      return number_likeness(values, a, b);
    case How::sector:
      return sector_likeness(values.text(a), values.text(b));
    case How::common:
      return share_any(values.words(values.wording(a)), values.words(values.wording(b))) ? 1 : 0;
  }
  return 0;
}

// Whether both are written in one script somewhere: then nothing is learned from comparing across scripts.
bool scripts_meet(const Values& values, std::uint32_t a, std::uint32_t b) {
  for (const auto& x : values.alternatives(a))
    for (const auto& y : values.alternatives(b))
      if (x.lao == y.lao) return true;
  return false;
}

}  // namespace

double word_likeness(const Values& values, const Word& a, const Word& b) {
  const bool same_sound = a.skeleton != 0 && a.skeleton == b.skeleton;
  if (a.lao == b.lao) {
    const double letters = jaro_winkler(a.text, b.text);
    return same_sound ? std::max(letters, 0.88 + 0.1 * edit_likeness(a.voiced, b.voiced)) : letters;
  }
  if (same_sound) return 0.9 + 0.1 * edit_likeness(a.voiced, b.voiced);
  if (a.skeleton == 0 || b.skeleton == 0) return 0;
  // Vowels differ freely between romanisations; consonants carry the name.
  const double consonants = edit_likeness(values.skeleton(a.skeleton), values.skeleton(b.skeleton));
  if (consonants < 0.6) return 0;
  return 0.9 * (0.7 * consonants + 0.3 * edit_likeness(a.voiced, b.voiced));
}

double KnownWords::likeness(const Values& values, std::uint32_t a, std::uint32_t b) {
  constexpr std::size_t many = 1 << 15;
  if (a == b) return 1;
  if (slots_.empty()) slots_.resize(many);
  const auto words = std::uint64_t{a} << 32 | b;
  auto& slot = slots_[hash_with(a, b) % many];
  if (slot.words != words) slot = {words, word_likeness(values, values.word(a), values.word(b))};
  return slot.likeness;
}

double likeness(const Values& values, How how, std::uint32_t a, std::uint32_t b, KnownWords& known) {
  const bool of_parts = how == How::activities || how == How::serial || how == How::first_number;
  if (a == b && !of_parts) return 1;
  double best = -1;
  const bool by_script = how == How::names && scripts_meet(values, a, b);
  for (const auto& x : values.alternatives(a))
    for (const auto& y : values.alternatives(b)) {
      if (by_script && x.lao != y.lao) continue;
      best = std::max(best, likeness_of(values, how, x, y, known));
      if (best >= 1) return best;
    }
  return best;
}

double rarity(const Values& values, How how, std::uint32_t a, std::uint32_t b, KnownWords& known) {
  if (how != How::names) return std::log2(values.coincidence() / std::max(values.share(a), values.share(b)));
  // Of the way to read both in which they are likest: what each word that agrees says.
  double best = -1, bits = 0;
  const bool by_script = scripts_meet(values, a, b);
  for (const auto& x : values.alternatives(a))
    for (const auto& y : values.alternatives(b)) {
      if (by_script && x.lao != y.lao) continue;
      const auto matched = match_words(values, values.words(values.wording(x)), values.words(values.wording(y)), known);
      if (matched.sum <= best) continue;
      best = matched.sum;
      bits = 0;
      for (std::size_t i = 0; i < matched.count; ++i) {
        const auto& [number, like] = matched.words[i];
        const auto skeleton = values.word(number).skeleton;
        if (like >= same_word && skeleton != 0)
          bits += std::log2(values.sound_coincidence() / values.sound_share(skeleton));
      }
    }
  return bits;
}

}  // namespace ssiis::matching
