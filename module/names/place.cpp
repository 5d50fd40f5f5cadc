#include <algorithm>
#include <span>

#include "core/api.hpp"
#include "names/dictionary.hpp"
#include "names/pieces.hpp"

namespace ssiis::names {
namespace {

const PlaceKind* kind_of(std::string_view form) {
  const auto& places = Dictionary::get().places;
  const auto at = places.find(form);
  return at == places.end() ? nullptr : &at->second;
}

// One part of an address, between commas.
class PartReader {
 public:
  explicit PartReader(std::vector<NameToken>& out) : out_{out}, first_{out.size()} {}

  void read(std::string_view part) {
    const auto words = written_words(part);
    for (std::size_t i = 0; i < words.size();) {
      const auto [kind, count] = kind_at(words, i);
      if (kind != nullptr && (kind->mark == 0 || (i + count < words.size() && all_digits(words[i + count])))) {
        end_name();
        mark_ = kind->mark;
        city_ = city_ || is_city(*kind);
        i += count;
        continue;
      }
      word(words[i++]);
    }
    end_name();
    tell_apart(words);
  }

 private:
  static bool is_city(const PlaceKind& kind) { return kind.code == "city" || kind.code == "capital"; }

  // Vientiane Capital and Vientiane are two provinces. The word for the kind may stand before the name or behind it,
  // and that of the capital alone is enough.
  void tell_apart(const std::vector<std::string>& words) {
    if (!city_) return;
    const auto& capital = Dictionary::get().capital;
    if (out_.size() == first_) {
      const auto [kind, count] = kind_at(words, 0);
      if (kind != nullptr && kind->code == "capital" && count == words.size()) out_.push_back(token_of(capital.name));
      return;
    }
    for (auto& token : std::span{out_}.subspan(first_))
      if (capital.of.contains(token.text)) token = token_of(capital.name);
  }

  static std::pair<const PlaceKind*, std::size_t> kind_at(const std::vector<std::string>& words, std::size_t i) {
    for (std::size_t n = std::min<std::size_t>(3, words.size() - i); n > 0; --n) {
      std::string form;
      for (std::size_t k = 0; k < n; ++k) form += words[i + k];
      if (const auto* kind = kind_of(form)) return {kind, n};
    }
    return {nullptr, 0};
  }

  void word(const std::string& word) {
    if (all_digits(word)) {
      end_name();
      out_.push_back({mark_ != 0 ? mark_ + word : word, {}, false});
      mark_ = 0;
    } else {
      name_ += is_lao(word) ? without_kind(word) : word;
    }
  }

  // ບ້ານນາເໜືອ: the word for the kind without a space.
  std::string without_kind(const std::string& word) {
    const auto letters = code_points(word);
    for (std::size_t n = std::min<std::size_t>(10, letters.size()); n >= 3; --n) {
      if (letters.size() < n + 2 || !may_cut(letters, n)) continue;
      const auto* kind = kind_of(utf8_of(std::u32string_view{letters}.substr(0, n)));
      if (kind == nullptr || kind->mark != 0) continue;
      end_name();
      city_ = city_ || is_city(*kind);
      return utf8_of(std::u32string_view{letters}.substr(n));
    }
    return word;
  }

  void end_name() {
    if (!name_.empty()) out_.push_back(token_of(std::exchange(name_, {})));
  }

  std::vector<NameToken>& out_;
  std::size_t first_;  // of this part
  bool city_{false};   // the part holds a word for a city
  std::string name_;
  char mark_{0};
};

}  // namespace

std::vector<NameToken> place_tokens(std::string_view text) {
  std::vector<NameToken> out;
  std::string part;
  for (const char c : readable(text)) {
    if (c != ',' && c != ';' && c != '\n') {
      part += c;
      continue;
    }
    PartReader{out}.read(std::exchange(part, {}));
  }
  PartReader{out}.read(part);
  return out;
}

}  // namespace ssiis::names
