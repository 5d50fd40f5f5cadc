#include <algorithm>

#include "core/api.hpp"
#include "names/dictionary.hpp"
#include "names/pieces.hpp"

namespace ssiis::names {
namespace {

constexpr std::size_t most_words = 5;    // of one entry of the dictionary
constexpr std::size_t sure_letters = 6;  // so long a word is itself wherever it stands in a run
constexpr std::size_t edge_letters = 4;  // a shorter one only at an edge of what is left

// ບ/ສ and ບ.ສ stand before the name without a space; their sign would part the two letters.
std::string with_space_behind_abbreviation(std::string_view text) {
  std::string out{readable(text)};
  for (const std::string_view written : {"ບ/ສ", "ບ.ສ"})
    if (const auto at = out.find(written); at != std::string::npos) out.replace(at, written.size(), "ບສ ");
  return out;
}

class CompanyReader {
 public:
  CompanyName read(std::string_view text) {
    const auto words = written_words(with_space_behind_abbreviation(text));
    for (std::size_t i = 0; i < words.size();) {
      if (const std::size_t n = whole(words, i); n != 0) {
        i += n;
      } else if (const Entry* e = misspelt(words[i]); e != nullptr) {
        take(*e, words[i++]);
      } else if (is_lao(words[i])) {
        run(code_points(words[i++]));
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

  // Names come first: only behind one is a word that is nearly an entry taken for it.
  const Entry* misspelt(std::string_view word) const { return out_.core.empty() ? nullptr : dictionary_.nearly(word); }

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

  const Entry* entry(std::u32string_view letters) const { return dictionary_.word(utf8_of(letters)); }

  // The longest entry of sure_letters and more that begins at `at`.
  const Entry* sure_at(std::u32string_view letters, std::size_t at) const {
    for (std::size_t n = std::min(dictionary_.longest, letters.size() - at); n >= sure_letters; --n) {
      if (!may_cut(letters, at + n)) continue;
      const Entry* e = entry(letters.substr(at, n));
      if (e != nullptr && e->glued == Entry::Glued::anywhere) return e;
    }
    return nullptr;
  }

  // A run of Lao letters without spaces: sure words first, then what stands at the edges of the rest.
  void run(std::u32string_view letters) {
    std::size_t from = 0;
    for (std::size_t at = 0; at + sure_letters <= letters.size();) {
      const Entry* e = may_cut(letters, at) ? sure_at(letters, at) : nullptr;
      if (e == nullptr) {
        ++at;
        continue;
      }
      rest(letters.substr(from, at - from));
      take(*e, utf8_of(letters.substr(at, e->letters)));
      from = at += e->letters;
    }
    rest(letters.substr(from));
  }

  // The longest entry at the front or back of `letters` that counts there and leaves something over.
  const Entry* at_edge(std::u32string_view letters, bool front) const {
    for (std::size_t n = std::min(sure_letters, letters.size() - 1); n >= 2; --n) {
      const std::size_t cut = front ? n : letters.size() - n;
      if (!may_cut(letters, cut)) continue;
      const Entry* e = entry(front ? letters.substr(0, n) : letters.substr(cut));
      if (e == nullptr) continue;
      if (e->glued == (front ? Entry::Glued::front : Entry::Glued::back)) return e;
      if (e->glued == Entry::Glued::anywhere && n >= edge_letters) return e;
    }
    return nullptr;
  }

  void rest(std::u32string_view letters) {
    bool more = true;
    while (more && letters.size() > 2) {
      more = false;
      if (const Entry* e = entry(letters); e != nullptr && e->glued != Entry::Glued::nowhere) break;
      for (const bool front : {true, false}) {
        if (letters.size() <= 2) break;
        const Entry* e = at_edge(letters, front);
        if (e == nullptr) continue;
        take(*e, utf8_of(front ? letters.substr(0, e->letters) : letters.substr(letters.size() - e->letters)));
        front ? letters.remove_prefix(e->letters) : letters.remove_suffix(e->letters);
        more = true;
      }
    }
    if (!letters.empty()) name(utf8_of(letters));
  }

  // What is left of a run is the name; ICU's dictionary cuts it. A lone letter belongs to what follows it.
  void name(const std::string& text) {
    if (const Entry* e = dictionary_.word(text); e != nullptr && e->glued != Entry::Glued::nowhere)
      return take(*e, text);
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

  bool says(std::string_view code) const {
    return std::find(out_.activities.begin(), out_.activities.end(), code) != out_.activities.end();
  }

  void finish() {
    if (says("IMPORT") && says("EXPORT")) {
      std::erase_if(out_.activities, [](const auto& code) { return code == "IMPORT" || code == "EXPORT"; });
      out_.activities.emplace_back("IMPORT_EXPORT");
    }
    if (out_.core.empty())
      for (auto& word : spoken_) out_.core.push_back(token_of(std::move(word)));
    for (auto* list : {&out_.forms, &out_.activities}) {
      std::sort(list->begin(), list->end());
      list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    out_.joined = joined();
  }

  // As one word, so that "Hin Heup" sounds like "Hinheup".
  Sound joined() const {
    Sound out;
    const auto append = [](std::string& to, std::string_view more) {
      for (const char c : more)
        if (to.empty() || to.back() != c) to += c;
    };
    std::string run;
    const auto end_run = [&] {
      Sound s = sound_of_form(std::exchange(run, {}));
      // Within a word an H has no sound.
      if (!out.voiced.empty() && s.skeleton.starts_with('H')) s.skeleton.erase(0, 1), s.voiced.erase(0, 1);
      append(out.skeleton, s.skeleton);
      append(out.voiced, s.voiced);
    };
    for (const auto& t : out_.core) {
      const Entry* e = t.lao ? nullptr : dictionary_.word(t.text);
      if (e == nullptr || e->kind != Entry::Kind::exonym) {
        run += t.text;
        continue;
      }
      end_run();
      append(out.skeleton, t.sound.skeleton);
      append(out.voiced, t.sound.voiced);
    }
    end_run();
    return out;
  }

  const Dictionary& dictionary_ = Dictionary::get();
  CompanyName out_;
  std::vector<std::string> spoken_;  // activity words as they stand in the name
};

}  // namespace

Sound word_sound(std::string_view word) {
  const auto& dictionary = Dictionary::get();
  const std::string form = squeezed(readable(word));
  const Entry* e = dictionary.word(form);
  return e != nullptr && e->kind == Entry::Kind::exonym ? dictionary.exonyms[e->index] : sound_of_form(form);
}

CompanyName read_company(std::string_view text) { return CompanyReader{}.read(text); }

}  // namespace ssiis::names
