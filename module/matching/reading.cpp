#include "matching/reading.hpp"

#include <algorithm>

#include "matching/compact.hpp"
#include "names/api.hpp"

namespace ssiis::matching {
namespace {

ReadWord word_of(const names::NameToken& token) {
  return {compact_text(token.text), token.sound.skeleton, token.sound.voiced, token.lao};
}

void take_words(ReadCell& out, const std::vector<names::NameToken>& tokens) {
  for (const auto& t : tokens) {
    out.words.push_back(word_of(t));
    out.run += t.sound.skeleton;
    out.text += (out.text.empty() ? "" : " ") + out.words.back().text;
  }
}

ReadCell company(std::string_view cell) {
  ReadCell out;
  const auto name = names::read_company(cell);
  take_words(out, name.core);
  out.run = name.joined.skeleton;
  out.codes = name.activities;
  out.serial = name.number;
  if (out.text.empty()) out.text = compact_text(cell);
  return out;
}

ReadCell words_at_spaces(const Value& value, std::string_view cell) {
  ReadCell out;
  const auto text = compact_text(cell);
  for (const auto w : compact_words(text)) {
    const auto same = std::ranges::find(value.aliases, w, [](const auto& a) { return std::string_view{a.first}; });
    out.words.push_back({.text = same == value.aliases.end() ? std::string{w} : same->second});
    out.text += (out.text.empty() ? "" : " ") + out.words.back().text;
  }
  return out;
}

// The way down to the code; its one word is the section, so that rows of one section are found whatever the level of
// their codes. What is no code of the classification is itself.
ReadCell sector(std::string_view cell) {
  ReadCell out;
  out.text = names::sector_path(cell);
  const bool known = !out.text.empty();
  if (!known) out.text = compact_text(cell);
  if (!out.text.empty()) out.words.push_back({.text = known ? out.text.substr(0, 1) : out.text});
  return out;
}

}  // namespace

ReadCell read_cell(const Value& value, std::string_view cell) {
  if (!value.aliases.empty() && value.reading != Reading::words) {
    const auto form = compact_text(cell);
    const auto found =
        std::ranges::find_if(value.aliases, [&](const auto& a) { return compact_text(a.first) == form; });
    if (found != value.aliases.end()) cell = found->second;
  }
  ReadCell out;
  switch (value.reading) {
    case Reading::text:
      out.text = compact_text(cell);
      break;
    case Reading::number:
      out.text = compact_number(cell);
      break;
    case Reading::date:
      out.date = read_date(cell);
      if (out.date != 0) out.text = std::to_string(out.date);
      break;
    case Reading::phone:
      out.text = names::phone_key(cell);
      break;
    case Reading::words:
      return words_at_spaces(value, cell);
    case Reading::list:
      for (std::size_t from = 0; from < cell.size();) {
        const auto to = std::min(cell.find_first_of(" ;|", from), cell.size());
        if (to > from) out.words.push_back({.text = std::string{cell.substr(from, to - from)}});
        from = to + 1;
      }
      std::ranges::sort(out.words, {}, &ReadWord::text);
      for (const auto& w : out.words) out.text += w.text + " ";
      break;
    case Reading::person:
      take_words(out, names::read_person(cell).tokens);
      break;
    case Reading::place:
      take_words(out, names::place_tokens(cell));
      break;
    case Reading::company:
      return company(cell);
    case Reading::sector:
      return sector(cell);
  }
  return out;
}

}  // namespace ssiis::matching
