#include <algorithm>

#include "core/api.hpp"
#include "names/dictionary.hpp"
#include "names/pieces.hpp"

namespace ssiis::names {
namespace {

constexpr std::size_t most_words = 5;    // of one entry of the dictionary
constexpr std::size_t sure_letters = 6;  // so long a word is itself wherever it stands in a run
constexpr std::size_t edge_letters = 4;  // a shorter one only at an edge of what is left

class CompanyReader {
 public:
  CompanyName read(std::string_view text) {
    const auto words = written_words(text);
    for (std::size_t i = 0; i < words.size();) {
      if (const std::size_t n = whole(words, i); n != 0) {
        i += n;
      } else if (is_lao(words[i])) {
        run(letters_of(words[i++]));
      } else if (all_digits(words[i]) && out_.number.empty()) {
        out_.number = words[i++];
      } else {
        out_.core.push_back(token_of(words[i++]));
      }
    }
    finish();
    return std::move(out_);
  }

 private:
  // Takes the longest entry that some words from i on make up. Returns how many words.
  std::size_t whole(const std::vector<std::string>& words, std::size_t i) {
    std::size_t ends[most_words]{};
    std::string form;
    std::size_t n = 0;
    for (; n < most_words && i + n < words.size(); ++n) {
      form += words[i + n];
      ends[n] = form.size();
    }
    for (; n > 0; --n) {
      const auto part = std::string_view{form}.substr(0, ends[n - 1]);
      if (const Entry* e = dictionary_.word(part)) return take(*e, part), n;
    }
    return 0;
  }

  void take(const Entry& e, std::string_view form) {
    switch (e.kind) {
      case Entry::Kind::form:
        out_.forms.push_back(dictionary_.forms[e.index].code);
        break;
      case Entry::Kind::activity:
        out_.activities.push_back(dictionary_.activities[e.index].code);
        spoken_.emplace_back(form);
        break;
      case Entry::Kind::exonym:
        out_.core.push_back({std::string{form}, dictionary_.exonyms[e.index], false});
        break;
      case Entry::Kind::filler:
        break;
    }
  }

  // The longest entry of at least `least` letters in letters[from, …) that begins at `at`.
  const Entry* entry_at(std::u32string_view letters, std::size_t at, std::size_t least, std::size_t most) const {
    for (std::size_t n = std::min(most, letters.size() - at); n >= least; --n) {
      if (!may_cut(letters, at + n)) continue;
      const Entry* e = dictionary_.word(text_of(letters.substr(at, n)));
      if (e != nullptr && e->glued) return e;
    }
    return nullptr;
  }

  // A run of Lao letters without spaces: sure words first, then what stands at the edges of the rest.
  void run(std::u32string_view letters) {
    std::size_t from = 0;
    for (std::size_t at = 0; at + sure_letters <= letters.size();) {
      const Entry* e = may_cut(letters, at) ? entry_at(letters, at, sure_letters, dictionary_.longest) : nullptr;
      if (e == nullptr) {
        ++at;
        continue;
      }
      rest(letters.substr(from, at - from));
      take(*e, text_of(letters.substr(at, e->letters)));
      from = at += e->letters;
    }
    rest(letters.substr(from));
  }

  void rest(std::u32string_view letters) {
    std::vector<const Entry*> behind;
    for (bool more = true; more && letters.size() > edge_letters;) {
      more = false;
      if (const Entry* e = entry_at(letters, 0, edge_letters, sure_letters)) {
        take(*e, text_of(letters.substr(0, e->letters)));
        letters.remove_prefix(e->letters);
        more = true;
      }
      for (std::size_t n = std::min(sure_letters, letters.size()); n >= edge_letters; --n) {
        if (!may_cut(letters, letters.size() - n)) continue;
        const Entry* e = dictionary_.word(text_of(letters.substr(letters.size() - n)));
        if (e == nullptr || !e->glued) continue;
        take(*e, text_of(letters.substr(letters.size() - n)));
        letters.remove_suffix(n);
        more = true;
        break;
      }
    }
    if (!letters.empty()) name(text_of(letters));
  }

  // What is left of a run is the name; ICU's dictionary cuts it. A lone letter belongs to what follows it.
  void name(const std::string& text) {
    if (const Entry* e = dictionary_.word(text); e != nullptr && e->glued) return take(*e, text);
    std::string waiting;
    for (auto& piece : lao::search_words(text)) {
      waiting += piece;
      if (waiting.size() <= 3) continue;
      out_.core.push_back(token_of(std::exchange(waiting, {})));
    }
    if (waiting.empty()) return;
    if (!out_.core.empty() && out_.core.back().lao) waiting = out_.core.back().text + waiting, out_.core.pop_back();
    out_.core.push_back(token_of(std::move(waiting)));
  }

  void finish() {
    if (out_.core.empty())
      for (auto& word : spoken_) out_.core.push_back(token_of(std::move(word)));
    for (auto* list : {&out_.forms, &out_.activities}) {
      std::sort(list->begin(), list->end());
      list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    const auto append = [](std::string& to, std::string_view more) {
      for (const char c : more)
        if (to.empty() || to.back() != c) to += c;
    };
    for (const auto& t : out_.core) {
      append(out_.joined.skeleton, t.sound.skeleton);
      append(out_.joined.voiced, t.sound.voiced);
    }
  }

  const Dictionary& dictionary_ = Dictionary::get();
  CompanyName out_;
  std::vector<std::string> spoken_;  // activity words as they stand in the name
};

}  // namespace

CompanyName read_company(std::string_view text) { return CompanyReader{}.read(text); }

}  // namespace ssiis::names
