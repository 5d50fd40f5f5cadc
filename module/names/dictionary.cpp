#include "names/dictionary.hpp"

#include <algorithm>
#include <pugixml.hpp>
#include <stdexcept>

#include "core/api.hpp"
#include "embedded/dictionary_xml.hpp"

namespace ssiis::names {
namespace {

std::vector<std::string> spellings(const pugi::xml_node& node, const char* attribute) {
  std::vector<std::string> out;
  for (auto& form : split(node.attribute(attribute).value(), '|'))
    if (!form.empty()) out.push_back(std::move(form));
  return out;
}

// Short words are too near to each other and to names.
std::size_t least_misspelt(std::string_view form) { return lao::has_lao(form) ? 5 : 6; }

std::vector<std::string> with_letter_left_out(std::string_view form) {
  const auto letters = code_points(form);
  std::vector<std::string> out;
  for (std::size_t i = 0; i < letters.size(); ++i) out.push_back(utf8_of(std::u32string{letters}.erase(i, 1)));
  return out;
}

class DictionaryReader {
 public:
  Dictionary read() {
    std::string text;
    for (const auto line : embedded::dictionary_xml) text += std::string{line} + "\n";
    pugi::xml_document doc;
    if (!doc.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8))
      throw std::runtime_error{"names: the dictionary is not well-formed"};
    const auto root = doc.child("names");
    for (const auto node : root.child("titles").children("title")) title(node);
    for (const auto node : root.child("forms").children("form")) word(node, Entry::Kind::form, out_.forms);
    for (const auto node : root.child("activities").children("activity"))
      word(node, Entry::Kind::activity, out_.activities);
    enter_all(root.child("fillers"), Entry::Kind::filler, 0);
    for (const auto node : root.child("exonyms").children("exonym")) {
      for (const auto& form : spellings(node, "en")) enter(form, Entry::Kind::exonym, out_.exonyms.size());
      out_.exonyms.push_back(sound_of(node.attribute("lo").value()));
    }
    for (const auto node : root.child("places").children("kind"))
      for (const char* script : {"lo", "en"})
        for (const auto& form : spellings(node, script))
          out_.places.try_emplace(squeezed(form),
                                  PlaceKind{node.attribute("code").value(), *node.attribute("mark").value()});
    const auto capital = root.child("places").child("capital");
    out_.capital.name = squeezed(capital.attribute("name").value());
    for (const auto& form : spellings(capital, "of")) out_.capital.of.insert(squeezed(form));
    return std::move(out_);
  }

 private:
  void title(const pugi::xml_node& node) {
    for (const char* script : {"lo", "en"})
      for (const auto& form : spellings(node, script))
        out_.titles.insert_or_assign(squeezed(form), Title{*node.attribute("sex").value(),
                                                           node.attribute("anywhere").as_bool(), script[0] == 'l'});
  }
  void word(const pugi::xml_node& node, Entry::Kind kind, std::vector<Word>& list) {
    const auto lo = spellings(node, "lo"), en = spellings(node, "en");
    enter_all(node, kind, list.size());
    const auto shown = [](const std::vector<std::string>& forms) {
      return forms.empty() ? std::string{} : forms.front().substr(forms.front().find_first_not_of("*^$"));
    };
    list.push_back({node.attribute("code").value(), shown(lo), shown(en), node.attribute("isic").value()});
  }
  void enter_all(const pugi::xml_node& node, Entry::Kind kind, std::size_t index) {
    for (const char* script : {"lo", "en"})
      for (const auto& form : spellings(node, script)) enter(form, kind, index);
  }
  // The first that claims a spelling has it. A sign before it says where it counts in a run without spaces.
  void enter(std::string_view form, Entry::Kind kind, std::size_t index) {
    const char sign = form.empty() ? '\0' : form.front();
    const auto glued = sign == '*'   ? Entry::Glued::nowhere
                       : sign == '^' ? Entry::Glued::front
                       : sign == '$' ? Entry::Glued::back
                                     : Entry::Glued::anywhere;
    const std::string key = squeezed(form);
    const std::size_t letters = count_code_points(key);
    if (letters == 0) return;
    out_.longest = std::max(out_.longest, letters);
    out_.words.try_emplace(key, Entry{kind, index, letters, glued});
    if (kind == Entry::Kind::exonym || letters < least_misspelt(key)) return;
    for (auto& form_without : with_letter_left_out(key)) out_.shortened.try_emplace(std::move(form_without), key);
  }

  Dictionary out_;
};

}  // namespace

std::string squeezed(std::string_view text) {
  std::string out = lao::search_form(text);
  std::erase(out, ' ');
  return out;
}

const Dictionary& Dictionary::get() {
  static const Dictionary dictionary = DictionaryReader{}.read();
  return dictionary;
}

const Entry* Dictionary::word(std::string_view form) const {
  const auto at = words.find(form);
  return at == words.end() ? nullptr : &at->second;
}

const Entry* Dictionary::nearly(std::string_view form) const {
  const std::size_t letters = count_code_points(form);
  if (letters + 1 < least_misspelt(form) || letters > longest + 1) return nullptr;
  if (const auto at = shortened.find(form); at != shortened.end()) return word(at->second);  // a letter left out
  for (const auto& part : with_letter_left_out(form)) {
    // One too many, or one in place of another.
    if (const Entry* e = word(part);
        e != nullptr && e->kind != Entry::Kind::exonym && e->letters >= least_misspelt(part))
      return e;
    if (const auto at = shortened.find(part); at != shortened.end() && count_code_points(at->second) == letters)
      return word(at->second);
  }
  return nullptr;
}

const std::vector<Word>& activity_words() { return Dictionary::get().activities; }
const std::vector<Word>& legal_form_words() { return Dictionary::get().forms; }

}  // namespace ssiis::names
